// The rows of the tables of cues.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "loaders/readers/structure/boilerplate_cues.h"

namespace lode {

struct CueRow {
  LineCue cue;
  std::size_t most_words;
  std::string_view pattern;  // of the whole line; letter case does not matter
};

// Those of the tables of words, in the order in which they are tried: of English texts and offers,
// of other languages, of English pages. Valid for ever.
std::span<const CueRow> ListedCues();

}  // namespace lode
