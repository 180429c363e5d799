// The triples in three orders, so that any pattern is a walk over neighbours.
// One key a statement and order; the value is two bytes, the step of its confidence and
// flags before it:
// bit 0 polarity, bits 1..3 modality, bit 4 ended. The entities in keys are nodes, which never
// change; the cursor hands out representatives. Nobody above sees the encoding.
#pragma once

#include <memory>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/names/alias_table.h"
#include "storage/statements/index_row.h"

namespace lode {

// One row into, or out of, all three orders.
void PutRow(KvBatch& batch, const IndexRow& row);
void DeleteRow(KvBatch& batch, const IndexRow& row);

// The representative of an entity's node; other terms are themselves.
TermId RepresentativeOf(const AliasTable& aliases, TermId term);
// All nodes of an entity; other terms alone.
std::vector<TermId> MembersOf(const AliasTable& aliases, TermId term);

// Where a cursor leaves the first error it meets; shared by a snapshot's cursors.
class ErrorSink {
 public:
  virtual ~ErrorSink() = default;
  virtual void Report(const Status& status) const = 0;
};

// A cursor over all rows that match. view, aliases and errors must outlive it.
std::unique_ptr<Cursor> ScanPermutation(const KvView& view, const AliasTable& aliases,
                                        const ErrorSink& errors, const TriplePattern& pattern);

}  // namespace lode
