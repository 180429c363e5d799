// "Would" is three things: a condition, a will told in the past, a habit. It is taken for
// the second where what it stands in is told by a past verb of saying and does not weigh
// one thing against another; else for the first.
#include "loaders/extraction/clauses/auxiliary_cues.h"

#include <algorithm>
#include <string>

#include "loaders/extraction/clauses/clause_cues.h"
#include "loaders/extraction/clauses/conditions.h"
#include "loaders/extraction/words/predicates.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

// "can be seen from the road", but not "can be seen as a road".
bool IsPerceived(const SentenceGraph& graph, int auxiliary, int word, const WordLists& lists) {
  for (int child : graph.children(word))
    if (graph.Is(child, "obl") &&
        lists.Find("taken", graph.lemma(word)) == graph.Preposition(child))
      return false;
  return graph.Child(word, "aux:pass") != 0 &&
         (lists.Find("perceived", graph.lemma(word)) == FoldWord(graph.word(auxiliary).form) ||
          lists.Find("perceived-once", graph.lemma(word)) == FoldWord(graph.word(auxiliary).form));
}

// "said it would be better": a judgement, of what is only supposed. "Said the mills would be
// exempt" tells what is to come.
bool IsWeighed(const SentenceGraph& graph, int word) {
  const int subject = graph.Child(word, "nsubj");
  const std::string& tag = graph.word(word).xpos;
  return subject == 0 || graph.IsUpos(subject, "PRON") || graph.IsVerb(subject) ||
         tag.starts_with("JJR") || tag.starts_with("JJS") || graph.Child(word, "csubj") != 0;
}

// "brought word that the mill would close": the verb whose object holds the clause, 0 if none.
int BringerOfWord(const SentenceGraph& graph, int clause, const WordLists& lists) {
  const int noun = graph.head(clause);
  if (!graph.Is(clause, "acl") || graph.Child(clause, "mark", "that") == 0 ||
      (!lists.Has("speech-noun", graph.lemma(noun)) && !lists.Has("that-noun", graph.lemma(noun))))
    return 0;
  int verb = graph.head(noun);
  while (verb != 0 && !graph.IsVerb(verb)) verb = graph.head(verb);
  return verb;
}

// "said the mill would close": the "will" of what was said, told in the past. Not so
// inside quotation marks, which keep the speaker's tense.
bool IsWillToldInThePast(const SentenceGraph& graph, int word, const WordLists& lists) {
  if (!graph.IsVerb(word) && (graph.Child(word, "cop") == 0 || IsWeighed(graph, word)))
    return false;
  const int clause = graph.FirstConjunct(word);
  const int told =
      graph.Is(clause, "ccomp") ? graph.head(clause) : BringerOfWord(graph, clause, lists);
  if (told == 0) return false;
  int finite = told;  // "dodged questions, saying he would go on"
  if (graph.word(told).xpos == "VBG" && graph.Is(told, "advcl")) finite = graph.head(told);
  if (graph.word(finite).xpos != "VBD" && !IsPerfect(graph, told)) return false;
  if (IsPerfect(graph, word)) return false;  // "would have cut"
  for (int i = std::min(told, word); i <= std::max(told, word); ++i)
    if (const std::string& tag = graph.word(i).xpos; tag == "``" || tag == "''") return false;
  return true;
}

// "would later sell", "would go on to sell": what came of it, told from before.
bool IsToldAhead(const SentenceGraph& graph, int auxiliary, int word, const WordLists& lists) {
  if (lists.Has("told-ahead", WithParticle(graph, word, lists)))
    return graph.Child(word, "xcomp") > word || graph.Child(word, "advcl") > word;
  for (int child : graph.children(word))
    if (graph.Is(child, "advmod") && child > auxiliary && child < word &&
        lists.Has("told-ahead", FoldWord(graph.word(child).form)))
      return true;
  return false;
}

// "so that they would not see it": meant to.
bool IsMeant(const SentenceGraph& graph, int word, const WordLists& lists) {
  for (int child : graph.children(word))
    if (graph.Is(child, "mark") && lists.Find("mark", JoinedForm(graph, child)) == "planned")
      return true;
  return false;
}

// "would like to sell" wants to; "I would urge them" urges them; "would have to be sold" must.
std::string_view WishEffect(const SentenceGraph& graph, int word, const WordLists& lists) {
  const std::string_view wish = lists.Find("would-wish", graph.lemma(word));
  if (wish == "demanded" && !IsInfinitive(graph, graph.Child(word, "xcomp"))) return {};
  const int subject = graph.Child(word, "nsubj");
  return wish != "actual" || lists.Has("author", graph.lemma(subject)) ? wish : std::string_view();
}

// "wouldn't comment": refused to, unless it stands under a condition.
bool IsRefusal(const SentenceGraph& graph, int word, const WordLists& lists) {
  if (!lists.Has("would-refuse", graph.lemma(word)) || HasCondition(graph, word, false, lists))
    return false;
  return std::ranges::any_of(graph.children(word), [&](int child) {
    return graph.Is(child, "advmod") && child < word && lists.Has("negation", graph.lemma(child));
  });
}

}  // namespace

std::string_view AuxiliaryEffect(const SentenceGraph& graph, int auxiliary, int word,
                                 const WordLists& lists) {
  if (IsPerceived(graph, auxiliary, word, lists)) return {};
  const std::string form = FoldWord(graph.word(auxiliary).form);
  // "they'd sold", "he'd been ill": had; "they'd sell", "he'd be ill": would
  int next = graph.Child(word, "cop");
  if (next == 0) next = graph.Child(word, "aux:pass");
  const std::string& tag = graph.word(next != 0 ? next : word).xpos;
  const bool perfect = form == "'d" && (tag == "VBN" || tag == "VBD") &&
                       (!IsPerfect(graph, word) || graph.Child(word, "aux") == auxiliary);
  if (perfect) return {};
  if ((form == "would" || form == "'d") && !IsPerfect(graph, word)) {
    if (IsToldAhead(graph, auxiliary, word, lists) || IsRefusal(graph, word, lists)) return {};
    if (IsWillToldInThePast(graph, word, lists) || IsMeant(graph, word, lists)) return "planned";
    if (const std::string_view wish = WishEffect(graph, word, lists); !wish.empty()) return wish;
  }
  return lists.Find("auxiliary", form);
}

bool IsContraryToFact(const SentenceGraph& graph, int word) {
  const int had = graph.Child(word, "aux", "have"), subject = graph.Child(word, "nsubj");
  if (had == 0 || subject < had || subject > word || graph.word(had).xpos != "VBD" ||
      (graph.word(word).xpos != "VBN" && graph.word(word).xpos != "VBD") ||
      graph.Subtree(subject).front() != had + 1)
    return false;
  if (graph.word(graph.size()).form == "?") return false;
  // "What had he sold", "never had he sold", "nor had he".
  const std::string& before = had > 1 ? graph.word(had - 1).upos : graph.word(had).upos;
  return before != "ADV" && before != "PRON" && before != "CCONJ" && before != "DET";
}

}  // namespace lode
