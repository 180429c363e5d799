// Columns become ranks among their different values, so that an order is a few passes of counting
// over small numbers: by the last column first, each pass keeping what the ones before it did.
// The statements ascend to begin with, and so they do at the end among equal rows.

#include "storage/statements/new_rows.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include "storage/statements/block.h"
#include "storage/statements/row_order.h"

namespace lode {

namespace {

constexpr unsigned kDigitBits = 11;
constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;

using Numbers = std::vector<std::uint32_t>;

// Moves `order` so that the digits of its elements ascend.
template <typename DigitOf>
void CountingPass(Numbers& order, Numbers& moved, const DigitOf& digit_of) {
  std::array<std::uint32_t, kDigits> begins{};
  for (const std::uint32_t row : order) ++begins[digit_of(row)];
  std::uint32_t begin = 0;
  for (std::uint32_t& count : begins) begin += std::exchange(count, begin);
  for (const std::uint32_t row : order) moved[begins[digit_of(row)]++] = row;
  order.swap(moved);
}

// A column's ranks: equal where its values are, and sorted like them.
struct Ranks {
  Numbers of;  // by row
  std::uint32_t most = 0;

  void Sort(Numbers& order, Numbers& moved) const {
    for (unsigned shift = 0; most >> shift != 0 || shift == 0; shift += kDigitBits) {
      CountingPass(order, moved,
                   [&](std::uint32_t row) { return (of[row] >> shift) & (kDigits - 1); });
      if (shift + kDigitBits >= 32) break;
    }
  }
};

Numbers InOrderOfRows(std::size_t count) {
  Numbers order(count);
  std::iota(order.begin(), order.end(), 0u);
  return order;
}

Ranks RanksOf(const std::vector<std::uint64_t>& values, Numbers& moved) {
  std::uint64_t varies = 0;
  for (const std::uint64_t value : values) varies |= value ^ values.front();
  Numbers order = InOrderOfRows(values.size());
  for (unsigned shift = 0; shift < 64; shift += kDigitBits)
    if ((varies >> shift & (kDigits - 1)) != 0)
      CountingPass(order, moved, [&](std::uint32_t row) {
        return static_cast<std::size_t>(values[row] >> shift & (kDigits - 1));
      });
  Ranks ranks;
  ranks.of.resize(values.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i > 0 && values[order[i]] != values[order[i - 1]]) ++ranks.most;
    ranks.of[order[i]] = ranks.most;
  }
  return ranks;
}

}  // namespace

void PutNewRows(KvBatch& batch, std::span<const IndexRow> rows, std::size_t block_rows) {
  if (rows.empty()) return;
  Numbers moved(rows.size());
  std::array<Ranks, 3> ranks;
  std::vector<std::uint64_t> values(rows.size());
  constexpr std::array<TermId IndexRow::*, 3> kColumns = {&IndexRow::subject, &IndexRow::predicate,
                                                          &IndexRow::object};
  for (std::size_t column = 0; column < 3; ++column) {
    std::transform(rows.begin(), rows.end(), values.begin(),
                   [&](const IndexRow& row) { return (row.*kColumns[column]).bits; });
    ranks[column] = RanksOf(values, moved);
  }
  std::vector<OrderedRow> block;
  for (const Order order : kOrders) {
    Numbers sorted = InOrderOfRows(rows.size());
    const auto columns = ColumnsOf(order);
    for (std::size_t i = 3; i-- > 0;) ranks[columns[i]].Sort(sorted, moved);
    const std::size_t blocks = (rows.size() + block_rows - 1) / block_rows;
    for (std::size_t i = 0; i < blocks; ++i) {
      const std::size_t from = rows.size() * i / blocks, to = rows.size() * (i + 1) / blocks;
      block.clear();
      for (std::size_t at = from; at < to; ++at) block.push_back(ToOrder(order, rows[sorted[at]]));
      batch.Put(RowKeyBytes(BlockTable(order), block.front().key), EncodeBlock(block));
    }
  }
}

}  // namespace lode
