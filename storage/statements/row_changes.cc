// Where changed rows go. A change that is large beside the store is merged at once; of a
// small one each row is a key of the delta. Once the delta is over its bound, each change
// merges twice as many keys as it adds, further along the order each time: so the delta
// shrinks below the bound again, no change waits for a whole merge, and all of it is in
// the one batch of the change, with nothing to be taken up again after a kill.

#include "storage/statements/row_changes.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <string>

#include "storage/statements/new_rows.h"
#include "storage/terms/key_layout.h"

namespace lode {

// Ascending, each row once, as its last change leaves it.
std::vector<DeltaRow> RowChanges::InOrder(Order order) const {
  std::vector<DeltaRow> rows;
  rows.reserve(changes_.size());
  for (const Change& change : changes_)
    rows.push_back({ToOrder(order, change.row), change.is_there});
  std::stable_sort(rows.begin(), rows.end(),
                   [](const DeltaRow& a, const DeltaRow& b) { return a.row.key < b.row.key; });
  const auto same = [](const DeltaRow& a, const DeltaRow& b) { return a.row.key == b.row.key; };
  std::vector<DeltaRow> last;
  last.reserve(rows.size());
  for (DeltaRow& row : rows)
    if (!last.empty() && same(last.back(), row))
      last.back() = row;
    else
      last.push_back(row);
  return last;
}

void RowChanges::Append(RowChanges&& later) {
  changes_.insert(changes_.end(), later.changes_.begin(), later.changes_.end());
  later.changes_.clear();
  ids_.insert(ids_.end(), later.ids_.begin(), later.ids_.end());
  later.ids_.clear();
}

// In the order of their keys: a store takes ascending keys in more quickly.
void RowChanges::ApplyIds(KvBatch& batch) {
  std::stable_sort(ids_.begin(), ids_.end(), [](const IdChange& a, const IdChange& b) {
    const std::uint64_t x = a.hash >> 32, y = b.hash >> 32;
    return x != y ? x < y : a.article < b.article;
  });
  for (std::size_t i = 0; i < ids_.size(); ++i) {
    const std::string key = StatementHashKey(ids_[i].hash, ids_[i].article);
    if (ids_[i].is_there)
      batch.Put(key, {});
    else
      batch.Delete(key);
  }
}

// Many rows into an index that has none need not be merged with anything.
bool RowChanges::PutAllNew(IndexState state, KvBatch& batch, const MergeLimits& limits) {
  const auto is_in_order = [](const Change& a, const Change& b) {
    return a.row.statement.bits < b.row.statement.bits;
  };
  const bool is_empty =
      state.rows == 0 && std::all_of(std::begin(state.deltas), std::end(state.deltas),
                                     [](auto& delta) { return delta.keys == 0; });
  if (!is_empty || changes_.size() < limits.least_direct ||
      !std::all_of(changes_.begin(), changes_.end(),
                   [](const Change& change) { return change.is_there; }) ||
      std::adjacent_find(changes_.begin(), changes_.end(), std::not_fn(is_in_order)) !=
          changes_.end())
    return false;
  std::vector<IndexRow> rows;
  rows.reserve(changes_.size());
  for (const Change& change : changes_) rows.push_back(change.row);
  KeysOfBatch keys(batch);
  (void)PutNewRows(keys, rows, limits.block_rows);  // a batch takes everything
  state.rows = rows.size();
  PutIndexState(batch, state);
  return true;
}

Status RowChanges::Apply(const KvView& view, KvBatch& batch, const MergeLimits& limits) {
  ApplyIds(batch);
  if (changes_.empty()) return {};
  auto state = ReadIndexState(view);
  if (!state.ok()) return state.status();
  if (PutAllNew(*state, batch, limits)) return {};
  const auto gone = static_cast<std::uint64_t>(std::count_if(
      changes_.begin(), changes_.end(), [](const Change& change) { return !change.is_there; }));
  state->rows += changes_.size() - gone;
  state->rows -= std::min(state->rows, gone);
  const std::uint64_t share = state->rows / limits.delta_share;
  const std::uint64_t bound = std::max(limits.least_delta, share);
  const bool is_direct = changes_.size() >= std::max(limits.least_direct, share);
  for (Order order : kOrders) {
    const std::vector<DeltaRow> rows = InOrder(order);
    IndexState::Delta& delta = state->of(order);
    const bool from_first = delta.position.empty();
    BlockMerge merge(view, batch, order, limits);
    Status status;
    const bool drains = !is_direct && delta.keys + rows.size() > bound;
    if (is_direct) status = merge.Take(rows);
    if (drains) status = merge.Drain(2 * rows.size(), delta.position);
    if (!status.ok()) return status;
    delta.keys -= std::min(delta.keys, merge.drained());
    // From the first to the last: none is left, though rows that changed twice count twice.
    if (drains && from_first && delta.position.empty()) delta.keys = 0;
    if (is_direct) continue;
    for (const DeltaRow& row : rows) PutDelta(batch, order, row);
    delta.keys += rows.size();
  }
  PutIndexState(batch, *state);
  return {};
}

}  // namespace lode
