// A page's title as browsers show it: the headline and, behind a bar, the outlet.
#pragma once

#include <cstddef>
#include <string_view>

namespace lode {

// "Headline | Outlet" taken apart; `outlet_begin` is npos where there is none.
struct TitleParts {
  std::size_t title_end = 0;
  std::size_t outlet_begin = std::string_view::npos;
};
TitleParts SplitTitle(std::string_view title);

}  // namespace lode
