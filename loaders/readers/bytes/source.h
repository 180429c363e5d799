// Bytes of a file, decompressed by their magic number, within a limit.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "lode/load.h"
#include "lode/status.h"

namespace lode {

// One file to read: a path, or "-" for standard input, or bytes that somebody holds.
struct SourceFile {
  std::string path;
  std::uint64_t bytes = 0;             // on disk; 0 for "-"
  const std::string* given = nullptr;  // read these; nothing lies at the path
  std::string charset = {};            // said by what brought them
};

// A path as it is stored and shown: UTF-8. Bytes that are not become "%FF" and the like,
// since every export holds paths.
std::string ShownPath(const std::string& path);

// Expands files, folders (recursively, sorted by bytes) and globs. What does not
// exist is an error of its own in `errors`; hidden files in folders are skipped.
std::vector<SourceFile> FindSources(const std::vector<std::string>& paths,
                                    std::vector<LoadError>& errors);

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
