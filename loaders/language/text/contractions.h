// "don't" = do + n't, "cannot" = can + not, "firm's" = firm + 's.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace lode {

// The byte offsets inside `token` at which its second, third ... word begins;
// empty for a token of one word. `next` is the token behind it, or empty: it tells
// "its a pity" from "its name". Follows UD English-EWT. `starts` is cleared.
void SplitContraction(std::string_view token, std::string_view next,
                      std::vector<std::uint32_t>* starts);

}  // namespace lode
