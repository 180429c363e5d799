// Words that head clauses.
#pragma once

#include <string>

#include "loaders/extraction/words/sentence_graph.h"

namespace lode {

// Is the word a verb in the passive, "built by", "(which was) built"?
bool IsPassive(const SentenceGraph& graph, int predicate);

// Is it a preposition in a verb's clothes, "following the vote"?
bool IsPrepositional(const SentenceGraph& graph, int word);

// Does the word head a clause of its own?
bool IsPredicate(const SentenceGraph& graph, int word);

// Particle of a phrasal verb ("up" of "set up"), empty if none.
std::string ParticleOf(const SentenceGraph& graph, int verb);

// Has the predicate a subject of its own, a phrase or a clause?
bool HasSubject(const SentenceGraph& graph, int word);

// Is it marked by "to"?
bool IsInfinitive(const SentenceGraph& graph, int word);

// The possessor of a noun, "Kano's plan"; 0 if none.
int PossessorOf(const SentenceGraph& graph, int noun);

}  // namespace lode
