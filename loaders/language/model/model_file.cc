// Opens the model file: maps it, checks it once, hands out typed views.
//
// The file is checked from the outside in: magic, version, length, checksum of
// the header, checksum of the rest, then the section table. After that no
// reader needs to check bounds again, except that each one names the shape it
// expects. The hard bit is to give each kind of damage its own sentence: a
// foreign file, a newer one, a cut one and a flipped byte need different steps.
#include "loaders/language/model/model_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>

#include "loaders/language/model/matrix_product.h"

namespace lode {
namespace {

constexpr std::size_t kHeader = 64, kEntry = 64, kName = 32;
constexpr char kMagic[] = "LODEMODL";

template <typename T>
T Read(const unsigned char* at) {
  T value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

// No weight of a trained model comes near. Within it no sum of the analysis leaves
// the range of a float, whatever the file says; NaN is outside as well.
constexpr float kLargestFloat = 1000.0F;

bool Sound(std::span<const float> values) {
  return std::all_of(values.begin(), values.end(),
                     [](float value) { return std::fabs(value) <= kLargestFloat; });
}

std::size_t SizeOf(SectionKind kind) {
  return kind == SectionKind::kFloat || kind == SectionKind::kUint32 ? 4 : 1;
}

}  // namespace

Result<std::unique_ptr<ModelFile>> ModelFile::Open(const std::string& path) {
  return Open(path, MatrixKernel::kBest);
}

Result<std::unique_ptr<ModelFile>> ModelFile::Open(const std::string& path, MatrixKernel kernel) {
  std::unique_ptr<ModelFile> file(new ModelFile(path, kernel));
  if (Status status = file->Map(); !status.ok()) return status;
  if (Status status = file->CheckHeader(); !status.ok()) return status;
  if (Status status = file->ReadTable(); !status.ok()) return status;
  return file;
}

ModelFile::~ModelFile() {
  if (data_ != nullptr) munmap(const_cast<unsigned char*>(data_), size_);
}

Status ModelFile::Damaged(const std::string& what) const {
  return {Code::kCorrupt, "the model file " + path_ + " " + what + "; install it again"};
}

Status ModelFile::Map() {
  const int fd = open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    const Code code = errno == ENOENT || errno == ENOTDIR ? Code::kNotFound : Code::kIo;
    return {code, "cannot open the model file " + path_ + ": " + std::strerror(errno)};
  }
  struct stat info = {};
  const bool known = fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
  void* mapped = MAP_FAILED;
  if (known && info.st_size > 0) {
    size_ = static_cast<std::size_t>(info.st_size);
    mapped = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, fd, 0);
  }
  close(fd);
  if (!known) return Damaged("is not a regular file");
  if (info.st_size == 0) return Damaged("is empty");
  if (mapped == MAP_FAILED) return {Code::kIo, "cannot map the model file " + path_};
  data_ = static_cast<const unsigned char*>(mapped);
  return Status::Ok();
}

Status ModelFile::CheckHeader() const {
  if (size_ < sizeof kMagic - 1 || std::memcmp(data_, kMagic, sizeof kMagic - 1) != 0) {
    return Damaged("is not a model of lode");
  }
  if (size_ < kHeader) return Damaged("is cut short");
  const auto version = Read<std::uint32_t>(data_ + 8);
  if (XXH3_64bits(data_, 56) != Read<std::uint64_t>(data_ + 56)) {
    return Damaged("has a damaged header");
  }
  if (version != kVersion) {
    return {Code::kUnsupported, "the model file " + path_ + " has format " +
                                    std::to_string(version) + ", this lode reads format " +
                                    std::to_string(kVersion) + "; install the matching pair"};
  }
  const auto size = Read<std::uint64_t>(data_ + 16);
  if (size != size_) {
    return Damaged("has " + std::to_string(size_) + " bytes instead of " + std::to_string(size));
  }
  if (XXH3_64bits(data_ + kHeader, size_ - kHeader) != Read<std::uint64_t>(data_ + 24)) {
    return Damaged("is damaged (its checksum differs)");
  }
  return Status::Ok();
}

