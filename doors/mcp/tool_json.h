// What tools hand out, as an assistant reads it: names beside ids, and nothing that is usual.
#pragma once

#include <string>
#include <vector>

#include "doors/mcp/tools.h"

namespace lode::doors {

Json JsonOf(const Statement& statement);
Json JsonOf(const EntityInfo& info);
Json JsonOf(const ArticleInfo& info);
// A row of an answer by the names of its columns.
Json RowJson(const std::vector<std::string>& columns, const std::vector<Value>& row);
Json ProofJson(const Proof& proof);

}  // namespace lode::doors
