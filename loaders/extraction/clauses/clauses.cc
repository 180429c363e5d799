// From tree to clauses: the clause types of ClausIE over an enhanced reading of
// basic dependencies. A clause takes its subject from itself, from the verb it is
// joined to, from the verb that controls it or from the noun it modifies; its
// objects and obliques come with their conjuncts.
//
// The hard bit is not to invent: where the tree leaves the subject open (an
// imperative, a gerund as subject) the clause has none, and nothing is stated.
#include "loaders/extraction/clauses/clauses.h"

#include <algorithm>
#include <string_view>

#include "loaders/extraction/clauses/open_actor.h"
#include "loaders/extraction/clauses/relative_subject.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

// "took it into account": the bare phrase is a part of the verb.
bool JoinsVerb(const SentenceGraph& graph, int verb, int phrase, const WordLists& lists) {
  if (!graph.IsVerb(verb) || phrase < verb || graph.Subtree(phrase).size() > 3) return false;
  std::string preposition = graph.Preposition(phrase);
  std::replace(preposition.begin(), preposition.end(), '-', ' ');
  return lists.Has("verb-with-phrase",
                   graph.lemma(verb) + " " + preposition + " " + graph.lemma(phrase));
}

// Is there nothing with the noun but its preposition?
bool IsBare(const SentenceGraph& graph, int noun) {
  return graph.word(noun).xpos != "NNS" &&
         std::ranges::all_of(graph.children(noun), [&](int child) {
           return graph.Is(child, "case") || graph.IsUpos(child, "PUNCT");
         });
}

// "by midday", "by chance": nobody who does it.
bool IsNoAgent(const SentenceGraph& graph, int word, const WordLists& lists) {
  if (graph.word(word).deprel != "obl:agent" && KindOf(graph, word) == "time") return true;
  return IsBare(graph, word) && lists.Has("by-no-agent", graph.lemma(word));
}

void ReadObliques(const SentenceGraph& graph, int predicate, const WordLists& lists,
                  Clause& clause) {
  for (int child : graph.children(predicate)) {
    if (IsPrepositional(graph, child, lists))  // "closed following the vote"
      for (int word : graph.Conjuncts(graph.Child(child, "obj")))
        clause.obliques.push_back({word, FoldWord(graph.word(child).form), child});
    const bool oblique =
        graph.Is(child, "obl") ||
        (clause.kind != ClauseKind::kNominal && graph.IsVerb(predicate) && graph.Is(child, "nmod"));
    const bool of_copula = clause.kind == ClauseKind::kCopula && graph.Is(child, "nmod") &&
                           graph.word(child).deprel != "nmod:poss";
    if (!oblique && !of_copula) continue;
    std::string preposition = graph.Preposition(child);
    const bool agent =
        graph.word(child).deprel == "obl:agent" || (clause.passive && preposition == "by");
    if (agent && IsBare(graph, child) && lists.Find("by-no-agent", graph.lemma(child)) == "aside")
      continue;  // "by contrast"
    if (agent && !IsNoAgent(graph, child, lists)) {
      AddNominals(graph, child, lists, clause.agents);
      continue;
    }
    if (preposition.empty()) {
      for (int word : graph.Conjuncts(child))
        if (word == child || graph.Child(word, "nummod") != 0) clause.bare.push_back(word);
      continue;
    }
    if (JoinsVerb(graph, predicate, child, lists) && clause.particle.empty()) {
      clause.particle = preposition + "-" + graph.lemma(child);
      continue;
    }
    const int marker = graph.Child(child, "case");
    for (int inner : graph.children(child))  // "rose to 6% from 5%", the first hung on the second
      if (inner < marker && graph.Is(inner, "nmod") && graph.Child(inner, "case") != 0)
        clause.obliques.push_back({inner, graph.Preposition(inner), inner});
    for (int word : graph.Conjuncts(child)) {
      const std::string own = graph.Preposition(word);
      if (!own.empty()) preposition = own;
      if (word == child || !IsPredicate(graph, word, lists))
        clause.obliques.push_back({NameIn(graph, graph.Antecedent(word)), preposition, child});
    }
  }
}

