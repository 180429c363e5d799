// Words that head clauses.
#pragma once

#include <string>
#include <string_view>

#include "loaders/extraction/words/sentence_graph.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

// Is the word a verb in the passive, "built by", "(which was) built"?
bool IsPassive(const SentenceGraph& graph, int predicate);
// Is what the word heads told as over: "closed", "was closed", "has closed"?
bool IsToldInPast(const SentenceGraph& graph, int predicate);

// Is it a preposition in a verb's clothes, "following the vote"?
bool IsPrepositional(const SentenceGraph& graph, int word, const WordLists& lists);

// Does the word head a clause of its own?
bool IsPredicate(const SentenceGraph& graph, int word, const WordLists& lists);

// Particle of a phrasal verb ("up" of "set up"), empty if none.
std::string ParticleOf(const SentenceGraph& graph, int verb, const WordLists& lists);

// The verb's lemma, with its particle behind a space.
std::string WithParticle(const SentenceGraph& graph, int verb, const WordLists& lists);

// Has the predicate a subject of its own, a phrase or a clause?
bool HasSubject(const SentenceGraph& graph, int word);

// Is it marked by "to"?
bool IsInfinitive(const SentenceGraph& graph, int word);

// The "to" that marks it, 0 if none does.
int ToOf(const SentenceGraph& graph, int word);

// The preposition before the subject of an infinitive, "[for] mills to close"; 0 if none.
int ForOfInfinitive(const SentenceGraph& graph, int word);

// What copulas are called, and passives that nobody is named for: "be", "be-granted".
std::string OpenBe(std::string_view rest = {});

// The possessor of a noun, "Kano's plan"; 0 if none.
int PossessorOf(const SentenceGraph& graph, int noun);

}  // namespace lode
