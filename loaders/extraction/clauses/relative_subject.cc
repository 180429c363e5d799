// Relative clauses are hung on the nearest noun, whatever they say of it.
//
// What tells whom they are about are the pronoun, the number of the verb, and what the verb
// can be said of: a thing is no "who", several are no "is", and that something leaves room
// for doubt is no word about the noun before the comma.
#include "loaders/extraction/clauses/relative_subject.h"

#include <algorithm>
#include <string>

#include "loaders/extraction/clauses/open_actor.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {

// Does a comma or dash part the clause from what precedes it?
bool IsAfterComma(const SentenceGraph& graph, int predicate) {
  const int first = graph.Subtree(predicate).front();
  for (int w = first; w >= std::max(1, first - 1); --w)
    if (graph.IsUpos(w, "PUNCT") && graph.word(w).form != "\"" && graph.word(w).form != ")")
      return true;
  return false;
}

int NumberAsked(const SentenceGraph& graph, int predicate) {
  int verb = predicate;
  for (int child : graph.children(predicate))
    if ((graph.Is(child, "aux") || graph.Is(child, "cop")) && child < verb) verb = child;
  const std::string& tag = graph.word(verb).xpos;
  const std::string form = FoldWord(graph.word(verb).form);
  if (tag == "VBZ" || form == "was") return 1;
  return tag == "VBP" || form == "were" ? 2 : 0;
}

namespace {

// "an official in the trade office, which pays grants": "which" is no person, though
// the clause hangs on one; it is the noun before the comma.
int ThingBefore(const SentenceGraph& graph, int predicate, int antecedent, const WordLists& lists) {
  const int which = graph.Child(predicate, "nsubj", "which");
  if (which == 0 || !lists.Has("person-noun", graph.lemma(antecedent))) return antecedent;
  int noun = which - 1;
  while (noun > antecedent && graph.IsUpos(noun, "PUNCT")) --noun;
  if (noun <= antecedent || !graph.IsNominal(noun) || !graph.Under(noun, antecedent))
    return antecedent;
  while (graph.Is(noun, "flat") || graph.Is(noun, "compound")) noun = graph.head(noun);
  return noun;
}

// "the appeal of Rui Lobo, who was convicted": "who" is a person, though the clause
// hangs on the first noun.
int PersonBefore(const SentenceGraph& graph, int predicate, int antecedent) {
  const int who = graph.Child(predicate, "nsubj", "who");
  if (who == 0 || !graph.IsUpos(antecedent, "NOUN")) return antecedent;
  int name = who - 1;
  while (name > antecedent && graph.IsUpos(name, "PUNCT")) {
    const bool aside = graph.word(name).form == ")";  // "Moe (a firm of Dahl), who": Moe
    --name;
    while (aside && name > antecedent && graph.word(name).form != "(") --name;
  }
  if (name <= antecedent || !graph.IsUpos(name, "PROPN") || !graph.Under(name, antecedent))
    return antecedent;
  while (graph.Is(name, "flat") || graph.Is(name, "compound")) name = graph.head(name);
  return name;
}

bool IsPerson(const SentenceGraph& graph, int word, const WordLists& lists) {
  const std::string kind = KindOf(graph, word);
  return kind == "person" || (kind.empty() && lists.Has("person-noun", graph.lemma(word)));
}

// "Ada Lind of Radio Nord, who was there": a station is no "who", the person whom it stands
// with is; 0 where there is none.
int WhoIsMeant(const SentenceGraph& graph, int predicate, int noun, const WordLists& lists) {
  const std::string kind = KindOf(graph, noun);
  const bool crew = kind == "organization" && !graph.IsUpos(noun, "PROPN");
  const bool part = kind.empty() && graph.IsUpos(noun, "PROPN") && graph.Is(noun, "nmod") &&
                    graph.Child(noun, "flat") == 0;  // "a professor at the Faculty of Law, who"
  if (!lists.Has("who-pronoun", graph.lemma(graph.Child(predicate, "nsubj"))) ||
      (kind.empty() && !part) || crew || lists.Has("who-kind", kind))
    return noun;
  for (int outer = noun; graph.Is(outer, "nmod") || graph.Is(outer, "appos");) {
    outer = graph.head(outer);
    if (IsPerson(graph, outer, lists)) return outer;
  }
  const int name = PersonBefore(graph, predicate, noun);
  return name != noun || graph.IsUpos(noun, "PROPN") ? name : 0;  // "Orrin, who won the cup"
}

// "…, which leaves room for doubt", behind a noun that nothing is done by: what the whole
// sentence says leaves it.
bool IsOfSentence(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  const int noun = graph.head(predicate);
  if (graph.Child(predicate, "nsubj", "which") == 0 || !IsAfterComma(graph, predicate))
    return false;
  if (lists.Has("said-of-events", graph.lemma(predicate))) return true;
  const std::string& verb = graph.lemma(predicate);
  const int object = graph.Child(predicate, "obj");
  return graph.IsUpos(noun, "NOUN") && !graph.Is(noun, "nsubj") &&
         (lists.Has("follows-from", verb) ||
          (object != 0 && lists.Has("follows-from", verb + " " + graph.lemma(object))));
}

// "the fins of a shark, which is …": the noun of the phrase that has the verb's number, the
// last one first. The antecedent itself where it has it, or none does; 0 where it is many
// and the verb is of one.
int AgreeingNoun(const SentenceGraph& graph, int predicate, int antecedent) {
  const int asked = NumberAsked(graph, predicate);
  const auto number = [&](int noun) {
    const std::string& tag = graph.word(noun).xpos;
    if (graph.Child(noun, "conj") != 0) return 0;
    return tag == "NNS" ? 2 : tag == "NN" || tag == "NNP" ? 1 : 0;
  };
  const int own = number(antecedent);
  if (!graph.IsUpos(antecedent, "NOUN") || asked == 0 || own == 0 || own == asked)
    return antecedent;
  for (int noun = predicate - 1; noun > antecedent; --noun)
    if (graph.Is(noun, "nmod") && graph.Under(noun, antecedent) && !graph.Under(noun, predicate) &&
        number(noun) == asked)
      return noun;
  for (int noun = antecedent; graph.Is(noun, "nmod") || graph.Is(noun, "appos");) {
    noun = graph.head(noun);
    if (noun == 0 || !graph.IsUpos(noun, "NOUN")) break;
    if (number(noun) == asked) return noun;
  }
  return asked == 1 ? 0 : antecedent;
}

// "an amendment to her motion, which removed two words", "the daughter of the mayor, who sings":
// the one or the other did, and nothing tells which.
bool IsEither(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  const int noun = graph.head(predicate), outer = graph.head(noun);
  if (lists.Has("who-pronoun", graph.lemma(graph.Child(predicate, "nsubj"))) &&
      IsAfterComma(graph, predicate) && graph.Is(noun, "nmod") &&
      graph.word(noun).deprel != "nmod:poss" && graph.IsUpos(noun, "NOUN") &&
      IsPerson(graph, noun, lists) && IsPerson(graph, outer, lists))
    return true;
  if (graph.Child(predicate, "nsubj", "which") == 0 || !IsAfterComma(graph, predicate) ||
      !graph.Is(noun, "nmod") || graph.word(noun).deprel == "nmod:poss" ||
      !graph.IsUpos(noun, "NOUN") || !graph.IsUpos(outer, "NOUN"))
    return false;
  return graph.word(noun).xpos == graph.word(outer).xpos || NumberAsked(graph, predicate) == 0;
}

// "Kano was among those who signed", "Kano is one of the few who sing": Kano did; 0 if nobody is
// told to be one of them.
int MemberOf(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  int one = graph.head(predicate);
  if (!lists.Has("who-pronoun", graph.lemma(graph.Child(predicate, "nsubj"))) ||
      IsAfterComma(graph, predicate))
    return 0;
  std::string marker = graph.Preposition(one);
  if (graph.Is(one, "nmod") && graph.lemma(graph.head(one)) == "one") {
    marker += " one";
    one = graph.head(one);
  }
  const int subject = graph.Child(one, "nsubj");
  if (!lists.Has("among-them", marker) || graph.Child(one, "cop") == 0 || subject == predicate ||
      subject > one || graph.Child(one, "aux") != 0)
    return 0;
  for (int child : graph.children(one))
    if (graph.Is(child, "advmod") && lists.Has("negation", graph.lemma(child))) return 0;
  return subject;
}

}  // namespace