// "the chips (that) Kano sells": the noun is what is sold.
void ReadRelativeGap(const SentenceGraph& graph, int predicate, const WordLists& lists,
                     Clause& clause) {
  if (graph.word(predicate).deprel != "acl:relcl" || !HasSubject(graph, predicate) ||
      clause.passive || IsFilledByOwner(graph, predicate))
    return;
  if (IsFilledByPronoun(graph, predicate)) return;  // "shares of the bank, which has struggled"
  if (!clause.objects.empty() || clause.complement != 0 || clause.open_complement != 0) return;
  const int noun = graph.head(predicate);
  if (noun == 0) return;
  for (int subject : clause.subjects)
    if (subject == noun) return;
  for (const Oblique& oblique : clause.obliques)
    if (oblique.word == noun) return;
  if (clause.kind == ClauseKind::kVerb && !lists.Has("circumstance", graph.lemma(noun)) &&
      graph.Child(predicate, "advmod", "where") == 0 &&
      graph.Child(predicate, "advmod", "when") == 0 && graph.Child(predicate, "mark") == 0)
    clause.objects.push_back(WhoIsCalled(graph, noun, lists));
}

// "Norway, where the firm is based": in Norway.
void ReadWhere(const SentenceGraph& graph, int predicate, Clause& clause) {
  const int place = graph.head(predicate);
  if (graph.word(predicate).deprel == "acl:relcl" && clause.kind == ClauseKind::kVerb &&
      graph.IsUpos(place, "PROPN") && graph.Child(predicate, "advmod", "where") != 0)
    clause.obliques.push_back({place, "in", place});
}

// "states where residents may own fins": some do, there; nothing is said of them by itself.
bool HoldsOnlyThere(const SentenceGraph& graph, int predicate, const Clause& clause) {
  const int where = graph.Child(predicate, "advmod", "where");
  if (graph.word(predicate).deprel != "acl:relcl" || where == 0 || clause.subjects.empty() ||
      !graph.IsUpos(graph.head(predicate), "NOUN") || where != graph.Subtree(predicate).front() ||
      graph.IsUpos(where - 1, "PUNCT"))
    return false;
  return !graph.IsUpos(clause.subjects.front(), "PROPN") || clause.objects.empty();
}

// The particle of "chased down and shot the bear": one right before "and", which with its verb
// takes an object; 0 for none.
int SharingParticle(const SentenceGraph& graph, int verb, const WordLists& lists) {
  const int word = verb + 1;
  if (!graph.Is(word, "compound:prt") && !graph.Is(word, "advmod")) return 0;
  const bool shares = FoldWord(graph.word(word).form) == ParticleOf(graph, verb, lists) &&
                      graph.IsUpos(word + 1, "CCONJ") &&
                      lists.Has("with-particle", WithParticle(graph, verb, lists));
  return shares ? word : 0;
}

// Is there nothing but commas, "and", adverbs and a particle between two verbs?
bool AreSideBySide(const SentenceGraph& graph, int verb, int next, int particle) {
  for (int word = verb + 1; word < next; ++word) {
    if (word == particle) continue;
    if (!graph.IsUpos(word, "CCONJ") && !graph.IsUpos(word, "ADV") && graph.word(word).form != ",")
      return false;
  }
  return next > verb;
}

// Do two verbs have one form? "beat" is told of the past as well.
bool AreOfOneForm(const SentenceGraph& graph, int verb, int next) {
  const std::string& tag = graph.word(verb).xpos;
  return tag == graph.word(next).xpos || (tag == "VBP" && graph.word(next).xpos == "VBD" &&
                                          FoldWord(graph.word(verb).form) == graph.lemma(verb));
}

// The object behind a row of verbs: "to plan, call and lead a strike"; 0 if each has none or
// its own.
int ObjectOfRow(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  int before = predicate;
  for (int next : graph.Conjuncts(graph.FirstConjunct(predicate))) {
    if (next <= predicate) continue;
    const int particle = SharingParticle(graph, before, lists);
    if (!AreSideBySide(graph, before, next, particle) ||
        (particle == 0 && !AreOfOneForm(graph, predicate, next)))
      return 0;
    for (int child : graph.children(before))  // "to study abroad and save money"
      if (child > before && child < next && child != particle && graph.Is(child, "advmod"))
        return 0;
    if (const int object = graph.Child(next, "obj")) return object;
    if (graph.Child(next, "ccomp") != 0 || graph.Child(next, "xcomp") != 0 ||
        graph.Child(next, "obl") != 0 || lists.Has("intransitive", graph.lemma(next)))
      return 0;
    before = next;
  }
  return 0;
}

