// Sentences and words stand in the order of the text, so that each is found from its
// offset by halving, and a span is read from its first sentence on.
#include "loaders/extraction/speech/text_places.h"

#include <algorithm>

namespace lode {
namespace {

template <typename Visit>
void ForWordsIn(const std::vector<SentenceGraph>& graphs, Span span, Visit visit) {
  for (std::uint32_t s = SentenceAt(graphs, span.begin); s < graphs.size(); ++s) {
    if (graphs[s].size() == 0) continue;
    if (graphs[s].word(1).span.begin >= span.end) break;
    for (int w = 1; w <= graphs[s].size(); ++w)
      if (graphs[s].word(w).span.begin >= span.begin && graphs[s].word(w).span.end <= span.end)
        visit(s, w);
  }
}

}  // namespace

std::uint32_t SentenceAt(const std::vector<SentenceGraph>& graphs, std::uint32_t offset) {
  const auto found = std::partition_point(graphs.begin(), graphs.end(), [&](const auto& g) {
    return g.size() == 0 || g.word(g.size()).span.end <= offset;
  });
  return static_cast<std::uint32_t>(found - graphs.begin());
}

PlacedWords WordsIn(const std::vector<SentenceGraph>& graphs, Span span) {
  PlacedWords words;
  ForWordsIn(graphs, span, [&](std::uint32_t s, int w) {
    if (!graphs[s].IsUpos(w, "PUNCT")) words[s].push_back(w);
  });
  return words;
}

QuotedMarks MarkQuoted(const std::vector<SentenceGraph>& graphs,
                       const std::vector<Quotation>& quotations) {
  QuotedMarks quoted(graphs.size());
  for (std::size_t s = 0; s < graphs.size(); ++s)
    quoted[s].assign(static_cast<std::size_t>(graphs[s].size()) + 1, 0);
  for (const Quotation& quotation : quotations)
    ForWordsIn(graphs, quotation.inner,
               [&](std::uint32_t s, int w) { quoted[s][static_cast<std::size_t>(w)] = 1; });
  return quoted;
}

}  // namespace lode
