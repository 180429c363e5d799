// From tree to clauses: the clause types of ClausIE over an enhanced reading of
// basic dependencies. A clause takes its subject from itself, from the verb it is
// joined to, from the verb that controls it or from the noun it modifies; its
// objects and obliques come with their conjuncts.
//
// The hard bit is not to invent: where the tree leaves the subject open (an
// imperative, a gerund as subject) the clause has none, and nothing is stated.
#include "loaders/extraction/clauses.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "loaders/extraction/word_form.h"

namespace lode {
namespace {

template <std::size_t N>
bool OneOf(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 15> kParticles = {
    "back", "away", "out", "off", "up", "down", "together", "forward", "over", "on", "in", "along",
    "aside", "apart", "through"};
// Antecedents that a relative clause rather qualifies than acts on: "the day he left".
constexpr std::array<std::string_view, 13> kCircumstances = {
    "day", "time", "year", "week", "month", "way", "reason", "place", "moment", "point", "period",
    "extent", "degree"};
// "banned Kano from selling", "accused Kano of selling".
constexpr std::array<std::string_view, 4> kObjectControl = {"from", "for", "of", "with"};
// They lend their subject, not their object, to the infinitive.
constexpr std::array<std::string_view, 4> kSubjectControl = {"promise", "vow", "threaten", "use"};

bool IsRelativeClause(const SentenceGraph& graph, int word) {
  return graph.word(word).deprel == "acl:relcl";
}

bool IsCopular(const SentenceGraph& graph, int word) { return graph.Child(word, "cop") != 0; }

bool HasSubject(const SentenceGraph& graph, int word) {
  return graph.Child(word, "nsubj") != 0 || graph.Child(word, "csubj") != 0;
}

bool IsInfinitive(const SentenceGraph& graph, int word) {
  return graph.Child(word, "mark", "to") != 0 || graph.Child(word, "aux", "to") != 0;
}

// The name in a phrase that describes and names: "the bank's chief, Ana Rivera",
// "startup Kelp".
int NameIn(const SentenceGraph& graph, int noun) {
  if (!graph.IsUpos(noun, "NOUN")) return noun;
  for (int child : graph.children(noun)) {
    const bool beside = child == noun + 1 && (graph.Is(child, "flat") || graph.Is(child, "nmod"));
    if (child > noun && graph.IsUpos(child, "PROPN") && (graph.Is(child, "appos") || beside) && graph.Child(child, "case") == 0)
      return child;
  }
  return noun;
}

// Adds the phrase and its conjuncts that are phrases of the same sort.
void AddNominals(const SentenceGraph& graph, int head, std::vector<int>& out) {
  for (int word : graph.Conjuncts(head)) {
    if (word != head && IsPredicate(graph, word)) continue;
    const int real = NameIn(graph, graph.Antecedent(word));
    if (std::find(out.begin(), out.end(), real) == out.end()) out.push_back(real);
  }
}

std::vector<int> OwnSubjects(const SentenceGraph& graph, int predicate) {
  std::vector<int> out;
  for (int child : graph.children(predicate))
    if (graph.Is(child, "nsubj") && graph.word(child).deprel != "nsubj:outer" && out.empty())
      AddNominals(graph, child, out);
  return out;
}

std::vector<int> Controllers(const SentenceGraph& graph, int predicate, const WordLists& lists, int depth);

// Does a comma or dash part the clause from what precedes it?
bool IsAfterComma(const SentenceGraph& graph, int predicate) {
  const int first = graph.Subtree(predicate).front();
  for (int w = first; w >= std::max(1, first - 1); --w)
    if (graph.IsUpos(w, "PUNCT") && graph.word(w).form != "\"") return true;
  return false;
}

// Who is to do what the infinitive after a noun says: "Kano's plan to sell",
// "Kano has plans to sell", "a plan by Kano to sell".
std::vector<int> NounControllers(const SentenceGraph& graph, int noun, const WordLists& lists, int depth) {
  if (const int owner = PossessorOf(graph, noun)) return graph.Conjuncts(owner);
  for (int child : graph.children(noun))
    if (graph.Is(child, "nmod")) {
      const std::string preposition = graph.Preposition(child);
      if (preposition == "by" || preposition == "from" || preposition == "for") return {child};
    }
  const int verb = graph.head(noun);
  if (verb == 0 || graph.Is(noun, "root")) {  // a headline: "Kano plans to sell", read as a noun
    for (int child : graph.children(noun))
      if (child == noun - 1 && graph.Is(child, "compound") && graph.IsUpos(child, "PROPN")) return {child};
  }
  if (verb != 0 && graph.IsVerb(verb) && (graph.Is(noun, "obj") || graph.Is(noun, "obl")) &&
      lists.Has("light-verb", graph.lemma(verb)) && !IsPassive(graph, verb))
    return Controllers(graph, verb, lists, depth + 1);
  return {};
}

// "banned Kano from selling", "fined Kano for selling": Kano sells. "…, forcing it
// to sell", behind a comma: what the whole sentence says does so, not the infinitive
// or condition that stands last before the comma.
std::vector<int> AdverbialControllers(const SentenceGraph& graph, int predicate, const WordLists& lists, int depth) {
  int parent = graph.head(predicate);
  const int mark = graph.Child(predicate, "mark");
  const int object = graph.Child(parent, "obj");
  if (mark != 0 && object != 0 && OneOf(graph.lemma(mark), kObjectControl)) {
    std::vector<int> out;
    AddNominals(graph, object, out);
    return out;
  }
  if (IsInfinitive(graph, predicate) && object != 0 && predicate > object && lists.Find("verb", graph.lemma(parent)) == "demanded") {
    std::vector<int> out;  // "pushed Kano to sell"
    AddNominals(graph, object, out);
    return out;
  }
  parent = ClauseOfParticiple(graph, predicate);
  return IsPredicate(graph, parent) ? Controllers(graph, parent, lists, depth + 1) : std::vector<int>{};
}

std::vector<int> Controllers(const SentenceGraph& graph, int predicate, const WordLists& lists, int depth) {
  std::vector<int> own = OwnSubjects(graph, predicate);
  if (!own.empty() || graph.Child(predicate, "csubj") != 0) return own;
  const int parent = graph.head(predicate);
  if (parent == 0 || depth > 12) return {};
  if (const int noun = NounOfInfinitive(graph, predicate, lists)) return NounControllers(graph, noun, lists, depth);
  if (graph.Is(predicate, "conj") && graph.word(parent).deprel == "acl" && graph.word(predicate).xpos == "VBG" &&
      graph.Child(predicate, "cc") == 0 && IsAfterComma(graph, predicate)) {
    int clause = graph.head(parent);  // "a deal involving X, showing Y": the sentence shows it
    while (clause != 0 && !IsPredicate(graph, clause)) clause = graph.head(clause);
    return clause != 0 ? Controllers(graph, clause, lists, depth + 1) : std::vector<int>{};
  }
  if (graph.Is(predicate, "conj"))
    return IsPredicate(graph, parent) ? Controllers(graph, parent, lists, depth + 1) : std::vector<int>{};
  if (graph.Is(predicate, "advcl") && !(IsInfinitive(graph, predicate) && IsPassive(graph, parent) && lists.Has("instrument-verb", graph.lemma(parent))))
    return AdverbialControllers(graph, predicate, lists, depth);
  const bool instrument = IsPassive(graph, parent) && lists.Has("instrument-verb", graph.lemma(parent));
  if (instrument && IsInfinitive(graph, predicate)) return {};  // "needed to build": by somebody
  if (graph.Is(predicate, "xcomp") || (graph.Is(predicate, "ccomp") && IsInfinitive(graph, predicate))) {
    const int object = graph.Child(parent, "obj") ? graph.Child(parent, "obj") : graph.Child(parent, "iobj");
    if (object != 0 && !OneOf(graph.lemma(parent), kSubjectControl)) {
      std::vector<int> out;
      AddNominals(graph, object, out);
      return out;
    }
    return Controllers(graph, parent, lists, depth + 1);
  }
  if (IsRelativeClause(graph, predicate)) {
    const bool gap_is_subject = !HasSubject(graph, predicate);
    return gap_is_subject ? std::vector<int>{parent} : std::vector<int>{};
  }
  if (graph.Is(predicate, "acl")) {
    const bool bare = graph.Child(predicate, "mark") == 0 && graph.Child(predicate, "case") == 0;
    if (bare || GovernorThroughNoun(graph, predicate, lists) != 0) return {parent};
    return NounControllers(graph, parent, lists, depth);
  }
  if (graph.Is(predicate, "amod") && graph.IsNominal(parent)) return {parent};
  return {};
}

void ReadObliques(const SentenceGraph& graph, int predicate, Clause& clause) {
  for (int child : graph.children(predicate)) {
    const bool oblique = graph.Is(child, "obl") || (clause.kind != ClauseKind::kNominal && graph.IsVerb(predicate) && graph.Is(child, "nmod"));
    const bool of_copula = clause.kind == ClauseKind::kCopula && graph.Is(child, "nmod") &&
                           graph.word(child).deprel != "nmod:poss";
    if (!oblique && !of_copula) continue;
    std::string preposition = graph.Preposition(child);
    if (graph.word(child).deprel == "obl:agent" || (clause.passive && preposition == "by")) {
      AddNominals(graph, child, clause.agents);
      continue;
    }
    if (preposition.empty()) {
      clause.bare.push_back(child);
      continue;
    }
    for (int word : graph.Conjuncts(child)) {
      const std::string own = graph.Preposition(word);
      if (!own.empty()) preposition = own;
      if (word == child || !IsPredicate(graph, word))
        clause.obliques.push_back({NameIn(graph, graph.Antecedent(word)), preposition, child});
    }
  }
}

// "the chips (that) Kano sells": the noun is what is sold.
void ReadRelativeGap(const SentenceGraph& graph, int predicate, Clause& clause) {
  if (!IsRelativeClause(graph, predicate) || !HasSubject(graph, predicate) || clause.passive) return;
  if (!clause.objects.empty() || clause.complement != 0 || clause.open_complement != 0) return;
  const int noun = graph.head(predicate);
  for (int subject : clause.subjects)
    if (subject == noun) return;
  for (const Oblique& oblique : clause.obliques)
    if (oblique.word == noun) return;
  if (clause.kind == ClauseKind::kVerb && !OneOf(graph.lemma(noun), kCircumstances) &&
      graph.Child(predicate, "advmod", "where") == 0 && graph.Child(predicate, "advmod", "when") == 0 &&
      graph.Child(predicate, "mark") == 0)
    clause.objects.push_back(noun);
}

// "designs and sells boats": whichever verb has the object, both have it.
void ReadSharedObjects(const SentenceGraph& graph, int predicate, const WordLists& lists, Clause& clause) {
  const int next = graph.Child(predicate, "conj");
  if (next == predicate + 2 && !lists.Has("intransitive", graph.lemma(predicate)) && clause.objects.empty() && clause.complement == 0 && clause.open_complement == 0 &&
      graph.word(next).xpos == graph.word(predicate).xpos && !clause.passive)
    if (const int object = graph.Child(next, "obj")) AddNominals(graph, object, clause.objects);
  if (lists.Has("intransitive", graph.lemma(predicate))) return;
  if (!graph.Is(predicate, "conj") || !clause.objects.empty() || !clause.obliques.empty() ||
      clause.complement != 0 || clause.open_complement != 0 || clause.passive)
    return;
  const int first = graph.head(predicate);
  const int object = graph.Child(first, "obj");
  if (object > predicate) AddNominals(graph, object, clause.objects);
}

void ReadComplements(const SentenceGraph& graph, int predicate, Clause& clause) {
  for (int child : graph.children(predicate)) {
    const std::string& relation = graph.word(child).deprel;
    if (graph.Is(child, "obj")) {
      if (clause.objects.empty()) AddNominals(graph, child, clause.objects);
    } else if (graph.Is(child, "iobj")) {
      AddNominals(graph, child, clause.recipients);
    } else if (relation == "ccomp" && clause.complement == 0) {
      clause.complement = child;
    } else if (relation == "xcomp" && clause.open_complement == 0) {
      clause.open_complement = child;
    }
  }
  if (clause.objects.empty() && clause.complement == 0) clause.objects.swap(clause.recipients);  // "allowed Kano to sell"
}

Clause ReadClause(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  Clause clause;
  clause.predicate = predicate;
  const bool verb = graph.IsVerb(predicate) && !IsCopular(graph, predicate);
  clause.kind = verb ? ClauseKind::kVerb : ClauseKind::kCopula;
  clause.lemma = graph.lemma(predicate);
  clause.particle = verb ? ParticleOf(graph, predicate) : "";
  clause.passive = verb && IsPassive(graph, predicate);
  clause.subjects = SubjectsOf(graph, predicate, lists);
  clause.own_subject = HasSubject(graph, predicate);
  ReadComplements(graph, predicate, clause);
  ReadObliques(graph, predicate, clause);
  ReadRelativeGap(graph, predicate, clause);
  ReadSharedObjects(graph, predicate, lists, clause);
  return clause;
}

// "U.S. curbs", "chip sales": a name before the noun acts, a common noun suffers.
void ReadCompounds(const SentenceGraph& graph, int noun, Clause& clause) {
  const bool has_object = !clause.objects.empty();
  for (int child : graph.children(noun)) {
    if (!graph.Is(child, "compound") || child > noun) continue;
    if (graph.IsUpos(child, "PROPN")) {
      if (clause.subjects.empty()) clause.subjects.push_back(child);
    } else if (!has_object && graph.IsUpos(child, "NOUN")) {
      clause.objects.assign(1, child);
    }
  }
}

// "Kano's sale of boats to Norway", "curbs on fishing by Kano".
Clause ReadNominal(const SentenceGraph& graph, int noun, std::string_view verb) {
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
      AddNominals(graph, child, clause.subjects);
    } else if (own == "of" || own == "on" || own == preposition) {
      if (preposition.empty()) AddNominals(graph, child, clause.objects);
      else clause.obliques.push_back({child, preposition, child});
    } else if (!own.empty()) {
      clause.obliques.push_back({child, own, child});
    }
  }
  ReadCompounds(graph, noun, clause);
  clause.own_subject = true;
  return clause;
}

}  // namespace

