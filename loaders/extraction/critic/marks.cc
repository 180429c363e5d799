// Marks: what stands at a place, or of what kind something is.
#include <algorithm>

#include "loaders/extraction/critic/signs.h"

namespace lode {
namespace {

using Marks = std::vector<std::string>;

void Add(Marks& marks, std::string_view place, std::string_view what) {
  marks.push_back(std::string(place) + "=" + std::string(what));
}

// Words of a closed class by themselves, marks of punctuation as they are, others by class.
std::string_view WordMark(const SentenceGraph& graph, int word) {
  if (word < 1 || word > graph.size()) return "none";
  const std::string& upos = graph.word(word).upos;
  if (upos == "PUNCT") return graph.word(word).form;
  const bool closed = upos == "ADP" || upos == "SCONJ" || upos == "CCONJ" || upos == "PART" ||
                      upos == "AUX" || upos == "DET" || upos == "PRON";
  return closed ? std::string_view(graph.lemma(word)) : std::string_view(upos);
}

std::string_view Class(const SentenceGraph& graph, int word) {
  return word < 1 || word > graph.size() ? std::string_view("none")
                                         : std::string_view(graph.word(word).upos);
}

void AddPlace(const SentenceGraph& graph, int word, const std::string& place, Marks& marks) {
  Add(marks, place, WordMark(graph, word));
  Add(marks, place + "-class", Class(graph, word));
}

// The edges of an argument, inside and outside, and what it hangs on.
void AddArgument(const StatementView& v, const ArgumentWords& words, const std::string& name,
                 Marks& marks) {
  if (!words) return Add(marks, name, "none");
  const SentenceGraph& graph = v.graph;
  AddPlace(graph, words.first - 1, name + "-before", marks);
  AddPlace(graph, words.first, name + "-first", marks);
  AddPlace(graph, words.last, name + "-last", marks);
  AddPlace(graph, words.last + 1, name + "-after", marks);
  Add(marks, name + "-relation", graph.word(words.head).deprel);
  Add(marks, name + "-class", Class(graph, words.head));
  Add(marks, name + "-tag", graph.word(words.head).xpos);
  Add(marks, name + "-above", Class(graph, graph.head(words.head)));
  for (int child : graph.children(words.head))
    if (!words.Has(child)) Add(marks, name + "-without", graph.word(child).deprel);
}

void AddNode(const EntityNode* node, const std::string& name, Marks& marks) {
  if (node == nullptr) return;
  Add(marks, name + "-type", node->type);
  Add(marks, name + "-identity", std::to_string(static_cast<int>(node->identity)));
}

// The predicate's word, what hangs on it and what it hangs on, up to the root.
void AddPredicate(const StatementView& v, Marks& marks) {
  const SentenceGraph& graph = v.graph;
  Add(marks, "word", graph.lemma(v.word));
  Add(marks, "word-tag", graph.word(v.word).xpos);
  Add(marks, "word-class", Class(graph, v.word));
  Add(marks, "word-relation", graph.word(v.word).deprel);
  for (int child : v.word == 0 ? std::vector<int>{} : graph.children(v.word)) {
    Add(marks, "below", graph.word(child).deprel);
    if (graph.Is(child, "aux") || graph.Is(child, "mark") || graph.Is(child, "cop") ||
        graph.Is(child, "advmod"))
      Add(marks, "below-word", graph.lemma(child));
  }
  int steps = 0;
  for (int w = graph.head(v.word); v.word != 0 && w != 0 && steps < graph.size();
       w = graph.head(w), ++steps) {
    Add(marks, steps == 0 ? "above" : "over", graph.lemma(w));
    Add(marks, steps == 0 ? "above-tag" : "over-tag", graph.word(w).xpos);
    Add(marks, "way", graph.word(w).deprel);
  }
}

std::string_view LastPart(std::string_view relation) {
  const std::size_t dash = relation.rfind('-');
  return dash == relation.npos ? std::string_view() : relation.substr(dash + 1);
}

}  // namespace

void AddMarks(const StatementView& v, std::vector<std::string>& marks) {
  const StatementRecord& statement = v.statement;
  Add(marks, "extractor", statement.extractor.substr(0, statement.extractor.find('/')));
  Add(marks, "predicate", statement.predicate);
  if (const auto part = LastPart(statement.relation); !part.empty()) Add(marks, "last-part", part);
  if (statement.predicate.starts_with("be-")) Add(marks, "predicate", "be-…");
  Add(marks, "modality", NameOf(statement.modality));
  Add(marks, "block", NameOf(v.block()));
  for (const auto& [role, value] : statement.qualifiers) Add(marks, "qualifier", role);
  AddArgument(v, v.subject, "subject", marks);
  AddArgument(v, v.object, "object", marks);
  AddNode(v.SubjectNode(), "subject", marks);
  AddNode(v.ObjectNode(), "object", marks);
  AddNode(v.article.Node(statement.said_by), "speaker", marks);
  if (!statement.object.is_node()) Add(marks, "object-kind", NameOf(statement.object.literal.kind));
  AddPredicate(v, marks);
  const int size = v.graph.size();
  AddPlace(v.graph, size, "sentence-last", marks);
  AddPlace(v.graph, 1, "sentence-first", marks);
  if (v.subject && v.graph.IsUpos(v.subject.head, "PRON"))
    Add(marks, "subject-pronoun", v.graph.lemma(v.subject.head));
}

}  // namespace lode
