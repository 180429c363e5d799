// Which names may be meant by one that nobody has, by the words of all texts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"

namespace lode {

inline constexpr std::size_t kMostLikelyNames = 64;

// Folded names, at most kMostLikelyNames: each word of the name is one that texts have and that
// is near what was written. Words that wait to be merged are not looked at. Cost: a walk over
// all words of the store.
Result<std::vector<std::string>> LikelyNamesOf(const KvView& view, std::string_view name);

}  // namespace lode
