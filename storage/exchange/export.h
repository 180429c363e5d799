// Writing a snapshot out: one record at a time, never all in memory.
#pragma once

#include <iosfwd>
#include <string_view>

#include "lode/status.h"
#include "lode/store.h"
#include "storage/snapshot/stored_snapshot.h"

namespace lode {

// `set`: only of its articles; empty: of all. Articles that are damaged are left out and go into
// `damage`; an error is of the rest.
Status ExportStatements(const StoredSnapshot& snapshot, std::string_view set, std::ostream& out,
                        DamageLog& damage);
Status ExportArticles(const StoredSnapshot& snapshot, std::string_view set, std::ostream& out,
                      DamageLog& damage);
Status ExportNTriples(const StoredSnapshot& snapshot, std::string_view set, std::ostream& out,
                      DamageLog& damage);

// In one of the formats; what is damaged is the error where there is no room for it.
Status ExportTo(const StoredSnapshot& snapshot, ExportFormat format, std::string_view set,
                std::ostream& out, Damage* damage);

}  // namespace lode
