// A run: articles with their statements in one file, sorted, to be merged into a store.
//
//   file   head, block, block, ..., end
//   head   "lode run\n", u64 layout (1), 16 bytes hash of the schema, u64 sum
//   block  u64 bytes, u64 unpacked bytes, u64 articles, u64 sum, bytes (one zstd frame)
//          unpacked: each article as a string of coding.h (run_article.h draws it)
//   end    u64 0, u64 articles, u64 statements, u64 sum
//
// Numbers are big end first, sums are XXH3: of the head, of what stands before it; of a block, of
// its three numbers and the sum of its bytes. The sums make a chain: it begins with the head's,
// and each next link is the sum of the one before and of the block's sum. The sum of the end is
// the last link, with the sum of its numbers for a block's. So a run that was cut short, or
// whose blocks are of two runs, is known as such.
//
// 1. Articles ascend by id, path and part over the whole file. Two that have all three in common
//    are only in runs that an import merges of others for itself.
// 2. No block has more than kMostRunBlock unpacked bytes; all but the last have at least
//    kRunBlock.
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "lode/status.h"

namespace lode {

inline constexpr std::uint64_t kRunLayout = 1;
inline constexpr std::size_t kRunBlock = 128 << 10, kMostRunBlock = 512 << 20;

// By which a run knows its schema.
std::string RunSchemaHash(std::string_view schema_text);

// Whether the file begins as a run does, or is one that was cut short of its first bytes; of one
// without any its name tells (*.run). False where it cannot be read, or is a pipe: a run is read
// twice.
bool IsRunFile(const std::string& path);

// Writes one. Threads: one.
class RunFileWriter {
 public:
  // `level`: of zstd.
  static Result<std::unique_ptr<RunFileWriter>> Create(const std::string& path,
                                                       std::string_view schema_hash, int level);
  ~RunFileWriter();
  RunFileWriter(const RunFileWriter&) = delete;
  RunFileWriter& operator=(const RunFileWriter&) = delete;

  // REQUIRES: the articles ascend. kLimit: one is larger than a block may be.
  Status Add(std::string_view article);
  // Call once, last: the run is whole and durable then.
  Status Finish();

 private:
  struct Impl;
  explicit RunFileWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Reads one from its beginning to its end, a block at a time. Threads: one.
class RunFileReader {
 public:
  // kNotFound, kIo; kInvalidInput: it is no run; kUnsupported: of another layout; kCorrupt.
  static Result<std::unique_ptr<RunFileReader>> Open(const std::string& path);
  ~RunFileReader();
  RunFileReader(const RunFileReader&) = delete;
  RunFileReader& operator=(const RunFileReader&) = delete;

  const std::string& path() const;
  const std::string& schema_hash() const;
  // Goes to the next article, first to the first one. kCorrupt names the file, the byte at
  // which the block begins, and what is wrong.
  Status Next();
  bool valid() const;
  // Its bytes, until Next.
  std::string_view article() const;

  // Looks at the sums of everything that is left; nothing is unpacked.
  Status CheckSums();

 private:
  struct Impl;
  explicit RunFileReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace lode
