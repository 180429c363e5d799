// A possessor stands before the first of a row and is told of all, unless one says for itself whose
// it is. The hard bit is that a row is often none: behind a comma another phrase begins.
#include "loaders/extraction/words/shared_owner.h"

#include <algorithm>
#include <string>

namespace lode {
namespace {

constexpr int kLongestRow = 10;  // words from the first of a row to one that shares its owner

// Does a phrase that says whose or whence stand behind `after` and hang on the noun?
bool HasOriginBehind(const SentenceGraph& graph, int noun, int after) {
  const auto& children = graph.children(noun);
  return std::any_of(children.begin(), children.end(), [&](int child) {
    if (child < after || !graph.Is(child, "nmod")) return false;
    const std::string preposition = graph.Preposition(child);
    return preposition == "of" || preposition == "from";
  });
}

// ", and others": two with a comma between are no row.
bool IsPartedPair(const SentenceGraph& graph, int first, int head) {
  const int joiner = graph.Child(head, "cc");
  return graph.Conjuncts(first).size() == 2 && joiner > 1 && graph.word(joiner - 1).form == ",";
}

// "today's vote and protests": when, not whose.
bool IsTime(const SentenceGraph& graph, int noun) {
  const auto& nominals = graph.sentence().nominals;
  return std::any_of(nominals.begin(), nominals.end(), [&](const Mention& nominal) {
    return nominal.type == "time" && nominal.first <= noun && noun <= nominal.last &&
           (graph.head(noun) < nominal.first || graph.head(noun) > nominal.last);
  });
}

// Is a possessor that is no pronoun told of a later conjunct, too? A name has its own, "two years'
// prison and fines" measures the first only, and "the coach's wife and friends of the club" says
// whose they are.
bool OwnsRow(const SentenceGraph& graph, int owner, int first, int head) {
  return !graph.IsUpos(first, "PROPN") && graph.IsUpos(head, "NOUN") &&
         head - first <= kLongestRow && graph.Child(owner, "nummod") == 0 &&
         graph.Child(owner, "case") != 0 && !IsTime(graph, owner) &&
         !IsPartedPair(graph, first, head) && !HasOriginBehind(graph, head, head) &&
         !HasOriginBehind(graph, first, head);
}

}  // namespace

int SharedOwner(const SentenceGraph& graph, int head) {
  const int first = graph.FirstConjunct(head);
  if (first == head || !graph.Is(head, "conj") || graph.Child(head, "case") != 0) return 0;
  for (int child : graph.children(head))
    if (child < head && (graph.Is(child, "det") || graph.Is(child, "nummod") ||
                         graph.word(child).deprel == "nmod:poss"))
      return 0;
  const int owner = graph.Child(first, "nmod:poss");
  if (owner == 0 || owner > first) return 0;
  return graph.IsUpos(owner, "PRON") || OwnsRow(graph, owner, first, head) ? owner : 0;
}

}  // namespace lode
