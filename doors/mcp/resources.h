// What an assistant may read: the language, the schema, what the store holds.
#pragma once

#include "doors/mcp/tools.h"

namespace lode::doors {

Json ListResources();
// One resource as `resources/read` gives it. kNotFound.
Result<Json> ReadResource(const std::string& uri, OpenedStore& store);

}  // namespace lode::doors
