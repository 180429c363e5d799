// New articles of lines, put in together: what follows from them is worked out once for all.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
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
  // So that nothing is moved when more come, and that they can go one after another.
  static constexpr std::size_t kLinesOfChunk = 1 << 20;
  static_assert(kLinesOfChunk % kLinesOfArticle == 0);

  // REQUIRES: those before it are full.
  void Add(ArticleOfLines article, std::span<const LineTerms::Line> lines) {
    if (count % kLinesOfChunk == 0) chunks.emplace_back();
    article.first = count;
    article.count = lines.size();
    count += lines.size();
    chunks.back().insert(chunks.back().end(), lines.begin(), lines.end());
    articles.push_back(std::move(article));
  }
  std::span<const LineTerms::Line> LinesOf(const ArticleOfLines& article) const {
    return std::span(chunks[article.first / kLinesOfChunk])
        .subspan(article.first % kLinesOfChunk, article.count);
  }

  std::string path;
  std::vector<ArticleOfLines> articles;
  std::vector<std::vector<LineTerms::Line>> chunks;
  std::size_t count = 0;          // of lines
  std::size_t names_at_once = 0;  // of those that are like others, where `aside` is given
};

// Puts the difference that they make into the batch, as ArticleChange would of each; what comes
// in order goes to `aside` where that is given. REQUIRES: the view has none of the articles, they
// are all different, and each but the last is full (kLinesOfArticle); `terms` has counted their
// lines and no others. Threads: one. Memory: 32 bytes a line and 60 a name beside those given.
Status PutLines(const KvView& view, KvBatch& batch, const Schema& schema, LinesToPut lines,
                std::unique_ptr<LineTerms> terms, PutAside* aside);

}  // namespace lode
