// The work of each tool.
#pragma once

#include "doors/mcp/tools.h"

namespace lode::doors {

Result<Json> Search(const ToolCall& call);
Result<Json> Show(const ToolCall& call);
Result<Json> Ask(const ToolCall& call);
Result<Json> FindPath(const ToolCall& call);
Result<Json> Evidence(const ToolCall& call);
Result<Json> Articles(const ToolCall& call);
Result<Json> LoadInto(const ToolCall& call);

}  // namespace lode::doors
