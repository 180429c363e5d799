// The pattern of stored rows behind an atom.
#pragma once

#include <cstdint>
#include <span>

#include "query/program/ir.h"
#include "storage/snapshot/snapshot.h"

namespace lode {

// The term of the first column of that kind in a key, one term a column; none: unset.
TermId KeyOf(const ir::StoredPart& part, ir::ColumnKind kind, const TermId* key);

// A term that a query made stands in no stored row.
bool MayBeStored(TermId term);

// Rows of a stored atom under its constants and without its gaps, as the statistics have it.
std::uint64_t EstimateStored(const ir::Atom& atom, const Snapshot& snapshot,
                             std::span<const ObjectGap> gaps = {});

}  // namespace lode
