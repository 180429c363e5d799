// Where words stand, over all articles: what is merged and what waits.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"

namespace lode {

struct FoundPlace {
  std::uint64_t article = 0;
  std::uint32_t sentence = 0;  // from 1
  std::uint8_t length_step = 0, times = 1;

  bool IsAt(const FoundPlace& other) const {
    return article == other.article && sentence == other.sentence;
  }
  bool operator<(const FoundPlace& other) const {
    return article != other.article ? article < other.article : sentence < other.sentence;
  }
};
using FoundPlaces = std::vector<FoundPlace>;

// Of each word, ascending. Cost: a walk over its keys, and one over all that waits.
Result<std::vector<FoundPlaces>> PlacesOf(const KvView& view,
                                          const std::vector<std::string>& words);

// The sentences that may hold `part`, letter by letter: all that do are among them, ascending.
// None: the index cannot tell. Cost: without a whole word in `part`, a walk over all words.
Result<std::optional<FoundPlaces>> PlacesAround(const KvView& view, std::string_view part);

}  // namespace lode
