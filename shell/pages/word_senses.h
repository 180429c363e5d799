// What the words of the vocabulary mean, for hints in messages.
#pragma once

#include "lode/query.h"

namespace lode::shell {

// Reads the built-in vocabulary at its first use; without it, no word means anything.
SensesOf WordSenses();

}  // namespace lode::shell
