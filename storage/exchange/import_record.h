// One line of an export -> what it says. The mirror of export_record.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lode/statement.h"
#include "lode/status.h"
#include "storage/articles/article_record.h"

namespace lode {

// A line with a statement; of its article only the id is sure to be known.
struct ImportedStatement {
  ArticleInfo article;
  Statement statement;
};

// A line with an article, and the sets that it is in; none: no set is named.
struct ImportedArticle {
  ArticleRecord record;
  std::vector<std::string> sets;
};

using ImportedLine = std::variant<ImportedArticle, ImportedStatement>;

// Reads line after line. Threads: one.
class ExportReader {
 public:
  ExportReader();
  ~ExportReader();
  // kInvalidInput says what is wrong, without the line's number.
  Result<ImportedLine> Read(const std::string& line);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lode
