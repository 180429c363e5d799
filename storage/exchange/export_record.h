// Articles as the export writes them: json.h's record and, beside it, what an
// import needs to rebuild the article's nodes (docs/export.md).
#pragma once

#include <string>

#include "storage/names/prepared_article.h"

namespace lode {

std::string ArticleLine(const PreparedArticle& article, const std::vector<std::string>& sets);

}  // namespace lode
