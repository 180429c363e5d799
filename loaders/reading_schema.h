// The schema that articles are read with.
#pragma once

#include <memory>
#include <string>

#include "lode/status.h"

namespace lode {

class Schema;

// That of a new store that was made with this file; empty: the built-in one.
Result<std::shared_ptr<const Schema>> ReadingSchema(const std::string& schema_path);

}  // namespace lode
