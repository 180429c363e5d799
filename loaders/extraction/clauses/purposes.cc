// A purpose is meant, by rule. The lists name the verbs of going and what is done there, and
// the deeds that are done by saying that one wants to.
#include "loaders/extraction/clauses/purposes.h"

#include <string>

#include "loaders/extraction/clauses/clause_cues.h"
#include "loaders/extraction/words/predicates.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {

bool IsToBeDone(const SentenceGraph& graph, int word) {
  return IsInfinitive(graph, word) && graph.Child(word, "nsubj") != 0 &&
         graph.Child(word, "mark", "for") == 0;
}

bool IsToldPurpose(const SentenceGraph& graph, int infinitive, int verb, const WordLists& lists) {
  if (lists.Has("told-purpose", graph.lemma(infinitive))) return true;
  const bool went = lists.Has("going", WithParticle(graph, verb, lists));
  return went && !IsPassive(graph, verb) && lists.Has("done-there", graph.lemma(infinitive)) &&
         (HasPastTense(graph, verb) || IsPerfect(graph, verb));
}

bool IsNeeded(const SentenceGraph& graph, int verb, const WordLists& lists) {
  if (graph.Is(verb, "xcomp") && lists.Has("needing", graph.lemma(graph.head(verb)))) return true;
  for (int child : graph.children(verb))
    if (graph.Is(child, "aux") &&
        lists.Find("auxiliary", FoldWord(graph.word(child).form)) == "demanded")
      return true;
  return false;
}

bool IsDoneBySaying(const SentenceGraph& graph, int infinitive, int verb, const WordLists& lists) {
  return lists.Has("done-by-saying", graph.lemma(infinitive)) &&
         lists.Has("polite-wish", graph.lemma(verb)) && !HasPastTense(graph, verb) &&
         lists.Has("author", graph.lemma(graph.Child(verb, "nsubj"))) &&
         graph.Child(verb, "obj") == 0;
}

}  // namespace lode
