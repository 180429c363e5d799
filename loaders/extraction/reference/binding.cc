// Whom a pronoun cannot mean, and whom it must, by the tree alone.
//
// A name is not used for what a pronoun above it has just named, so a name below a pronoun
// tells whom the pronoun does not mean, wherever else in the article that name stands. A
// pronoun in a phrase before the subject is above nothing: it mostly looks ahead.

#include "loaders/extraction/reference/binding.h"

#include <algorithm>

#include "loaders/extraction/words/predicates.h"

namespace lode {
namespace {

bool IsThird(const Anaphor& anaphor) {
  return anaphor.kind == PronounKind::kHe || anaphor.kind == PronounKind::kShe;
}

// The subject of the verb that says what the clause of `at` tells: "…, Moe said"; 0 if none.
// It stands behind the pronoun.
int TellerOf(const SentenceGraph& graph, int at, int pronoun) {
  if (graph.Is(at, "ccomp"))
    if (const int teller = graph.Child(graph.head(at), "nsubj"); teller > pronoun) return teller;
  for (int aside : graph.children(at))
    if (graph.Is(aside, "parataxis") && aside > pronoun && graph.IsVerb(aside))
      if (const int teller = graph.Child(aside, "nsubj"); teller > pronoun) return teller;
  return 0;
}

// The subject of the clause that a phrase round the word opens; 0 if none.
int SubjectBehindPhrase(const SentenceGraph& graph, int word) {
  for (int phrase = graph.head(word); phrase != 0; phrase = graph.head(phrase)) {
    const bool opens = graph.Is(phrase, "advcl") || graph.Is(phrase, "obl") ||
                       graph.Is(phrase, "acl") || graph.Is(phrase, "nmod");
    const int verb = graph.head(phrase);
    const int subject = opens && verb != 0 ? graph.Child(verb, "nsubj") : 0;
    if (subject > word && phrase < subject && subject < verb) return subject;
  }
  return 0;
}

// "appealed to Moe to help him": is somebody asked, or taken along, before the infinitive?
bool IsWithSomebody(const SentenceGraph& graph, int outer, int verb) {
  for (int child : graph.children(outer)) {
    if (graph.Is(child, "obj") || graph.Is(child, "iobj")) return true;
    if (!graph.Is(child, "obl") || child < outer || child > verb) continue;
    for (const Mention& nominal : graph.sentence().nominals)
      if (child >= nominal.first && child <= nominal.last &&
          (nominal.type == "person" || nominal.type == "organization"))
        return true;
  }
  return false;
}

// Who does what the infinitive says, where an object of it cannot be him: "flew to Oslo to meet
// him", "called his friend to tell him". Of "called Moe to help him" nobody knows. 0 if none.
int DoerOfInfinitive(const SentenceGraph& graph, int verb, const EntityLexicon& lexicon) {
  const bool tells = lexicon.IsCue("addressing", graph.lemma(verb));
  while (IsInfinitive(graph, verb) && graph.Child(verb, "nsubj") == 0 &&
         (graph.Is(verb, "xcomp") || graph.Is(verb, "advcl"))) {
    const int outer = graph.head(verb);
    const bool purpose = graph.Is(verb, "advcl");
    if (purpose && IsPassive(graph, outer)) return 0;
    if (IsWithSomebody(graph, outer, verb) && !(tells && purpose)) return 0;
    if (const int doer = graph.Child(outer, "nsubj")) return doer;
    verb = outer;
  }
  return 0;
}

// Is the name part of what the pronoun's own clause says? A clause beside it starts anew, and
// what only describes ("an Orrin pump", "…, which suits Orrin's mills") may name it again.
bool IsToldBelow(const SentenceGraph& graph, int name, int governor) {
  if (name == governor || graph.Is(name, "compound")) return false;
  const bool owner = graph.Is(name, "nmod:poss");
  for (int at = name; at != governor; at = graph.head(at)) {
    if (at == 0 || graph.Is(at, "parataxis")) return false;
    if (graph.Is(at, "conj") && graph.IsVerb(at)) return false;
    if (owner && (graph.Is(at, "acl:relcl") || graph.Is(at, "advcl"))) return false;
  }
  return true;
}

}  // namespace

bool IsForbidden(const SentenceGraph& graph, const Anaphor& anaphor, const Antecedent& candidate,
                 const EntityLexicon& lexicon) {
  if (candidate.sentence != anaphor.sentence) return false;
  if (candidate.head >= anaphor.word) return true;
  if (graph.Under(anaphor.word, candidate.head) && !graph.Is(candidate.head, "root")) {
    // Inside a relative clause or an apposition of it the phrase itself may be meant.
    // So it may be in what is joined to it: "Moe and his sister".
    for (int at = anaphor.word; at != 0 && at != candidate.head; at = graph.head(at))
      if (graph.Is(at, "acl") || graph.Is(at, "appos") ||
          (anaphor.possessive && graph.Is(at, "conj")))
        return false;
    return true;
  }
  if (graph.Under(anaphor.word, candidate.head)) return true;
  if (anaphor.possessive || anaphor.reflexive) return false;
  const int verb = graph.head(graph.FirstConjunct(candidate.head));
  if (verb == anaphor.governor && verb != 0) return true;
  const bool object = graph.Is(anaphor.word, "obj") || graph.Is(anaphor.word, "iobj");
  return object && candidate.head == DoerOfInfinitive(graph, anaphor.governor, lexicon);
}

std::set<std::uint32_t> NamedBelow(const SentenceGraph& graph, const Anaphor& anaphor,
                                   const std::vector<Antecedent>& candidates) {
  std::set<std::uint32_t> named;
  if (anaphor.possessive || anaphor.reflexive || anaphor.governor == 0) return named;
  std::vector<int> tellers;
  for (int at = anaphor.governor; at != 0; at = graph.head(at))
    if (const int teller = TellerOf(graph, at, anaphor.word)) tellers.push_back(teller);
  for (const Antecedent& name : candidates) {
    if (!name.is_name || name.node == kNoNode || name.head <= anaphor.word) continue;
    const bool below = anaphor.subject && IsToldBelow(graph, name.head, anaphor.governor) &&
                       !graph.Under(name.head, anaphor.word);
    if (below || std::ranges::find(tellers, name.head) != tellers.end()) named.insert(name.node);
  }
  return named;
}

const Antecedent* SubjectBehind(const SentenceGraph& graph, const Anaphor& anaphor,
                                const std::vector<Antecedent>& candidates) {
  if (!IsThird(anaphor) || anaphor.in_quotes) return nullptr;
  const int subject = SubjectBehindPhrase(graph, anaphor.word);
  if (subject == 0) return nullptr;
  const Gender wanted = anaphor.kind == PronounKind::kHe ? Gender::kMale : Gender::kFemale;
  const Antecedent* found = nullptr;
  for (const Antecedent& candidate : candidates) {
    const bool fits = candidate.type == "person" && !candidate.plural &&
                      (candidate.gender == Gender::kUnknown || candidate.gender == wanted);
    if (!fits) continue;
    if (candidate.head < anaphor.word) return nullptr;  // "when Dahl said he was ill, Moe left"
    if (candidate.head == subject && candidate.is_name) found = &candidate;
  }
  return found;
}

}  // namespace lode