int ClauseOfParticiple(const SentenceGraph& graph, int predicate) {
  int parent = graph.head(predicate);
  if (graph.word(predicate).xpos != "VBG" || predicate < parent || !IsAfterComma(graph, predicate)) return parent;
  for (;;) {
    if (graph.Is(parent, "xcomp") || (graph.Is(parent, "advcl") && graph.Child(parent, "mark") != 0)) {
      parent = graph.head(parent);
    } else if (graph.word(parent).deprel == "acl" && graph.head(parent) != 0 && graph.head(graph.head(parent)) != 0 &&
               graph.IsVerb(graph.head(graph.head(parent)))) {
      parent = graph.head(graph.head(parent));
    } else {
      return parent;
    }
  }
}

int GovernorThroughNoun(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  const int noun = graph.head(predicate), mark = graph.Child(predicate, "mark");
  if (graph.word(predicate).deprel != "acl" || mark == 0 || !graph.Is(noun, "obj")) return 0;
  const int verb = graph.head(noun);
  const bool accused = lists.Has("accusation", graph.lemma(verb)) && graph.lemma(mark) != "to";
  const bool kept = graph.lemma(mark) == "from" && lists.Find("verb", graph.lemma(verb)) == "negated";
  return accused || kept ? verb : 0;
}

