// Words that are no part of the language, and what their writer may have meant.
#pragma once

#include <string>

#include "query/syntax/token.h"

namespace lode {

// `text` in the style of names, lower case with hyphens: "HeadOf" is head-of. Empty
// when it has letters beyond a to z, as those with accents.
std::string Hyphened(const std::string& text);

// One sentence; empty when the word is one of the language.
std::string ExplainStrangeWord(const QueryToken& token);

}  // namespace lode
