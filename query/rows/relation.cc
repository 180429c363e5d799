// Tuples stand row by row in blocks that never move; one open-addressing table finds
// duplicates, and each index is one more such table from a key to its newest row,
// with a chain to the older ones. A table cell holds 32 bits of the hash beside the
// row number, so that most misses never touch a row. A relation of pairs that are many of
// all possible ones has no such table but bits (PairSet), which stay in the processor's cache;
// one whose rows come ascending, as scans give them, needs neither.
//
// The hard bit: a recursion inserts while it walks a chain. That is safe because
// blocks do not move, chains grow only at their head, and an index is extended only
// by First.

#include "query/rows/relation.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <new>
#include <utility>

namespace lode {

namespace {

std::uint64_t Mix(std::uint64_t hash, std::uint64_t bits) {
  hash = (hash ^ bits) * 0x9E3779B97F4A7C15ull;
  return hash ^ (hash >> 32);
}

std::uint64_t TupleHash(ColumnMask mask, const TermId* tuple) {
  std::uint64_t hash = 0x2545F4914F6CDD1Dull;
  for (; mask != 0; mask &= mask - 1) hash = Mix(hash, tuple[std::countr_zero(mask)].bits);
  return hash * 0xD6E8FEB86659FD93ull;
}

ColumnMask AllColumns(std::uint32_t arity) {
  return arity >= 64 ? ~ColumnMask{0} : (ColumnMask{1} << arity) - 1;
}

constexpr std::uint32_t kFewestPairs = 4096;  // rows of a relation that is held as pairs
constexpr std::uint64_t kPairBytes = 16;      // of a pair set, a row: as a table of hashes has

constexpr std::uint32_t kRowsAtOnce = 4096;  // between two looks at the budget

constexpr std::uint64_t kRelationTagMask = 0xFFFFFFFF00000000ull;
std::size_t Home(std::uint64_t hash, std::size_t size) {
  return hash & (size - 1);
}
std::uint32_t RowIn(std::uint64_t cell) {
  return static_cast<std::uint32_t>(cell) - 1;
}

// Puts `cell` at the first free place from its home on.
void Place(std::vector<std::uint64_t>& table, std::uint64_t hash, std::uint32_t row) {
  std::size_t at = Home(hash, table.size());
  while (table[at] != 0) at = (at + 1) & (table.size() - 1);
  table[at] = (hash & kRelationTagMask) | (row + 1);
}

}  // namespace

bool Relation::Same(ColumnMask mask, const TermId* a, const TermId* b) const {
  for (; mask != 0; mask &= mask - 1) {
    const int column = std::countr_zero(mask);
    if (a[column] != b[column]) return false;
  }
  return true;
}

// False when the budget is spent; then there may be the table that was, or none: to make one of
// millions of rows takes longer than a cancel may.
bool Relation::MakeTable(std::size_t size) {
  if (budget_.stopped()) return false;
  const std::uint64_t more = (size - table_.size()) * sizeof(std::uint64_t);
  const bool has_room = Account(more);
  std::vector<std::uint64_t> table(size);
  for (std::uint32_t row_number = 0; row_number < size_; ++row_number) {
    if (row_number % kRowsAtOnce == kRowsAtOnce - 1 && !budget_.Ok()) {
      budget_.GiveBack(more);
      bytes_ -= more;
      return false;
    }
    Place(table, TupleHash(AllColumns(arity_), row(row_number)), row_number);
  }
  table_ = std::move(table);
  return has_room;
}

bool Relation::GrowTable() {
  return MakeTable(std::max<std::size_t>(64, table_.size() * 2));
}

// A table for the rows there are.
bool Relation::MakeTable() {
  std::size_t size = 64;
  while (size < std::size_t{size_} * 2 + 2) size *= 2;
  return MakeTable(size);
}

// Goes over from the table to pairs, where those take less room than it. Tried when the
// table would have to grow.
bool Relation::UsePairs() {
  if (arity_ != 2 || size_ < kFewestPairs || !may_use_pairs_ || budget_.stopped()) return false;
  auto pairs = std::make_unique<PairSet>();
  for (std::uint32_t i = 0; i < size_; ++i) {
    if (i % kRowsAtOnce == kRowsAtOnce - 1 && !budget_.Ok()) return false;
    pairs->Insert(row(i)[0], row(i)[1]);
    if (pairs->bytes() > size_ * kPairBytes) return false;
  }
  if (!Account(pairs->bytes())) return false;
  pairs_ = std::move(pairs);
  pairs_bytes_ = pairs_->bytes();
  budget_.GiveBack(table_.size() * sizeof(std::uint64_t));
  bytes_ -= table_.size() * sizeof(std::uint64_t);
  table_ = {};
  return true;
}

// And back for good: the terms became too many, or somebody asks for numbers of rows. The pairs
// stay where a query is stopped before there is a table.
bool Relation::LeavePairs() {
  may_use_pairs_ = false;
  const bool has_room = MakeTable();
  if (table_.empty()) return false;
  pairs_.reset();
  budget_.GiveBack(pairs_bytes_);
  bytes_ -= std::exchange(pairs_bytes_, 0);
  return has_room;
}

Relation::Comes Relation::ToRun(const TermId* tuple) {
  if (size_ == 0) return Comes::kNew;
  const TermId* last = newest_;
  if (ascends_) {
    std::uint32_t left = 0;
    while (left < arity_ && tuple[left] == last[left]) ++left;
    if (left == arity_) return Comes::kAgain;
    ascends_ = tuple[left] > last[left];
  }
  if (ascends_from_right_) {
    std::uint32_t right = arity_;
    while (right > 0 && tuple[right - 1] == last[right - 1]) --right;
    if (right == 0) return Comes::kAgain;
    ascends_from_right_ = tuple[right - 1] > last[right - 1];
  }
  return ascends_ || ascends_from_right_ ? Comes::kNew : Comes::kAnyhow;
}

// It stays a run where a query is stopped before there is anything else.
bool Relation::LeaveRun() {
  const bool has_room = UsePairs() || MakeTable();
  is_run_ = pairs_ == nullptr && table_.empty();
  return has_room;
}

std::uint32_t Relation::Find(const TermId* tuple) const {
  if (size_ == 0) return kNoRow;
  if (is_run_) const_cast<Relation*>(this)->LeaveRun();
  if (pairs_ != nullptr) {
    if (!pairs_->Contains(tuple[0], tuple[1])) return kNoRow;
    const_cast<Relation*>(this)->LeavePairs();
  }
  if (table_.empty()) return kNoRow;  // the query was stopped
  const ColumnMask all = AllColumns(arity_);
  const std::uint64_t hash = TupleHash(all, tuple);
  for (std::size_t at = Home(hash, table_.size()); table_[at] != 0;
       at = (at + 1) & (table_.size() - 1)) {
    if ((table_[at] & kRelationTagMask) == (hash & kRelationTagMask) &&
        Same(all, row(RowIn(table_[at])), tuple))
      return RowIn(table_[at]);
  }
  return kNoRow;
}

// Room for one more row.
bool Relation::TakeBlock() {
  if (size_ >> kBlockBits != blocks_.size()) return true;
  const std::size_t cells = std::max<std::size_t>(1, std::size_t{arity_} << kBlockBits);
  if (!Account(cells * sizeof(TermId))) return false;
  blocks_.emplace_back(static_cast<TermId*>(::operator new(cells * sizeof(TermId))));
  return true;
}

void Relation::Append(const TermId* tuple) {
  TermId* place = const_cast<TermId*>(row(size_));
  for (std::uint32_t i = 0; i < arity_; ++i) place[i] = tuple[i];
  newest_ = place;
  ++size_;
}

bool Relation::InsertPair(const TermId* tuple) {
  if (!TakeBlock()) return false;
  if (!pairs_->Insert(tuple[0], tuple[1])) return false;
  Append(tuple);
  const std::uint64_t bytes = pairs_->bytes();
  if (bytes == pairs_bytes_) return true;
  Account(bytes - pairs_bytes_);
  pairs_bytes_ = bytes;
  if (bytes > size_ * 2 * kPairBytes) LeavePairs();
  return true;
}

bool Relation::Insert(const TermId* tuple) {
  if (is_run_) {
    const Comes comes = ToRun(tuple);
    if (comes == Comes::kAgain) return false;
    if (comes == Comes::kNew) {
      if (!TakeBlock()) return false;
      Append(tuple);
      return true;
    }
    if (!LeaveRun()) return false;
  }
  if (pairs_ != nullptr) return InsertPair(tuple);
  const bool is_full = (std::size_t{size_} + 1) * 2 > table_.size();
  if (is_full && UsePairs()) return InsertPair(tuple);
  const std::uint32_t before = size_;
  InsertOrFind(tuple);
  return size_ > before;
}

std::uint32_t Relation::InsertOrFind(const TermId* tuple) {
  if (is_run_) {
    const Comes comes = ToRun(tuple);
    if (comes == Comes::kAgain) return size_ - 1;
    if (comes == Comes::kNew) {
      if (!TakeBlock()) return kNoRow;
      Append(tuple);
      return size_ - 1;
    }
    if (!LeaveRun()) return kNoRow;
  }
  if (pairs_ != nullptr && !LeavePairs()) return kNoRow;
  if ((std::size_t{size_} + 1) * 2 > table_.size() && !GrowTable()) return kNoRow;
  const ColumnMask all = AllColumns(arity_);
  const std::uint64_t hash = TupleHash(all, tuple);
  std::size_t at = Home(hash, table_.size());
  for (; table_[at] != 0; at = (at + 1) & (table_.size() - 1)) {
    if ((table_[at] & kRelationTagMask) == (hash & kRelationTagMask) &&
        Same(all, row(RowIn(table_[at])), tuple))
      return RowIn(table_[at]);
  }
  if (!TakeBlock()) return kNoRow;
  table_[at] = (hash & kRelationTagMask) | (size_ + 1);
  Append(tuple);
  return size_ - 1;
}

const Relation::Index* Relation::FindIndex(ColumnMask mask) const {
  for (const Index& index : indexes_)
    if (index.mask == mask) return &index;
  return nullptr;
}

Relation::Index& Relation::IndexOn(ColumnMask mask) {
  if (const Index* known = FindIndex(mask)) return const_cast<Index&>(*known);
  indexes_.emplace_back();
  indexes_.back().mask = mask;
  return indexes_.back();
}

// False when the query was stopped: the index is as it was.
bool Relation::GrowIndex(Index& index) {
  if (!index.table.empty() && budget_.stopped()) return false;
  const std::size_t size = std::max<std::size_t>(64, index.table.size() * 2);
  std::vector<std::uint64_t> table(size);
  for (std::size_t at = 0; at < index.table.size(); ++at) {
    if (at % kRowsAtOnce == kRowsAtOnce - 1 && !budget_.Ok()) return false;
    const std::uint64_t cell = index.table[at];
    if (cell != 0) Place(table, TupleHash(index.mask, row(RowIn(cell))), RowIn(cell));
  }
  Account((size - index.table.size()) * sizeof(std::uint64_t));
  index.table = std::move(table);
  return true;
}

// Takes in the rows that came since. A query that is stopped leaves the rest to the next one.
void Relation::Extend(Index& index) {
  if (index.rows == size_) return;
  Account((size_ - index.next.size()) * sizeof(std::uint32_t));
  index.next.resize(size_, kNoRow);
  for (; index.rows < size_; ++index.rows) {
    if (index.rows % kRowsAtOnce == kRowsAtOnce - 1 && !budget_.Ok()) return;
    if ((std::size_t{index.keys} + 1) * 2 > index.table.size() && !GrowIndex(index)) return;
    const TermId* tuple = row(index.rows);
    const std::uint64_t hash = TupleHash(index.mask, tuple);
    std::size_t at = Home(hash, index.table.size());
    for (; index.table[at] != 0; at = (at + 1) & (index.table.size() - 1)) {
      const std::uint64_t cell = index.table[at];
      if ((cell & kRelationTagMask) == (hash & kRelationTagMask) &&
          Same(index.mask, row(RowIn(cell)), tuple))
        break;
    }
    if (index.table[at] == 0) {
      ++index.keys;
    } else {
      index.next[index.rows] = RowIn(index.table[at]);
    }
    index.table[at] = (hash & kRelationTagMask) | (index.rows + 1);
  }
}

std::uint32_t Relation::First(ColumnMask mask, const TermId* key) {
  assert(mask != 0);
  if (mask == AllColumns(arity_)) return Find(key);
  Index& index = IndexOn(mask);
  Extend(index);
  if (index.table.empty()) return kNoRow;
  const std::uint64_t hash = TupleHash(mask, key);
  for (std::size_t at = Home(hash, index.table.size()); index.table[at] != 0;
       at = (at + 1) & (index.table.size() - 1)) {
    const std::uint64_t cell = index.table[at];
    if ((cell & kRelationTagMask) == (hash & kRelationTagMask) && Same(mask, row(RowIn(cell)), key))
      return RowIn(cell);
  }
  return kNoRow;
}

std::uint32_t Relation::Next(ColumnMask mask, const TermId*, std::uint32_t row_number) const {
  const Index* index = FindIndex(mask);
  return index ? index->next[row_number] : kNoRow;
}

double Relation::Distinct(ColumnMask mask) const {
  if (size_ == 0) return 1;
  if (const Index* index = FindIndex(mask); index && index->rows == size_) return index->keys;
  // A sample: when nearly all of it differs, assume that everything does.
  const std::uint32_t sample = std::min<std::uint32_t>(size_, 512);
  const std::uint32_t stride = size_ / sample;
  std::vector<std::uint64_t> hashes;
  for (std::uint32_t i = 0; i < sample; ++i) hashes.push_back(TupleHash(mask, row(i * stride)));
  std::sort(hashes.begin(), hashes.end());
  const auto end = std::unique(hashes.begin(), hashes.end());
  const double distinct = static_cast<double>(end - hashes.begin());
  const double repeated = 1 - distinct / sample;
  return repeated > 0.5 ? distinct : distinct * (1 + (1 - 2 * repeated) * (stride - 1));
}

}  // namespace lode
