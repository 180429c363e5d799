// Web and mail addresses, handles, hashtags and file names: one token each.
#pragma once

#include <cstddef>
#include <string_view>

namespace lode {

// The end of the address that starts at byte `at` of `text`, or `at` when none
// does. REQUIRES: at < text.size(), and `at` begins a word or follows an opening
// mark. Looks at most kMaxAddress bytes ahead.
std::size_t AddressEnd(std::string_view text, std::size_t at);

inline constexpr std::size_t kMaxAddress = 2048;

}  // namespace lode
