// Times of day as what a clause says besides: "began at 9 a.m.", "left before noon". They are no
// dates, as their day stands elsewhere or nowhere; so they stay as written, under their
// preposition.
#include <algorithm>
#include <cctype>

#include "loaders/extraction/clauses/clause_projector.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

// "10:15"
bool IsHourAndMinute(std::string_view form) {
  const std::size_t colon = form.find(':');
  const auto digits = [](std::string_view part) {
    return !part.empty() && part.size() <= 2 && std::ranges::all_of(part, [](char c) {
      return std::isdigit(static_cast<unsigned char>(c)) != 0;
    });
  };
  return colon != form.npos && form.size() - colon == 3 && digits(form.substr(0, colon)) &&
         digits(form.substr(colon + 1));
}

}  // namespace

std::optional<Value> ClauseProjector::ClockOf(int word) const {
  const WordLists& lists = context_.rules.lists;
  const auto says = [&](int w, std::string_view what) {
    return w <= graph_.size() && lists.Find("time-of-day", FoldWord(graph_.word(w).form)) == what;
  };
  if (!lists.Has("clock-preposition", graph_.Preposition(word))) return std::nullopt;
  int first = word, last = word;
  if (says(word, "half") && graph_.IsUpos(word - 1, "NUM"))
    first = word - 1;
  else if (graph_.IsUpos(word, "NUM") && says(word + 1, "half"))
    last = word + 1;
  else if (!says(word, "alone") &&
           !(graph_.IsUpos(word, "NUM") && IsHourAndMinute(graph_.word(word).form)))
    return std::nullopt;
  Value value;
  value.kind = ValueKind::kText;
  value.text = context_.article.text.substr(
      graph_.word(first).span.begin, graph_.word(last).span.end - graph_.word(first).span.begin);
  return value;
}

// "at 9 a.m. Monday": the day that hangs on the hour.
std::optional<Value> ClauseProjector::DayOfClock(int word) const {
  if (!ClockOf(word)) return std::nullopt;
  for (int above : {word, graph_.Child(word, "nmod")})
    for (int child : graph_.children(above))
      if (above != 0 && graph_.IsUpos(child, "PROPN"))
        if (std::optional<Value> day = ReadTime(context_, sentence_, child)) return day;
  return std::nullopt;
}

}  // namespace lode
