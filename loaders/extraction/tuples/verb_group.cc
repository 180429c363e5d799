// Which words make up a relation. The tree hangs auxiliaries, negation and adverbs on
// the verb alike; what stands beside the verb is taken, what stands apart is not.
#include "loaders/extraction/tuples/verb_group.h"

#include <algorithm>

#include "loaders/extraction/words/predicates.h"

namespace lode {
namespace {

bool IsAuxiliary(const SentenceGraph& graph, int word) {
  return graph.Is(word, "aux") || graph.Is(word, "cop");
}

// An adverb that is one word, or one with its degree: "very rapidly".
bool IsPlainAdverb(const SentenceGraph& graph, int word) {
  if (!graph.Is(word, "advmod") || !(graph.IsUpos(word, "ADV") || graph.IsUpos(word, "PART")))
    return false;
  if (graph.word(word).xpos == "WRB") return false;
  const std::vector<int>& degree = graph.children(word);
  return degree.empty() || (degree.size() == 1 && graph.Is(degree.front(), "advmod"));
}

bool IsNegation(const SentenceGraph& graph, int word, const WordLists& lists) {
  return graph.Is(word, "advmod") && lists.Has("negation", graph.lemma(word));
}

void AddWithParts(const SentenceGraph& graph, int word, std::vector<int>& words) {
  for (int part : graph.Subtree(word)) words.push_back(part);
}

// The auxiliaries of the first of joined verbs: "has bought and sold".
void AddSharedAuxiliaries(const SentenceGraph& graph, int predicate, const WordLists& lists,
                          std::vector<int>& words) {
  const int first = graph.head(predicate);
  if (!graph.Is(predicate, "conj") || HasSubject(graph, predicate) ||
      IsInfinitive(graph, predicate))
    return;
  const std::string& own = graph.word(predicate).xpos;
  const bool finite = own == "VBD" || own == "VBZ" || own == "VBP";
  const bool alike =
      own == graph.word(first).xpos || (!graph.IsVerb(predicate) && !graph.IsVerb(first));
  if (!alike || finite) return;
  for (int w : VerbGroup(graph, first, lists))
    if (w < predicate && (IsAuxiliary(graph, w) || IsNegation(graph, w, lists))) words.push_back(w);
}

}  // namespace

int OuterSubject(const SentenceGraph& graph, int predicate) {
  if (const int outer = graph.Child(predicate, "nsubj:outer")) return outer;
  const int first = graph.Child(predicate, "nsubj"), copula = graph.Child(predicate, "cop");
  if (first == 0 || copula < first) return 0;
  for (int child : graph.children(predicate))
    if (child > copula && graph.Is(child, "nsubj")) return first;
  return 0;
}

std::vector<int> VerbGroup(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  std::vector<int> words;
  const bool outer = OuterSubject(graph, predicate) != 0;
  const bool verb = graph.IsVerb(predicate) && (outer || graph.Child(predicate, "cop") == 0);
  if (verb) words.push_back(predicate);
  bool own = false;
  int anchor = verb ? predicate : 0;
  for (int child : graph.children(predicate)) {
    if (outer && graph.Is(child, "cop") && child == graph.Child(predicate, "cop")) continue;
    if (graph.Is(child, "cc") && graph.lemma(child) == "nor") words.push_back(child);
    if (IsAuxiliary(graph, child)) {
      words.push_back(child);
      own = true;
      if (!verb) anchor = child;
    } else if (graph.Is(child, "compound:prt") || IsNegation(graph, child, lists)) {
      words.push_back(child);
    }
  }
  if (!own) AddSharedAuxiliaries(graph, predicate, lists, words);
  const auto is_in = [&](int w) { return std::find(words.begin(), words.end(), w) != words.end(); };
  const auto take = [&](int w) {
    if (w < 1 || w > graph.size()) return false;
    if (is_in(w)) return true;
    const int adverb = graph.Is(w, "advmod") && graph.head(w) != predicate ? graph.head(w) : w;
    if (graph.head(adverb) != predicate || !IsPlainAdverb(graph, adverb)) return false;
    AddWithParts(graph, adverb, words);
    return true;
  };
  for (int w = anchor - 1; anchor != 0 && w > 0 && take(w);) --w;
  // "is very old": the degree belongs to the quality.
  const int end = verb ? graph.size() + 1 : predicate - (graph.IsUpos(predicate, "ADJ") ? 1 : 0);
  for (int w = anchor + 1; anchor != 0 && w < end && take(w);) ++w;
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

bool IsPurposeClause(const SentenceGraph& graph, int predicate) {
  const int verb = graph.head(predicate);
  return graph.Is(predicate, "advcl") && IsInfinitive(graph, predicate) &&
         !HasSubject(graph, predicate) && verb != 0 && verb < predicate && graph.IsVerb(verb) &&
         graph.Child(verb, "obj") == 0 && graph.Child(verb, "cop") == 0;
}

std::vector<int> Governors(const SentenceGraph& graph, int predicate) {
  std::vector<int> out;
  int inner = predicate;
  for (int depth = 0; depth < 6; ++depth) {
    const int first = graph.FirstConjunct(inner);
    if (first != inner && HasSubject(graph, inner)) break;
    const int outer = graph.head(first);
    if (outer == 0) break;
    const bool led = graph.Is(first, "xcomp") && graph.IsVerb(first) &&
                     graph.Child(outer, "obj") == 0 && graph.Child(outer, "iobj") == 0;
    if (!led && !IsPurposeClause(graph, first)) break;
    if (graph.Child(first, "cop") == 0 && graph.word(first).xpos == "VBN" &&
        !IsInfinitive(graph, first) && graph.Child(first, "aux") == 0)
      break;
    out.insert(out.begin(), outer);
    inner = outer;
  }
  return out;
}

bool IsObjectComplement(const SentenceGraph& graph, int predicate) {
  const int first = graph.FirstConjunct(predicate);
  if (first != predicate && HasSubject(graph, predicate)) return false;
  const int outer = graph.head(first);
  return graph.Is(first, "xcomp") && outer != 0 && Governors(graph, predicate).empty();
}

}  // namespace lode
