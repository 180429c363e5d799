// Packing columns. Neighbours in a sorted block differ little, so what is left of a number
// without the block's least one is short; a leading column repeats itself and is kept as
// runs. Deltas would be shorter still, but a look-up would have to add them up: here it is
// a binary search on the packed bits.

#include "storage/disk/packed_column.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>
#include <vector>

namespace lode {

namespace {

constexpr unsigned kPayloadBits = 56;
constexpr std::size_t kTagBytes = 9;

std::uint64_t Mask(unsigned width) {
  return width >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << width) - 1;
}

unsigned WidthOf(std::uint64_t number) {
  return static_cast<unsigned>(std::bit_width(number));
}

std::uint64_t LoadLittle(const char* bytes, std::size_t size = 8) {
  std::uint64_t number = 0;
  if (size == 8 && std::endian::native == std::endian::little) {
    std::memcpy(&number, bytes, 8);
    return number;
  }
  for (std::size_t i = 0; i < size; ++i)
    number |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  return number;
}

void AppendLittle(std::string& out, std::uint64_t number, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) out.push_back(static_cast<char>(number >> (8 * i)));
}

struct Parts {
  std::uint8_t tag;
  std::uint64_t high, low;
};

Parts PartsOf(std::uint64_t value, unsigned split) {
  return {static_cast<std::uint8_t>(value >> kPayloadBits), (value & Mask(kPayloadBits)) >> split,
          value & Mask(split)};
}

struct Bounds {
  std::uint64_t least = ~std::uint64_t{0}, most = 0;
  void Add(std::uint64_t number) {
    least = std::min(least, number);
    most = std::max(most, number);
  }
};

// From numbers to codes.
class Coder {
 public:
  explicit Coder(unsigned split) : split_(split) {}

  // All numbers, before anything else is asked.
  void Know(std::uint64_t value) {
    const Parts parts = PartsOf(value, split_);
    if (last_ == nullptr || last_tag_ != parts.tag) last_ = &tags_[last_tag_ = parts.tag];
    last_->high.Add(parts.high);
    low_.Add(parts.low);
  }
  unsigned width() const { return WidthOf(tags_.size() - 1) + high_bits() + low_bits(); }

  void AppendWidths(std::string& out) const {
    out.push_back(static_cast<char>(tags_.size() - 1));
    out.push_back(static_cast<char>(high_bits()));
    out.push_back(static_cast<char>(low_bits()));
    AppendLittle(out, low_.least, 4);
  }
  // Also settles what codes are made of.
  void AppendTags(std::string& out) {
    code_high_bits_ = high_bits();
    code_low_bits_ = low_bits();
    std::uint64_t index = 0;
    for (auto& [tag, known] : tags_) {
      known.index = index++;
      out.push_back(static_cast<char>(tag));
      AppendLittle(out, known.high.least, 8);
    }
  }
  std::uint64_t CodeOf(std::uint64_t value) {
    const Parts parts = PartsOf(value, split_);
    if (last_tag_ != parts.tag) last_ = &tags_.find(last_tag_ = parts.tag)->second;
    const Tag& tag = *last_;
    std::uint64_t code = parts.high - tag.high.least;
    if (tag.index > 0) code |= tag.index << code_high_bits_;
    return code_low_bits_ == 0 ? code : code << code_low_bits_ | (parts.low - low_.least);
  }

 private:
  struct Tag {
    Bounds high;
    std::uint64_t index = 0;
  };
  unsigned low_bits() const { return WidthOf(low_.most - low_.least); }
  unsigned high_bits() const {
    unsigned bits = 0;
    for (const auto& [tag, known] : tags_)
      bits = std::max(bits, WidthOf(known.high.most - known.high.least));
    return bits;
  }

  const unsigned split_;
  std::map<std::uint8_t, Tag> tags_;
  Tag* last_ = nullptr;  // mostly the next one's
  std::uint8_t last_tag_ = 0;
  Bounds low_;
  unsigned code_high_bits_ = 0, code_low_bits_ = 0;
};

}  // namespace

std::uint64_t PackedBits::at(std::size_t index) const {
  if (width_ == 0) return 0;
  const std::size_t bit = index * width_;
  const char* bytes = bytes_ + (bit >> 3);
  const unsigned shift = bit & 7;
  std::uint64_t number = LoadLittle(bytes) >> shift;
  if (shift + width_ > 64)
    number |= std::uint64_t{static_cast<unsigned char>(bytes[8])} << (64 - shift);
  return number & Mask(width_);
}

