#include "loaders/extraction/clauses/governing_words.h"

#include <string>

#include "loaders/extraction/clauses/clause_cues.h"
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

}  // namespace

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
    const bool past = HasPastTense(graph, governor) || IsPerfect(graph, governor);
    const bool was =
        past && FindSignature(lists, "past-adjective", graph.lemma(governor), signature);
    return was ? signature  // "was able to sell" sold
               : SignatureOf(graph, lists, {"adjective"}, governor, mark);
  }
  const std::string two = graph.lemma(governor) + " " + std::string(mark);
  if (!IsPassive(graph, governor)) return SignatureOf(graph, lists, {"verb"}, governor, mark);
  if (mark != "to" && FindSignature(lists, "verb", two, signature)) return signature;
  return SignatureOf(graph, lists, {"passive-verb"}, governor, {});
}

}  // namespace lode
