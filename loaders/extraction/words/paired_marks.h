// Brackets and quotation marks, which come in pairs: what is cut out of a sentence keeps both or
// neither.
#pragma once

#include <string_view>
#include <vector>

#include "loaders/extraction/words/sentence_graph.h"

namespace lode {

// The words with marks in pairs: one whose partner stands right beside takes it in, one whose
// partner is elsewhere goes. REQUIRES: words is not empty.
std::vector<int> Balanced(const SentenceGraph& graph, std::vector<int> words);

// The run with the mark beside it that closes or opens what it leaves open: `"late," they
// said` of `it was "late," they said`, cut before or behind the mark. A stop between the
// words and the mark that closes them goes along.
Span WithMarks(std::string_view text, Span run);

}  // namespace lode
