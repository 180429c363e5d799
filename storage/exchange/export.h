// Writing a snapshot out: one record at a time, never all in memory.
#pragma once

#include <iosfwd>

#include "lode/status.h"
#include "storage/snapshot/stored_snapshot.h"

namespace lode {

// Articles that are damaged are left out and go into `damage`; an error is of the rest.
Status ExportStatements(const StoredSnapshot& snapshot, std::ostream& out, DamageLog& damage);
Status ExportArticles(const StoredSnapshot& snapshot, std::ostream& out, DamageLog& damage);
Status ExportNTriples(const StoredSnapshot& snapshot, std::ostream& out, DamageLog& damage);

}  // namespace lode
