// Who acts in a clause that does not say so: the subject of the verb it is joined
// to, of the verb or noun that controls it, or of the sentence behind a comma.
//
// The hard bit is the parser's attachment: an infinitive hung on the verb though it
// belongs to the object before it, a participle hung on the last clause though it
// comments on the first. Both are told by commas and by the nouns and verbs of the
// lists.
#include "loaders/extraction/clauses/control.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "loaders/extraction/clauses/loose_participle.h"
#include "loaders/extraction/clauses/open_actor.h"
#include "loaders/extraction/clauses/relative_subject.h"

namespace lode {
namespace {

bool IsRelativeClause(const SentenceGraph& graph, int word) {
  return graph.word(word).deprel == "acl:relcl";
}

}  // namespace

bool IsNegatedConjunct(const SentenceGraph& graph, int word, const WordLists& lists) {
  if (graph.Child(word, "cc", "rather") != 0) return true;  // "rather than into the lens"
  if (!graph.Is(word, "conj")) return false;
  for (std::string_view relation : {"advmod", "cc"})
    for (int at : graph.children(word))
      if (graph.Is(at, relation) && at < word && lists.Has("negation", graph.lemma(at)))
        return !lists.Has("more-than", graph.lemma(at + 1));
  return false;
}

void AddNominals(const SentenceGraph& graph, int head, const WordLists& lists,
                 std::vector<int>& out) {
  for (int word : graph.Conjuncts(head)) {
    if (word != head && IsPredicate(graph, word, lists)) continue;
    const int real = NameIn(graph, graph.Antecedent(word));
    if (std::find(out.begin(), out.end(), real) == out.end()) out.push_back(real);
  }
}

namespace {

// "she worried that Kano would leave", with both hung on "leave": who stands before "that"
// is no subject of what stands behind it.
bool IsBeforeMark(const SentenceGraph& graph, int predicate, int subject) {
  const int mark = graph.Child(predicate, "mark");
  if (mark < subject) return false;
  for (int child : graph.children(predicate))
    if (child > mark && graph.Is(child, "nsubj")) return true;
  return false;
}

std::vector<int> OwnSubjects(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  std::vector<int> out;
  for (int child : graph.children(predicate))
    if (graph.Is(child, "nsubj") && graph.word(child).deprel != "nsubj:outer" && out.empty() &&
        !IsBeforeMark(graph, predicate, child))
      AddNominals(graph, child, lists, out);
  return out;
}

std::vector<int> Controllers(const SentenceGraph& graph, int predicate, const WordLists& lists,
                             int depth);

// "the union's call on Kano to sell": of whom it is asked; whoever asks does not sell.
std::vector<int> AskedBy(const SentenceGraph& graph, int noun, const WordLists& lists) {
  for (int child : graph.children(noun))
    if (graph.Is(child, "nmod") && child > noun && lists.Has("asked-of", graph.Preposition(child)))
      return graph.Conjuncts(child);
  return {};
}

// "Kano, the king's choice to lead it", "Kano was his pick to lead it": whoever is called so.
std::vector<int> Chosen(const SentenceGraph& graph, int noun, const WordLists& lists) {
  if (graph.Child(noun, "cop") != 0) return OwnSubjects(graph, noun, lists);
  return graph.Is(noun, "appos") ? std::vector<int>{graph.head(noun)} : std::vector<int>{};
}

// Who is to do what the infinitive after a noun says: "Kano's plan to sell",
// "Kano has plans to sell", "a plan by Kano to sell".
std::vector<int> NounControllers(const SentenceGraph& graph, int noun, bool infinitive,
                                 const WordLists& lists, int depth) {
  if (infinitive && lists.Has("asking-noun", graph.lemma(noun))) return AskedBy(graph, noun, lists);
  // but "had the choice to sell"
  if (infinitive && lists.Has("chosen-noun", graph.lemma(noun)) && !graph.Is(noun, "obj"))
    return Chosen(graph, noun, lists);
  // "stopped by the club's offices to talk": whoever stopped there talks.
  if (infinitive && PossessorOf(graph, noun) != 0 && graph.Is(noun, "obl") &&
      lists.Has("site-kind", KindOf(graph, noun)))
    return Controllers(graph, graph.head(noun), lists, depth + 1);
  if (const int owner = PossessorOf(graph, noun)) return graph.Conjuncts(owner);
  for (int child : graph.children(noun))
    if (graph.Is(child, "nmod")) {
      const std::string preposition = graph.Preposition(child);
      if (lists.Has("doer-preposition", preposition)) return {child};
    }
  if (infinitive && IsTakenOn(graph, noun, lists)) return graph.Conjuncts(noun);
  if (infinitive && lists.Has("idle-reason", graph.lemma(noun))) return {};
  // "it is in talks to buy"; "the best gift is the honor of serving" serves nobody
  if (graph.Child(noun, "cop") != 0)
    return infinitive || graph.Child(noun, "case") != 0 ? OwnSubjects(graph, noun, lists)
                                                        : std::vector<int>{};
  const int verb = graph.head(noun);
  if (const int given = graph.Child(verb, "iobj"); given != 0 && graph.Is(noun, "obj"))
    return graph.Conjuncts(given);            // "gave Kano the right to sell"
  if (verb == 0 || graph.Is(noun, "root")) {  // a headline: "Kano plans to sell", read as a noun
    for (int child : graph.children(noun))
      if (child == noun - 1 && graph.Is(child, "compound") && graph.IsUpos(child, "PROPN"))
        return {child};
  }
  if (verb != 0 && graph.IsVerb(verb) && (graph.Is(noun, "obj") || graph.Is(noun, "obl")) &&
      lists.Has("light-verb", graph.lemma(verb)) && !IsPassive(graph, verb))
    return Controllers(graph, verb, lists, depth + 1);
  return {};
}

// "imposed a fine on Kano for selling": whom it is on or against, else the thing itself.
int Against(const SentenceGraph& graph, int thing) {
  for (int child : graph.children(thing)) {
    if (!graph.Is(child, "nmod") || child < thing) continue;
    if (graph.Preposition(child) == "against") return NameIn(graph, child);
    for (int inner : graph.children(child))  // "a fine of 3 euros against Kano"
      if (graph.IsUpos(child, "SYM") && graph.Preposition(inner) == "against")
        return NameIn(graph, inner);
  }
  return thing;
}

// "banned Kano from selling", "fined Kano for selling": Kano sells. "…, forcing it
// to sell", behind a comma: what the whole sentence says does so, not the infinitive
// or condition that stands last before the comma.
std::vector<int> AdverbialControllers(const SentenceGraph& graph, int predicate,
                                      const WordLists& lists, int depth) {
  int parent = graph.head(predicate);
  if (const std::optional<int> actor = ActorOfAdverbial(graph, predicate, lists)) {
    std::vector<int> out;
    if (*actor != 0) AddNominals(graph, *actor, lists, out);
    return out;
  }
  const int mark = graph.Child(predicate, "mark");
  const int object = graph.Child(parent, "obj");
  if (mark != 0 && graph.lemma(mark) == "by" && IsPassive(graph, parent) &&
      !graph.Child(predicate, "nsubj"))
    return {};  // "is monitored by counting cash": who monitors, counts
  // "barred Kano from entering the port for smuggling": Kano smuggles, not the port.
  if (mark != 0 && graph.lemma(mark) == "for" && graph.Child(parent, "mark") != 0)
    return Controllers(graph, parent, lists, depth + 1);
  // "helpful in finding leaks": whoever looks for them finds them.
  if (mark != 0 && graph.word(predicate).xpos == "VBG" &&
      lists.Has("means-adjective", graph.lemma(parent)))
    return {};
  if (mark != 0 && object != 0 &&
      (lists.Has("object-control-mark", graph.lemma(mark)) ||
       lists.Has("object-control-mark", graph.lemma(parent) + " " + graph.lemma(mark)))) {
    std::vector<int> out;
    AddNominals(graph, Against(graph, object), lists, out);
    return out;
  }
  // "needs a pump to drain the pit": who needs it drains it; "work requiring a pump to drain
  // the pit": whoever does it.
  if (IsInfinitive(graph, predicate) && object != 0 && object < predicate &&
      graph.IsUpos(object, "NOUN") && !lists.Has("person-noun", graph.lemma(object)) &&
      lists.Has("instrument-verb", graph.lemma(parent)))
    return graph.lemma(parent) == "require" ? std::vector<int>{}
                                            : Controllers(graph, parent, lists, depth + 1);
  // "sees it as a cure, injected to stop the pain": what is injected does, not who sees.
  if (IsInfinitive(graph, predicate) && graph.word(parent).xpos == "VBN" &&
      graph.Is(parent, "advcl") && parent > graph.head(parent) && IsAfterComma(graph, parent) &&
      graph.Child(parent, "aux") == 0 && graph.Child(parent, "nsubj") == 0)
    return {};
  // "To drain the pit, Kano thinks a pump must be built": Kano drains nothing.
  if (IsInfinitive(graph, predicate) && predicate < parent && graph.Child(parent, "ccomp") > parent)
    return {};
  if (IsInfinitive(graph, predicate))
    if (const int asked = AskedToAct(graph, predicate, lists)) {
      std::vector<int> out;
      AddNominals(graph, asked, lists, out);
      return out;
    }
  // "won a long case, paid for by the state": the case is, or the winning.
  if (graph.word(predicate).xpos == "VBN" && predicate > parent && IsAfterComma(graph, predicate) &&
      graph.Child(predicate, "aux") == 0 && lists.Has("done-for-a-deed", graph.lemma(predicate)))
    return {};
  // "was classified using this title": by whoever did it.
  if (graph.lemma(predicate) == "use" && IsPassive(graph, parent)) return {};
  parent = ClauseOfParticiple(graph, predicate, lists);
  // "Norway suffered a flood, killing nine": the flood killed them.
  if (graph.word(predicate).xpos == "VBG" && parent < predicate &&
      graph.Child(parent, "obj") != 0 && lists.Has("undergoing", graph.lemma(parent)) &&
      lists.Has("effect-verb", graph.lemma(predicate)))
    return {graph.Child(parent, "obj")};
  if (!IsPredicate(graph, parent, lists)) return {};
  std::vector<int> out = Controllers(graph, parent, lists, depth + 1);
  if (!out.empty() && IsDoneByEvent(graph, predicate, parent, out.front(), lists)) return {};
  return out;
}

// "what it claimed to be its first pump": "what" is, and not who claims so.
bool IsHeldOfWhat(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  const int verb = graph.head(predicate);
  if (!IsInfinitive(graph, predicate) || !lists.Has("held-to-be", graph.lemma(verb))) return false;
  if (graph.word(verb).deprel == "acl:relcl" &&
      lists.Has("gap-pronoun", graph.lemma(graph.head(verb))))
    return true;
  for (int at : {verb, predicate})
    for (int child : graph.children(at))
      if (child < verb && !graph.Is(child, "nsubj") && lists.Has("gap-pronoun", graph.lemma(child)))
        return true;
  return false;
}

// "ran on a fixed schedule, appearing at noon": a participle behind a comma, hung on the
// common noun before it, goes with the clause. 0 if it does not.
int ClauseAround(const SentenceGraph& graph, int predicate) {
  const int noun = graph.head(predicate);
  if (graph.word(predicate).xpos != "VBG" || !graph.IsUpos(noun, "NOUN") || predicate < noun ||
      !IsAfterComma(graph, predicate))
    return 0;
  const int verb = graph.head(noun);
  const bool argument = graph.Is(noun, "obl") || graph.Is(noun, "obj");
  return argument && graph.IsVerb(verb) && verb < noun && HasSubject(graph, verb) ? verb : 0;
}

// Does a comma or "and" stand before the conjunct? "the mill and shops were shut", with
// "shut" joined to what stands before the mill, has a subject that the tree hides.
bool IsJoined(const SentenceGraph& graph, int predicate) {
  if (graph.Child(predicate, "cc") != 0) return true;
  int first = predicate;
  for (int child : graph.children(predicate))
    if (child < first && !graph.Is(child, "obl")) first = child;
  return graph.IsUpos(first, "PUNCT") || !graph.IsNominal(first - 1);
}

std::vector<int> Controllers(const SentenceGraph& graph, int predicate, const WordLists& lists,
                             int depth) {
  std::vector<int> own = OwnSubjects(graph, predicate, lists);
  const int parent = graph.head(predicate);
  if (own.size() == 1 && own.front() == NameIn(graph, parent) &&
      IsRelativeClause(graph, predicate)) {
    // "ratified by the Senate, which could happen soon": the ratifying
    if (lists.Has("of-events", graph.lemma(predicate)) && graph.IsUpos(parent, "PROPN")) return {};
    own.front() =
        WhoIsCalled(graph, NameIn(graph, SubjectOfRelative(graph, predicate, lists)), lists);
    if (own.front() == 0) return {};
  }
  if (!own.empty() || graph.Child(predicate, "csubj") != 0) return own;
  if (parent == 0 || depth > 12 || IsLooseParticiple(graph, predicate, lists)) return {};
  if (const int whole = WholeOfParts(graph, predicate, lists)) return {whole};
  if (const int noun = NounOfInfinitive(graph, predicate, lists))
    return NounControllers(graph, noun, true, lists, depth);
  if (graph.Is(predicate, "conj") && graph.word(parent).deprel == "acl" &&
      graph.word(predicate).xpos == "VBG" && graph.Child(predicate, "cc") == 0 &&
      IsAfterComma(graph, predicate)) {
    int clause = graph.head(parent);  // "a deal involving X, showing Y": the sentence shows it
    while (clause != 0 && !IsPredicate(graph, clause, lists)) clause = graph.head(clause);
    return clause != 0 ? Controllers(graph, clause, lists, depth + 1) : std::vector<int>{};
  }
  if (graph.Is(predicate, "conj")) {
    if (!IsPredicate(graph, parent, lists) || !IsJoined(graph, predicate)) return {};
    if (graph.Child(predicate, "expl") != 0) return {};  // "and it emerged that"
    if (const int nearer = NearerClause(graph, predicate, lists))
      return Controllers(graph, nearer, lists, depth + 1);
    return IsMisjoined(graph, predicate) ? std::vector<int>{}
                                         : Controllers(graph, parent, lists, depth + 1);
  }
  if (graph.Is(predicate, "advcl") &&
      !(IsInfinitive(graph, predicate) && IsPassive(graph, parent) &&
        lists.Has("instrument-verb", graph.lemma(parent))))
    return AdverbialControllers(graph, predicate, lists, depth);
  const bool instrument =
      IsPassive(graph, parent) && lists.Has("instrument-verb", graph.lemma(parent));
  if (instrument && IsInfinitive(graph, predicate)) return {};  // "needed to build": by somebody
  if (graph.Is(predicate, "xcomp") ||
      (graph.Is(predicate, "ccomp") && IsInfinitive(graph, predicate))) {
    if (graph.word(predicate).xpos == "VBG" && graph.Child(parent, "obj") == 0 &&
        lists.Has("gerund-of-others", graph.lemma(parent)))
      return {};  // "the guide suggests playing games"
    int object =
        graph.Child(parent, "obj") ? graph.Child(parent, "obj") : graph.Child(parent, "iobj");
    if (object == 0 && IsInfinitive(graph, predicate)) object = AskedToAct(graph, predicate, lists);
    if (object != 0 && !lists.Has("subject-control", graph.lemma(parent))) {
      std::vector<int> out;
      AddNominals(graph, object, lists, out);
      return out;
    }
    if (IsHeldOfWhat(graph, predicate, lists)) return {};
    // "what the mayor called a disgrace": the mayor is none.
    if (object == 0 && lists.Has("object-quality", graph.lemma(parent)) &&
        !graph.IsVerb(predicate) && !IsInfinitive(graph, predicate) && !IsPassive(graph, parent))
      return {};
    return Controllers(graph, parent, lists, depth + 1);
  }
  if (IsRelativeClause(graph, predicate)) {
    const bool gap_is_subject = !HasSubject(graph, predicate);
    if (!gap_is_subject) return {};
    return {WhoIsCalled(graph, AntecedentOfGap(graph, predicate), lists)};
  }
  if (graph.Is(predicate, "acl")) {
    const bool bare = graph.Child(predicate, "mark") == 0 && graph.Child(predicate, "case") == 0;
    if (const int verb = GovernorThroughNoun(graph, predicate, lists); verb != 0 && !bare)
      return graph.Is(parent, "obl") ? OwnSubjects(graph, verb, lists) : std::vector<int>{parent};
    if (const int clause = bare ? ClauseAround(graph, predicate) : 0)
      return Controllers(graph, clause, lists, depth + 1);
    // "wrote to Moe saying that it had closed": whoever wrote says so.
    if (bare && graph.Is(parent, "obl") && graph.IsVerb(graph.head(parent)) &&
        graph.word(predicate).xpos == "VBG" && lists.Has("communication", graph.lemma(predicate)) &&
        lists.Has("messaging", graph.lemma(graph.head(parent))))
      return Controllers(graph, graph.head(parent), lists, depth + 1);
    if (bare) return {IsInfinitive(graph, predicate) ? parent : WhoIsCalled(graph, parent, lists)};
    if (graph.Child(predicate, "mark", "with") != 0) return {};  // "…, with nine built yearly"
    if (graph.Child(predicate, "mark", "for") != 0 && Against(graph, parent) != parent)
      return {Against(graph, parent)};
    return NounControllers(graph, parent, IsInfinitive(graph, predicate), lists, depth);
  }
  if (graph.Is(predicate, "amod") && graph.IsNominal(parent)) return {parent};
  return {};
}

}  // namespace

int GovernorThroughNoun(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  const int noun = graph.head(predicate), mark = graph.Child(predicate, "mark");
  if (graph.word(predicate).deprel != "acl" || mark == 0) return 0;
  const int verb = graph.head(noun);
  if (graph.Is(noun, "obl") && IsPassive(graph, verb) && graph.Preposition(noun) == "by" &&
      lists.Has("verb", graph.lemma(verb) + " " + graph.lemma(mark)))
    return verb;  // "accused by critics of hiding"
  if (!graph.Is(noun, "obj")) return 0;
  return lists.Has("verb", graph.lemma(verb) + " " + graph.lemma(mark)) ? verb : 0;
}

int NounOfInfinitive(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  const int to = ToOf(graph, predicate);
  const int head = graph.head(predicate);
  if (to == 0 || head == 0) return 0;
  if (graph.word(predicate).deprel == "acl") return head;
  if (!graph.Is(predicate, "advcl") && !graph.Is(predicate, "xcomp")) return 0;
  if (graph.Is(predicate, "xcomp") && lists.Has("verb", graph.lemma(head))) return 0;
  const int noun = graph.Child(head, "obj");
  if (noun == 0 || noun > to || !lists.Has("noun", graph.lemma(noun))) return 0;
  return graph.Subtree(noun).back() == to - 1 ? noun : 0;
}

std::vector<int> SubjectsOf(const SentenceGraph& graph, int predicate, const WordLists& lists) {
  return Controllers(graph, predicate, lists, 0);
}

}  // namespace lode
