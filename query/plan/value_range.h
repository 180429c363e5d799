// What comparisons with literals say of the values of an atom.
#pragma once

#include <vector>

#include "query/program/ir.h"
#include "storage/snapshot/snapshot.h"
#include "storage/statements/index_row.h"

namespace lode {

// Objects that no answer of the body can have, ascending and apart: `V > 10` leaves out the
// numbers up to 10, `T < 2024` the dates from 2024 on, `A > 3 days` what lasts as long or less.
// Values whose ids do not sort like themselves (worth.h) and values that cannot be compared are
// in no gap: the comparison itself tells. Only for atoms of stored rows whose predicate is known.
std::vector<ObjectGap> GapsOf(const ir::Atom& atom, const std::vector<ir::Literal>& body,
                              const Snapshot& snapshot);

}  // namespace lode
