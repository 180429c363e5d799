// Writing a snapshot out: one record at a time, never all in memory.
#pragma once

#include <iosfwd>

#include "lode/status.h"
#include "storage/snapshot/stored_snapshot.h"

namespace lode {

Status ExportStatements(const StoredSnapshot& snapshot, std::ostream& out);
Status ExportArticles(const StoredSnapshot& snapshot, std::ostream& out);
Status ExportNTriples(const StoredSnapshot& snapshot, std::ostream& out);

}  // namespace lode