int NounOfInfinitive(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  const int to = graph.Child(predicate, "mark", "to");
  const int head = graph.head(predicate);
  if (to == 0 || head == 0) return 0;
  if (graph.word(predicate).deprel == "acl") return head;
  if (!graph.Is(predicate, "advcl") && !graph.Is(predicate, "xcomp")) return 0;
  if (graph.Is(predicate, "xcomp") && lists.Has("verb", graph.lemma(head))) return 0;
  const int noun = graph.Child(head, "obj");
  if (noun == 0 || noun > to || !lists.Has("noun", graph.lemma(noun))) return 0;
  return graph.Subtree(noun).back() == to - 1 ? noun : 0;
}

int PossessorOf(const SentenceGraph& graph, int noun) {
  for (int child : graph.children(noun))
    if (graph.word(child).deprel == "nmod:poss") return child;
  return 0;
}

bool IsPassive(const SentenceGraph& graph, int predicate) {
  if (graph.Child(predicate, "nsubj:pass") != 0 || graph.Child(predicate, "aux:pass") != 0) return true;
  if (!graph.IsUpos(predicate, "VERB") || graph.Child(predicate, "aux") != 0) return false;
  const bool bare_past = graph.word(predicate).xpos == "VBD" && graph.word(predicate).deprel == "acl" && graph.Child(predicate, "obj") == 0;
  if (graph.word(predicate).xpos != "VBN" && !bare_past) return false;
  if (graph.Is(predicate, "conj")) return graph.Child(predicate, "nsubj") == 0 && IsPassive(graph, graph.head(predicate));
  const bool reduced = graph.word(predicate).deprel == "acl" || graph.Is(predicate, "advcl") ||
                       graph.Is(predicate, "xcomp") || graph.Is(predicate, "amod");
  return reduced && graph.Child(predicate, "nsubj") == 0;
}

