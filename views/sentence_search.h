// Sentences by words as they are typed into one field.
#pragma once

#include <string_view>

#include "lode/lode.h"

namespace lode::views {

// Those that have `text` as one phrase, or another name of whom it names, first; then, up to the
// limit, those that have all of its words somewhere. What stands between quotation marks is
// a phrase in this very form, and then only the second is looked for; other words are found in
// their other forms, too. Where there is room, lines of imported triples follow (SearchLines). A
// text without any word finds nothing. REQUIRES: `given.limit` is not 0. Errors, cost and threads:
// as Search, twice.
Result<SearchAnswer> FindSentences(const Store& store, std::string_view text,
                                   const SearchOptions& given);

}  // namespace lode::views
