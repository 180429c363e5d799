// Words of an article by where they stand in its text.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "loaders/extraction/speech/quotes.h"
#include "loaders/extraction/words/sentence_graph.h"

namespace lode {

// Words of sentences, each list in order.
using PlacedWords = std::map<std::uint32_t, std::vector<int>>;

// The first sentence that ends after the offset.
std::uint32_t SentenceAt(const std::vector<SentenceGraph>& graphs, std::uint32_t offset);

// The words that lie in the span, without punctuation.
PlacedWords WordsIn(const std::vector<SentenceGraph>& graphs, Span span);

// Which words of the article stand in quotations. [sentence][word]
using QuotedMarks = std::vector<std::vector<char>>;
QuotedMarks MarkQuoted(const std::vector<SentenceGraph>& graphs,
                       const std::vector<Quotation>& quotations);

}  // namespace lode
