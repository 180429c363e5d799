// A store as tables with typed columns, for SQL engines: docs/tables.md says what each holds.
#pragma once

#include <filesystem>

#include "lode/lode.h"

namespace lode::doors {

// Writes a CSV file for each table into the folder, and scripts that read them into DuckDB and
// PostgreSQL. Articles that are damaged are named in `damage` and left out. kIo.
// Cost: linear in the store; memory by the terms. What a failure leaves in the folder is
// worth nothing.
Status WriteTables(const Store& store, const std::filesystem::path& folder, Damage& damage);

}  // namespace lode::doors
