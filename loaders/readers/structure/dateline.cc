// A dateline is a place, a date or an agency before a dash. What makes it sure
// differs: an agency in brackets, a date, a place in capitals, or an outlet's name.
// The hard bit is the sentence that begins with a name and a dash ("Solvik - the
// owner of two yards - said"): a second dash, or a small letter behind the first,
// shows that it is none.

#include "loaders/readers/structure/dateline.h"

#include <re2/re2.h>

#include <utility>

#include "loaders/extraction/values/dates.h"
#include "loaders/readers/lines/line_shape.h"
#include "loaders/readers/metadata/date_words.h"
#include "loaders/readers/metadata/outlet_line.h"
#include "loaders/readers/words/tables.h"

namespace lode {
namespace {

constexpr std::size_t kLongestDateline = 120, kFewestWordsBehind = 4;

// Byte by byte: small automata. No letter's bytes begin with E2, a dash's do.
#define LODE_UPPER "[A-Z\xC3](?:[A-Z.'\x80-\x9E\xC3-]|\xE2\x80\x99)+"
#define LODE_CAPITAL "[A-Z\xC3-\xD2](?:[A-Za-z.'\x80-\xE1\xE3-\xFF-]|\xE2\x80\x99)*"
#define LODE_UPPER_PLACE "(?:" LODE_UPPER "(?:[ /]" LODE_UPPER "){0,4})"
#define LODE_REGION "(?:,\\s*" LODE_CAPITAL "(?: " LODE_CAPITAL "){0,2})"
#define LODE_DAY "\\d{1,2}(?:st|nd|rd|th)?"
#define LODE_YEAR "(?:,?\\s+\\d{4})?"
#define LODE_AGENCY "([A-Z](?:[\\w .&'\x80-\xE1\xE3-\xFF-]|\xE2\x80\x99){0,40})"
#define LODE_LONG_DASH "(?:\\s*(?:--+|\xE2\x80[\x93-\x95])\\s*)"
#define LODE_DASH "(?:" LODE_LONG_DASH "|\\s+-\\s+)"
#define LODE_BEHIND "(?:[A-Z\\d\"'$\xC2-\xE1\xE3-\xEF]|\xE2\x80[\x98\x9C]|\xE2\x82)"

RE2::Options Bytes() {
  RE2::Options options(RE2::Latin1);
  options.set_log_errors(false);
  return options;
}

// Groups: the whole, then the date or nothing, then the agency or nothing.
struct Form {
  RE2 pattern;
  int date, source;  // group numbers, 0 for none
  bool sure;         // even where another dash follows
};

const Form* Forms(std::size_t& count) {
  static const RE2::Options bytes = Bytes();
  static const std::string place = "(?:" LODE_CAPITAL "(?:[ /](?:" LODE_CAPITAL "|" +
                                   AnyWordOf(kLineWords, "inside", "places") + ")){0,4})";
  static const std::string month = "(?:" + EnglishBeginnings("months") + ")[a-z]*\\.?";
  static const std::string date = "(?:(?:" + EnglishBeginnings("weekdays") + ")[a-z]*[.,]*\\s*)?(" +
                                  month + "\\s+" LODE_DAY LODE_YEAR "|" LODE_DAY "\\s+" + month +
                                  LODE_YEAR ")";
  static const Form forms[] = {
      {RE2("^((?:" + place + LODE_REGION "{0,2})?(?:,?\\s*" + date +
               ")?\\s*\\(" LODE_AGENCY "\\)(?:" LODE_LONG_DASH "|\\s*-\\s*|\\s+_\\s+))" LODE_BEHIND,
           bytes),
       2, 3, true},
      {RE2("^((?:" LODE_UPPER_PLACE LODE_REGION "?)?(?:,?\\s*" + date +
               ")?\\s*\\(" LODE_AGENCY "\\)\\s*:\\s+)" LODE_BEHIND,
           bytes),
       2, 3, true},
      {RE2("^(" + place + LODE_REGION "{0,2}(?:,?\\s*" + date +
               ")?\\s*(?:--\\s*)?[/(\\[]" LODE_AGENCY "[/)\\]]" LODE_DASH ")" LODE_BEHIND,
           bytes),
       2, 3, true},
      {RE2("^(" + place + LODE_REGION "{0,2},?\\s+" + date + "(?:" LODE_DASH "|:\\s+))" LODE_BEHIND,
           bytes),
       2, 0, true},
      {RE2("^(([A-Z][\\w-]+\\.(?:com|net|org|ai|io|tv|co\\.uk|news))" LODE_DASH ")\\S", bytes), 0,
       2, true},
      {RE2("^(" LODE_UPPER_PLACE LODE_REGION "?" LODE_DASH ")" LODE_BEHIND, bytes), 0, 0, false},
      {RE2("^((" LODE_CAPITAL "(?: " LODE_CAPITAL "){0,2})" LODE_REGION "?" LODE_LONG_DASH
           ")" LODE_BEHIND,
           bytes),
       0, 2, false},
  };
  count = std::size(forms);
  return forms;
}

#undef LODE_UPPER
#undef LODE_CAPITAL
#undef LODE_UPPER_PLACE
#undef LODE_REGION
#undef LODE_DAY
#undef LODE_YEAR
#undef LODE_AGENCY
#undef LODE_LONG_DASH
#undef LODE_DASH
#undef LODE_BEHIND

// Another dash in the same sentence: the words between the two are an insertion.
bool HasSecondDash(std::string_view rest) {
  static const RE2 dash(R"(^[^.!?]*?(?:\s(?:-|--|—|–)\s|—))");
  return RE2::PartialMatch({rest.data(), rest.size()}, dash);
}

// "Jane Roe (CEO) - We ...": who speaks in an interview.
bool IsRole(std::string_view agency) {
  static const RE2 role(AnyWordOf(kLineWords, "role"));
  return RE2::FullMatch({agency.data(), agency.size()}, role);
}

}  // namespace

Dateline DatelineOf(std::string_view paragraph) {
  std::string_view head = paragraph.substr(0, kLongestDateline);
  while (!head.empty() && (static_cast<unsigned char>(paragraph[head.size() - 1]) & 0x80) != 0)
    head.remove_suffix(1);  // no letter is cut in two
  std::size_t count = 0;
  const Form* forms = Forms(count);
  for (std::size_t i = 0; i < count; ++i) {
    re2::StringPiece groups[4];
    const re2::StringPiece text(head.data(), head.size());
    if (!forms[i].pattern.Match(text, 0, head.size(), RE2::ANCHOR_START, groups, 4)) continue;
    Dateline found;
    found.length = groups[1].size();
    if (forms[i].date > 0) found.date = std::string(groups[forms[i].date]);
    if (forms[i].source > 0) found.source = std::string(groups[forms[i].source]);
    std::string_view rest = paragraph.substr(found.length);
    bool in_doubt = !forms[i].sure && (HasSecondDash(rest));
    if (in_doubt || IsRole(found.source) || WordCount(rest) < kFewestWordsBehind) continue;
    bool is_place = !forms[i].sure && !IsOutletLine(found.source);
    if (is_place) found.source.clear();
    return found;
  }
  return {};
}

void CutDateline(Drafts& drafts, PageFields& fields) {
  constexpr std::size_t kFewestWords = 8;
  int paragraphs = 0;
  for (std::size_t i = 0; i < drafts.size() && paragraphs < 2; ++i) {
    bool is_text = !drafts[i].settled && drafts[i].kind == BlockKind::kParagraph &&
                   drafts[i].hint != LineHint::kHeading &&
                   WordCount(drafts[i].view()) >= kFewestWords;
    if (!is_text) continue;
    ++paragraphs;
    Dateline found = DatelineOf(drafts[i].view());
    if (found.length == 0) continue;
    Draft dateline = drafts[i];
    dateline.text = drafts[i].text.Cut(0, found.length).Trimmed();
    dateline.Settle(BlockKind::kDateline);
    drafts[i].text = drafts[i].text.Cut(found.length, drafts[i].text.size()).Trimmed();
    drafts[i].after_gap = false;
    if (drafts[i].hint == LineHint::kNone) drafts[i].hint = LineHint::kParagraph;
    if (fields.source.empty()) fields.source = found.source;
    bool has_year = RE2::PartialMatch(found.date, R"(\d{4})");
    if (has_year && fields.published.empty())
      if (std::string iso = ParseDate(found.date); iso.size() >= 10) fields.published = iso;
    drafts.insert(drafts.begin() + static_cast<std::ptrdiff_t>(i), std::move(dateline));
    return;
  }
}

}  // namespace lode
