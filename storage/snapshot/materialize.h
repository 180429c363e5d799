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

// Statement `index` of the article with its entities.
Statement MaterializeStatement(const PreparedArticle& article,
                               const std::shared_ptr<const ArticleInfo>& info,
                               const EntityOfKey& entity_of, std::size_t index);

// The statements of one record as they would leave a store that holds only it.
std::vector<Statement> Materialize(const ArticleRecord& record);

}  // namespace lode
