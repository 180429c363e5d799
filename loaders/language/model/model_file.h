// The trained model as it lies on the disk: named sections, mapped into memory.
//
//   byte 0   "LODEMODL"
//        8   u32 format version (4)          never change: what is before it
//       12   u32 number of sections
//       16   u64 size of the file
//       24   u64 XXH3 of bytes [64, size)
//       32   zeros
//       56   u64 XXH3 of bytes [0, 56)
//       64   the section table, 64 bytes each:
//            char name[32]; u32 kind, rows, columns, 0; u64 offset, size
//        …   the sections, each at a multiple of 64
// All numbers are little-endian. models/train/export.py writes the file.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"

namespace lode {

enum class MatrixKernel : int;  // see matrix_product.h

enum class SectionKind : std::uint32_t { kBytes = 0, kInt8 = 1, kFloat = 2, kUint32 = 3 };

// Strings of one section pair NAME.at, NAME.text; valid while the file lives.
class StringList {
 public:
  StringList() = default;
  StringList(std::span<const std::uint32_t> at, std::string_view text) : at_(at), text_(text) {}
  std::size_t size() const { return at_.empty() ? 0 : at_.size() - 1; }
  std::string_view operator[](std::size_t i) const {
    return text_.substr(at_[i], at_[i + 1] - at_[i]);
  }

 private:
  std::span<const std::uint32_t> at_;
  std::string_view text_;
};

// Threads: read-only once open. Views are valid while the ModelFile lives.
// Every getter checks name, kind and shape and answers kCorrupt when the file
// does not hold what is asked for: a file with a good checksum and a foreign
// shape is refused as well, never read out of bounds.
class ModelFile {
 public:
  static constexpr std::uint32_t kVersion = 4;

  // kNotFound: no such file; kCorrupt: not a model, cut short or damaged;
  // kUnsupported: written by a newer lode. Reads the whole file once.
  static Result<std::unique_ptr<ModelFile>> Open(const std::string& path);
  // For tests: matrices that are read from the file multiply with `kernel`.
  static Result<std::unique_ptr<ModelFile>> Open(const std::string& path, MatrixKernel kernel);
  ~ModelFile();
  ModelFile(const ModelFile&) = delete;
  ModelFile& operator=(const ModelFile&) = delete;

  Result<std::string_view> Bytes(const std::string& name) const;
  Result<std::span<const std::int8_t>> Int8(const std::string& name, std::size_t rows,
                                            std::size_t columns) const;
  // The rows of an int8 section, for tables whose length is the file's choice.
  Result<std::size_t> RowsOf(const std::string& name) const;
  // Only finite numbers of a size that weights have.
  Result<std::span<const float>> Floats(const std::string& name, std::size_t count) const;
  // count 0 = any.
  Result<std::span<const std::uint32_t>> Numbers(const std::string& name, std::size_t count) const;
  Result<StringList> Strings(const std::string& name) const;

  const std::string& path() const { return path_; }
  MatrixKernel kernel() const { return kernel_; }

 private:
  struct Section {
    SectionKind kind;
    std::uint32_t rows, columns;
    std::size_t offset, size;
  };
  ModelFile(std::string path, MatrixKernel kernel) : path_(std::move(path)), kernel_(kernel) {}
  Status Map();
  Status CheckHeader() const;
  Status ReadTable();
  Status Damaged(const std::string& what) const;
  Result<const Section*> Find(const std::string& name, SectionKind kind) const;

  std::string path_;
  MatrixKernel kernel_;
  const unsigned char* data_ = nullptr;
  std::size_t size_ = 0;
  std::map<std::string, Section> sections_;
};

}  // namespace lode
