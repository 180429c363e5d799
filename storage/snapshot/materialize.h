// From an article's record to the statements that leave the program.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "lode/statement.h"
#include "storage/names/prepared_article.h"

namespace lode {

// The entity that a node's key belongs to, without `key`; null when there is none.
using EntityOfKey = std::function<std::shared_ptr<const Entity>(const std::string& key)>;

// A statement as it leaves the program. REQUIRES: its sentence is one of the article's.
struct StatementPlace {
  const std::shared_ptr<const ArticleInfo>& info;
  std::string_view text;
  const std::vector<Span>& sentences;
};
using EntityOfNode = std::function<Entity(std::uint32_t node)>;         // with its key
using IdOfStatement = std::function<std::string(std::uint32_t index)>;  // "st:..."
Statement MaterializeStatement(const StatementRecord& record, std::uint32_t index,
                               const StatementPlace& place, const EntityOfNode& entity_of,
                               const IdOfStatement& id_of);

// Statement `index` of the article with its entities.
Statement MaterializeStatement(const PreparedArticle& article,
                               const std::shared_ptr<const ArticleInfo>& info,
                               const EntityOfKey& entity_of, std::size_t index);

// The statements of one record as they would leave a store that holds only it.
std::vector<Statement> Materialize(const ArticleRecord& record);

}  // namespace lode
