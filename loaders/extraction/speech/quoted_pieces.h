// Quotations that are a piece of the writer's own sentence: 'said Kano is “like a storm”'.
#pragma once

#include <string_view>
#include <vector>

#include "loaders/extraction/speech/speech_acts.h"
#include "loaders/extraction/speech/text_places.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

// What the writer's sentence holds of a quotation's.
struct QuotedPiece {
  bool is_piece = false;     // it begins in the middle of the writer's sentence
  std::vector<int> subject;  // the words outside of whom it tells; empty: nobody is found
};

// `text` is the article's, `graph` the sentence that the quotation begins in, `cue` the word of
// saying there (0: none). Cost: linear in the sentence.
QuotedPiece PieceOf(std::string_view text, const SentenceGraph& graph, const Quotation& quotation,
                    int cue);

}  // namespace lode
