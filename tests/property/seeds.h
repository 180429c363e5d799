// Other random questions, programs and histories than those of every run.
#pragma once

#include <cstdlib>

namespace lode::test {

// The seed of a test's random numbers: its own, or, where the environment sets LODE_SEED to a
// number above 0, one that no other number gives.
inline unsigned Seed(unsigned own) {
  constexpr unsigned kSeedsOfATest = 10'000;
  const char* wanted = std::getenv("LODE_SEED");
  return own + kSeedsOfATest * (wanted != nullptr ? static_cast<unsigned>(std::atoi(wanted)) : 0);
}

}  // namespace lode::test
