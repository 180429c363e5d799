// Rows of the delta and their number.

#include "storage/statements/delta.h"

#include "storage/disk/coding.h"

namespace lode {

namespace {

const std::string& StateKey() {
  static const std::string key = KeyOf(Table::kMeta, "index");
  return key;
}

}  // namespace

void PutDelta(KvBatch& batch, Order order, const DeltaRow& row) {
  const char value[] = {static_cast<char>(row.row.flags),
                        static_cast<char>(row.row.confidence_step)};
  batch.Put(RowKeyBytes(DeltaTable(order), row.row.key),
            row.is_there ? std::string_view(value, 2) : std::string_view());
}

bool ParseDelta(std::string_view key, std::string_view value, DeltaRow& row) {
  if (!ParseRowKey(key, row.row.key)) return false;
  row.is_there = !value.empty();
  if (!row.is_there) return true;
  if (value.size() != 2) return false;
  row.row.flags = static_cast<std::uint8_t>(value[0]);
  row.row.confidence_step = static_cast<std::uint8_t>(value[1]);
  return AreFlags(row.row.flags);
}

Result<IndexState> ReadIndexState(const KvView& view) {
  auto bytes = view.Get(StateKey());
  if (!bytes.ok()) return bytes.status();
  IndexState state;
  if (!bytes->has_value()) return state;
  ByteReader in(**bytes);
  state.rows = in.Varint();
  for (IndexState::Delta& delta : state.deltas) {
    delta.keys = in.Varint();
    delta.position = in.String();
  }
  if (!in.ok() || !in.at_end())
    return {Code::kCorrupt, "the state of the store's index is damaged"};
  return state;
}

void PutIndexState(KvBatch& batch, const IndexState& state) {
  std::string bytes;
  PutVarint(bytes, state.rows);
  for (const IndexState::Delta& delta : state.deltas) {
    PutVarint(bytes, delta.keys);
    PutString(bytes, delta.position);
  }
  batch.Put(StateKey(), bytes);
}

}  // namespace lode