// "designs and sells boats": whichever verb has the object, both have it.
void ReadSharedObjects(const SentenceGraph& graph, int predicate, const WordLists& lists,
                       Clause& clause) {
  if (!lists.Has("intransitive", graph.lemma(predicate)) && clause.objects.empty() &&
      clause.complement == 0 && clause.open_complement == 0 && !clause.passive &&
      graph.IsVerb(predicate))
    if (const int object = ObjectOfRow(graph, predicate, lists))
      AddNominals(graph, object, lists, clause.objects);
  if (lists.Has("intransitive", graph.lemma(predicate))) return;
  if (!graph.Is(predicate, "conj") || !clause.objects.empty() || !clause.obliques.empty() ||
      clause.complement != 0 || clause.open_complement != 0 || clause.passive)
    return;
  const int first = graph.head(predicate);
  const int object = graph.Child(first, "obj");
  if (object > predicate) AddNominals(graph, object, lists, clause.objects);
}

void ReadComplements(const SentenceGraph& graph, int predicate, const WordLists& lists,
                     Clause& clause) {
  for (int child : graph.children(predicate)) {
    const std::string& relation = graph.word(child).deprel;
    if (graph.Is(child, "obj")) {
      if (clause.objects.empty()) AddNominals(graph, child, lists, clause.objects);
      if (graph.Antecedent(child) != child)  // "Orrin is a firm that Kano bought"
        for (int& object : clause.objects) object = WhoIsCalled(graph, object, lists);
    } else if (graph.Is(child, "iobj")) {
      AddNominals(graph, child, lists, clause.recipients);
    } else if (relation == "ccomp" && clause.complement == 0) {
      clause.complement = child;
    } else if (relation == "xcomp" && clause.open_complement == 0) {
      clause.open_complement = child;
    }
  }
  if (clause.objects.empty() && clause.complement == 0)
    clause.objects.swap(clause.recipients);  // "allowed Kano to sell"
}

// "remains subdued": a quality, though a participle.
bool IsQuality(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  return graph.Is(predicate, "xcomp") && graph.word(predicate).xpos == "VBN" &&
         lists.Has("staying", graph.lemma(graph.head(predicate))) &&
         graph.Child(predicate, "mark") == 0 && graph.Child(predicate, "aux") == 0;
}

// "helped lead the drive": "help-lead", for others lead it too; "helped Kano lead it" is Kano's.
std::string NameOfDeed(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  const int helping = graph.head(predicate);
  const bool shared = graph.Is(predicate, "xcomp") && graph.IsVerb(predicate) &&
                      graph.word(predicate).xpos == "VB" &&
                      lists.Has("sharing-verb", graph.lemma(helping)) &&
                      graph.Child(helping, "obj") == 0 && graph.Child(helping, "iobj") == 0;
  return (shared ? graph.lemma(helping) + "-" : std::string()) + graph.lemma(predicate);
}

Clause ReadClause(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  Clause clause;
  clause.predicate = predicate;
  const bool verb = graph.IsVerb(predicate) && graph.Child(predicate, "cop") == 0 &&
                    !IsQuality(graph, predicate, lists);
  clause.kind = verb ? ClauseKind::kVerb : ClauseKind::kCopula;
  clause.lemma = NameOfDeed(graph, predicate, lists);
  clause.particle = verb ? ParticleOf(graph, predicate, lists) : "";
  clause.passive = verb && IsPassive(graph, predicate);
  clause.subjects = SubjectsOf(graph, predicate, lists);
  // "…, leading to a rush": what happened leads there, not who did it.
  const bool outcome = lists.Has("outcome-verb", clause.lemma);
  if (outcome && graph.Is(predicate, "advcl") && graph.word(predicate).xpos == "VBG" &&
      !HasSubject(graph, predicate))
    clause.subjects.clear();
  // "In fighting anger, there is hope": what there is fights nothing.
  if (graph.Is(predicate, "advcl") && graph.word(predicate).xpos == "VBG" &&
      predicate < graph.head(predicate) && graph.Child(predicate, "mark") != 0 &&
      !HasSubject(graph, predicate) && graph.Child(graph.head(predicate), "expl") != 0)
    clause.subjects.clear();
  clause.own_subject = HasSubject(graph, predicate);
  ReadComplements(graph, predicate, lists, clause);
  ReadObliques(graph, predicate, lists, clause);
  ReadRelativeGap(graph, predicate, lists, clause);
  ReadWhere(graph, predicate, clause);
  ReadSharedObjects(graph, predicate, lists, clause);
  // "as is often the case", "as ordered by the court": that it is so, not who.
  const bool as_it_is = (clause.kind == ClauseKind::kCopula || clause.passive) &&
                        graph.Is(predicate, "advcl") && !clause.own_subject &&
                        graph.Child(predicate, "mark", "as") != 0;
  if (as_it_is || HoldsOnlyThere(graph, predicate, clause)) clause.subjects.clear();
  return clause;
}

