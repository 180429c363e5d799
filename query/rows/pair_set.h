// Sets of pairs over few different terms, a bit a pair: what a closure finds again and again.
#pragma once

#include <cstdint>
#include <vector>

#include "storage/terms/term_id.h"

namespace lode {

// Numbers terms from 0 as they come. Threads: one at a time.
class TermNumbers {
 public:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  std::uint32_t NumberOf(TermId term);    // a new one where it has none
  std::uint32_t Find(TermId term) const;  // or kNone
  std::uint32_t size() const { return size_; }
  std::uint64_t bytes() const { return cells_.capacity() * sizeof(Cell); }

 private:
  struct Cell {
    TermId term;
    std::uint32_t number = kNone;  // kNone: the place is free
  };
  std::size_t PlaceOf(TermId term) const;
  void Grow();

  std::vector<Cell> cells_;  // open addressing, at most half full
  std::uint32_t size_ = 0;
  TermId last_;  // asked for last
  std::uint32_t last_number_ = kNone;
};

// A table of bits, a row for each first term and a column for each second one. It takes
// memory for all pairs of the terms that it has met: worth it where many of them are in.
// Threads: one at a time.
class PairSet {
 public:
  bool Insert(TermId first, TermId second);  // false: it was there
  bool Contains(TermId first, TermId second) const;
  std::uint64_t bytes() const {
    return bits_.capacity() * sizeof(std::uint64_t) + firsts_.bytes() + seconds_.bytes();
  }

 private:
  void Widen();

  TermNumbers firsts_, seconds_;
  std::size_t width_ = 1;  // words of a row
  std::vector<std::uint64_t> bits_;
};

}  // namespace lode
