// The articles of a set, by their numbers.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"

namespace lode {

// Ascending, at least one. kNotFound: there is no such set.
Result<std::vector<std::uint64_t>> NumbersOfSet(const KvView& view, std::string_view set);

}  // namespace lode
