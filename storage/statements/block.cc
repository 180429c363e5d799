// Blocks: four columns and the labels, one after the other. A column can be searched
// where it lies, so there is no index inside the block and a look-up decodes only the
// rows that it wants.

#include "storage/statements/block.h"

#include <algorithm>
#include <bit>

namespace lode {

namespace {

constexpr char kLayout = 1;
constexpr std::size_t kSlack = 8;
constexpr std::array<unsigned, 4> kSplits = {0, 0, 0, kStatementIndexBits};

using Label = std::uint16_t;

Label LabelOf(const OrderedRow& row) {
  return static_cast<Label>(row.flags << 8 | row.confidence_step);
}

void AppendShort(std::string& out, std::size_t number) {
  out.push_back(static_cast<char>(number));
  out.push_back(static_cast<char>(number >> 8));
}

// False when there are no two bytes.
bool TakeShort(std::string_view& rest, std::size_t& number) {
  if (rest.size() < 2) return false;
  number = static_cast<unsigned char>(rest[0]) |
           static_cast<std::size_t>(static_cast<unsigned char>(rest[1])) << 8;
  rest.remove_prefix(2);
  return true;
}

unsigned LabelBits(std::size_t count) {
  return static_cast<unsigned>(std::bit_width(count - 1));
}

}  // namespace

std::string EncodeBlock(std::span<const OrderedRow> rows) {
  std::string out(1, kLayout);
  AppendShort(out, rows.size());
  std::vector<std::uint64_t> numbers(rows.size());
  for (std::size_t column = 0; column < 4; ++column) {
    std::transform(rows.begin(), rows.end(), numbers.begin(),
                   [&](const OrderedRow& row) { return row.key[column]; });
    PackedColumn::Append(out, numbers, kSplits[column]);
  }
  std::vector<Label> labels(rows.size());
  std::transform(rows.begin(), rows.end(), labels.begin(), LabelOf);
  std::sort(labels.begin(), labels.end());
  labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
  AppendShort(out, labels.size());
  for (Label label : labels) {
    out.push_back(static_cast<char>(label >> 8));
    out.push_back(static_cast<char>(label));
  }
  std::transform(rows.begin(), rows.end(), numbers.begin(), [&](const OrderedRow& row) {
    return static_cast<std::uint64_t>(std::lower_bound(labels.begin(), labels.end(), LabelOf(row)) -
                                      labels.begin());
  });
  PackedBits::Append(out, numbers, LabelBits(labels.size()));
  out.append(kSlack, '\0');
  return out;
}

bool RowBlock::Open(std::string_view bytes) {
  if (bytes.empty() || bytes[0] != kLayout) return false;
  bytes.remove_prefix(1);
  if (!TakeShort(bytes, size_) || size_ == 0 || size_ > kMostBlockRows) return false;
  for (std::size_t column = 0; column < 4; ++column)
    if (!columns_[column].Open(bytes, size_, kSplits[column])) return false;
  if (!TakeShort(bytes, label_count_) || label_count_ == 0 || label_count_ > size_) return false;
  const unsigned width = LabelBits(label_count_);
  if (bytes.size() != 2 * label_count_ + PackedBits::BytesOf(size_, width) + kSlack) return false;
  label_bytes_ = bytes.data();
  labels_ = PackedBits(bytes.data() + 2 * label_count_, width);
  for (std::size_t i = 0; i < label_count_; ++i)
    if (!AreFlags(static_cast<std::uint8_t>(label_bytes_[2 * i]))) return false;
  return true;
}

std::size_t RowBlock::NotBefore(const RowKey& key) const {
  std::size_t from = 0, to = size_;
  for (std::size_t column = 0; column < 4 && from < to; ++column) {
    from = columns_[column].NotBefore(key[column], from, to);
    if (column < 3) to = columns_[column].Behind(key[column], from, to);
  }
  return from;
}

RowBlock::Range RowBlock::Find(std::span<const std::uint64_t> columns) const {
  Range range{0, size_};
  for (std::size_t column = 0; column < columns.size() && range.from < range.to; ++column)
    columns_[column].Narrow(columns[column], range.from, range.to);
  return range;
}

RowBlock::Range RowBlock::FindFrom(std::span<const std::uint64_t> columns,
                                   const RowKey& first) const {
  Range range = Find(columns);
  const auto rest = first.begin() + static_cast<std::ptrdiff_t>(columns.size());
  if (std::all_of(rest, first.end(), [](std::uint64_t column) { return column == 0; }))
    return range;
  std::size_t to = range.to;
  for (std::size_t column = columns.size(); column < 4 && range.from < to; ++column) {
    range.from = columns_[column].NotBefore(first[column], range.from, to);
    if (column < 3) to = columns_[column].Behind(first[column], range.from, to);
  }
  return range;
}

void RowBlock::Decode(std::size_t from, std::span<OrderedRow> rows) const {
  for (std::size_t column = 0; column < 4; ++column)
    columns_[column].ForEach(from, rows.size(), [&](std::size_t i, std::uint64_t value) {
      rows[i].key[column] = value;
    });
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::size_t label =
        label_count_ == 1
            ? 0
            : std::min(static_cast<std::size_t>(labels_.at(from + i)), label_count_ - 1);
    rows[i].flags = static_cast<std::uint8_t>(label_bytes_[2 * label]);
    rows[i].confidence_step = static_cast<std::uint8_t>(label_bytes_[2 * label + 1]);
  }
}

Result<std::vector<OrderedRow>> DecodeBlock(std::string_view bytes) {
  const Status damaged(Code::kCorrupt, "a block of the store's index is damaged");
  RowBlock block;
  if (!block.Open(bytes)) return damaged;
  std::vector<OrderedRow> rows(block.size());
  block.Decode(0, rows);
  for (std::size_t i = 1; i < rows.size(); ++i)
    if (rows[i].key <= rows[i - 1].key) return damaged;
  return rows;
}

}  // namespace lode
