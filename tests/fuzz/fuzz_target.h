// One fuzz target: any bytes in, and nothing may fall over. A target's source says
//
//   LODE_FUZZ(html) { ... `bytes` ... Require(what must hold); }
//
// and is built twice: with clang and libFuzzer into a program of its own, and with
// any compiler into fuzz_test, which feeds every target what lies in its folder of
// corpus/ (replay_test.cc). A breach aborts, which is how a fuzzer learns of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace lode::fuzz {

using Target = void (*)(std::string_view bytes);

// Makes a target known to fuzz_test. Defined in replay_test.cc alone.
bool Register(const char* name, Target target);

inline void Require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace lode::fuzz

#ifdef LODE_FUZZ_REPLAY
#define LODE_FUZZ_ENTRY(name) \
  [[maybe_unused]] static const bool registered_##name = lode::fuzz::Register(#name, Fuzz_##name);
#else
#define LODE_FUZZ_ENTRY(name)                                                         \
  extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);  \
  extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) { \
    Fuzz_##name(std::string_view(reinterpret_cast<const char*>(data), size));         \
    return 0;                                                                         \
  }
#endif

#define LODE_FUZZ(name)                            \
  static void Fuzz_##name(std::string_view bytes); \
  LODE_FUZZ_ENTRY(name)                            \
  static void Fuzz_##name(std::string_view bytes)
