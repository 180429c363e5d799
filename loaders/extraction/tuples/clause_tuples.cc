// One tuple for each clause and each of its joined subjects and objects. The relation is
// the chain of verbs ("agreed to sell"), the first argument behind it is the object, else
// the phrase that stands nearest, with its preposition in the relation ("moved to"); the
// others follow as the sentence has them.
//
// The hard bit is what not to say: what a verb's object is let, told or seen to do is no
// relation of its own, and a verb that only leads to another one ("agreed") is a part of
// that one's relation, so that nothing planned or tried is stated as done.
#include "loaders/extraction/tuples/clause_tuples.h"

#include <algorithm>

#include "loaders/extraction/tuples/argument_slots.h"
#include "loaders/extraction/tuples/argument_words.h"
#include "loaders/extraction/tuples/predicate_slots.h"
#include "loaders/extraction/tuples/verb_group.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/predicates.h"

namespace lode {
namespace {

class ClauseReader {
 public:
  ClauseReader(const SentenceGraph& graph, const WordLists& lists, TupleArguments extent,
               std::vector<DraftTuple>& out)
      : graph_(graph),
        lists_(lists),
        extent_(extent),
        out_(out),
        clauses_(FindClauses(graph, lists)),
        slots_(graph, lists, clauses_) {}

  void Run() {
    for (const Clause& clause : clauses_)
      if (clause.kind != ClauseKind::kNominal) Read(clause);
  }

 private:
  void Read(const Clause& clause) {
    const int predicate = clause.predicate;
    if (IsObjectComplement(graph_, predicate) || IsAim(predicate)) return;
    ReadOuter(predicate);
    const std::vector<int> governors = Governors(graph_, predicate);
    if (!governors.empty() && !slots_.HasArgument(predicate)) return;
    if (slots_.LeadsOn(predicate)) return;
    if (clause.kind == ClauseKind::kCopula && !HasCopula(predicate) && !IsLateModifier(predicate))
      return;
    DraftTuple draft;
    draft.kind = KindOf(clause);
    draft.anchor = predicate;
    std::vector<int> subjects = SubjectsOfTuple(clause, governors);
    if (subjects.empty()) return;
    for (int governor : governors) {
      AddWords(VerbGroup(graph_, governor, lists_), draft.relation.words);
      AddWords({governor}, draft.relation.words);
    }
    AddWords(VerbGroup(graph_, predicate, lists_), draft.relation.words);
    AddInfinitiveMarks(governors, predicate, draft.relation.words);
    if (IsBareParticiple(predicate))
      draft.relation.put_in = IsPlural(graph_, subjects.front()) ? "are" : "is";
    std::vector<ArgumentSlot> slots = slots_.Of(clause, governors);
    if (clause.kind == ClauseKind::kCopula) {
      if (graph_.Child(predicate, "cop") == 0 && draft.relation.words.empty())
        draft.relation.put_in = IsPlural(graph_, subjects.front()) ? "are" : "is";
      AddPredicateSlot(graph_, predicate, extent_, draft.relation.words, slots);
    }
    if (slots.empty()) AddAdverbSlot(graph_, predicate, draft.relation.words, slots);
    if (slots.empty()) return;
    Write(std::move(draft), subjects, slots);
  }

  // "wants to stop", "agreed to sell": the "to" of each verb that another leads to.
  void AddInfinitiveMarks(const std::vector<int>& governors, int predicate,
                          std::vector<int>& relation) const {
    std::vector<int> chain = governors;
    chain.push_back(predicate);
    for (std::size_t i = 1; i < chain.size(); ++i)
      if (const int to = ToOf(graph_, graph_.FirstConjunct(chain[i]))) AddWords({to}, relation);
  }

  // "boats built there": are built.
  bool IsBareParticiple(int predicate) const {
    return graph_.word(predicate).xpos == "VBN" && IsPassive(graph_, predicate) &&
           graph_.Child(predicate, "aux") == 0 && !graph_.Is(predicate, "xcomp") &&
           VerbGroup(graph_, predicate, lists_).front() == predicate;
  }

