// Lines as they are packed, of an article whose terms have their ids.
#pragma once

#include <vector>

#include "storage/lines/lines_block.h"
#include "storage/names/prepared_article.h"
#include "storage/statements/statement_block.h"

namespace lode {

// Valid while the article lives. REQUIRES: article.lines; its statements, in order.
LinesOfText PackLines(const PreparedArticle& article,
                      const std::vector<StatementColumns>& statements);

}  // namespace lode
