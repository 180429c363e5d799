// What is given for a $parameter of a question.
#pragma once

#include <string>

#include "lode/lode.h"

namespace lode::views {

// What a text stands for: a date, a number, a measure, else a name or text. A name
// of the store that begins with a number stays a name; "..." is always words.
Value ParameterValue(const Store& store, const std::string& text);

}  // namespace lode::views
