// Who speaks the words between quotation marks, by structure alone.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "loaders/extraction/words/article_text.h"

namespace lode {

// A word: sentence (index), word; word 0 if there is none.
using SpokenBy = std::pair<std::uint32_t, int>;

// For each word in quotation marks the word that heads the subject of the verb beside the
// quotation ("“…,” Kano said", "Kano said: “…”"); a quotation with no verb of its own goes on
// in the words of the paragraph's next speaker, else of the one before. `quoted` as
// QuotedWords gives it. [sentence][word]; cost: linear.
std::vector<std::vector<SpokenBy>> QuoteSpeakers(const ArticleText& text,
                                                 const std::vector<std::vector<bool>>& quoted);

}  // namespace lode
