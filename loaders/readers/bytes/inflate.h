// Deflated bytes, within a limit.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lode/status.h"

namespace lode {

enum class Wrapping { kNone, kZlib, kGzip };

// Unpacks deflated bytes; several gzip members running are one. kLimit when there would be
// more than `limit` bytes; kInvalidInput when they are cut off or damaged.
Result<std::string> Inflate(std::string_view bytes, Wrapping wrapping, std::uint64_t limit);

// What a message says of bytes past the limit `file-bytes`.
std::string OverLimit(std::uint64_t limit);

}  // namespace lode
