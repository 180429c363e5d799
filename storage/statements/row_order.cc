// A row turned round for each order, and its key in bytes.

#include "storage/statements/row_order.h"

#include "storage/disk/coding.h"

namespace lode {

namespace {

constexpr unsigned kEndedFlag = 1 << 4;
constexpr std::array<std::array<std::size_t, 3>, 3> kColumns = {{{0, 1, 2}, {1, 2, 0}, {2, 0, 1}}};
// Where subject, predicate and object stand.
constexpr std::array<std::array<std::size_t, 3>, 3> kPlaces = {{{0, 1, 2}, {2, 0, 1}, {1, 2, 0}}};
constexpr std::size_t kRowKeyBytes = 1 + 4 * 8;

std::uint8_t FlagsOf(const IndexRow& row) {
  return static_cast<std::uint8_t>(static_cast<unsigned>(row.polarity) |
                                   static_cast<unsigned>(row.modality) << 1 |
                                   (row.ended ? kEndedFlag : 0u));
}

}  // namespace

std::array<std::size_t, 3> ColumnsOf(Order order) {
  return kColumns[static_cast<std::size_t>(order)];
}

OrderedRow ToOrder(Order order, const IndexRow& row) {
  const std::array<TermId, 3> terms = {row.subject, row.predicate, row.object};
  const std::array<std::size_t, 3> columns = ColumnsOf(order);
  return {
      {terms[columns[0]].bits, terms[columns[1]].bits, terms[columns[2]].bits, row.statement.bits},
      FlagsOf(row),
      row.confidence_step};
}

IndexRow FromOrder(Order order, const OrderedRow& row) {
  const std::array<std::size_t, 3>& places = kPlaces[static_cast<std::size_t>(order)];
  return {TermId{row.key[places[0]]},           TermId{row.key[places[1]]},
          TermId{row.key[places[2]]},           TermId{row.key[3]},
          static_cast<Polarity>(row.flags & 1), static_cast<Modality>((row.flags >> 1) & 7),
          (row.flags & kEndedFlag) != 0,        row.confidence_step};
}

bool AreFlags(std::uint8_t flags) {
  return ((flags >> 1) & 7) <= static_cast<int>(Modality::kDemanded) && flags < kEndedFlag << 1;
}

Table DeltaTable(Order order) {
  constexpr std::array kTables = {Table::kSpo, Table::kPos, Table::kOsp};
  return kTables[static_cast<std::size_t>(order)];
}

Table BlockTable(Order order) {
  constexpr std::array kTables = {Table::kSpoBlocks, Table::kPosBlocks, Table::kOspBlocks};
  return kTables[static_cast<std::size_t>(order)];
}

std::string RowKeyBytes(Table table, const RowKey& key) {
  std::string bytes;
  bytes.reserve(kRowKeyBytes);
  bytes.push_back(static_cast<char>(table));
  for (std::uint64_t column : key) PutBig64(bytes, column);
  return bytes;
}

bool ParseRowKey(std::string_view bytes, RowKey& key) {
  if (bytes.size() != kRowKeyBytes) return false;
  ByteReader in(bytes.substr(1));
  for (std::uint64_t& column : key) column = in.Big64();
  return true;
}

}  // namespace lode
