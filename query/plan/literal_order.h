// An order of literals that does not depend on the order in which they were written.
#pragma once

#include <cstddef>
#include <vector>

#include "query/program/ir.h"

namespace lode {

// The literals of `which`, none of them an atom, in the order in which those that are ready run:
// bindings, then tests and negations by what they leave out for what they cost (Hellerstein and
// Stonebraker, 1993: predicates by rank). Equal ones by what they are.
void SortTests(const std::vector<ir::Literal>& body, std::vector<std::size_t>& which);

// The literals of `which`, all of them atoms, by what they are, so that of plans that cost the same
// one is taken whatever stood first. Those that differ in their variables only stay as they are.
void SortAtoms(const std::vector<ir::Literal>& body, std::vector<std::size_t>& which);

}  // namespace lode
