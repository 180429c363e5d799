// The statements of one article of an import, turned back into a record.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "lode/statement.h"
#include "lode/status.h"
#include "storage/names/prepared_article.h"

namespace lode {

class Schema;

// Statements are added to what an article's record holds already: none twice. Threads: one.
class ImportGroup {
 public:
  // Of an article whose statements are all to come.
  ImportGroup(ArticleRecord record, const Schema& schema);
  // Of a reading that the store has.
  ImportGroup(const PreparedArticle& stored, const Schema& schema);

  void Add(const Statement& statement);
  // How many of those added were not there.
  std::size_t gained() const { return record_.statements.size() - known_; }
  // kInvalidInput: a premise is missing.
  Result<PreparedArticle> Finish() &&;

 private:
  std::uint32_t Node(const Entity& entity);
  Argument ArgumentOf(const Value& value);

  ArticleRecord record_;
  const Schema& schema_;
  std::size_t known_ = 0;
  std::unordered_map<std::string, std::uint32_t> nodes_, indexes_;  // by key; by statement id
  std::map<std::uint32_t, std::vector<std::string>> premises_;
};

}  // namespace lode
