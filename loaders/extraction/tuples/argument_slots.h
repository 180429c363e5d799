// What stands behind the relation of a tuple.
#pragma once

#include <map>
#include <vector>

#include "loaders/extraction/clauses/clauses.h"

namespace lode {

// One place behind the relation: a phrase and what is joined to it, or a clause.
struct ArgumentSlot {
  enum Rank { kObject, kClause, kComplement, kOblique, kBare, kAdverbial, kAdverb };
  Rank rank = kOblique;
  int head = 0;
  std::vector<int> heads;        // of the joined phrases, each
  std::vector<int> preposition;  // words
  std::vector<int> clause;       // the words, where it is a clause
};

// The arguments of the clauses of a sentence. Keeps references: all three must outlive it.
class ArgumentSlots {
 public:
  ArgumentSlots(const SentenceGraph& graph, const WordLists& lists,
                const std::vector<Clause>& clauses);

  // Those of a clause and of the verbs that lead to it, in the order of the words.
  std::vector<ArgumentSlot> Of(const Clause& clause, const std::vector<int>& governors);
  // Has the clause anything behind its relation?
  bool HasArgument(int predicate);
  // Does the verb lead to another one that has ("agreed to sell the yard")? Then it is a
  // part of that one's relation.
  bool LeadsOn(int predicate);

 private:
  void AddChild(int child, std::vector<ArgumentSlot>& slots);
  void AddConditions(int predicate, std::vector<ArgumentSlot>& slots) const;
  void AddSharedObjects(const Clause& clause, std::vector<ArgumentSlot>& slots) const;
  bool FindArgument(int predicate);

  const SentenceGraph& graph_;
  const WordLists& lists_;
  std::map<int, const Clause*> clauses_;
  std::map<int, bool> has_argument_;  // asked again and again along a chain
};

// A phrase as a slot: one that waits for an antecedent is none.
void AddPhraseSlot(const SentenceGraph& graph, ArgumentSlot::Rank rank, int head,
                   std::vector<ArgumentSlot>& slots);

// "which", "that", where nothing tells what it stands for.
bool IsRelativeWord(const SentenceGraph& graph, int word);

// Do the phrases stand in one name, "Hale and Sons"?
bool InOneName(const SentenceGraph& graph, int word, int other);

}  // namespace lode
