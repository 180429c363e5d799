// New articles of lines, put in together: what follows from them is worked out once for all.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/line_terms.h"
#include "storage/lines/line_reading.h"
#include "storage/put_aside.h"

namespace lode {

// An article of which the lines alone are kept.
struct ArticleOfLines {
  std::string id;
  std::uint32_t part = 1;
  LineReading reading;
  std::size_t first = 0, count = 0;  // of the lines of all
  std::uint64_t text_bytes = 0;
  std::string text;  // where the lines are more than their terms, else empty
};

struct LinesToPut {
  std::string path;
  std::vector<ArticleOfLines> articles;
  std::vector<LineTerms::Line> lines;
};

// Puts the difference that they make into the batch, as ArticleChange would of each; rows of the
// index go to `aside` where that is given. REQUIRES: the view has none of the articles, and they
// are all different; `terms` has counted their lines and no others. Threads: one.
Status PutLines(const KvView& view, KvBatch& batch, const Schema& schema, const LinesToPut& lines,
                LineTerms& terms, PutAside* aside);

}  // namespace lode
