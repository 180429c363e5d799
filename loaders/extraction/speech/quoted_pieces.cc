// A piece begins in lower case behind a word of the writer's. Its own verb may be inside and
// the subject of that verb outside: 'The mills, Kano said, “did not want to pay”'.
//
// The hard bit is to tell it from a whole clause behind its cue ("found that “the …”"): there
// nothing but a verb or a word that opens clauses stands in front.
#include "loaders/extraction/speech/quoted_pieces.h"

#include <algorithm>
#include <cctype>

namespace lode {
namespace {

bool IsInside(const SentenceGraph& graph, int word, Span span) {
  return graph.word(word).span.begin >= span.begin && graph.word(word).span.end <= span.end;
}

// The verb that the quotation's first clause is built round; 0 if a noun phrase begins it.
int HeadInside(const SentenceGraph& graph, int first, Span span) {
  int head = first;
  while (graph.head(head) != 0 && IsInside(graph, graph.head(head), span)) head = graph.head(head);
  return graph.IsVerb(head) || graph.Child(head, "cop") != 0 ? head : 0;
}

}  // namespace

QuotedPiece PieceOf(std::string_view text, const SentenceGraph& graph, const Quotation& quotation,
                    int cue) {
  QuotedPiece piece;
  if (quotation.inner.begin >= text.size() ||
      std::islower(static_cast<unsigned char>(text[quotation.inner.begin])) == 0)
    return piece;
  int first = 0;
  for (int w = 1; w <= graph.size() && first == 0; ++w)
    if (graph.word(w).span.begin >= quotation.inner.begin) first = w;
  int before = first - 1;
  while (before > 0 && graph.word(before).span.begin >= quotation.outer.begin) --before;
  if (first == 0 || before < 1) return piece;
  const int head = HeadInside(graph, first, quotation.inner);
  const int subject = graph.Child(head, "nsubj");
  if (head != 0 && subject != 0 && !IsInside(graph, subject, quotation.inner)) {
    piece.is_piece = subject < first;
    if (!piece.is_piece) return piece;
    for (int w : graph.Subtree(subject))
      if (w <= before && (cue == 0 || !graph.Under(w, cue))) piece.subject.push_back(w);
    return piece;
  }
  const bool opens = before == cue || graph.IsUpos(before, "PUNCT") ||
                     graph.IsUpos(before, "SCONJ") || graph.IsUpos(before, "VERB") ||
                     graph.IsUpos(before, "CCONJ") || graph.word(before).xpos == "TO" ||
                     graph.IsUpos(before, "ADV");
  piece.is_piece = !opens && (head == 0 || subject == 0);
  return piece;
}

}  // namespace lode
