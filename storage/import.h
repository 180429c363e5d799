// Reading exports back.
#pragma once

#include <iosfwd>
#include <string>

#include "lode/store.h"

namespace lode {

// Articles and statements as lines of JSON (docs/export.md). Articles wait in the
// store, unseen, until their statements have come or the input ends; so each is
// stored whole or not at all, and memory holds one article at a time.
Result<ImportReport> ImportJsonLines(Database& database, std::istream& in, const std::string& name);

}  // namespace lode
