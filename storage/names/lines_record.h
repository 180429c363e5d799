// Lines of triples as the record of an article.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "lode/status.h"
#include "storage/articles/article_record.h"
#include "storage/lines/line_reading.h"
#include "storage/lines/triple_line.h"

namespace lode {

class Schema;

// Gathers lines. Threads: one.
class LinesRecord {
 public:
  // Without a schema each way of writing a name is a node of its own.
  explicit LinesRecord(const Schema* schema) : schema_(schema) {}

  // `at`: where the line begins in its file. kInvalidInput: a name that is none. REQUIRES: a
  // line without its break, of which `triple` was made.
  Status Add(std::string_view line, std::uint64_t at, const TripleLine& triple);
  std::size_t size() const { return record_.statements.size(); }
  ArticleRecord Take() && { return std::move(record_); }

 private:
  bool Node(const std::string& name, std::uint32_t& node);

  const Schema* schema_;
  ArticleRecord record_;
  std::map<std::string, std::uint32_t> nodes_;                            // by key
  std::map<std::string, std::pair<std::uint32_t, std::size_t>> written_;  // node and form
};

// The record of a text by its reading, without info; `schema` as above. kCorrupt: it has no such
// reading.
Result<ArticleRecord> RecordOfLines(std::string_view text, const LineReading& reading,
                                    const Schema* schema);

// The lines of a text, without their breaks.
class LinesOf {
 public:
  explicit LinesOf(std::string_view text) : rest_(text) {}
  bool Next(std::string_view& line) {
    if (rest_.empty()) return false;
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return true;
  }

 private:
  std::string_view rest_;
};

}  // namespace lode
