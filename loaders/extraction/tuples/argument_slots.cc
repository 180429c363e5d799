// Arguments are read from the tree under the predicate, each with what is joined to it; those
// that stand elsewhere (the noun over a relative clause, a shared object, the content before
// "she said") are put where the clause would have them.
#include "loaders/extraction/tuples/argument_slots.h"

#include <algorithm>

#include "loaders/extraction/tuples/argument_words.h"
#include "loaders/extraction/tuples/verb_group.h"

namespace lode {
namespace {

bool IsQuestionWord(const SentenceGraph& graph, int word) {
  return graph.word(word).xpos.starts_with('W');
}

std::vector<int> Nominals(const SentenceGraph& graph, int head) {
  std::vector<int> heads;
  for (int word : graph.Conjuncts(head))
    if (word == head || (graph.Child(word, "nsubj") == 0 && !InOneName(graph, head, word)))
      heads.push_back(word);
  return heads;
}

void AddClauseSlot(const SentenceGraph& graph, ArgumentSlot::Rank rank, int head, int without,
                   std::vector<ArgumentSlot>& slots) {
  ArgumentSlot slot;
  slot.rank = rank;
  slot.head = head;
  slot.clause = ClauseWords(graph, head, without);
  if (!slot.clause.empty()) slots.push_back(std::move(slot));
}

}  // namespace

bool IsRelativeWord(const SentenceGraph& graph, int word) {
  return graph.HasFeature(word, "PronType=Rel") ||
         (graph.IsUpos(word, "SCONJ") && graph.lemma(word) == "that");
}

bool InOneName(const SentenceGraph& graph, int word, int other) {
  for (const Mention& mention : graph.sentence().mentions)
    if (mention.first <= word && word <= mention.last && mention.first <= other &&
        other <= mention.last)
      return true;
  return false;
}

void AddPhraseSlot(const SentenceGraph& graph, ArgumentSlot::Rank rank, int head,
                   std::vector<ArgumentSlot>& slots) {
  if (graph.IsUpos(head, "ADP")) return;  // "run by and owned by"
  if (IsQuestionWord(graph, head) && graph.Child(head, "case") == 0) {
    if (!graph.children(head).empty())  // "what they need", "how it came"
      AddClauseSlot(graph, ArgumentSlot::kClause, head, 0, slots);
    return;
  }
  const int antecedent = graph.Antecedent(head);
  if (antecedent == head && IsRelativeWord(graph, head)) return;
  ArgumentSlot slot;
  slot.rank = rank;
  slot.head = head;
  slot.preposition = PrepositionWords(graph, head);
  slot.heads = antecedent != head ? std::vector<int>{antecedent} : Nominals(graph, head);
  if (rank == ArgumentSlot::kOblique && slot.preposition.empty()) slot.rank = ArgumentSlot::kBare;
  slots.push_back(std::move(slot));
}

ArgumentSlots::ArgumentSlots(const SentenceGraph& graph, const WordLists& lists,
                             const std::vector<Clause>& clauses)
    : graph_(graph), lists_(lists) {
  for (const Clause& clause : clauses)
    if (clause.kind != ClauseKind::kNominal) clauses_.emplace(clause.predicate, &clause);
}

bool ArgumentSlots::LeadsOn(int predicate) {
  for (int child : graph_.children(predicate)) {
    if (!graph_.Is(child, "xcomp") || clauses_.count(child) == 0) continue;
    const std::vector<int> governors = Governors(graph_, child);
    if (!governors.empty() && governors.back() == predicate && HasArgument(child)) return true;
  }
  return false;
}

bool ArgumentSlots::HasArgument(int predicate) {
  if (const auto known = has_argument_.find(predicate); known != has_argument_.end())
    return known->second;
  const bool found = FindArgument(predicate);
  has_argument_.emplace(predicate, found);
  return found;
}

bool ArgumentSlots::FindArgument(int predicate) {
  const Clause& clause = *clauses_.at(predicate);
  if (clause.kind == ClauseKind::kCopula) return true;
  for (const ArgumentSlot& slot : Of(clause, {}))
    if (slot.rank != ArgumentSlot::kAdverbial) return true;
  return LeadsOn(predicate);
}

void ArgumentSlots::AddChild(int child, std::vector<ArgumentSlot>& slots) {
  if (graph_.Is(child, "obj") || graph_.Is(child, "iobj")) {
    AddPhraseSlot(graph_, ArgumentSlot::kObject, child, slots);
  } else if (graph_.Is(child, "obl") || graph_.Is(child, "nmod")) {
    AddPhraseSlot(graph_, ArgumentSlot::kOblique, child, slots);
  } else if (graph_.Is(child, "ccomp")) {
    AddClauseSlot(graph_, ArgumentSlot::kClause, child, 0, slots);
  } else if (graph_.Is(child, "xcomp")) {
    const bool leads = !Governors(graph_, child).empty() && clauses_.count(child) != 0;
    if (!leads || !HasArgument(child))
      AddClauseSlot(graph_, ArgumentSlot::kComplement, child, 0, slots);
  }
}

// The object of a relative clause, or of joined verbs; what stands before "she said".
void ArgumentSlots::AddSharedObjects(const Clause& clause, std::vector<ArgumentSlot>& slots) const {
  const bool has_object = std::any_of(slots.begin(), slots.end(), [](const ArgumentSlot& slot) {
    return slot.rank == ArgumentSlot::kObject || slot.rank == ArgumentSlot::kClause;
  });
  if (has_object) return;
  if (!clause.objects.empty() && !IsQuestionWord(graph_, clause.objects.front())) {
    ArgumentSlot slot;
    slot.rank = ArgumentSlot::kObject;
    slot.head = clause.objects.front();
    slot.heads = clause.objects;
    slots.push_back(std::move(slot));
  }
  const int content = graph_.head(clause.predicate);
  if (graph_.Is(clause.predicate, "parataxis") && clause.own_subject && content != 0 &&
      lists_.Has("communication", clause.lemma))
    AddClauseSlot(graph_, ArgumentSlot::kClause, content, clause.predicate, slots);
}

// "if prices fall": without it the tuple would say more than the sentence.
void ArgumentSlots::AddConditions(int predicate, std::vector<ArgumentSlot>& slots) const {
  for (int child : graph_.children(predicate)) {
    const int mark = graph_.Child(child, "mark");
    if (graph_.Is(child, "advcl") && mark != 0 &&
        lists_.Find("mark", graph_.lemma(mark)) == "conditional")
      AddClauseSlot(graph_, ArgumentSlot::kAdverbial, child, 0, slots);
  }
}

std::vector<ArgumentSlot> ArgumentSlots::Of(const Clause& clause,
                                            const std::vector<int>& governors) {
  std::vector<ArgumentSlot> slots;
  for (int governor : governors)
    for (int child : graph_.children(governor))
      if (graph_.Is(child, "obl")) AddPhraseSlot(graph_, ArgumentSlot::kOblique, child, slots);
  if (clause.kind == ClauseKind::kVerb)
    for (int child : graph_.children(clause.predicate)) AddChild(child, slots);
  AddSharedObjects(clause, slots);
  AddConditions(governors.empty() ? clause.predicate : governors.front(), slots);
  std::stable_sort(slots.begin(), slots.end(),
                   [](const ArgumentSlot& a, const ArgumentSlot& b) { return a.head < b.head; });
  return slots;
}

}  // namespace lode