// "coal-fired", "state-run": a verb behind a hyphen is half of an adjective.
bool IsSecondHalf(const SentenceGraph& graph, int word) {
  return word > 2 && graph.IsVerb(word) && graph.word(word - 1).form == "-" &&
         !graph.word(word - 1).space_after && !graph.word(word - 2).space_after &&
         (graph.word(word).xpos == "VBN" || graph.word(word).xpos == "VBG");
}

// "U.S. curbs", "chip sales": a name before the noun acts, a common noun suffers, but not in
// "tax returns" or "rocket attacks".
void ReadCompounds(const SentenceGraph& graph, int noun, const WordLists& lists, Clause& clause) {
  const bool has_object = !clause.objects.empty();
  const bool acts_on_it = lists.Has("compound-object", graph.lemma(noun));
  for (int child : graph.children(noun)) {
    if (!graph.Is(child, "compound") || child > noun) continue;
    if (graph.IsUpos(child, "PROPN")) {
      if (clause.subjects.empty()) clause.subjects.push_back(child);
    } else if (!has_object && acts_on_it && graph.IsUpos(child, "NOUN")) {
      clause.objects.assign(1, child);
    }
  }
}

// "Kano's sale of boats to Norway", "curbs on fishing by Kano".
Clause ReadNominal(const SentenceGraph& graph, int noun, std::string_view verb,
                   const WordLists& lists) {
  Clause clause;
  clause.kind = ClauseKind::kNominal;
  clause.predicate = noun;
  const std::size_t space = verb.find(' ');
  clause.lemma = std::string(verb.substr(0, space));
  const std::string preposition(space == std::string_view::npos ? "" : verb.substr(space + 1));
  for (int child : graph.children(noun)) {
    if (!graph.Is(child, "nmod")) continue;
    const std::string own = graph.Preposition(child);
    if (graph.word(child).deprel == "nmod:poss" || own == "by") {
      AddNominals(graph, child, lists, clause.subjects);
    } else if (own == "of" || own == "on" || own == preposition) {
      if (preposition.empty())
        AddNominals(graph, child, lists, clause.objects);
      else
        clause.obliques.push_back({child, preposition, child});
    } else if (!own.empty()) {
      clause.obliques.push_back({child, own, child});
    }
  }
  ReadCompounds(graph, noun, lists, clause);
  clause.own_subject = true;
  return clause;
}

// "talks between Norway and Chile": the noun relates the two.
void AddBetween(const SentenceGraph& graph, int noun, std::vector<Clause>& clauses) {
  for (int child : graph.children(noun)) {
    if (!graph.Is(child, "nmod") || graph.Preposition(child) != "between") continue;
    const std::vector<int> sides = graph.Conjuncts(child);
    if (sides.size() != 2) continue;
    Clause clause;
    clause.kind = ClauseKind::kNominal;
    clause.predicate = noun;
    clause.lemma = graph.lemma(noun);
    clause.subjects = {sides[0]};
    clause.obliques = {{sides[1], "between", child}};
    clause.own_subject = true;
    clauses.push_back(std::move(clause));
  }
}

}  // namespace

std::vector<Clause> FindClauses(const SentenceGraph& graph, const WordLists& lists) {
  std::vector<Clause> clauses;
  for (int word = 1; word <= graph.size(); ++word) {
    if (IsPredicate(graph, word, lists) && !IsSecondHalf(graph, word)) {
      clauses.push_back(ReadClause(graph, word, lists));
    }
    if (graph.IsUpos(word, "NOUN")) {
      AddBetween(graph, word, clauses);
      const std::string_view verb = lists.Find("nominal", graph.lemma(word));
      if (verb.empty()) continue;
      Clause clause = ReadNominal(graph, word, verb, lists);
      if (!clause.subjects.empty() && (!clause.objects.empty() || !clause.obliques.empty()))
        clauses.push_back(std::move(clause));
    }
  }
  return clauses;
}

}  // namespace lode
