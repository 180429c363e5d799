// Text -> sentences of tokens, by UD English conventions ("don't" = do + n't,
// "U.S." one token, "$5" two), with byte offsets into the text.
#pragma once

#include <string_view>
#include <vector>

#include "loaders/language/sentence.h"

namespace lode {

// Splits `text` (a block, or a whole document: blank lines end sentences) into
// sentences with form, span and space_after set, and multi-word ranges. Spans
// start at `offset`. Every non-space character is in exactly one token.
std::vector<Sentence> Tokenize(std::string_view text, std::uint32_t offset = 0);

}  // namespace lode
