// Statements as RDF: N-Triples with each statement reified (docs/export.md).
#pragma once

#include <string>

#include "lode/statement.h"

namespace lode {

// Whole lines, each ended by a line break.
std::string ToNTriples(const ArticleInfo& article);
std::string ToNTriples(const Statement& statement);

}  // namespace lode
