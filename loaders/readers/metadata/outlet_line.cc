// Outlets are known by the words that papers, agencies and stations have in their
// names, never by a list of outlets. The hard bit is that a person's name has the
// same shape; where no such word stands in the line, the caller must know more.

#include "loaders/readers/metadata/outlet_line.h"

#include <re2/re2.h>

#include "loaders/readers/lines/line_shape.h"
#include "loaders/readers/words/tables.h"

namespace lode {
namespace {

std::string_view WithoutNote(std::string_view line) {
  static const RE2 note(R"(((?:,| -| –| —)?\s*\(?(?i:)" + AnyWordOf(kLineWords, "outlet-note") +
                        R"()(?: from [\p{L} ]+)?\)?)$)");
  re2::StringPiece match;
  if (RE2::PartialMatch({line.data(), line.size()}, note, &match) && match.size() < line.size())
    line.remove_suffix(match.size());
  return line;
}

}  // namespace

bool MayNameOutlet(std::string_view line) {
  static const RE2 title_case(R"((?:The |the )?[\p{Lu}\d][\p{L}\d.'’&-]*(?:\s+(?:)" +
                              AnyWordOf(kLineWords, "inside", "outlets") +
                              R"(|[\p{Lu}\d][\p{L}\d.'’&-]*)){0,4})");
  line = WithoutNote(line);
  return line.size() <= 60 && !EndsSentence(line) &&
         RE2::FullMatch({line.data(), line.size()}, title_case);
}

bool IsOutletLine(std::string_view line) {
  static const RE2 word(R"(\b(?:)" + AnyWordOf(kLineWords, "outlet") + R"()\b)");
  static const RE2 domain(R"([\w-]+\.(?:com|net|org|ai|io|tv|news|co\.uk|example))");
  std::string_view bare = WithoutNote(line);
  const re2::StringPiece piece(bare.data(), bare.size());
  if (bare.size() <= 40 && RE2::FullMatch(piece, domain)) return true;
  return WordCount(bare) >= 2 && MayNameOutlet(line) && RE2::PartialMatch(piece, word);
}

std::string OutletIn(std::string_view line) {
  if (std::string labelled = LabelledOutlet(line); !labelled.empty()) return labelled;
  return std::string(WithoutNote(line));
}

std::string LabelledOutlet(std::string_view line) {
  static const RE2 label("(?i)(?:" + AnyWordOf(kLineWords, "outlet-label", "en") +
                         R"()\s*:?\s+(.{2,50}))");
  static const RE2 picture(R"((?i)\b(?:)" + AnyWordOf(kLineWords, "outlet-label", "pictures") +
                           R"()\b)");
  std::string name;
  const re2::StringPiece piece(line.data(), line.size());
  bool named = RE2::FullMatch(piece, label, &name) && !RE2::PartialMatch(name, picture);
  return named && MayNameOutlet(name) ? std::string(WithoutNote(name)) : std::string();
}

}  // namespace lode
