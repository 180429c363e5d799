// A title stands behind the word for a work or for naming, or has its capitals.
//
// The hard bit is a short quotation in capitals that is speech all the same: it fills its
// sentence, or ends with a stop of its own.
#include "loaders/extraction/speech/titles.h"

namespace lode {
namespace {

constexpr std::size_t kLongestTitle = 9;  // words

bool IsTitled(const SentenceGraph& graph, int before, const WordLists& lists) {
  if (lists.Has("titled", graph.lemma(before))) return true;
  return lists.Has("work-noun", graph.lemma(before)) && graph.IsUpos(before, "NOUN");
}

bool HasCapitals(const SentenceGraph& graph, const std::vector<int>& words) {
  std::size_t capitals = 0;
  for (int w : words) {
    const std::string& form = graph.word(w).form;
    if (graph.IsUpos(w, "PART") && graph.word(w).xpos == "POS") continue;  // "Ana's Law"
    const bool capital = form[0] >= 'A' && form[0] <= 'Z';
    if (!capital && form.size() > 3) return false;
    capitals += capital ? 1u : 0u;
  }
  return capitals >= 2;
}

}  // namespace

bool IsTitle(std::string_view text, const std::vector<SentenceGraph>& graphs,
             const Quotation& quotation, const PlacedWords& words, const WordLists& lists) {
  if (words.size() > 1) return false;
  const auto& [s, list] = *words.begin();
  const SentenceGraph& graph = graphs[s];
  int before = list.front() - 1;
  while (before > 0 && graph.IsUpos(before, "PUNCT")) --before;
  if (before > 0 && list.front() - before <= 2 && IsTitled(graph, before, lists)) return true;
  const bool whole = list.size() + 2 >= static_cast<std::size_t>(graph.size());
  if (whole || list.size() > kLongestTitle || !HasCapitals(graph, list)) return false;
  const char last = text[quotation.inner.end - 1];
  // "author of “The Mills of Home,” said": the comma is of the sentence.
  if (last == ',') return graph.IsUpos(before, "ADP") || graph.IsUpos(before, "CCONJ");
  return last != '.' && last != '!' && last != '?';
}

}  // namespace lode
