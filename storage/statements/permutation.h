// Scanning: the rows that match a pattern, from the order whose leading columns the pattern
// sets. The entities in stored rows are nodes, which never change; the cursor hands out
// representatives. Nobody above sees how rows are stored.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "lode/status.h"
#include "storage/names/alias_table.h"
#include "storage/statements/index_row.h"
#include "storage/statements/row_stream.h"

namespace lode {

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

// A cursor over all rows that match. streams, aliases and errors must outlive it.
std::unique_ptr<Cursor> ScanPermutation(const RowStreams& streams, const AliasTable& aliases,
                                        const ErrorSink& errors, const TriplePattern& pattern);
// How many rows match, counted up to `most`: costs a binary search for each thousand of them.
// Where a pattern names two entities of very many names, it may be more than match.
std::uint64_t CountPermutation(const RowStreams& streams, const AliasTable& aliases,
                               const ErrorSink& errors, const TriplePattern& pattern,
                               std::uint64_t most);

}  // namespace lode