int SubjectOfRelative(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  const int noun = graph.head(predicate);
  if (const int member = MemberOf(graph, predicate, lists)) return member;
  if (IsOfSentence(graph, predicate, lists)) return 0;
  // "Danes who face debts": some of them do, and their name would say that all do.
  if (graph.word(noun).xpos == "NNPS" && !IsAfterComma(graph, predicate) &&
      graph.Child(noun, "nmod:desc") == 0 && graph.Child(noun, "flat") == 0)
    return 0;
  if (IsEither(graph, predicate, lists)) return 0;
  const int who = WhoIsMeant(graph, predicate, noun, lists);
  if (who != noun) return who;
  const int thing = ThingBefore(graph, predicate, noun, lists);
  return thing == noun ? AgreeingNoun(graph, predicate, noun) : thing;
}

int AntecedentOfGap(const SentenceGraph& graph, int predicate) {
  return PersonBefore(graph, predicate, graph.head(predicate));
}

bool IsFilledByOwner(const SentenceGraph& graph, int predicate) {
  const std::vector<int> words = graph.Subtree(predicate);
  return std::any_of(words.begin(), words.end(),
                     [&](int word) { return word < predicate && graph.word(word).xpos == "WP$"; });
}

bool IsFilledByPronoun(const SentenceGraph& graph, int predicate) {
  const std::string& tag = graph.word(graph.Child(predicate, "nsubj")).xpos;
  return tag == "WDT" || tag == "WP";
}

}  // namespace lode
