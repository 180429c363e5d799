// What is kept of texts, computed from scratch and compared.
#pragma once

#include <cstdint>

#include "lode/status.h"
#include "storage/disk/kv.h"

namespace lode {

struct TextCheck {
  std::uint64_t articles = 0;  // whose words were computed
  std::uint64_t entries = 0;   // words of articles, traits and hashes
  std::uint64_t wrong = 0;     // articles, there or not, of which other words or hashes are kept;
                               // words of the vocabulary; the counts
};

// Articles that are damaged are left as they are. `mend`: gets what puts all right; null:
// nothing is changed. Cost: reads every text; memory by articles.
Result<TextCheck> CheckTexts(const KvView& view, KvBatch* mend);

}  // namespace lode
