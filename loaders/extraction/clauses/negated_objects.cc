#include "loaders/extraction/clauses/negated_objects.h"

#include <string>

namespace lode {
namespace {

// "sentenced to life with no parole"; "at no time" denies the clause, which says so itself.
bool IsDeniedPhrase(const SentenceGraph& graph, int phrase, int verb, const WordLists& lists) {
  const std::string preposition = graph.Preposition(phrase);
  return graph.Is(phrase, "obl") && graph.head(phrase) == verb &&
         !lists.Has("denied-by", preposition) &&
         !lists.Has("denied-by", preposition + " " + graph.lemma(phrase));
}

}  // namespace

int NegatedObject(const SentenceGraph& graph, int object, int verb, const WordLists& lists) {
  const int first = graph.FirstConjunct(object);
  const bool in_object = graph.Is(first, "compound") && graph.Is(graph.head(first), "obj");
  if (!graph.Is(first, "obj") && !in_object && !IsDeniedPhrase(graph, first, verb, lists)) return 0;
  const auto denies = [&](int word) {
    const int no = graph.Child(word, "det");
    return no != 0 && lists.Find("determiner", graph.lemma(no)) == "negated";
  };
  if (denies(object)) return object;
  const int conjunction = graph.Child(object, "cc");
  const bool shared = object != first && graph.Child(object, "det") == 0 && conjunction != 0 &&
                      lists.Has("either", graph.lemma(conjunction));
  return shared && denies(first) ? first : 0;
}

int NegatedWord(const SentenceGraph& graph, const Spans& spans, int verb, const WordLists& lists) {
  if (spans.empty()) return 0;
  for (int w = graph.WordAt(spans.front().begin);
       w != 0 && w <= graph.size() && graph.word(w).span.begin < spans.back().end; ++w)
    if (const int denied = NegatedObject(graph, w, verb, lists)) return denied;
  return 0;
}

}  // namespace lode
