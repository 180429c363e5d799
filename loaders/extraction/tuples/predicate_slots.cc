// What a copula links its subject to. Adverbs hang on the predicate in the tree whether they
// are about it ("very old") or about the clause ("historically a port"): where they stand tells.
#include "loaders/extraction/tuples/predicate_slots.h"

#include <algorithm>

#include "loaders/extraction/tuples/argument_words.h"

namespace lode {
namespace {

bool Has(const std::vector<int>& words, int word) {
  return std::binary_search(words.begin(), words.end(), word);
}

// Between copula and predicate, with no comma behind: "very old", "nine inches long".
bool IsDegree(const SentenceGraph& graph, int predicate, int child) {
  return (graph.Is(child, "advmod") || graph.word(child).deprel == "obl:unmarked") &&
         child > graph.Child(predicate, "cop") && !graph.IsUpos(child + 1, "PUNCT") &&
         !graph.IsUpos(child - 1, "PUNCT");
}

// "the mayor", without the adverbs of the clause: "historically", "however".
std::vector<int> NominalWords(const SentenceGraph& graph, int predicate, TupleArguments extent,
                              std::vector<int> gone) {
  const int copula = graph.Child(predicate, "cop");
  for (int child : graph.children(predicate))
    if (graph.Is(child, "advmod") && (child < copula || graph.IsUpos(child + 1, "PUNCT")))
      AddWords(graph.Subtree(child), gone);
  std::vector<int> words = ArgumentWords(graph, predicate, extent);
  std::erase_if(words, [&](int word) { return Has(gone, word); });
  return WithoutMarks(graph, std::move(words));
}

// "very difficult to meet"
std::vector<int> QualityWords(const SentenceGraph& graph, int predicate,
                              const std::vector<int>& relation) {
  std::vector<int> words = {predicate};
  for (int child : graph.children(predicate)) {
    const bool degree = IsDegree(graph, predicate, child) && !Has(relation, child);
    if (degree || graph.Is(child, "xcomp") || graph.Is(child, "ccomp"))
      AddWords(graph.Subtree(child), words);
  }
  return WithoutMarks(graph, std::move(words));
}

// The phrases of a quality ("familiar [with the yard]"), or of the clause round a noun.
std::vector<ArgumentSlot> Phrases(const SentenceGraph& graph, int predicate) {
  std::vector<ArgumentSlot> phrases;
  for (int child : graph.children(predicate)) {
    const bool measure = graph.word(child).deprel == "obl:unmarked" && child < predicate &&
                         child > graph.Child(predicate, "cop") && !graph.IsNominal(predicate);
    if (graph.Is(child, "obl") && !measure)
      AddPhraseSlot(graph, ArgumentSlot::kOblique, child, phrases);
  }
  return phrases;
}

}  // namespace

void AddPredicateSlot(const SentenceGraph& graph, int predicate, TupleArguments extent,
                      std::vector<int>& relation, std::vector<ArgumentSlot>& slots) {
  const std::vector<ArgumentSlot> phrases = Phrases(graph, predicate);
  const bool quality = graph.IsUpos(predicate, "ADJ") || graph.IsVerb(predicate);
  const bool goes_on =
      quality && std::any_of(phrases.begin(), phrases.end(), [&](const ArgumentSlot& slot) {
        return slot.rank == ArgumentSlot::kOblique && slot.preposition.front() > predicate;
      });
  if (goes_on) {
    AddWords({predicate}, relation);
    for (int child : graph.children(predicate))
      if (graph.Is(child, "advmod") && child < predicate && IsDegree(graph, predicate, child))
        AddWords(graph.Subtree(child), relation);
  } else {
    ArgumentSlot slot;
    slot.rank = ArgumentSlot::kObject;
    slot.head = predicate;
    slot.preposition = PrepositionWords(graph, predicate);
    slot.clause = graph.IsNominal(predicate) ? NominalWords(graph, predicate, extent, relation)
                                             : QualityWords(graph, predicate, relation);
    slots.push_back(std::move(slot));
  }
  slots.insert(slots.end(), phrases.begin(), phrases.end());
  std::stable_sort(slots.begin(), slots.end(),
                   [](const ArgumentSlot& a, const ArgumentSlot& b) { return a.head < b.head; });
}

void AddAdverbSlot(const SentenceGraph& graph, int predicate, std::vector<int>& relation,
                   std::vector<ArgumentSlot>& slots) {
  ArgumentSlot slot;
  slot.rank = ArgumentSlot::kAdverb;
  while (!relation.empty() && relation.back() > predicate && graph.IsUpos(relation.back(), "ADV")) {
    slot.clause.insert(slot.clause.begin(), relation.back());
    relation.pop_back();
  }
  if (slot.clause.empty())
    for (int child : graph.children(predicate))
      if (graph.Is(child, "advmod") && child > predicate)
        AddWords(graph.Subtree(child), slot.clause);
  if (slot.clause.empty()) return;
  slot.head = slot.clause.front();
  slots.push_back(std::move(slot));
}

}  // namespace lode
