// The dictionary's part in a change that brings very many terms.
#pragma once

#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/disk/sorted_keys.h"
#include "storage/terms/term_numbers.h"

namespace lode {

// As TermBatch does of each: looks the terms up and numbers those that are new. New ones go to
// `keys`, counters into the batch. The same term may come several times. Threads: one. Memory:
// that of the terms given. Cost: a sort.
Status NumberManyTerms(const KvView& view, KvBatch& batch, SortedKeys& keys,
                       std::vector<TermToNumber> terms);

}  // namespace lode