void PackedBits::Read(std::size_t from, std::span<std::uint64_t> numbers) const {
  constexpr unsigned kWidestAtOnce = 57;  // with 7 bits of others in front
  if (width_ == 0 || width_ > kWidestAtOnce) {
    for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = at(from + i);
    return;
  }
  const std::uint64_t mask = Mask(width_);
  std::size_t bit = from * width_;
  for (std::uint64_t& number : numbers) {
    number = LoadLittle(bytes_ + (bit >> 3)) >> (bit & 7) & mask;
    bit += width_;
  }
}

void PackedBits::Append(std::string& out, std::span<const std::uint64_t> numbers, unsigned width) {
  std::uint64_t pending = 0;
  unsigned filled = 0;
  for (std::uint64_t number : numbers) {
    pending |= number << filled;
    if (filled + width >= 64) {
      AppendLittle(out, pending, 8);
      const unsigned taken = 64 - filled;
      pending = taken >= 64 ? 0 : number >> taken;
      filled = width - taken;
    } else {
      filled += width;
    }
  }
  AppendLittle(out, pending, (filled + 7) / 8);
}

void PackedColumn::Append(std::string& out, std::span<const std::uint64_t> values, unsigned split) {
  Coder coder(split);
  std::vector<std::uint64_t> codes, ends;  // of runs
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0 && values[i] == values[i - 1]) continue;
    if (i > 0) ends.push_back(i);
    codes.push_back(values[i]);
    coder.Know(values[i]);
  }
  ends.push_back(values.size());
  const unsigned width = coder.width(), end_width = WidthOf(values.size());
  const bool has_runs = ends.size() * (width + end_width) < values.size() * width;
  if (!has_runs) codes.assign(values.begin(), values.end());
  out.push_back(has_runs ? 1 : 0);
  coder.AppendWidths(out);
  if (has_runs) AppendLittle(out, ends.size(), 2);
  coder.AppendTags(out);
  for (std::uint64_t& code : codes) code = coder.CodeOf(code);
  PackedBits::Append(out, codes, width);
  if (has_runs) PackedBits::Append(out, ends, end_width);
}

bool PackedColumn::Open(std::string_view& rest, std::size_t rows, unsigned split) {
  if (rest.size() < 8) return false;
  const auto kind = static_cast<unsigned char>(rest[0]);
  tag_count_ = static_cast<unsigned char>(rest[1]) + 1u;
  high_bits_ = static_cast<unsigned char>(rest[2]);
  low_bits_ = static_cast<unsigned char>(rest[3]);
  least_low_ = LoadLittle(rest.data() + 4, 4);
  rows_ = rows;
  split_ = split;
  rest.remove_prefix(8);
  const unsigned width = WidthOf(tag_count_ - 1) + high_bits_ + low_bits_;
  if (kind > 1 || high_bits_ > kPayloadBits || low_bits_ > split || width > 64) return false;
  runs_ = 0;
  if (kind == 1) {
    if (rest.size() < 2) return false;
    runs_ = static_cast<std::size_t>(LoadLittle(rest.data(), 2));
    rest.remove_prefix(2);
    if (runs_ == 0 || runs_ > rows) return false;
  }
  const std::size_t tags = tag_count_ * kTagBytes;
  const std::size_t codes = PackedBits::BytesOf(kind == 1 ? runs_ : rows, width);
  const unsigned end_width = WidthOf(rows);
  const std::size_t ends = kind == 1 ? PackedBits::BytesOf(runs_, end_width) : 0;
  if (rest.size() < tags + codes + ends + 8) return false;
  tags_ = rest.data();
  codes_ = PackedBits(tags_ + tags, width);
  ends_ = PackedBits(tags_ + tags + codes, end_width);
  rest.remove_prefix(tags + codes + ends);
  return true;
}

std::uint64_t PackedColumn::ValueAt(std::size_t index) const {
  return ValueOf(codes_.at(index));
}

void PackedColumn::ReadValues(std::size_t from, std::span<std::uint64_t> values) const {
  codes_.Read(from, values);
  if (tag_count_ > 1 || low_bits_ > 0 || split_ > 0) {
    for (std::uint64_t& value : values) value = ValueOf(value);
    return;
  }
  const std::uint64_t tag = std::uint64_t{static_cast<unsigned char>(*tags_)} << kPayloadBits;
  const std::uint64_t least = LoadLittle(tags_ + 1);
  for (std::uint64_t& value : values) value = tag | ((value + least) & Mask(kPayloadBits));
}

