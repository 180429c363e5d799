// The words stand in a table (words/box_names.list) and are matched against whole parts of
// names. The hard bit is restraint: wrappers carry such names too, so that who asks must weigh
// what stands in the element.

#include "loaders/readers/markup/box_names.h"

#include <re2/re2.h>

#include <cctype>

#include "loaders/readers/lines/piece.h"
#include "loaders/readers/words/tables.h"

namespace lode {
namespace {

// "imageEmbedCredit" as "image-Embed-Credit".
std::string Hyphened(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool begins = i > 0 && std::isupper(static_cast<unsigned char>(name[i])) != 0 &&
                        std::islower(static_cast<unsigned char>(name[i - 1])) != 0;
    if (begins) out += '-';
    out += name[i];
  }
  return out;
}

// The words of a section of the table, or of its rows with a key, as alternatives.
std::string WordsIn(std::string_view section, std::string_view key = {}) {
  std::string any;
  for (const TableRow& row : RowsOf(kBoxNames)) {
    if (row.section != section || row.key == "example") continue;
    if (!key.empty() && row.key != key) continue;
    for (std::string_view word : WordsOf(row.value))
      any += (any.empty() ? "" : "|") + std::string(word);
  }
  return any;
}

// Words that are whole parts of a name.
std::string WholeParts(const std::string& words) {
  return R"((?i)(?:^|[\s_-])()" + words + R"()(?:$|[\s_-]))";
}

bool Matches(std::string_view name, const RE2& pattern) {
  return !name.empty() && RE2::PartialMatch(Piece(name), pattern);
}

bool NamesCaption(std::string_view name) {
  static const RE2 may("(?i)" + WordsIn("caption", "all") + "|" + WordsIn("caption", "credit"));
  static const RE2 names(WholeParts(WordsIn("caption", "all") +
                                    "|(?:" + WordsIn("caption", "picture") + R"()[\w-]*-(?:)" +
                                    WordsIn("caption", "credit") + ")"));
  return Matches(name, may) && Matches(Hyphened(name), names);
}

bool NamesPlayer(std::string_view name) {
  static const RE2 may("(?i)" + WordsIn("player"));
  static const RE2 names(WholeParts(WordsIn("player")));
  return Matches(name, may) && Matches(Hyphened(name), names);
}

}  // namespace

BoxName BoxNameOf(std::string_view name) {
  static const RE2 bylines(WholeParts(WordsIn("byline")));
  static const RE2 leads("(?i)teaser|" + WholeParts(WordsIn("lead")));
  return {FurnitureWordIn(name), Matches(name, bylines), Matches(name, leads), NamesCaption(name),
          NamesPlayer(name)};
}

std::string FurnitureWordIn(std::string_view name) {
  static const RE2 names(WholeParts(WordsIn("furniture")));
  std::string word;
  // Most names are none, and to know that is quicker without the word.
  if (Matches(name, names)) RE2::PartialMatch(Piece(name), names, &word);
  return word;
}

bool IsSiteRole(std::string_view role) {
  static const RE2 roles("navigation|banner|contentinfo|complementary|search|dialog|menu|toolbar");
  return !role.empty() && RE2::FullMatch(Piece(role), roles);
}

bool NamesOthers(std::string_view name) {
  static const RE2 others("(?i)" + WordsIn("others"));
  return Matches(name, others);
}

bool HasWord(std::string_view name, std::string_view word) {
  auto is_edge = [&](std::size_t at) {
    return at >= name.size() || name[at] == ' ' || name[at] == '-' || name[at] == '_';
  };
  for (std::size_t at = name.find(word); at != name.npos; at = name.find(word, at + 1))
    if ((at == 0 || is_edge(at - 1)) && is_edge(at + word.size())) return true;
  return false;
}

}  // namespace lode
