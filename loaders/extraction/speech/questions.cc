// A question is known by its mark: the one that ends the sentence, or the next mark behind a
// quoted word. Indirect questions have none and are read with their verb.
#include "loaders/extraction/speech/questions.h"

namespace lode {

bool IsQuestion(const SentenceGraph& graph) {
  for (int w = graph.size(); w > 0 && graph.IsUpos(w, "PUNCT"); --w)
    if (graph.word(w).form == "?") return true;
  return false;
}

bool IsAsked(const SentenceGraph& graph, WordPlace place, const Attribution& attribution) {
  if (!attribution.InQuotation(place)) return false;
  for (int w = place.word; w <= graph.size(); ++w) {
    const std::string& form = graph.word(w).form;
    if (form == "?") return true;
    if (form == "." || form == "!" || form == ";") return false;
  }
  return false;
}

}  // namespace lode
