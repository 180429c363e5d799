// Not to think so is to think not, and not to say so says nothing: what a "not" at the verb
// does depends on the verb. A bare verb below it is asked for, whatever the verb else does.
#include "loaders/extraction/clauses/reported_clauses.h"

#include <string>
#include <string_view>

#include "loaders/extraction/clauses/governing_words.h"
#include "loaders/extraction/words/predicates.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

bool IsUnsaid(const WordLists& lists, const std::string& lemma) {
  return lists.Has("communication", lemma) && lists.Find("finite-complement", lemma) != "negated";
}

// "was told that it had closed": told, not asked to.
void TakePassive(const WordLists& lists, const std::string& lemma, Signature& signature) {
  Signature passive;
  const bool asked = FindSignature(lists, "passive-verb", lemma, passive) &&
                     passive.affirmed.modality == Modality::kDemanded &&
                     !lists.Find("finite-complement", lemma).starts_with("demanded");
  if (!asked) FindSignature(lists, "passive-verb", lemma, signature);
}

}  // namespace

Signature SignatureOfReport(const SentenceGraph& graph, const WordLists& lists, int verb,
                            int clause, Modality governor) {
  if (IsBareVerb(graph, clause) && lists.Has("subjunctive", graph.lemma(verb)))
    return ReadSignature("demanded", "");  // "suggested that he leave"
  if (governor == Modality::kDemanded && lists.Has("supposing", graph.lemma(verb)))
    return ReadSignature("unsaid", "unsaid");
  Signature signature = SignatureOf(graph, lists, {"finite-complement"}, verb, {});
  const std::string whole = WithParticle(graph, verb, lists);
  const std::string lemma = lists.Has("finite-complement", whole) ? whole : graph.lemma(verb);
  if (IsPassive(graph, verb)) {
    if (!FindSignature(lists, "adjective-that", FoldWord(graph.word(verb).form), signature))
      TakePassive(lists, lemma, signature);
  } else if (lists.FindOther("finite-complement", lemma).empty() && !signature.affirmed.fact) {
    const std::string_view thought = lists.Find("cognition", lemma);
    const bool raises = thought == "believes" || thought == "expects" || thought == "hopes";
    if (!raises) signature.negated = ReadEffect(IsUnsaid(lists, lemma) ? "unsaid" : "possible");
  }
  return signature;
}

bool IsOfSpeech(const SentenceGraph& graph, const WordLists& lists, int verb) {
  for (const std::string_view section : {"communication", "cognition", "evidence"})
    if (lists.Has(section, WithParticle(graph, verb, lists)) ||
        lists.Has(section, graph.lemma(verb)))
      return true;
  return false;
}

bool IsYetToBeSaid(const SentenceGraph& graph, const WordLists& lists, int verb) {
  const int head = graph.Is(verb, "xcomp") && IsInfinitive(graph, verb) ? graph.head(verb) : 0;
  return head != 0 && graph.IsVerb(head) && lists.Has("expecting", graph.lemma(head)) &&
         IsOfSpeech(graph, lists, verb);
}

bool MightBeSaid(const SentenceGraph& graph, const WordLists& lists, int verb) {
  if (!lists.Has("communication", WithParticle(graph, verb, lists)) ||
      lists.Has("author", graph.lemma(graph.Child(verb, "nsubj"))))
    return false;
  for (int child : graph.children(verb))
    if (graph.Is(child, "aux") &&
        lists.Find("auxiliary", FoldWord(graph.word(child).form)) == "possible")
      return true;
  return false;
}

bool FindToldOfNoun(const SentenceGraph& graph, const WordLists& lists, int noun,
                    Signature& signature) {
  const std::string& lemma = graph.lemma(noun);
  const int copula = graph.Child(noun, "cop"),
            told = graph.Is(noun, "dislocated") ? graph.Child(graph.head(noun), "discourse") : 0;
  return (told != 0 &&
          FindSignature(lists, "noun-that", lemma + " " + graph.lemma(told), signature)) ||
         (copula != 0 &&
          FindSignature(lists, "noun-that", graph.lemma(copula) + " " + lemma, signature));
}

bool IsBareVerb(const SentenceGraph& graph, int clause) {
  int verb = graph.Child(clause, "cop");
  for (int child : graph.children(clause)) {
    if (graph.word(child).deprel == "aux") return false;
    if (graph.word(child).deprel == "aux:pass") verb = child;
  }
  return graph.word(verb != 0 ? verb : clause).xpos == "VB";
}

}  // namespace lode
