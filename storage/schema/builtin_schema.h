// The text of schema/news.schema, built into the library so that a store can be
// made wherever the program runs.
#pragma once

#include <string_view>

namespace lode {

extern const std::string_view kBuiltInSchema;

}  // namespace lode
