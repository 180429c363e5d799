#include "loaders/extraction/words/written_as_one.h"

#include <algorithm>
#include <utility>

namespace lode {
namespace {

// The words with those that hyphens join to them: they are written as one.
std::vector<int> JoinHyphened(const SentenceGraph& graph, std::vector<int> words) {
  if (words.empty()) return words;
  std::vector<int> more;
  const auto has = [&](int word) { return std::binary_search(words.begin(), words.end(), word); };
  for (int word : words) {
    for (int w = word; IsJoinedToNext(graph, w - 2) && !has(w - 2); w -= 2)
      more.insert(more.end(), {w - 2, w - 1});
    for (int w = word; IsJoinedToNext(graph, w) && !has(w + 2); w += 2)
      more.insert(more.end(), {w + 1, w + 2});
  }
  words.insert(words.end(), more.begin(), more.end());
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

// The last word of "(d)" that is written right behind the word, 0 if there is none.
int EndOfGluedBracket(const SentenceGraph& graph, int word) {
  return word >= 1 && word + 3 <= graph.size() && !graph.word(word).space_after &&
                 graph.word(word + 1).form == "(" && !graph.word(word + 1).space_after &&
                 !graph.word(word + 2).space_after && graph.word(word + 3).form == ")"
             ? word + 3
             : 0;
}

// The words with the brackets that belong to a number among them: "Section 31(2)(b)".
std::vector<int> JoinBrackets(const SentenceGraph& graph, const std::vector<int>& words) {
  std::vector<int> out;
  for (int word : words) {
    if (!out.empty() && word <= out.back()) continue;
    out.push_back(word);
    if (!graph.IsUpos(word, "NUM")) continue;
    while (const int end = EndOfGluedBracket(graph, out.back()))
      while (out.back() < end) out.push_back(out.back() + 1);
  }
  return out;
}

}  // namespace

bool IsJoinedToNext(const SentenceGraph& graph, int word) {
  return word >= 1 && word + 2 <= graph.size() && !graph.word(word).space_after &&
         !graph.word(word + 1).space_after &&
         (graph.word(word + 1).form == "-" || graph.word(word + 1).xpos == "HYPH") &&
         !graph.IsUpos(word, "PUNCT") && !graph.IsUpos(word + 2, "PUNCT");
}

bool ClosesGluedBracket(const SentenceGraph& graph, int word) {
  return EndOfGluedBracket(graph, word - 3) == word;
}

std::vector<int> WithWrittenAsOne(const SentenceGraph& graph, std::vector<int> words) {
  return JoinBrackets(graph, JoinHyphened(graph, std::move(words)));
}

}  // namespace lode