Status ModelFile::ReadTable() {
  const std::size_t count = Read<std::uint32_t>(data_ + 12);
  if (count > (size_ - kHeader) / kEntry)
    return Damaged("has a section table of impossible length");
  for (std::size_t i = 0; i < count; ++i) {
    const unsigned char* at = data_ + kHeader + i * kEntry;
    const char* name = reinterpret_cast<const char*>(at);
    Section s = {};
    const auto kind = Read<std::uint32_t>(at + kName);
    s.kind = static_cast<SectionKind>(kind);
    s.rows = Read<std::uint32_t>(at + kName + 4);
    s.columns = Read<std::uint32_t>(at + kName + 8);
    s.offset = Read<std::uint64_t>(at + kName + 16);
    s.size = Read<std::uint64_t>(at + kName + 24);
    const bool fits = kind <= 3 && s.offset % 64 == 0 && s.offset <= size_ &&
                      s.size <= size_ - s.offset && s.size % SizeOf(s.kind) == 0;
    if (!fits) return Damaged("has a section that does not fit");
    sections_[std::string(name, strnlen(name, kName))] = s;
  }
  return Status::Ok();
}

Result<const ModelFile::Section*> ModelFile::Find(const std::string& name, SectionKind kind) const {
  const auto it = sections_.find(name);
  if (it == sections_.end()) return Damaged("lacks the section " + name);
  if (it->second.kind != kind) return Damaged("has a section " + name + " of another kind");
  return &it->second;
}

Result<std::string_view> ModelFile::Bytes(const std::string& name) const {
  const auto s = Find(name, SectionKind::kBytes);
  if (!s.ok()) return s.status();
  return std::string_view(reinterpret_cast<const char*>(data_ + (*s)->offset), (*s)->size);
}

Result<std::span<const std::int8_t>> ModelFile::Int8(const std::string& name, std::size_t rows,
                                                     std::size_t columns) const {
  const auto s = Find(name, SectionKind::kInt8);
  if (!s.ok()) return s.status();
  if ((*s)->rows != rows || (*s)->columns != columns || (*s)->size != rows * columns) {
    return Damaged("has a section " + name + " of another shape");
  }
  return std::span(reinterpret_cast<const std::int8_t*>(data_ + (*s)->offset), (*s)->size);
}

Result<std::size_t> ModelFile::RowsOf(const std::string& name) const {
  const auto s = Find(name, SectionKind::kInt8);
  if (!s.ok()) return s.status();
  return std::size_t{(*s)->rows};
}

Result<std::span<const float>> ModelFile::Floats(const std::string& name, std::size_t count) const {
  const auto s = Find(name, SectionKind::kFloat);
  if (!s.ok()) return s.status();
  if ((*s)->size != count * 4) return Damaged("has a section " + name + " of another shape");
  std::span values(reinterpret_cast<const float*>(data_ + (*s)->offset), count);
  if (!Sound(values)) return Damaged("has a section " + name + " with weights that cannot be");
  return values;
}

Result<std::span<const std::uint32_t>> ModelFile::Numbers(const std::string& name,
                                                          std::size_t count) const {
  const auto s = Find(name, SectionKind::kUint32);
  if (!s.ok()) return s.status();
  const std::size_t held = (*s)->size / 4;
  if (count != 0 && held != count) return Damaged("has a section " + name + " of another shape");
  return std::span(reinterpret_cast<const std::uint32_t*>(data_ + (*s)->offset), held);
}

Result<StringList> ModelFile::Strings(const std::string& name) const {
  const auto at = Numbers(name + ".at", 0);
  const auto text = Bytes(name + ".text");
  if (!at.ok()) return at.status();
  if (!text.ok()) return text.status();
  std::uint32_t last = 0;
  for (const std::uint32_t offset : *at) {
    if (offset < last || offset > text->size()) return Damaged("has broken strings in " + name);
    last = offset;
  }
  return StringList(*at, *text);
}

}  // namespace lode
