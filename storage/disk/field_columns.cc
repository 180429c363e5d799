// Strings are looked for in the text from where the last one ended: names come in its order
// mostly. How far is looked is the writer's business; the reader is told the place.

#include "storage/disk/field_columns.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace lode {

namespace {

enum Shared : std::size_t { kStrings, kSizes, kBytes, kReals, kSharedColumns };
constexpr std::size_t kLeastSought = 3;      // a shorter string costs no more than its place
constexpr std::size_t kFarthest = 64 << 10;  // how far a string is looked for
constexpr double kMostWhole = 1ULL << 52;

std::uint64_t ZigZag(std::int64_t value) {
  return static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63);
}
std::int64_t UnZigZag(std::uint64_t code) {
  return static_cast<std::int64_t>(code >> 1 ^ (~(code & 1) + 1));
}
std::uint64_t NearCode(std::uint32_t value, std::uint32_t guess) {
  return ZigZag(static_cast<std::int32_t>(value - guess));
}

}  // namespace

FieldWriter::FieldWriter(std::size_t columns, std::string_view text)
    : own_(columns),
      text_(text.substr(0, std::numeric_limits<std::uint32_t>::max())),
      columns_(columns + kSharedColumns),
      is_kept_(columns + kSharedColumns) {}

void FieldWriter::Number(std::size_t column, std::uint64_t value) {
  PutVarint(columns_[column], value);
}

void FieldWriter::Head(std::size_t column, std::uint64_t value) {
  is_kept_[column] = true;
  Number(column, value);
}

void FieldWriter::Near(std::size_t column, std::uint32_t value, std::uint32_t guess) {
  Number(column, NearCode(value, guess));
}

void FieldWriter::HeadNear(std::size_t column, std::uint32_t value, std::uint32_t guess) {
  Head(column, NearCode(value, guess));
}

void FieldWriter::Text(std::size_t column, std::string_view value, std::string_view guess) {
  Number(column, CodeOf(value, guess));
}

void FieldWriter::HeadText(std::size_t column, std::string_view value) {
  Head(column, CodeOf(value, {}));
}

std::uint64_t FieldWriter::CodeOf(std::string_view value, std::string_view guess) {
  if (value == guess) return 0;
  const auto [known, is_new] = strings_.try_emplace(value, strings_.size());
  if (!is_new) return 1 + strings_.size() - known->second;
  std::size_t at = std::string_view::npos;
  if (value.size() >= kLeastSought) {
    at = text_.substr(text_at_, kFarthest).find(value);
    if (at != std::string_view::npos)
      at += text_at_;
    else
      at = text_.substr(0, kFarthest).find(value);
  }
  Number(own_ + kSizes, value.size());
  if (at == std::string_view::npos) {
    Number(own_ + kStrings, 0);
    columns_[own_ + kBytes].append(value);
    return 1;
  }
  Number(own_ + kStrings,
         1 + NearCode(static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(text_at_)));
  text_at_ = at + value.size();
  return 1;
}

void FieldWriter::Real(std::size_t column, double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  if (std::abs(value) < kMostWhole) {
    const auto whole = static_cast<std::int64_t>(value);
    if (std::bit_cast<std::uint64_t>(static_cast<double>(whole)) == bits)
      return Number(column, ZigZag(whole) << 1);
  }
  const auto [known, is_new] = reals_.try_emplace(bits, reals_.size());
  if (is_new) PutDouble(columns_[own_ + kReals], value);
  Number(column, 1 + (is_new ? 0 : 2 * (reals_.size() - known->second)));
}

std::string FieldWriter::Take() && {
  const auto is_zero = [](char c) { return c == 0; };
  for (std::size_t i = 0; i < own_; ++i)
    if (!is_kept_[i] && std::all_of(columns_[i].begin(), columns_[i].end(), is_zero))
      columns_[i].clear();
  std::string out;
  for (const std::string& column : columns_) PutVarint(out, column.size());
  for (const std::string& column : columns_) out += column;
  return out;
}

FieldReader::FieldReader(std::size_t columns, std::string_view bytes, std::string_view text)
    : own_(columns),
      text_(text.substr(0, std::numeric_limits<std::uint32_t>::max())),
      columns_(columns + kSharedColumns),
      has_bytes_(columns + kSharedColumns) {
  ByteReader in(bytes);
  std::vector<std::size_t> sizes;
  std::size_t sum = 0;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    sizes.push_back(in.Count());
    sum += sizes.back();
  }
  bytes.remove_prefix(bytes.size() - in.left());
  ok_ = in.ok() && sum == bytes.size();
  if (!ok_) return;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    columns_[i] = bytes.substr(0, sizes[i]);
    has_bytes_[i] = i >= own_ || sizes[i] > 0;
    bytes.remove_prefix(sizes[i]);
  }
}

std::uint64_t FieldReader::Number(std::size_t column) {
  if (!has_bytes_[column]) return 0;
  ByteReader in(columns_[column]);
  const std::uint64_t value = in.Varint();
  ok_ = ok_ && in.ok();
  columns_[column].remove_prefix(columns_[column].size() - in.left());
  return value;
}

void FieldReader::Near(std::size_t column, std::uint32_t& value, std::uint32_t guess) {
  value = guess + static_cast<std::uint32_t>(UnZigZag(Number(column)));
}

std::size_t FieldReader::CountOf(std::size_t column, std::size_t head, std::uint32_t guess) {
  std::uint32_t count = 0;
  Near(column, count, guess);
  if (count <= columns_[head].size() && ok_) return count;
  Fail();
  return 0;
}

void FieldReader::Text(std::size_t column, std::string& value, std::string_view guess) {
  const std::uint64_t code = Number(column);
  if (code == 0) {
    value = guess;
    return;
  }
  if (code == 1) strings_.push_back(NewString());
  const std::uint64_t back = std::max<std::uint64_t>(code - 1, 1);
  if (back > strings_.size()) return Fail();
  value = strings_[strings_.size() - static_cast<std::size_t>(back)];
}

std::string_view FieldReader::NewString() {
  const std::uint64_t size = Number(own_ + kSizes), place = Number(own_ + kStrings);
  if (place == 0) {
    std::string_view& bytes = columns_[own_ + kBytes];
    if (size > bytes.size()) Fail();
    const std::string_view value = bytes.substr(0, static_cast<std::size_t>(size));
    bytes.remove_prefix(value.size());
    return value;
  }
  const std::uint32_t at = text_at_ + static_cast<std::uint32_t>(UnZigZag(place - 1));
  if (at > text_.size() || size > text_.size() - at) {
    Fail();
    return {};
  }
  text_at_ = at + static_cast<std::uint32_t>(size);
  return text_.substr(at, static_cast<std::size_t>(size));
}

void FieldReader::Real(std::size_t column, double& value) {
  const std::uint64_t code = Number(column);
  if ((code & 1) == 0) {
    value = static_cast<double>(UnZigZag(code >> 1));
    return;
  }
  if (code == 1) {
    std::string_view& bytes = columns_[own_ + kReals];
    ByteReader in(bytes);
    reals_.push_back(in.Double());
    ok_ = ok_ && in.ok();
    bytes.remove_prefix(bytes.size() - in.left());
  }
  const std::uint64_t back = std::max<std::uint64_t>(code >> 1, 1);
  if (back > reals_.size()) return Fail();
  value = reals_[reals_.size() - static_cast<std::size_t>(back)];
}

bool FieldReader::at_end() const {
  return std::all_of(columns_.begin(), columns_.end(),
                     [](std::string_view column) { return column.empty(); });
}

}  // namespace lode
