// Quotations meet acts of speech.
#pragma once

#include <vector>

#include "loaders/extraction/speech/quotes.h"
#include "loaders/extraction/speech/speech_acts.h"
#include "loaders/extraction/speech/text_places.h"

namespace lode {

// Gives each quotation to the act whose content it overlaps, or to an act of its own: of
// the verb beside it, the name behind a dash or before a colon, the speaker of the quotation
// or the subject of the sentence before. Clauses quoted from nobody, and titles, are
// withheld. Adds to `acts`.
void ReadQuotations(const Article& article, const std::vector<SentenceGraph>& graphs,
                    const std::vector<Quotation>& quotations, const QuotedMarks& quoted,
                    ArticleEntities& entities, const WordLists& lists,
                    std::vector<SpeechAct>& acts);

}  // namespace lode
