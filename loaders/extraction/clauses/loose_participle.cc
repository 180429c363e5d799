// Who acts in a participle is the subject round it, by rule. Some participles have become
// prepositions ("compared to", "based on"), and a clause of time without a subject ("when
// wearing gloves") is anybody's deed where the subject is a thing.
#include "loaders/extraction/clauses/loose_participle.h"

#include <string>

#include "loaders/extraction/clauses/relative_subject.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

// Is the word's phrase one that cannot act, to the model?
bool CannotAct(const SentenceGraph& graph, int word, const WordLists& lists) {
  if (!graph.IsUpos(word, "NOUN")) return false;
  for (const Mention& nominal : graph.sentence().nominals) {
    if (word < nominal.first || word > nominal.last) continue;
    const int head = graph.head(word);
    if (head >= nominal.first && head <= nominal.last) continue;
    return !lists.Has("acting-kind", nominal.type);
  }
  return false;
}

// The subject of the nearest clause above that has one.
int SubjectAround(const SentenceGraph& graph, int predicate) {
  for (int at = graph.head(predicate); at != 0; at = graph.head(at))
    if (const int subject = graph.Child(at, "nsubj")) return subject;
  return 0;
}

}  // namespace

bool IsLooseParticiple(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  const std::string& tag = graph.word(predicate).xpos;
  if (graph.Child(predicate, "nsubj") != 0 || graph.Child(predicate, "aux") != 0) return false;
  const bool clause = graph.Is(predicate, "advcl");
  if (tag == "VBN" && (clause || graph.Is(predicate, "acl")))
    for (int child : graph.children(predicate)) {
      if (!graph.Is(child, "obl")) continue;
      const std::string_view key = lists.Find(
          "participle-preposition", graph.lemma(predicate) + " " + graph.Preposition(child));
      if (key == "any" || (key == "clause" && clause)) return true;
    }
  if (!clause || (tag != "VBG" && tag != "VBN")) return false;
  for (int child : graph.children(predicate))
    if (child < predicate && lists.Has("anybody-mark", FoldWord(graph.word(child).form)))
      return CannotAct(graph, SubjectAround(graph, predicate), lists);
  return false;
}

int ClauseOfParticiple(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  int parent = graph.head(predicate);
  if (graph.word(predicate).xpos != "VBG" || predicate < parent || !IsAfterComma(graph, predicate))
    return parent;
  // "Prices fell, the board said, citing a survey": the board cites.
  for (int verb = parent + 1; verb < predicate; ++verb) {
    const bool aside = (graph.Is(verb, "parataxis") && graph.head(verb) == parent) ||
                       (graph.head(parent) == verb && graph.Is(parent, "ccomp"));
    if (aside && graph.IsVerb(verb) && graph.Child(verb, "nsubj") != 0) return verb;
  }
  while (parent != 0) {
    if (graph.Is(parent, "xcomp") ||
        (graph.Is(parent, "advcl") && graph.Child(parent, "mark") != 0)) {
      // "whether you eat, drinking, or work, it is open", "he slept while she sang, waking all"
      if (graph.head(parent) > predicate ||
          lists.Has("beside-mark", graph.lemma(graph.Child(parent, "mark"))))
        return parent;
      parent = graph.head(parent);
    } else if (graph.word(parent).deprel == "acl" && graph.head(parent) != 0 &&
               graph.head(graph.head(parent)) != 0 &&
               graph.IsVerb(graph.head(graph.head(parent)))) {
      parent = graph.head(graph.head(parent));
    } else {
      return parent;
    }
  }
  return parent;
}

int WholeOfParts(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  if (graph.word(predicate).xpos != "VBG" || graph.Child(predicate, "nsubj") != 0 ||
      !IsAfterComma(graph, predicate) || !lists.Has("telling-parts", graph.lemma(predicate)))
    return 0;
  if (graph.word(predicate).deprel == "acl") return graph.head(predicate);
  if (!graph.Is(predicate, "advcl")) return 0;
  int noun = predicate - 2;
  if (noun < 1 || !graph.IsNominal(noun)) return 0;
  while (graph.head(noun) == noun - 1 || graph.Is(noun, "flat") || graph.Is(noun, "compound"))
    noun = graph.head(noun);
  return noun < predicate ? noun : 0;
}

}  // namespace lode
