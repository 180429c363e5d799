// The tables of cues (words/*_cues.list), tried in order against the whole line.

#include "loaders/readers/structure/boilerplate_cues.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "loaders/readers/bytes/code_points.h"
#include "loaders/readers/lines/line_shape.h"
#include "loaders/readers/structure/cue_rows.h"
#include "loaders/readers/words/tables.h"

namespace lode {
namespace {

struct Match {
  std::size_t row = SIZE_MAX;  // its place in the tables
  LineCue cue = LineCue::kNone;
};

// Rows in one automaton: those whose lines have at most so many words, and no fewer.
class Rows {
 public:
  Rows(std::size_t fewest, std::size_t most) : most_(most), set_(Options(), RE2::ANCHOR_BOTH) {
    std::size_t place = 0;
    for (const CueRow& row : ListedCues()) {
      if (row.most_words >= fewest && row.most_words <= most) {
        rows_.push_back({place, row});
        set_.Add(ByBytes(row.pattern), nullptr);
      }
      ++place;
    }
    set_.Compile();
  }
  // The first row, of these and of the one found before, that the line matches.
  void Find(std::string_view line, std::size_t words, Match& first) const {
    std::vector<int> matches;
    if (words > most_ || !set_.Match({line.data(), line.size()}, &matches)) return;
    for (int match : matches) {
      const auto& [place, row] = rows_[static_cast<std::size_t>(match)];
      if (words <= row.most_words && place < first.row) first = {place, row.cue};
    }
  }

 private:
  // "." as any byte, which the automaton says in one state instead of ten; with counts
  // like ".{2,80}" that is most of it, and of the time to the first line read.
  static std::string ByBytes(std::string_view pattern) {
    std::string out;
    bool in_class = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      const char c = pattern[i];
      if (c == '\\') {
        out += pattern.substr(i++, 2);
        continue;
      }
      in_class = c == '[' || (in_class && c != ']');
      out += c == '.' && !in_class ? "\\C" : std::string(1, c);
    }
    return out;
  }
  static RE2::Options Options() {
    RE2::Options options;
    options.set_case_sensitive(false);
    options.set_dot_nl(true);
    options.set_log_errors(false);
    options.set_max_mem(64 << 20);
    return options;
  }
  const std::size_t most_;
  std::vector<std::pair<std::size_t, CueRow>> rows_;  // with their places in the tables
  RE2::Set set_;
};

std::string NoticePattern(std::string_view section, std::string_view key) {
  return "(?i)" + std::string(ValueOf(kNoticeWords, section, key));
}

bool IsHeading(std::string_view line, const RE2& pattern) {
  constexpr std::size_t kLongest = 60;
  return line.size() < kLongest && RE2::FullMatch({line.data(), line.size()}, pattern);
}

}  // namespace

LineCue CueOf(std::string_view line) {
  // Most rows are of short lines, and most bytes are in long ones: each runs through the rows
  // alone that allow as many words. Small automata also have far fewer states than one of all.
  static const std::array<Rows, 6> rows = {Rows(0, 8),   Rows(9, 14),  Rows(15, 30),
                                           Rows(31, 40), Rows(41, 60), Rows(61, SIZE_MAX)};
  if (IsPlayerClock(line)) return LineCue::kFurniture;
  const std::size_t words = WordCount(line);
  Match first;
  for (const Rows& each : rows) each.Find(line.substr(0, 600), words, first);
  return first.cue;
}

int NoticePhrases(std::string_view text) {
  static const std::vector<TableRow> rows = RowsOf(kNoticeWords);
  const std::string lower = LowerAscii(text.substr(0, 4000));
  int found = 0;
  for (const TableRow& row : rows)
    if (row.key == "phrase" && lower.find(row.value) != std::string::npos) ++found;
  return found;
}

bool AddressesReader(std::string_view text) {
  static const RE2 reader(NoticePattern("reader", "word"));
  static const RE2 order(NoticePattern("reader", "order"));
  if (text.size() > 400 || text.find('"') != std::string_view::npos ||
      text.find("\xE2\x80\x9C") != std::string_view::npos)
    return false;
  re2::StringPiece piece(text.data(), text.size());
  return RE2::PartialMatch(piece, reader) || RE2::PartialMatch(piece, order);
}

bool IsSummaryHeading(std::string_view line) {
  static const RE2 pattern(NoticePattern("summary", "heading"));
  return IsHeading(line, pattern);
}

bool IsWhosWhoHeading(std::string_view line) {
  static const RE2 pattern(NoticePattern("people", "heading"));
  return IsHeading(line, pattern);
}

}  // namespace lode
