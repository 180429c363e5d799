// Takes a title apart at its last bar, where what follows could be an outlet's name.

#include "loaders/readers/lines/page_title.h"

#include "loaders/readers/lines/line_shape.h"

namespace lode {
namespace {

bool StartsUpper(std::string_view text) {
  return !text.empty() &&
         ((text[0] >= 'A' && text[0] <= 'Z') || static_cast<unsigned char>(text[0]) >= 0xC3);
}

}  // namespace

TitleParts SplitTitle(std::string_view title) {
  static constexpr std::string_view kBars[] = {" | ", " \xE2\x80\x94 ", " \xE2\x80\x93 ", " - ",
                                               " \xC2\xBB "};
  for (std::string_view bar : kBars) {
    std::size_t at = title.rfind(bar);
    if (at == std::string_view::npos || at == 0) continue;
    std::string_view outlet = title.substr(at + bar.size());
    std::size_t words = WordCount(outlet);
    bool enough = WordCount(title.substr(0, at)) >= 3;
    if (words < 1 || words > 5 || !enough || EndsSentence(outlet) || !StartsUpper(outlet)) continue;
    if (bar != " | " && !LooksLikeName(outlet) && words > 1 &&
        !StartsUpper(outlet.substr(outlet.find(' ') + 1)))
      continue;
    return {at, at + bar.size()};
  }
  return {title.size(), std::string_view::npos};
}

}  // namespace lode
