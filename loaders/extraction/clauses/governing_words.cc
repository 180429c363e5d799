#include "loaders/extraction/clauses/governing_words.h"

#include <algorithm>
#include <string>
#include <vector>

#include "loaders/extraction/clauses/clause_cues.h"
#include "loaders/extraction/clauses/control.h"
#include "loaders/extraction/clauses/open_actor.h"
#include "loaders/extraction/words/predicates.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

// "has to sell", but not "has a mill to sell".
bool StandsBeforeTo(const SentenceGraph& graph, int verb) {
  int next = verb + 1;
  while (next < graph.size() && graph.IsUpos(next, "ADV")) ++next;
  return graph.lemma(next) == "to";
}

// "the windfall let Moe buy it", "…, allowing Moe to buy it": no giver of leave.
bool IsMadePossible(const SentenceGraph& graph, int verb, const WordLists& lists) {
  if (graph.Is(verb, "advcl") && graph.word(verb).xpos == "VBG" && !HasSubject(graph, verb))
    return true;
  if (graph.Child(verb, "csubj") != 0) return true;
  const std::vector<int> subjects = SubjectsOf(graph, verb, lists);
  return !subjects.empty() && std::all_of(subjects.begin(), subjects.end(), [&](int subject) {
    return IsThing(graph, subject, lists);
  });
}

bool IsToldOfPast(const SentenceGraph& graph, int word) {
  const int told =
      graph.Is(word, "advcl") && graph.word(word).xpos == "VBG" ? graph.head(word) : word;
  return HasPastTense(graph, told) || IsPerfect(graph, told);
}

// "more likely to sell": than whom, not that it will.
bool IsCompared(const SentenceGraph& graph, int adjective, const WordLists& lists) {
  for (int child : graph.children(adjective))
    if (graph.Is(child, "advmod") && child < adjective &&
        lists.Has("comparative-degree", graph.lemma(child)))
      return true;
  return false;
}

}  // namespace

std::string MarkOf(const SentenceGraph& graph, const WordLists& lists, int clause) {
  for (int child : graph.children(clause))
    if (graph.Is(child, "mark") || graph.Is(child, "case")) return JoinedForm(graph, child);
  const int first = graph.children(clause).empty() ? 0 : graph.children(clause).front();
  const bool when = graph.Is(first, "advmod") && lists.Has("alongside", graph.lemma(first));
  return when && first < clause ? graph.lemma(first) : std::string();
}

Signature SignatureOf(const SentenceGraph& graph, const WordLists& lists,
                      const SignatureSection& section, int governor, std::string_view mark) {
  const std::string& lemma = graph.lemma(governor);
  const std::string whole = WithParticle(graph, governor, lists);
  const std::string form = FoldWord(graph.word(governor).form);
  Signature signature = ReadSignature(section.otherwise, "");
  if (!mark.empty() && (mark != "to" || StandsBeforeTo(graph, governor)))
    for (const std::string& word : {form, whole, lemma})
      if (FindSignature(lists, section.name, word + " " + std::string(mark), signature))
        return signature;
  for (const std::string& word : {whole, lemma, form})
    if (FindSignature(lists, section.name, word, signature)) return signature;
  return signature;
}

Signature SignatureOfComplement(const SentenceGraph& graph, const WordLists& lists, int governor,
                                std::string_view mark) {
  Signature signature;
  if (graph.IsUpos(governor, "ADJ")) {
    if (IsCompared(graph, governor, lists) &&
        FindSignature(lists, "compared-adjective", graph.lemma(governor), signature))
      return signature;
    const bool past = HasPastTense(graph, governor) || IsPerfect(graph, governor);
    const bool was =
        past && FindSignature(lists, "past-adjective", graph.lemma(governor), signature);
    return was ? signature  // "was able to sell" sold
               : SignatureOf(graph, lists, {"adjective"}, governor, mark);
  }
  const std::string two = graph.lemma(governor) + " " + std::string(mark);
  const bool active = !IsPassive(graph, governor), infinitive = mark == "to";
  if (active && IsToldOfPast(graph, governor) && infinitive &&
      FindSignature(lists, "past-verb", graph.lemma(governor), signature))
    return signature;
  if (active && infinitive && graph.Child(governor, "obj") > governor &&
      FindSignature(lists, "wanted-of-others", graph.lemma(governor), signature))
    return signature;
  if (active && IsToldOfPast(graph, governor) && IsMadePossible(graph, governor, lists) &&
      FindSignature(lists, "enabled", graph.lemma(governor), signature))
    return signature;
  if (active) return SignatureOf(graph, lists, {"verb"}, governor, mark);
  if (!infinitive && FindSignature(lists, "verb", two, signature)) return signature;
  return SignatureOf(graph, lists, {"passive-verb"}, governor, {});
}

}  // namespace lode
