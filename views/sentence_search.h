// Sentences by words as they are typed into one field.
#pragma once

#include <string_view>

#include "lode/lode.h"

namespace lode::views {

// Those that have `text` as one phrase, or another name of whom it names, first; then, up to the
// limit, those that have all of its words somewhere. What stands between quotation marks is
// a phrase, and then only the second is looked for. A text without any word finds nothing.
// REQUIRES: `options.limit` is not 0. Errors, cost and threads: as Search, twice.
Result<SearchAnswer> FindSentences(const Store& store, std::string_view text,
                                   const SearchOptions& options);

}  // namespace lode::views
