// Words that are no part of the language, and what their writer may have meant.
#pragma once

#include <cstddef>
#include <string>

#include "query/syntax/token.h"

namespace lode {

// `text` in the style of names, lower case with hyphens: "HeadOf" is head-of. Empty
// when it has letters beyond a to z, as those with accents.
std::string Hyphened(const std::string& text);

// One sentence; empty when the word is one of the language.
std::string ExplainStrangeWord(const QueryToken& token);

// `makes(?x, ?y)?`, where reading stopped at the '?' of word `at`: the line without such marks, and
// where it ends. An empty sentence where the word is no such mark.
struct MarkedVariables {
  std::string sentence;
  std::size_t end = 0;  // past the line's last word
};
MarkedVariables ExplainMarkedVariables(const QueryTokens& tokens, std::size_t begin,
                                       std::size_t at);

}  // namespace lode
