// From an article's record to the statements that leave the program.
#pragma once

#include <memory>
#include <vector>

#include "lode/statement.h"
#include "storage/names/alias_table.h"
#include "storage/names/prepared_article.h"

namespace lode {

// Statement `index` of the article with its entities as `aliases` knows them.
Statement MaterializeStatement(const PreparedArticle& article,
                               const std::shared_ptr<const ArticleInfo>& info,
                               const AliasTable& aliases, std::size_t index);

// The statements of one record as they would leave a store that holds only it.
std::vector<Statement> Materialize(const ArticleRecord& record);

}  // namespace lode
