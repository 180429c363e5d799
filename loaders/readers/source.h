// Bytes of a file, decompressed by their magic number, within a limit.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "loaders/readers/read.h"

namespace lode {

// The bytes of a file or of standard input ("-"); gzip and Zstandard are
// unpacked, also when packed twice. kLimit when there would be more than `limit`
// bytes, packed or not; kInvalidInput when a packed file is cut off or damaged;
// kIo and kNotFound from the system; kCancelled soon after `cancel` was set, also where
// the bytes are waited for. Never holds much more than `limit`.
Result<std::string> ReadBytes(const std::string& path, std::uint64_t limit,
                              const std::atomic<bool>* cancel = nullptr);

// Unpacks gzip or Zstandard; other bytes come back as they are.
Result<std::string> Unpack(std::string bytes, std::uint64_t limit);

}  // namespace lode
