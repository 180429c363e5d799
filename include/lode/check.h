// Looking through a whole store: whether what it keeps is what its articles say.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lode/status.h"
#include "lode/store.h"

namespace lode {

struct StoreCheck {
  std::uint64_t articles = 0;      // whose names were read
  std::uint64_t name_entries = 0;  // of the tables of names, computed from these
  std::uint64_t wrong = 0;         // kept entries that are others, or missing, or too many
  std::uint64_t mended = 0;        // of the wrong ones
  std::uint64_t text_entries = 0;  // words and sketches of all texts, computed from these
  std::uint64_t wrong_texts = 0;   // articles of which others are kept, and strays
  std::uint64_t mended_texts = 0;  // of these
  std::uint64_t kept_rows = 0;     // of rules that are kept up to date, worked out anew
  std::uint64_t wrong_kept = 0;    // rows that are others, or missing, or too many
  std::uint64_t mended_kept = 0;   // of these
  std::vector<Status> damaged;     // articles whose names cannot be read, one message each

  bool is_sound() const {
    return wrong == mended && wrong_texts == mended_texts && wrong_kept == mended_kept &&
           damaged.empty();
  }
};

// Computes the entities anew, from the names of all articles, and the words and sketches of
// their texts and the rows of kept rules, and compares every entry with what the store keeps. With
// `mend`, and a store open for writing, wrong entries are put right in one change. Errors:
// kCorrupt, kIo where the store cannot be read; what they name is not looked at. Cost: time by
// all names of the store; memory some hundred bytes for each of an article's, some 90 for each
// that lines alone have and that is written like no other. Threads: as Store; with `mend`, writers
// wait.
Result<StoreCheck> CheckStore(Store& store, bool mend = false);

}  // namespace lode
