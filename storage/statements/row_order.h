// The three orders in which rows stand, and a row as one of them sees it.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "storage/statements/index_row.h"
#include "storage/terms/key_layout.h"

namespace lode {

enum class Order : std::uint8_t { kSpo, kPos, kOsp };
inline constexpr std::array<Order, 3> kOrders = {Order::kSpo, Order::kPos, Order::kOsp};

// Where a row stands: the three columns in the order's sequence, then the statement. No two
// rows of an order have the same key.
using RowKey = std::array<std::uint64_t, 4>;

struct OrderedRow {
  RowKey key{};
  std::uint8_t flags = 0;  // bit 0 polarity, bits 1..3 modality, bit 4 ended
  std::uint8_t confidence_step = 0;

  bool operator==(const OrderedRow&) const = default;
};

// Which of subject (0), predicate (1), object (2) stands first, second, third.
std::array<std::size_t, 3> ColumnsOf(Order order);

OrderedRow ToOrder(Order order, const IndexRow& row);
// REQUIRES: AreFlags(row.flags).
IndexRow FromOrder(Order order, const OrderedRow& row);
// Whether such flags are ever written.
bool AreFlags(std::uint8_t flags);

// The tables of an order: rows one by one, and rows in blocks. The keys of both are the
// table's byte and a row's key, 33 bytes.
Table DeltaTable(Order order);
Table BlockTable(Order order);
std::string RowKeyBytes(Table table, const RowKey& key);
// False when the bytes are no row's key.
bool ParseRowKey(std::string_view bytes, RowKey& key);

}  // namespace lode
