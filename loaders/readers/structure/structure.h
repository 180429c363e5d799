// Where the blocks of a plain text stand in its bytes, for those who want the text
// as it is (`lode analyze`).
#pragma once

#include <string_view>
#include <vector>

#include "lode/statement.h"

namespace lode {

struct SourceBlock {
  BlockKind kind = BlockKind::kParagraph;
  Span source;  // bytes of the text given
};

// Blocks in order of their place, not overlapping; a stretch of text that belongs to
// no block (marks, blank lines) is in none. Invalid UTF-8 gives no blocks.
std::vector<SourceBlock> BlocksOfText(std::string_view text);

}  // namespace lode
