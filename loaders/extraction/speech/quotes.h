// Quotations in running text: which bytes are somebody's own words.
#pragma once

#include <string_view>
#include <vector>

#include "lode/statement.h"

namespace lode {

struct Quotation {
  Span outer;              // with its marks
  Span inner;              // without
  int block = -1;          // the block it begins in
  int depth = 0;           // 0 = not inside another quotation
  bool closed = true;      // false: the closing mark is missing, it ends with its block
  bool continues = false;  // goes on from an unclosed quotation of the block before
};

// The quotations of an article's blocks, in order of their beginning. Knows “…”, "…",
// «…», „…“, ‘…’ and '…' (told from apostrophes), quotations inside quotations, and
// those of several paragraphs, each opened anew and only the last one closed. A mark
// without its partner ends with the block. `text` is UTF-8, `blocks` lie inside it.
std::vector<Quotation> FindQuotations(std::string_view text, const std::vector<Block>& blocks);

// The verbatim words of a quotation: without a closing comma that belongs to the
// sentence around it.
std::string_view QuotedWords(std::string_view text, Span inner);

}  // namespace lode
