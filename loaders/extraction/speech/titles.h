// Quotation marks round names of works and nicknames.
#pragma once

#include <string_view>

#include "loaders/extraction/speech/quotes.h"
#include "loaders/extraction/speech/text_places.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

// Is the quotation with these words a title or a name rather than speech: "the film “Death
// Sells Bread”", "nicknamed “Stubby”"? Reads speech.list.
bool IsTitle(std::string_view text, const std::vector<SentenceGraph>& graphs,
             const Quotation& quotation, const PlacedWords& words, const WordLists& lists);

}  // namespace lode
