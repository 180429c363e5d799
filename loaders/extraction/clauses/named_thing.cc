// A clause below a class is told of what has that class: "Orrin is a firm that sells boats" says
// who sells them.
//
// The hard bit is what only looks so: "it was the police who fired" (nobody is called the
// police), "the problem is a law that bans boats" (the problem bans none), "Orrin is no firm that
// sells", "Kano, founder of Orrin, a firm that sells" hung on Kano.
#include "loaders/extraction/clauses/named_thing.h"

#include <string>
#include <string_view>

#include "loaders/extraction/clauses/open_actor.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

// "High Commissioner to Tarvia, Ana Kano, said": an office in capitals, and who holds it.
int HolderOfOffice(const SentenceGraph& graph, int office) {
  const int name = graph.IsUpos(office, "PROPN") ? graph.Child(office, "appos") : 0;
  const int place = graph.Child(office, "nmod");
  if (name < office || place < office || !graph.IsUpos(name, "PROPN")) return 0;
  const std::string preposition = graph.Preposition(place);
  if (preposition != "to" && preposition != "of" && preposition != "for") return 0;
  bool person = false;
  for (const Mention& mention : graph.sentence().mentions) {
    if (office >= mention.first && office <= mention.last && mention.type != "person")
      return 0;  // a name of its own
    person = person || (name == mention.first && mention.last > name && mention.type == "person");
  }
  return person ? name : 0;
}

// Is one a person and the other none, to the model?
bool AreOfTwoKinds(const SentenceGraph& graph, int thing, int noun, const WordLists& lists) {
  const auto is_person = [&](int word, const std::string& kind) {
    return kind.empty() ? lists.Has("person-noun", graph.lemma(word)) : kind == "person";
  };
  const std::string one = KindOf(graph, thing), other = KindOf(graph, noun);
  return !one.empty() && is_person(thing, one) != is_person(noun, other);
}

// "Kano, founder of Orrin, a firm that sells": either may be the firm.
bool IsOfEither(const SentenceGraph& graph, int name, int noun, const WordLists& lists) {
  if (lists.Has("person-noun", graph.lemma(noun))) return false;
  for (int word = name + 1; word < noun; ++word)
    if (graph.IsUpos(word, "PROPN") && graph.head(word) != name && graph.Under(word, name) &&
        !graph.Under(word, noun))
      return true;
  return false;
}

// Does the sentence say of the noun's subject that it is one, without a doubt?
bool IsPlainClass(const SentenceGraph& graph, int noun, const WordLists& lists) {
  for (int child : graph.children(noun)) {
    const bool perfect = graph.Is(child, "aux") && graph.lemma(child) == "have";
    if ((graph.Is(child, "aux") && !perfect) || graph.Is(child, "expl")) return false;
    if (child < noun && graph.Is(child, "case")) return false;  // "is in a row that"
    if (lists.Has("negation", graph.lemma(child))) return false;
  }
  return true;
}

// "Orrin", "she", "kidney stones", or a person where the noun is one.
bool CanBeCalled(const SentenceGraph& graph, int subject, int noun, const WordLists& lists) {
  if (graph.IsUpos(subject, "PRON"))
    return graph.word(subject).xpos == "PRP" && !lists.Has("thing-pronoun", graph.lemma(subject));
  if (graph.IsUpos(subject, "PROPN")) return true;
  if (!graph.IsUpos(subject, "NOUN")) return false;
  if (graph.Child(subject, "det") == 0 && graph.Child(subject, "nmod:poss") == 0 &&
      graph.Child(subject, "nmod") == 0)
    return true;
  return KindOf(graph, subject) == "person" && KindOf(graph, noun) == "person";
}

// The name that ends before the comma, if it can be of a thing: "Kano of Orrin, a firm"; 0 if
// none does.
int ThingBeforeComma(const SentenceGraph& graph, int noun, const WordLists& lists) {
  int word = graph.Subtree(noun).front();
  while (word > 1 && (word == noun || graph.Under(word, noun) || graph.IsUpos(word, "PUNCT")))
    --word;
  while (graph.Is(word, "flat") || graph.Is(word, "compound")) word = graph.head(word);
  const std::string kind = KindOf(graph, word);
  return graph.IsUpos(word, "PROPN") && word < noun && !kind.empty() && kind != "person" &&
                 !lists.Has("person-noun", graph.lemma(noun))
             ? word
             : 0;
}

// "Orrin, a firm", "carbon dioxide, a gas": the noun itself where it is not clear who is one.
int WhoHasTheClass(const SentenceGraph& graph, int noun, const WordLists& lists) {
  const int name = graph.head(noun);
  const int conjunct = graph.Child(name, "conj");
  if (name > noun || (conjunct != 0 && conjunct < noun)) return noun;
  const bool kind = graph.IsUpos(name, "NOUN") && graph.Child(name, "det") == 0 &&
                    graph.Child(name, "nmod") == 0 && graph.word(name).xpos == "NN" &&
                    graph.Child(noun, "det") != 0;
  if (!graph.IsUpos(name, "PROPN") && !kind) return noun;
  if (!AreOfTwoKinds(graph, name, noun, lists) && !IsOfEither(graph, name, noun, lists))
    return name;
  const int thing = kind ? 0 : ThingBeforeComma(graph, noun, lists);
  return thing != 0 ? thing : noun;
}

}  // namespace

int NameIn(const SentenceGraph& graph, int noun) {
  if (const int holder = HolderOfOffice(graph, noun)) return holder;
  if (!graph.IsUpos(noun, "NOUN")) return noun;
  for (int child : graph.children(noun)) {
    const bool beside =
        child == noun + 1 && (graph.Is(child, "flat") || graph.word(child).deprel == "nmod");
    const bool many = graph.Is(child, "appos") && graph.word(noun).xpos == "NNS";
    if (child > noun && graph.IsUpos(child, "PROPN") && !many &&
        (graph.Is(child, "appos") || beside) && graph.Child(child, "case") == 0)
      return child;
  }
  return noun;
}

int WhoIsCalled(const SentenceGraph& graph, int noun, const WordLists& lists) {
  if (!graph.IsUpos(noun, "NOUN")) return noun;
  if (graph.Is(noun, "appos")) return WhoHasTheClass(graph, noun, lists);
  const int subject = graph.Child(noun, "nsubj");
  if (graph.Child(noun, "cop") == 0 || subject == 0 || subject > noun ||
      graph.Child(subject, "conj") != 0 || !IsPlainClass(graph, noun, lists) ||
      !CanBeCalled(graph, subject, noun, lists) || AreOfTwoKinds(graph, subject, noun, lists))
    return noun;
  return graph.Antecedent(subject) == subject ? NameIn(graph, subject) : noun;
}

}  // namespace lode