  // "a plan to sell", "to cut costs": what is not said to be done. An infinitive that a
  // verb leads to is in that verb's relation.
  bool IsAim(int predicate) const {
    const int first = graph_.FirstConjunct(predicate);
    if (first != predicate && HasSubject(graph_, predicate)) return false;
    return IsInfinitive(graph_, first) && !HasSubject(graph_, first) &&
           !graph_.Is(first, "xcomp") && !graph_.Is(first, "root") && !IsPurpose(first);
  }

  // "went to buy a hat": an infinitive behind the verb that says what for.
  bool IsPurpose(int predicate) const { return IsPurposeClause(graph_, predicate); }

  // "The aim is that they go": the aim | is | they go.
  void ReadOuter(int predicate) {
    const int subject = OuterSubject(graph_, predicate);
    const int copula = graph_.Child(predicate, "cop");
    if (subject == 0 || copula == 0 || subject > copula) return;
    DraftTuple draft;
    draft.kind = TupleKind::kCopula;
    draft.anchor = copula;
    draft.subject_head = subject;
    draft.object_head = predicate;
    draft.subject.words = ArgumentWords(graph_, subject, extent_);
    draft.relation.words = {copula};
    TuplePhrase object;
    for (int word : ClauseWords(graph_, predicate))
      if (word > copula) object.words.push_back(word);
    while (!object.words.empty() && graph_.IsUpos(object.words.front(), "SCONJ"))
      object.words.erase(object.words.begin());
    draft.objects.push_back(std::move(object));
    out_.push_back(std::move(draft));
  }

  bool HasCopula(int predicate) const {
    for (int word : graph_.Conjuncts(graph_.FirstConjunct(predicate)))
      if (graph_.Child(word, "cop") != 0 && word <= predicate) return true;
    return false;
  }

  // "parts crucial for repair"
  bool IsLateModifier(int predicate) const {
    return graph_.head(predicate) < predicate && graph_.IsUpos(predicate, "ADJ") &&
           (graph_.Is(predicate, "amod") || graph_.Is(predicate, "acl"));
  }

  TupleKind KindOf(const Clause& clause) const {
    const int predicate = clause.predicate;
    if (graph_.word(predicate).deprel == "acl:relcl") return TupleKind::kRelative;
    if (clause.own_subject)
      return clause.kind == ClauseKind::kCopula ? TupleKind::kCopula : TupleKind::kVerb;
    if (graph_.Is(predicate, "acl") || graph_.Is(predicate, "amod")) return TupleKind::kReduced;
    if (graph_.Is(predicate, "advcl")) return TupleKind::kParticiple;
    return clause.kind == ClauseKind::kCopula ? TupleKind::kCopula : TupleKind::kVerb;
  }

  std::vector<int> SubjectsOfTuple(const Clause& clause, const std::vector<int>& governors) const {
    std::vector<int> subjects = clause.subjects;
    const int outer = governors.empty() ? clause.predicate : governors.front();
    if (subjects.empty() && !governors.empty()) subjects = SubjectsOf(graph_, outer, lists_);
    if (const int aim = OuterSubject(graph_, outer))
      std::erase_if(subjects, [&](int subject) { return graph_.Under(subject, aim); });
    std::erase_if(subjects, [&](int subject) {
      return IsRelativeWord(graph_, subject) || (graph_.word(subject).xpos.starts_with('W') &&
                                                 graph_.Child(subject, "acl:relcl") == 0);
    });
    if (subjects.empty())
      if (const int it = graph_.Child(outer, "expl", "it"); it != 0 && it < outer)
        subjects.push_back(it);
    return subjects;
  }

