// Parsers hang infinitives as adverbials whenever something stands between them and their
// verb. The verb's own grammar, as the lists have it, tells a complement from a purpose.
#include "loaders/extraction/clauses/open_clauses.h"

#include "loaders/extraction/clauses/control.h"
#include "loaders/extraction/words/predicates.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {

bool IsFirst(const SentenceGraph& graph, int noun, const WordLists& lists) {
  if (noun == 0) return false;
  for (int word : graph.children(noun))
    if ((graph.Is(word, "amod") || graph.Is(word, "nummod")) &&
        (lists.Has("first", graph.lemma(word)) || graph.word(word).xpos == "JJS"))
      return true;
  return lists.Has("first", graph.lemma(noun));
}

int NounBefore(const SentenceGraph& graph, int word, const WordLists& lists) {
  const int to = ToOf(graph, word);
  const bool noun = to > 1 && !graph.IsUpos(to - 1, "ADV") &&
                    (graph.IsUpos(to - 1, "NOUN") || lists.Has("first", graph.lemma(to - 1)));
  return noun ? to - 1 : 0;
}

bool IsLateComplement(const SentenceGraph& graph, int word, int head, const WordLists& lists) {
  return graph.IsVerb(head) && word > head && graph.Child(head, "obj") == 0 &&
         !IsPassive(graph, head) &&
         (lists.Has("verb", graph.lemma(head)) ||
          lists.Has("verb", WithParticle(graph, head, lists)));
}

bool IsGerundObject(const SentenceGraph& graph, int word, int head, const WordLists& lists) {
  int next = head + (ParticleOf(graph, head, lists).empty() ? 1 : 2);
  const auto between = [&](int at) {  // "considered last year selling"
    const int top = graph.head(at) == head ? at : graph.head(at);
    return (graph.head(at) == word && graph.Is(at, "advmod")) ||
           (graph.head(top) == head && graph.word(top).deprel == "obl:unmarked");
  };
  while (next < word && between(next)) ++next;
  return word == next && graph.word(word).xpos == "VBG";
}

bool IsContentOf(const SentenceGraph& graph, int word, int noun) {
  const int that = noun + 1;
  if (that >= word || graph.lemma(that) != "that" || graph.head(that) != word) return false;
  if (graph.Is(that, "mark")) return true;
  const bool whole = graph.Child(word, "obj") != 0 || graph.Child(word, "cop") != 0;
  return whole && !graph.Is(that, "nsubj") && !graph.Is(that, "obj") &&
         graph.Child(word, "nsubj") != 0;
}

bool IsAskedDeed(const SentenceGraph& graph, int word, int head, const WordLists& lists) {
  const std::string& lemma = graph.lemma(head);
  if (graph.IsUpos(head, "ADJ"))
    return lists.Has("adjective", lemma) || lists.Has("adjective", FoldWord(graph.word(head).form));
  if (IsPassive(graph, head)) return lists.Has("passive-verb", lemma);
  const int object = graph.Child(head, "obj");
  if (AskedToAct(graph, word, lists) != 0) return true;
  return object != 0 && object < word &&
         (lists.Has("object-control", lemma) || lists.Find("verb", lemma) == "demanded");
}

bool IsSeenDoing(const SentenceGraph& graph, int word, int head, const WordLists& lists) {
  return graph.word(word).xpos == "VBG" && graph.Child(word, "mark") == 0 &&
         IsPassive(graph, head) && lists.Has("perceiving", graph.lemma(head));
}

}  // namespace lode
