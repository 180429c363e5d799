// Keys are numbered as they come, rows are counted, then laid from the newest to the oldest: the
// order in which GroupedRows gives them.

#include "query/rows/neighbours.h"

#include <algorithm>
#include <bit>

namespace lode {

namespace {

std::size_t PlaceOf(TermId key, std::size_t places) {
  const std::uint64_t hash = key.bits * 0x9E3779B97F4A7C15ull;
  return static_cast<std::size_t>(hash >> 32) & (places - 1);
}

}  // namespace

bool MayHaveEquals(TermId term) {
  return term.tag() == TermTag::kMeasure || term.tag() == TermTag::kLocal;
}

Neighbours::Neighbours(const Relation& relation, std::uint32_t key, Budget& budget)
    : budget_(budget) {
  std::vector<std::uint32_t> key_of(relation.size()), counts;
  places_.assign(64, 0);
  const auto number_of = [&](TermId term) {
    std::size_t at = PlaceOf(term, places_.size());
    for (; places_[at] != 0; at = (at + 1) & (places_.size() - 1))
      if (keys_[places_[at] - 1] == term) return places_[at] - 1;
    keys_.push_back(term);
    counts.push_back(0);
    places_[at] = static_cast<std::uint32_t>(keys_.size());
    if (keys_.size() * 2 > places_.size()) {
      places_.assign(places_.size() * 2, 0);
      for (std::uint32_t i = 0; i < keys_.size(); ++i) {
        std::size_t free = PlaceOf(keys_[i], places_.size());
        while (places_[free] != 0) free = (free + 1) & (places_.size() - 1);
        places_[free] = i + 1;
      }
    }
    return static_cast<std::uint32_t>(keys_.size() - 1);
  };
  for (std::uint32_t row = 0; row < relation.size(); ++row) {
    if (!budget_.Tick()) return;
    const TermId term = relation.row(row)[key];
    const bool again = row > 0 && relation.row(row - 1)[key] == term;
    ++counts[key_of[row] = again ? key_of[row - 1] : number_of(term)];
  }
  begins_.assign(counts.size() + 1, 0);
  for (std::size_t i = 0; i < counts.size(); ++i) begins_[i + 1] = begins_[i] + counts[i];
  values_.resize(relation.size());
  std::vector<std::uint32_t> free(begins_.begin(), begins_.end() - 1);
  for (std::uint32_t row = relation.size(); row-- > 0;) {
    const std::uint32_t number = key_of[row];
    const TermId value = relation.row(row)[1 - key];
    is_sorted_ = is_sorted_ && !MayHaveEquals(value) &&
                 (free[number] == begins_[number] || value < values_[free[number] - 1]);
    values_[free[number]++] = value;
  }
  bytes_ = (keys_.size() + values_.size()) * sizeof(TermId) +
           (begins_.size() + places_.size()) * sizeof(std::uint32_t);
  budget_.Take(bytes_);
}

std::span<const TermId> Neighbours::Of(TermId key) const {
  if (begins_.empty()) return {};
  for (std::size_t at = PlaceOf(key, places_.size()); places_[at] != 0;
       at = (at + 1) & (places_.size() - 1)) {
    const std::uint32_t number = places_[at] - 1;
    if (keys_[number] == key)
      return std::span(values_).subspan(begins_[number], begins_[number + 1] - begins_[number]);
  }
  return {};
}

}  // namespace lode
