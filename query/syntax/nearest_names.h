// Names that somebody who misspelt one may have meant.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lode {

// At most `limit` of `names`, nearest first by edit distance (insertion, deletion,
// substitution, swap of neighbours), none farther than a third of the name's length.
std::vector<std::string> NearestNames(std::string_view name, const std::vector<std::string>& names,
                                      std::size_t limit = 3);

// ": did you mean `a`, `b` or `c`?", or `otherwise` when there is none.
std::string DidYouMean(const std::vector<std::string>& names, std::string otherwise);

}  // namespace lode
