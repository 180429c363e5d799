// Other names that stand in parentheses after a name or a term.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "loaders/extraction/words/article_text.h"

namespace lode {

enum class OtherNameKind : std::uint8_t {
  kTicker,    // "Orrin (NYSE: ORR)"
  kAcronym,   // "National Widget Council (NWC)", "rare metal oxides (RMO)"
  kLongForm,  // "NWC (National Widget Council)"
  kScript,    // the name in another script
  kFormer,    // "(formerly Lumen)"
};

struct OtherName {
  std::uint32_t sentence = 0;  // index
  int head = 0;                // head word of what has the name
  int before = 0;              // the word before the parenthesis
  int spelled = 0;             // kAcronym: the first of the words that it abbreviates
  int first = 0, last = 0;     // the words inside that are the name
  OtherNameKind kind = OtherNameKind::kAcronym;
  std::string text;
};

// In the order of the text.
std::vector<OtherName> FindOtherNames(const ArticleText& text);

}  // namespace lode
