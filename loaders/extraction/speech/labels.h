// Speakers that layout names: headlines with a colon, transcripts, signatures.
#pragma once

#include <vector>

#include "loaders/extraction/speech/speech_acts.h"

namespace lode {

// "Kano: bank will close" (a headline), "KANO: The bank closed. It was late." (a line of a
// transcript), "Bank will close: Kano". Adds an act for each to `acts`.
void ReadLabels(const Article& article, const std::vector<SentenceGraph>& graphs,
                ArticleEntities& entities, const WordLists& lists, std::vector<SpeechAct>& acts);

// The first name behind a dash that stands at the offset, as signatures do: "– Nils Berg";
// word 0 if there is none.
WordPlace SignatureAt(const Article& article, const std::vector<SentenceGraph>& graphs,
                      std::uint32_t offset, const ArticleEntities& entities);

}  // namespace lode
