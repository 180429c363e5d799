#include "query/rows/pair_set.h"

#include <algorithm>
#include <utility>

namespace lode {

std::size_t TermNumbers::PlaceOf(TermId term) const {
  const std::size_t mask = cells_.size() - 1;
  std::size_t at = TermIdHash()(term) >> 20 & mask;
  while (cells_[at].number != kNone && cells_[at].term != term) at = (at + 1) & mask;
  return at;
}

void TermNumbers::Grow() {
  const std::vector<Cell> before = std::exchange(cells_, {});
  cells_.resize(std::max<std::size_t>(64, before.size() * 2));
  for (const Cell& cell : before)
    if (cell.number != kNone) cells_[PlaceOf(cell.term)] = cell;
}

std::uint32_t TermNumbers::NumberOf(TermId term) {
  if (term == last_ && last_number_ != kNone) return last_number_;
  if ((std::size_t{size_} + 1) * 2 > cells_.size()) Grow();
  Cell& cell = cells_[PlaceOf(term)];
  if (cell.number == kNone) cell = {term, size_++};
  last_ = term;
  return last_number_ = cell.number;
}

std::uint32_t TermNumbers::Find(TermId term) const {
  return cells_.empty() ? kNone : cells_[PlaceOf(term)].number;
}

void PairSet::Widen() {
  std::vector<std::uint64_t> wider(bits_.size() * 2);
  for (std::size_t row = 0; row * width_ < bits_.size(); ++row)
    std::copy_n(&bits_[row * width_], width_, &wider[row * width_ * 2]);
  bits_ = std::move(wider);
  width_ *= 2;
}

bool PairSet::Insert(TermId first, TermId second) {
  const std::size_t row = firsts_.NumberOf(first), column = seconds_.NumberOf(second);
  if ((row + 1) * width_ > bits_.size()) bits_.resize((row + 1) * width_);
  while (column >= width_ * 64) Widen();
  std::uint64_t& word = bits_[row * width_ + column / 64];
  const std::uint64_t bit = std::uint64_t{1} << column % 64;
  if ((word & bit) != 0) return false;
  word |= bit;
  return true;
}

bool PairSet::Contains(TermId first, TermId second) const {
  const std::uint32_t row = firsts_.Find(first), column = seconds_.Find(second);
  if (row == TermNumbers::kNone || column == TermNumbers::kNone) return false;
  return (bits_[row * width_ + column / 64] >> column % 64 & 1) != 0;
}

}  // namespace lode
