// Many papers set a lead between headline and byline, so that the head does not end with the
// first paragraph. Below it only lines are taken that cannot be of the text: short ones, without
// a full stop, with a whole day in them or a name behind a word for "by".

#include "loaders/readers/structure/lead_lines.h"

#include <re2/re2.h>

#include <algorithm>
#include <string>

#include "loaders/readers/lines/line_shape.h"
#include "loaders/readers/lines/piece.h"
#include "loaders/readers/metadata/date_words.h"
#include "loaders/readers/metadata/field_values.h"
#include "loaders/readers/metadata/written_day.h"
#include "loaders/readers/words/tables.h"

namespace lode {
namespace {

constexpr std::size_t kMostWords = 16, kMostBytes = 140;

// Two to twelve words, each with a capital or one that stands in or between names.
bool AreNames(std::string_view text) {
  constexpr std::size_t kFewest = 2, kMost = 12;
  constexpr std::string_view kBetween = " de di van von der den la le du und et y e en og och ";
  std::size_t words = 0;
  for (std::size_t at = 0; at < text.size(); ++words) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = ' ' + std::string(text.substr(at, end - at)) + ' ';
    const bool small = word[1] >= 'a' && word[1] <= 'z';
    const bool digit = word.find_first_of("0123456789") != std::string::npos;
    if (digit || (small && kBetween.find(word) == std::string_view::npos)) return false;
    at = end + 1;
  }
  return words >= kFewest && words <= kMost;
}

// "Von Una Berg", "Par Una Berg, Tor Lind": the names; empty for what is no such line.
std::string NamesBehindBy(std::string_view line) {
  static const RE2 by("(?:" + AnyWordOf(kLineWords, "by") + R"()\s*:?\s+(.{3,80}))");
  std::string name;
  return RE2::FullMatch(Piece(line), by, &name) && AreNames(name) ? name : std::string();
}

bool IsByAlone(std::string_view line) {
  static const RE2 by("(?i)(?:" + AnyWordOf(kLineWords, "by-alone") + R"()\s*:?)");
  return RE2::FullMatch(Piece(line), by);
}

bool IsShort(const Draft& draft) {
  return draft.text.size() <= kMostBytes && WordCount(draft.view()) <= kMostWords &&
         !draft.view().ends_with(":");
}

bool IsParagraph(const Draft& draft) {
  constexpr std::size_t kFewestWords = 10;
  return !draft.settled && EndsSentence(draft.view()) && WordCount(draft.view()) >= kFewestWords;
}

// A day with little behind it; in a list nothing but words of dates beside it.
bool IsOfHead(const Draft& draft, const WrittenDay& day) {
  constexpr std::size_t kMostWordsBehind = 3;
  const std::string_view line = draft.view();
  if (day.value.empty() || EndsSentence(line)) return false;
  if (draft.hint == LineHint::kListItem) return !DateIn(line).empty();
  std::size_t words = 0;
  for (std::string_view rest = line.substr(day.end); !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    const bool is_word =
        word.size() > 2 && word.find_first_of("0123456789") == std::string_view::npos;
    if (is_word && DayLabelOf(word) == DayLabel::kNone) ++words;
    rest = rest.substr(std::min(end + 1, rest.size()));
  }
  return words <= kMostWordsBehind;
}

// "Great Recession, Interest Rates, Kansas City, Monetary Policy, Fed": nothing but names.
bool AreTags(std::string_view line) {
  constexpr std::size_t kLongest = 400, kFewest = 5, kMostInTag = 4;
  if (line.size() > kLongest || line.find_first_of(".!?") != std::string_view::npos) return false;
  std::size_t tags = 0;
  for (std::size_t at = 0; at < line.size(); ++tags) {
    at = std::min(line.find_first_not_of(' ', at), line.size());
    const std::size_t end = std::min(line.find(',', at), line.size());
    const bool small = at < line.size() && line[at] >= 'a' && line[at] <= 'z';
    if (small || WordCount(line.substr(at, end - at)) > kMostInTag) return false;
    at = end + 1;
  }
  return tags >= kFewest;
}

void TakeLine(Draft& draft, PageFields& fields) {
  const std::string_view line = draft.view();
  if (const std::string names = NamesBehindBy(line); !names.empty()) {
    if (fields.author.empty()) fields.author = AuthorsIn(names);
    draft.Settle(BlockKind::kByline);
  } else if (IsByAlone(line)) {
    draft.Settle(BlockKind::kByline);
  } else if (const WrittenDay day = FindWrittenDay(line); IsOfHead(draft, day)) {
    const bool is_change = DayLabelsOf(line.substr(0, day.begin)) == DayLabel::kChanged;
    if (fields.published.empty() && !is_change) fields.published = PublishedIn(day.value);
    draft.Settle(BlockKind::kDateline);
  }
}

}  // namespace

void TakeLeadLines(Drafts& drafts, std::size_t begin, PageFields& fields) {
  constexpr std::size_t kMostLines = 40, kMostParagraphs = 2;
  std::size_t paragraphs = 0;
  for (std::size_t i = begin; i < std::min(drafts.size(), begin + kMostLines); ++i) {
    if (IsParagraph(drafts[i]) && ++paragraphs == kMostParagraphs) return;
    const bool free = !drafts[i].settled && drafts[i].hint != LineHint::kTitle;
    if (free && IsShort(drafts[i])) TakeLine(drafts[i], fields);
    if (free && !drafts[i].settled && AreTags(drafts[i].view()))
      drafts[i].Settle(BlockKind::kBoilerplate);
  }
}

}  // namespace lode
