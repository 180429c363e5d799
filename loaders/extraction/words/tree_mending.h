// Regular slips of parsers on news sentences, put right before a tree is read.
#pragma once

#include <vector>

#include "loaders/extraction/words/entity_lexicon.h"
#include "loaders/extraction/words/word_lists.h"
#include "loaders/language/sentence.h"

namespace lode {

// Copies of the sentences with these readings mended:
//   "it is in talks to buy Y"      "it" stands for somebody, the infinitive hangs on "talks"
//   "the power company Elektra"    one subject, not two
//   "accused the union of fraud"   the accusation's, not the union's
//   "Secretary of Trade Ana Holm"  the title describes the name
//   "the shipping firm Orrin"      the noun says what the name is
//   "rose after the mill said …"   a clause, not a phrase
//   "of taking and of hiding it"   two gerunds, joined
//   "had been stored"              "had" is an auxiliary
//   "The bank, which …, said …"    "said" is the sentence's verb
// single words as in word_mending.h, the arguments of verbs as in clause_mending.h, what
// phrases hang on as in attachment_mending.h, what is joined as in coordination_mending.h.
std::vector<Sentence> MendTrees(const std::vector<Sentence>& sentences,
                                const EntityLexicon& lexicon, const WordLists& lists);

}  // namespace lode