std::string ParticleOf(const SentenceGraph& graph, int verb) {
  for (int child : graph.children(verb)) {
    const std::string form = FoldWord(graph.word(child).form);
    if (graph.Is(child, "compound:prt")) return form;
    if (graph.Is(child, "advmod") && child == verb + 1 && OneOf(form, kParticles)) return form;
  }
  return {};
}

bool IsPredicate(const SentenceGraph& graph, int word) {
  static constexpr std::array<std::string_view, 10> kNever = {
      "aux", "cop", "case", "mark", "fixed", "compound", "det", "flat", "punct", "discourse"};
  const std::string& relation = graph.word(word).deprel;
  const std::string base = relation.substr(0, relation.find(':'));
  if (OneOf(base, kNever)) return false;
  if (IsCopular(graph, word)) return true;
  const bool modifier = base == "amod";
  const bool after_noun = modifier && graph.head(word) < word && graph.Child(word, "obl") != 0;
  if (graph.IsUpos(word, "VERB")) return !modifier || after_noun;
  if (graph.IsUpos(word, "ADJ") && (after_noun || base == "xcomp" || relation == "acl" || relation == "acl:relcl")) return true;
  if (base == "xcomp" && graph.IsNominal(word) && graph.Child(word, "mark", "to") == 0) return graph.Child(graph.head(word), "obj") == 0;
  if (base == "conj" && graph.head(word) != 0 && graph.Child(word, "case") == 0 && IsCopular(graph, graph.head(word)))
    return graph.IsUpos(word, graph.word(graph.head(word)).upos) || graph.IsUpos(word, "ADJ");
  return false;
}

std::vector<int> SubjectsOf(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  return Controllers(graph, predicate, lists, 0);
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

std::vector<Clause> FindClauses(const SentenceGraph& graph, const WordLists& lists) {
  std::vector<Clause> clauses;
  for (int word = 1; word <= graph.size(); ++word) {
    if (IsPredicate(graph, word)) {
      clauses.push_back(ReadClause(graph, word, lists));
    }
    if (graph.IsUpos(word, "NOUN")) {
      AddBetween(graph, word, clauses);
      const std::string_view verb = lists.Find("nominal", graph.lemma(word));
      if (verb.empty()) continue;
      Clause clause = ReadNominal(graph, word, verb);
      if (!clause.subjects.empty() && (!clause.objects.empty() || !clause.obliques.empty()))
        clauses.push_back(std::move(clause));
    }
  }
  return clauses;
}

}  // namespace lode