  // The slot that stands right behind the relation: an object if there is one.
  std::size_t FirstSlot(const std::vector<ArgumentSlot>& slots, int predicate) const {
    const auto find = [&](auto fits) {
      return static_cast<std::size_t>(std::find_if(slots.begin(), slots.end(), fits) -
                                      slots.begin());
    };
    for (ArgumentSlot::Rank rank :
         {ArgumentSlot::kObject, ArgumentSlot::kClause, ArgumentSlot::kComplement}) {
      const std::size_t at = find([&](const ArgumentSlot& slot) { return slot.rank == rank; });
      if (at < slots.size()) return at;
    }
    const std::size_t behind = find([&](const ArgumentSlot& slot) {
      return slot.rank == ArgumentSlot::kOblique && slot.head > predicate;
    });
    if (behind < slots.size()) return behind;
    const std::size_t bare = find([&](const ArgumentSlot& slot) {
      return slot.rank == ArgumentSlot::kBare && slot.head > predicate;
    });
    return bare < slots.size() ? bare : 0;
  }

  TuplePhrase Spelt(const ArgumentSlot& slot, bool with_preposition) const {
    TuplePhrase phrase;
    phrase.words = !slot.clause.empty()    ? slot.clause
                   : slot.heads.size() > 1 ? JoinedArgumentWords(graph_, slot.head, extent_)
                                           : ArgumentWords(graph_, slot.heads.front(), extent_);
    if (with_preposition) AddWords(slot.preposition, phrase.words);
    return phrase;
  }

  // Without those that are parts of one name with the one before.
  std::vector<int> OneName(const std::vector<int>& subjects) const {
    std::vector<int> out;
    for (int subject : subjects)
      if (out.empty() || !InOneName(graph_, out.back(), subject)) out.push_back(subject);
    return out;
  }

  // The clause on the phrase that holds the tuple's, 0 if none does.
  int ClauseOver(int anchor, int head) const {
    int clause = graph_.Under(anchor, head) && anchor != head ? anchor : 0;
    while (clause != 0 && graph_.head(clause) != head) clause = graph_.head(clause);
    return clause;
  }

  void Write(DraftTuple draft, const std::vector<int>& subjects,
             const std::vector<ArgumentSlot>& slots) {
    const std::size_t first = FirstSlot(slots, draft.anchor);
    const ArgumentSlot& primary = slots[first];
    const bool fronted = primary.rank >= ArgumentSlot::kOblique && primary.head < draft.anchor;
    if (!fronted) AddWords(primary.preposition, draft.relation.words);
    std::vector<TuplePhrase> rest;
    for (std::size_t i = 0; i < slots.size(); ++i)
      if (i != first) rest.push_back(Spelt(slots[i], true));
    std::size_t written = 0;
    for (int subject : OneName(subjects)) {
      draft.subject_head = subject;
      draft.subject.words =
          ArgumentWordsWithout(graph_, subject, extent_, ClauseOver(draft.anchor, subject));
      const std::vector<int> heads = primary.clause.empty() ? primary.heads : std::vector<int>{0};
      for (int head : heads) {
        if (++written > kMostTuplesOfClause || head == subject) continue;
        DraftTuple one = draft;
        one.object_head = head == 0 ? primary.head : head;
        TuplePhrase object;
        if (fronted)
          object = Spelt(primary, true);
        else
          object.words = head == 0 ? primary.clause
                                   : ArgumentWordsWithout(graph_, head, extent_,
                                                          ClauseOver(draft.anchor, head));
        one.objects.push_back(std::move(object));
        one.objects.insert(one.objects.end(), rest.begin(), rest.end());
        out_.push_back(std::move(one));
      }
    }
  }

  const SentenceGraph& graph_;
  const WordLists& lists_;
  const TupleArguments extent_;
  std::vector<DraftTuple>& out_;
  const std::vector<Clause> clauses_;
  ArgumentSlots slots_;
};

}  // namespace

void AddClauseTuples(const SentenceGraph& graph, const WordLists& lists, TupleArguments extent,
                     std::vector<DraftTuple>& out) {
  ClauseReader(graph, lists, extent, out).Run();
}

}  // namespace lode
