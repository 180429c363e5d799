// The dateline inside an article's first paragraph.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "loaders/readers/lines/page.h"
#include "loaders/readers/structure/draft.h"

namespace lode {

// What stands before the first sentence: "LONDON, July 3 (Agency) - ".
struct Dateline {
  std::size_t length = 0;  // bytes, with the dash and the space behind; 0: none
  std::string source;      // the agency or outlet that it names
  std::string date;        // as written
};

Dateline DatelineOf(std::string_view paragraph);

// Makes the dateline at the beginning of the first or second paragraph a block of
// its own; fills source and date where `fields` has none.
void CutDateline(Drafts& drafts, PageFields& fields);

}  // namespace lode
