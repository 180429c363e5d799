#include "loaders/extraction/unresolved.h"

#include <set>
#include <string>

#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

class Unresolved {
 public:
  explicit Unresolved(const ReadingContext& context) : context_(context) {
    for (const SentenceGraph& graph : context.graphs)
      for (int word = 1; word <= graph.size(); ++word)
        if (graph.IsUpos(word, "PRON") && graph.word(word).xpos == "PRP")
          personal_.insert(FoldWord(graph.word(word).form));
  }

  bool IsPronoun(std::uint32_t node) const {
    return node != kNoNode && personal_.contains(FoldWord(NameOf(node)));
  }

  // "another said", "people say": whoever it was, it is nobody's claim.
  bool IsNobodysClaim(const StatementRecord& statement) const {
    const std::uint32_t speaker = statement.said_by;
    return speaker != kNoNode && !IsNamed(IdentityOf(speaker)) &&
           context_.rules.lists.Has("nobody-in-particular", FoldWord(NameOf(speaker)));
  }

  // "its guest list", "one of its soldiers"
  bool HasUnknownOwner(const StatementRecord& statement) const {
    if (OwnerOf(statement.subject, statement.subject_span, statement.sentence) != 0) return true;
    if (statement.sentence == 0 || statement.subject_span.empty()) return false;
    const SentenceGraph& graph = context_.graphs[statement.sentence - 1];
    const int head = ActingWord(graph, statement.subject_span.front());
    const int owner = InnerOwner(graph, head);
    if (head == 0 || owner == 0) return false;
    const std::string pronoun = FoldWord(graph.word(owner).form);
    const std::string number =
        graph.HasFeature(head, "Number=Plur") ? "Number=Plur" : "Number=Sing";
    const bool own = graph.HasFeature(owner, number) && IsPerson(statement.subject);
    // "a man in his sixties", "Tern's share of its market", "the voters of our state"
    if (own || graph.Child(head, "nmod:poss") != 0 || !graph.HasFeature(owner, "Person=3"))
      return false;
    return NameOf(statement.subject).find(" " + pronoun + " ") != std::string::npos;
  }

  // "opposed that language", "made the same suggestion": which, only the sentence before knows.
  bool PointsBack(const StatementRecord& statement) const {
    const WordLists& lists = context_.rules.lists;
    if (statement.object_span.empty() || statement.sentence == 0 || !statement.object.is_node())
      return false;
    const SentenceGraph& graph = context_.graphs[statement.sentence - 1];
    const Span span = statement.object_span.back();
    int head = 0;
    for (int word = graph.WordAt(span.begin);
         word != 0 && word <= graph.size() && graph.word(word).span.begin < span.end; ++word)
      if (graph.IsUpos(word, "NOUN")) head = word;
    if (head == 0 || !lists.Has("points-back", graph.lemma(head))) return false;
    const std::string name = FoldWord(NameOf(statement.object.node));
    const bool bare = name == FoldWord(graph.word(head).form) || name == graph.lemma(head);
    for (int child : graph.children(head)) {
      if (bare && graph.Is(child, "det") && graph.HasFeature(child, "PronType=Dem")) return true;
      if (graph.Is(child, "amod") && lists.Has("pointing", graph.lemma(child)) &&
          name == graph.lemma(child) + " " + FoldWord(graph.word(head).form))
        return true;
    }
    return false;
  }

  // "such a move would hurt": which, only the sentence before knows.
  bool BeginsWithSuch(const StatementRecord& statement) const {
    const std::string name = FoldWord(NameOf(statement.subject));
    const std::size_t end = name.find(' ');
    return end != name.npos && !IsNamed(IdentityOf(statement.subject)) &&
           context_.rules.lists.Find("pointing", name.substr(0, end)) == "subject";
  }

