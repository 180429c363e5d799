// Rows into an index that has none: sorted by counting, and packed as they come.
#pragma once

#include <cstddef>
#include <span>

#include "storage/disk/kv.h"
#include "storage/statements/index_row.h"

namespace lode {

// Puts blocks of some `block_rows` rows into the batch, in all three orders. REQUIRES: rows ascend
// by their statements, which are all different. Cost: linear; 40 bytes a row beside the rows.
void PutNewRows(KvBatch& batch, std::span<const IndexRow> rows, std::size_t block_rows);

}  // namespace lode
