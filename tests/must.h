// The value of a result that a test needs.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "lode/status.h"

namespace lode {

// Ends the test program, with the reason, where there is none.
template <typename T>
T Must(Result<T> result) {
  if (!result.ok()) {
    std::fprintf(stderr, "%s\n", result.status().message().c_str());
    std::abort();
  }
  return *std::move(result);
}

}  // namespace lode