  // "critics praised its passage", "Moe seeks their support": whose it is, is not the subject, or
  // the pronoun would be another one.
  bool HasAnothersObject(const StatementRecord& statement) const {
    if (!statement.object.is_node() || statement.subject_span.empty()) return false;
    const int owner = OwnerOf(statement.object.node, statement.object_span, statement.sentence);
    if (owner == 0) return false;
    const SentenceGraph& graph = context_.graphs[statement.sentence - 1];
    const bool person = IsPerson(statement.subject);
    // "warm water fed its power": the storm's, which has no name. Whoever acts may be the owner.
    const std::uint32_t known = context_.entities.NodeFor(statement.sentence - 1, owner);
    if (known != kNoNode && known != statement.subject && graph.HasFeature(owner, "Number=Sing") &&
        ActingWord(graph, statement.subject_span.back()) != 0 &&
        !context_.rules.lists.Has("acting-kind", TypeOf(statement.subject)))
      return true;
    const bool neuter = graph.HasFeature(owner, "Gender=Neut");
    if (graph.HasFeature(owner, "Number=Plur"))
      return person && IsNamed(IdentityOf(statement.subject));
    if (!neuter || person) return neuter && person;
    const int acting = ActingWord(graph, statement.subject_span.back());
    return acting != 0 && graph.IsUpos(acting, "NOUN") && graph.HasFeature(acting, "Number=Plur");
  }

 private:
  // The first word there that is a verb's subject; 0 if none is.
  static int ActingWord(const SentenceGraph& graph, Span span) {
    for (int word = graph.WordAt(span.begin);
         word != 0 && word <= graph.size() && graph.word(word).span.begin < span.end; ++word)
      if (graph.Is(word, "nsubj")) return word;
    return 0;
  }

  // The pronoun that says whose it is, where the name still begins with it; 0 if none does.
  int OwnerOf(std::uint32_t node, const Spans& spans, std::uint32_t sentence) const {
    if (spans.empty() || sentence == 0) return 0;
    const SentenceGraph& graph = context_.graphs[sentence - 1];
    const std::string name = FoldWord(NameOf(node));
    for (int word = graph.WordAt(spans.front().begin);
         word != 0 && word <= graph.size() && graph.word(word).span.begin < spans.front().end;
         ++word) {
      const int owner = graph.Child(word, "nmod:poss");
      if (owner == 0 || graph.word(owner).xpos != "PRP$") continue;
      const std::string whose = FoldWord(graph.word(owner).form) + " ";
      const bool all = owner > 1 && graph.Is(owner - 1, "det:predet");  // "all their bills"
      if (name.starts_with(whose) ||
          (all && name.starts_with(FoldWord(graph.word(owner - 1).form) + " " + whose)))
        return owner;
    }
    return 0;
  }

  const std::string& TypeOf(std::uint32_t node) const {
    return context_.entities.nodes()[node].type;
  }
  bool IsPerson(std::uint32_t node) const { return IsType(TypeOf(node), "person"); }
  IdentityClass IdentityOf(std::uint32_t node) const {
    return context_.entities.nodes()[node].identity;
  }
  const std::string& NameOf(std::uint32_t node) const {
    return context_.entities.nodes()[node].name;
  }

  const ReadingContext& context_;
  std::set<std::string> personal_;  // pronouns of the article
};

}  // namespace

void LeaveOutUnresolved(const ReadingContext& context, std::vector<StatementRecord>& statements) {
  const Unresolved unresolved(context);
  std::erase_if(statements, [&](const StatementRecord& statement) {
    if (unresolved.IsPronoun(statement.subject) || unresolved.IsPronoun(statement.said_by) ||
        unresolved.IsNobodysClaim(statement))
      return true;
    if (statement.extractor == "speech/1" || statement.extractor == "quote/1") return false;
    return unresolved.HasUnknownOwner(statement) || unresolved.PointsBack(statement) ||
           unresolved.BeginsWithSuch(statement) || unresolved.HasAnothersObject(statement);
  });
}

}  // namespace lode
