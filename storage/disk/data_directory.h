// Where models/ and schema/ are found.
#pragma once

#include <string>

#include "lode/status.h"

namespace lode {

// `preferred` if not empty, else $LODE_DATA, else beside the running program or the shared
// library that lode is in
// (through symlinks: DIR/share/lode, DIR/../share/lode), else where lode was
// installed. kNotFound names the places that were tried.
Result<std::string> FindDataDirectory(const std::string& preferred = {});

}  // namespace lode
