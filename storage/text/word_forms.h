// The rows of words that stand for a term, in their other forms.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lode/search.h"

namespace lode {

// "rare earths" and "rare earthing" for "rare earth": each word as it is or in one of its forms,
// without the term as it is; at most kMostFormRows. A word that begins with a capital, or has no
// letter but ASCII's digits, stays as it is.
inline constexpr std::size_t kMostFormRows = 64;
std::vector<std::vector<std::string>> WaysInOtherForms(std::string_view term,
                                                       const FormsOfWord& forms);

}  // namespace lode
