// A byline is a word for "by" and names, or names alone beside a date. The hard bit is where it
// stands: pages put it into boxes of share buttons, or into that of the picture. There only lines
// count that begin with "by", or that say when they were posted.

#include "loaders/readers/structure/byline.h"

#include <re2/re2.h>

#include <algorithm>

#include "loaders/readers/lines/line_shape.h"
#include "loaders/readers/lines/piece.h"
#include "loaders/readers/metadata/date_words.h"
#include "loaders/readers/metadata/field_values.h"
#include "loaders/readers/metadata/outlet_line.h"
#include "loaders/readers/metadata/written_day.h"
#include "loaders/readers/words/tables.h"

namespace lode {
namespace {

constexpr std::size_t kLongestByline = 140;  // bytes of such a line

std::string BylineWord(std::string_view key) {
  return AnyWordOf(kLineWords, "byline", key);
}

void Take(Draft& draft, std::string_view names, PageFields& fields) {
  if (fields.author.empty()) fields.author = AuthorsIn(names);
  draft.Settle(BlockKind::kByline);
}

bool IsByAlone(std::string_view line) {
  static const RE2 by(R"((?i)(?:(?:written|posted) )?by\s*:?)");
  return line.size() < 20 && RE2::FullMatch(Piece(line), by);
}

// "By Una Berg June 3, 2024", "ByUna Berg": the names; empty for what is no such line.
std::string NamesBehindBy(std::string_view line) {
  static const RE2 by(R"((?:By|BY|by)\s*:?\s*\p{Lu}.*)");
  if (line.size() > kLongestByline || EndsSentence(line) || !RE2::FullMatch(Piece(line), by))
    return {};
  const std::string names = AuthorOf(line);
  const std::size_t first = std::min(names.find(" and "), names.find(','));
  return LooksLikeName(std::string_view(names).substr(0, first)) ? names : std::string();
}

// "Una Berg · Coast News · Posted: Aug 8, 2024": the name.
std::string NameBesideDate(std::string_view line) {
  static const RE2 posted(R"((\p{Lu}[\p{L}'’.-]*(?:\s\p{Lu}[\p{L}'’.-]*){1,3})\s*[·•|].*\b(?i:)" +
                          BylineWord("dates") + R"()\b.*\d{4}.*)");
  std::string name;
  const bool is_one = line.size() <= kLongestByline && RE2::FullMatch(Piece(line), posted, &name);
  return is_one ? name : std::string();
}

// "Una Berg/Tor Lind": as a list.
std::string WithCommas(std::string_view line) {
  std::string out(line);
  RE2::GlobalReplace(&out, R"(\s*/\s*)", ", ");
  return out;
}

bool AreNamesAlone(std::string_view line) {
  const std::string names = WithCommas(line);
  const std::size_t first = std::min(names.find(", "), names.size());
  return AreNames(std::string_view(names).substr(0, first)) &&
         (first == names.size() || AreNames(std::string_view(names).substr(first + 2)));
}

}  // namespace

std::string AuthorOf(std::string_view byline) {
  static const RE2 lead(R"((?i)^\(?(?:(?:)" + BylineWord("before") + R"() )?by\s*:?\s*)");
  static const RE2 house(R"(^.{2,40}?['’]s\s+(\p{Lu}.*)$)");
  static const RE2 dated(R"(\s+(?:(?:)" + EnglishBeginnings("months") + R"()[a-z]*\.?\s)?\d.*)");
  static const RE2 behind_date(R"(.*\d.*\s(?:by|By|BY)\s+(\p{Lu}\D{2,60}))");
  static const RE2 rest(R"((?:,\s*(?:\p{Ll}|.*(?i:)" + BylineWord("posts") +
                        R"()).*|\s*[|·•].*|\s+(?:for|at|in)\s.*))");
  static const RE2 others("(?i)^(?:" + BylineWord("others") + ")");
  if (RE2::PartialMatch(Piece(byline), others)) return {};
  std::string author(byline), own;
  if (RE2::FullMatch(author, behind_date, &own)) author = own;
  RE2::Replace(&author, lead, "");
  if (RE2::FullMatch(author, house, &own)) author = own;
  RE2::Replace(&author, rest, "");
  RE2::Replace(&author, dated, "");
  RE2::Replace(&author, R"(\s*[-–—|·,]\s*$)", "");
  std::size_t comma = author.rfind(", ");
  if (comma != std::string::npos && IsOutletLine(std::string_view(author).substr(comma + 2)))
    author.resize(comma);
  return author.size() <= 120 ? author : std::string();
}

bool AreNames(std::string_view line) {
  std::size_t at = line.find(" and ");
  if (at == std::string_view::npos) return LooksLikeName(line) && WordCount(line) <= 4;
  return WordCount(line) >= 5 && LooksLikeName(line.substr(0, at)) &&
         LooksLikeName(line.substr(at + 5));
}

void TakeHiddenBylines(Drafts& drafts, std::size_t begin, PageFields& fields) {
  constexpr std::size_t kMostLines = 40, kMostParagraphs = 2, kFewestWords = 10;
  const std::size_t end = std::min(drafts.size(), begin + kMostLines);
  std::size_t paragraphs = 0;
  for (std::size_t i = begin; i < end; ++i) {
    Draft& draft = drafts[i];
    const bool is_text = !draft.settled && EndsSentence(draft.view());
    if (is_text && WordCount(draft.view()) >= kFewestWords && ++paragraphs > kMostParagraphs) break;
    if (draft.hint == LineHint::kTitle) continue;
    const std::string_view line = draft.view();
    const bool is_hidden =
        draft.kind == BlockKind::kBoilerplate || draft.kind == BlockKind::kCaption;
    if (IsByAlone(line) && i + 1 < end && AreNamesAlone(drafts[i + 1].view())) {
      draft.Settle(BlockKind::kByline);
      Take(drafts[i + 1], WithCommas(drafts[i + 1].view()), fields);
    } else if (!is_hidden || !fields.author.empty()) {
      continue;
    } else if (const std::string names = NamesBehindBy(line); !names.empty()) {
      Take(draft, names, fields);
    } else if (const std::string name = NameBesideDate(line); !name.empty()) {
      if (fields.published.empty()) fields.published = FindWrittenDay(line).value;
      Take(draft, name, fields);
    }
  }
}

}  // namespace lode
