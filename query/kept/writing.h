// What becomes of kept relations, as keys.
#pragma once

#include <vector>

#include "query/kept/update.h"

namespace lode {

// Puts into the batch what the updates change, and takes away relations that are no more. Values
// that rules made and the store does not know come into its dictionary. `stored`: what was known
// of the relations. REQUIRES: the batch has what the world sees.
Status WriteUpdates(const std::vector<RelationUpdate>& updates,
                    const std::vector<KeptRelation>& stored, KeptWorld& world, KvBatch& batch);

// Takes all rows of a relation away. Cost: a walk over them.
Status DropKeptRows(const KvView& view, std::uint32_t number, KvBatch& batch);

}  // namespace lode