std::uint64_t PackedColumn::ValueOf(std::uint64_t code) const {
  const std::uint64_t low = (code & Mask(low_bits_)) + least_low_;
  const std::uint64_t high = low_bits_ >= 64 ? 0 : code >> low_bits_;
  std::size_t tag = 0;
  if (tag_count_ > 1)
    tag = std::min<std::size_t>(static_cast<std::size_t>(high >> high_bits_), tag_count_ - 1);
  const char* entry = tags_ + tag * kTagBytes;
  const std::uint64_t payload = (high & Mask(high_bits_)) + LoadLittle(entry + 1);
  return std::uint64_t{static_cast<unsigned char>(*entry)} << kPayloadBits |
         ((payload << split_ | (low & Mask(split_))) & Mask(kPayloadBits));
}

std::size_t PackedColumn::EndOf(std::size_t run) const {
  return std::min<std::size_t>(static_cast<std::size_t>(ends_.at(run)), rows_);
}

// The run that holds the row.
std::size_t PackedColumn::RunOf(std::size_t row) const {
  std::size_t low = 0, high = runs_ - 1;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (EndOf(middle) > row)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

template <typename Passes>
std::size_t PackedColumn::First(std::size_t from, std::size_t to, const Passes& passes) const {
  if (from >= to) return to;
  std::size_t low = from, high = to;
  if (runs_ > 0) low = RunOf(from), high = RunOf(to - 1) + 1;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (passes(ValueAt(middle)))
      high = middle;
    else
      low = middle + 1;
  }
  if (runs_ == 0) return low;
  return std::clamp(low == 0 ? 0 : EndOf(low - 1), from, to);
}

// The least code whose number is not before `value`, or one behind all. Codes stand in the order
// of their numbers, so a search compares them as they are. REQUIRES: no `split`.
std::uint64_t PackedColumn::CodeFrom(std::uint64_t value) const {
  const auto tag = static_cast<std::uint8_t>(value >> kPayloadBits);
  const auto tag_at = [&](std::uint64_t i) {
    return static_cast<unsigned char>(tags_[static_cast<std::size_t>(i) * kTagBytes]);
  };
  std::uint64_t index = 0;
  while (index < tag_count_ && tag_at(index) < tag) ++index;
  if (index == tag_count_ || tag_at(index) != tag) return index << high_bits_;
  const std::uint64_t payload = value & Mask(kPayloadBits);
  const std::uint64_t least = LoadLittle(tags_ + static_cast<std::size_t>(index) * kTagBytes + 1);
  if (payload <= least) return index << high_bits_;
  const std::uint64_t code = payload - least;
  return code > Mask(high_bits_) ? (index + 1) << high_bits_ : index << high_bits_ | code;
}

// The first of the codes [from, to) that is not before `code`.
std::size_t PackedColumn::FirstCode(std::uint64_t code, std::size_t from, std::size_t to) const {
  while (from < to) {
    const std::size_t middle = (from + to) / 2;
    if (codes_.at(middle) >= code)
      to = middle;
    else
      from = middle + 1;
  }
  return from;
}

void PackedColumn::Narrow(std::uint64_t value, std::size_t& from, std::size_t& to) const {
  if (from >= to) return;
  const std::uint64_t code = CodeFrom(value);
  if (runs_ > 0) {
    const std::size_t first = from == 0 ? 0 : RunOf(from);
    const std::size_t run = FirstCode(code, first, to == rows_ ? runs_ : RunOf(to - 1) + 1);
    from = std::clamp(run == 0 ? 0 : EndOf(run - 1), from, to);
    to =
        run < runs_ && from < to && ValueAt(run) == value ? std::clamp(EndOf(run), from, to) : from;
    return;
  }
  from = FirstCode(code, from, to);
  if (from == to || ValueAt(from) != value) {
    to = from;
    return;
  }
  // Mostly few: looked for from the first on, in steps that double.
  std::size_t step = 1;
  while (step < to - from && codes_.at(from + step) <= code) step *= 2;
  to = FirstCode(code + 1, from + step / 2, std::min(to, from + step));
}

std::size_t PackedColumn::NotBefore(std::uint64_t value, std::size_t from, std::size_t to) const {
  return First(from, to, [&](std::uint64_t here) { return here >= value; });
}

std::size_t PackedColumn::Behind(std::uint64_t value, std::size_t from, std::size_t to) const {
  return First(from, to, [&](std::uint64_t here) { return here > value; });
}

}  // namespace lode
