// An order of literals that does not depend on the order in which they were written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "query/program/ir.h"

namespace lode {

// The literals of a body in an order that is the same however they were written: by what they are
// apart from their variables; where that is the same, by where else their variables stand (colour
// refinement: Weisfeiler and Leman, 1968); where that is the same, too, by the variables' names.
// What is left looks the same in every way and can change places.
class LiteralOrder {
 public:
  // `names`: of the slots, "" for those that have none; null: none has. Both outlive it.
  LiteralOrder(const std::vector<ir::Literal>& body, std::size_t slots,
               const std::vector<std::string>* names)
      : body_(body), slots_(slots), names_(names) {}

  // The literals of `which`, none of them an atom, in the order in which those that are ready run:
  // bindings, then tests and negations by what they leave out for what they cost (Hellerstein and
  // Stonebraker, 1993: predicates by rank).
  void SortTests(std::vector<std::size_t>& which);

  // The literals of `which`, all of them atoms, so that of plans that cost the same one is taken
  // whatever stood first.
  void SortAtoms(std::vector<std::size_t>& which);

 private:
  using Shape = std::vector<std::uint64_t>;
  using Colours = std::vector<std::uint64_t>;  // of slots

  template <typename RankOf>
  void Sort(std::vector<std::size_t>& which, const RankOf& rank_of);
  void FindColours();
  Colours Refined(Colours colours, const std::vector<std::uint64_t>& shapes) const;

  const std::vector<ir::Literal>& body_;
  std::size_t slots_;
  const std::vector<std::string>* names_;
  Colours places_, named_;  // once they are wanted: without the names, and with them
};

}  // namespace lode
