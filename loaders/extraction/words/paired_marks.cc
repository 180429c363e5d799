#include "loaders/extraction/words/paired_marks.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace lode {
namespace {

enum class Mark : std::uint8_t { kNone, kOpens, kCloses };

// "‘the deal", but not "Kano‘s deal".
bool OpensSingle(const SentenceGraph& graph, int word) {
  const std::string& form = graph.word(word).form;
  return (form == "‘" || (form == "'" && graph.word(word).xpos == "``")) &&
         (word == 1 || graph.word(word - 1).space_after || graph.IsUpos(word - 1, "PUNCT"));
}

bool OpensBefore(const SentenceGraph& graph, int word) {
  while (--word >= 1)
    if (OpensSingle(graph, word)) return true;
  return false;
}

// What a word is as a mark, and of which pair. Single marks look like apostrophes: what closes is
// tagged so, and something opens before it.
std::pair<Mark, char> MarkOf(const SentenceGraph& graph, int word) {
  const std::string& form = graph.word(word).form;
  if (form == "(" || form == ")") return {form == "(" ? Mark::kOpens : Mark::kCloses, '('};
  if (form == "[" || form == "]") return {form == "[" ? Mark::kOpens : Mark::kCloses, '['};
  if (form == "“" || form == "``") return {Mark::kOpens, '"'};
  if (form == "”" || form == "''") return {Mark::kCloses, '"'};
  if (OpensSingle(graph, word)) return {Mark::kOpens, '\''};
  if ((form == "’" || form == "'") && graph.IsUpos(word, "PUNCT") && OpensBefore(graph, word))
    return {Mark::kCloses, '\''};
  return {Mark::kNone, ' '};
}

}  // namespace

std::vector<int> Balanced(const SentenceGraph& graph, std::vector<int> words) {
  std::vector<std::size_t> open, alone;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto [mark, pair] = MarkOf(graph, words[i]);
    if (mark == Mark::kOpens) open.push_back(i);
    if (mark != Mark::kCloses) continue;
    if (open.empty() || MarkOf(graph, words[open.back()]).second != pair)
      alone.push_back(i);
    else
      open.pop_back();
  }
  if (open.size() == 1 && words.back() < graph.size() &&
      MarkOf(graph, words.back() + 1) ==
          std::pair(Mark::kCloses, MarkOf(graph, words[open[0]]).second)) {
    words.push_back(words.back() + 1);
    open.clear();
  }
  const bool apostrophe = std::ranges::any_of(words, [&](int word) {
    return graph.word(word).form == "’" || graph.word(word).form == "'";
  });
  std::erase_if(open, [&](std::size_t i) {  // "the ‘Mob Wives’ star": it may close it
    return MarkOf(graph, words[i]).second == '\'' && apostrophe;
  });
  alone.insert(alone.end(), open.begin(), open.end());
  // Straight marks look alike: of an odd number the first stands before the phrase, or one goes.
  std::vector<std::size_t> straight;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (graph.word(words[i]).form == "\"") straight.push_back(i);
  const bool odd = straight.size() % 2 == 1;
  const bool opens_before = odd && words.front() > 1 && graph.word(words.front() - 1).form == "\"";
  if (odd && !opens_before && words.back() < graph.size() &&
      graph.word(words.back() + 1).form == "\"" &&
      graph.word(words[straight.back()]).xpos == "``") {  // 'the "day of rest["]'
    words.push_back(words.back() + 1);
    straight.push_back(words.size() - 1);
    return words;
  }
  if (odd && !opens_before) alone.push_back(straight.back());
  std::sort(alone.rbegin(), alone.rend());
  for (std::size_t i : alone) words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
  if (opens_before) words.insert(words.begin(), words.front() - 1);
  return words;
}

Span WithMarks(std::string_view text, Span run) {
  constexpr std::string_view kOpen = "“", kClose = "”", kStops = ".,!?";
  const std::string_view words = text.substr(run.begin, run.end - run.begin);
  const std::string_view rest = text.substr(run.end), before = text.substr(0, run.begin);
  const auto count = [&](char mark) { return std::count(words.begin(), words.end(), mark); };
  if (count('(') > count(')') && rest.starts_with(')')) ++run.end;
  const bool stopped = !rest.empty() && kStops.find(rest.front()) != std::string_view::npos;
  const std::string_view behind = rest.substr(stopped ? 1 : 0);
  const std::uint32_t stop = stopped ? 1 : 0;
  const std::size_t open = words.rfind(kOpen), closed = words.rfind(kClose);
  const bool opens = open != words.npos && (closed == words.npos || closed < open);
  const bool odd = count('"') % 2 == 1;
  const std::size_t first = words.find(kClose), start = words.find(kOpen);
  if ((opens || odd) && behind.starts_with('"'))
    run.end += stop + 1;
  else if (opens && behind.starts_with(kClose))
    run.end += stop + static_cast<std::uint32_t>(kClose.size());
  else if (odd && before.ends_with('"'))
    --run.begin;
  if (first != words.npos && (start == words.npos || first < start) && before.ends_with(kOpen))
    run.begin -= static_cast<std::uint32_t>(kOpen.size());
  return run;
}

}  // namespace lode
