// What a sentence's tree says of its pronouns: whom they cannot mean, and whom those mean
// that stand before their sentence's subject.
#pragma once

#include <set>
#include <vector>

#include "loaders/extraction/reference/speaking_antecedents.h"

namespace lode {

// What the tree forbids: a phrase that holds the pronoun, the other argument of the same
// verb, who does it where it is an infinitive, what comes after it.
bool IsForbidden(const SentenceGraph& graph, const Anaphor& anaphor, const Antecedent& candidate,
                 const EntityLexicon& lexicon);

// The nodes of the names that stand below a pronoun that is a subject, or that say what it
// is in: "He said Moe had left" and "He left, Moe said" are not about a Moe that is he.
// `candidates` are those of the pronoun's sentence. (Principle C of Chomsky's Lectures on
// Government and Binding, 1981.) Cost: the candidates times the depth of the tree.
std::set<std::uint32_t> NamedBelow(const SentenceGraph& graph, const Anaphor& anaphor,
                                   const std::vector<Antecedent>& candidates);

// The subject that a phrase in front of it speaks of: "in his speech, Moe said", "as she left,
// Ana Kano said". Null if the pronoun is in no such phrase, or the subject is no name.
const Antecedent* SubjectBehind(const SentenceGraph& graph, const Anaphor& anaphor,
                                const std::vector<Antecedent>& candidates);

}  // namespace lode
