// Groups are numbered as their keys come; then the rows are counted, and laid down from the
// newest to the oldest.

#include "query/rows/grouped_rows.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace lode {

namespace {

// Most keys that are not there never touch a row.
constexpr std::uint64_t kTagMask = 0xFFFFFFFF00000000ull;
std::uint32_t GroupIn(std::uint64_t cell) {
  return static_cast<std::uint32_t>(cell) - 1;
}

std::uint64_t HashOf(ColumnMask mask, const TermId* tuple) {
  std::uint64_t hash = 0x2545F4914F6CDD1Dull;
  for (; mask != 0; mask &= mask - 1) {
    hash = (hash ^ tuple[std::countr_zero(mask)].bits) * 0x9E3779B97F4A7C15ull;
    hash ^= hash >> 32;
  }
  return hash * 0xD6E8FEB86659FD93ull;
}

}  // namespace

bool GroupedRows::Same(const TermId* a, const TermId* b) const {
  for (ColumnMask mask = mask_; mask != 0; mask &= mask - 1) {
    const int column = std::countr_zero(mask);
    if (a[column] != b[column]) return false;
  }
  return true;
}

// The cell that holds the key's group, or where it would stand.
std::size_t GroupedRows::CellOf(const TermId* key, std::uint64_t hash) const {
  std::size_t at = hash & (cells_.size() - 1);
  for (; cells_[at] != 0; at = (at + 1) & (cells_.size() - 1))
    if ((cells_[at] & kTagMask) == (hash & kTagMask) &&
        Same(&keys_[std::size_t{GroupIn(cells_[at])} * arity_], key))
      break;
  return at;
}

void GroupedRows::Grow() {
  cells_.assign(std::max<std::size_t>(64, cells_.size() * 2), 0);
  for (std::uint32_t group = 0; group < groups_.size(); ++group) {
    const TermId* key = &keys_[std::size_t{group} * arity_];
    const std::uint64_t hash = HashOf(mask_, key);
    cells_[CellOf(key, hash)] = (hash & kTagMask) | (group + 1);
  }
}

GroupedRows::GroupedRows(const Relation& relation, ColumnMask mask, Budget& budget)
    : arity_(relation.arity()), mask_(mask), budget_(budget) {
  std::vector<std::uint32_t> group_of(relation.size());
  for (std::uint32_t row = 0; row < relation.size(); ++row) {
    if (!budget_.Tick()) return;
    if ((groups_.size() + 1) * 2 > cells_.size()) Grow();
    const std::uint64_t hash = HashOf(mask_, relation.row(row));
    std::uint64_t& cell = cells_[CellOf(relation.row(row), hash)];
    if (cell == 0) {
      keys_.insert(keys_.end(), relation.row(row), relation.row(row) + arity_);
      groups_.emplace_back();
      cell = (hash & kTagMask) | groups_.size();
    }
    group_of[row] = GroupIn(cell);
    ++groups_[GroupIn(cell)].count;
  }
  std::uint32_t begin = 0;
  for (Group& group : groups_) {
    group.begin = begin;
    begin += std::exchange(group.count, 0);
  }
  rows_.resize(std::size_t{relation.size()} * arity_);
  for (std::uint32_t row = relation.size(); row-- > 0;) {
    Group& group = groups_[group_of[row]];
    std::copy_n(relation.row(row), arity_,
                &rows_[std::size_t{group.begin + group.count++} * arity_]);
  }
  bytes_ = cells_.size() * sizeof(std::uint64_t) + groups_.size() * sizeof(Group) +
           (keys_.size() + rows_.size()) * sizeof(TermId);
  budget_.Take(bytes_);
}

std::span<const TermId> GroupedRows::Find(const TermId* key) const {
  if (cells_.empty()) return {};
  const std::uint64_t cell = cells_[CellOf(key, HashOf(mask_, key))];
  if (cell == 0) return {};
  const Group& group = groups_[GroupIn(cell)];
  return {&rows_[std::size_t{group.begin} * arity_], std::size_t{group.count} * arity_};
}

}  // namespace lode
