// How much there is of what: what plans and `stats` go by.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/statements/permutation.h"
#include "storage/terms/term_id.h"

namespace lode {

// Statements of each predicate, kept exactly with every change.
Result<std::map<TermId, std::uint64_t>> ReadCounts(const KvView& view);
Status ChangeCounts(const KvView& view, KvBatch& batch, const std::map<TermId, std::int64_t>& by);

struct Distinct {
  std::uint64_t subjects = 0, objects = 0, triples = 0;
};

// Distinct subjects and objects of a predicate (zero id: of all), counted over at
// most `sample` rows and scaled up from there.
Distinct CountDistinct(const KvView& view, const AliasTable& aliases, const ErrorSink& errors,
                       TermId predicate, std::uint64_t rows, std::uint64_t sample);

}  // namespace lode
