// Merging runs into the store, with limits that tests make small.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "lode/store.h"
#include "storage/import.h"
#include "storage/runs/run_merge.h"

namespace lode {

// As ImportRuns of lode/runs.h. `most`: runs that are read at once.
Result<ImportReport> ImportRunFiles(Database& database, const std::vector<std::string>& paths,
                                    const ImportLimits& limits, std::size_t most = kRunsAtOnce,
                                    const std::atomic<bool>* cancel = nullptr);

}  // namespace lode
