// The export record as tables want it.
#pragma once

#include <string>

#include "lode/statement.h"

namespace lode {

// As ToJson (lode/json.h), with one type for each field in every statement: spans are lists of
// {"begin", "end"}, qualifiers a list of {"role", "value"}, and of a value "value" is always a
// text and "number", "number_to" are numbers. One line, UTF-8. Threads: any.
std::string ToTypedJson(const Statement& statement);

}  // namespace lode
