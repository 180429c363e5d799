// Arguments of tuples: WholePhrase decides what belongs to the thing; here the words that
// only point ("the", "its") come back, since a tuple is read alone.
#include "loaders/extraction/tuples/argument_words.h"

#include <algorithm>

#include "loaders/extraction/words/extent.h"

namespace lode {
namespace {

bool IsMark(const SentenceGraph& graph, int word) {
  return graph.IsUpos(word, "PUNCT");
}

// A quotation that opens inside the phrase and closes right behind it belongs to it whole.
void CloseQuotation(const SentenceGraph& graph, std::vector<int>& words) {
  int open = 0;
  for (int word : words) {
    const std::string& form = graph.word(word).form;
    if (form == "``" || form == "“") ++open;
    if (form == "''" || form == "”") --open;
    if (form == "\"") open = open > 0 ? 0 : 1;
  }
  if (open <= 0 || words.empty()) return;
  const std::string& next = graph.word(words.back() + 1).form;
  if (next == "''" || next == "”" || next == "\"") words.push_back(words.back() + 1);
}

// "the", "its", "both", and the possessor with them.
void AddPointers(const SentenceGraph& graph, int head, std::vector<int>& words) {
  for (int child : graph.children(head))
    if (child < head && (graph.Is(child, "det") || graph.word(child).deprel == "nmod:poss"))
      AddWords(graph.Subtree(child), words);
}

// A modifier that a short argument does without: a clause, and a prepositional phrase
// unless the noun says nothing without it.
bool IsDispensable(const SentenceGraph& graph, int head, int child) {
  if (graph.Is(child, "acl") || graph.Is(child, "appos") || graph.Is(child, "parataxis") ||
      graph.Is(child, "advcl"))
    return true;
  return child > head && graph.Is(child, "nmod") && graph.Preposition(child) != "of";
}

void DropDispensable(const SentenceGraph& graph, int head, std::vector<int>& words) {
  std::vector<int> gone;
  for (int word : words)
    for (int child : graph.children(word))
      if (IsDispensable(graph, word, child)) AddWords(graph.Subtree(child), gone);
  std::vector<int> kept;
  std::set_difference(words.begin(), words.end(), gone.begin(), gone.end(),
                      std::back_inserter(kept));
  if (std::binary_search(kept.begin(), kept.end(), head)) words = std::move(kept);
}

}  // namespace

void AddWords(const std::vector<int>& more, std::vector<int>& words) {
  std::vector<int> all;
  std::set_union(words.begin(), words.end(), more.begin(), more.end(), std::back_inserter(all));
  words = std::move(all);
}

std::vector<int> WithoutMarks(const SentenceGraph& graph, std::vector<int> words) {
  while (!words.empty() && IsMark(graph, words.back())) words.pop_back();
  std::size_t first = 0;
  while (first < words.size() && IsMark(graph, words[first])) ++first;
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(first));
  return words;
}

std::vector<int> ArgumentWords(const SentenceGraph& graph, int head, TupleArguments extent) {
  std::vector<int> words = WholePhrase(graph, head);
  AddPointers(graph, head, words);
  if (extent == TupleArguments::kShort) DropDispensable(graph, head, words);
  words = WithoutMarks(graph, std::move(words));
  CloseQuotation(graph, words);
  return words;
}

std::vector<int> ArgumentWordsWithout(const SentenceGraph& graph, int head, TupleArguments extent,
                                      int without) {
  std::vector<int> words = ArgumentWords(graph, head, extent);
  if (without == 0 || without == head || !graph.Under(without, head)) return words;
  const std::vector<int> gone = graph.Subtree(without);
  std::vector<int> kept;
  std::set_difference(words.begin(), words.end(), gone.begin(), gone.end(),
                      std::back_inserter(kept));
  return WithoutMarks(graph, std::move(kept));
}

std::vector<int> JoinedArgumentWords(const SentenceGraph& graph, int head, TupleArguments extent) {
  std::vector<int> words;
  for (int conjunct : graph.Conjuncts(head)) {
    AddWords(ArgumentWords(graph, conjunct, extent), words);
    if (conjunct == head) continue;
    for (int child : graph.children(conjunct))
      if (child < conjunct && (graph.Is(child, "cc") || graph.Is(child, "punct") ||
                               graph.Is(child, "case") || graph.Is(child, "cc:preconj")))
        AddWords(graph.Subtree(child), words);
  }
  return WithoutMarks(graph, std::move(words));
}

std::vector<int> ClauseWords(const SentenceGraph& graph, int head, int without) {
  std::vector<int> out = {without};
  const int first = graph.Subtree(head).front();
  for (int child : graph.children(head)) {
    const bool that = graph.Is(child, "mark") && graph.lemma(child) == "that" && child <= first + 1;
    const bool joins = graph.Is(child, "cc") && child == first;
    if (that || joins) out.push_back(child);
  }
  if (graph.Is(head, "ccomp") || graph.Is(head, "xcomp") || graph.Is(head, "advcl")) {
    for (int child : graph.children(head))  // a clause joined to it with a subject of its own
      if (graph.Is(child, "parataxis")) out.push_back(child);
  }
  return WithoutMarks(graph, graph.Subtree(head, out));
}

std::vector<int> PrepositionWords(const SentenceGraph& graph, int head) {
  std::vector<int> words;
  for (int child : graph.children(head))
    if (graph.Is(child, "case") && child < head) AddWords(graph.Subtree(child), words);
  return words;
}

}  // namespace lode
