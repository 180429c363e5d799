// Regular slips of parsers on news sentences, put right before a tree is read.
#pragma once

#include <vector>

#include "loaders/extraction/words/entity_lexicon.h"
#include "loaders/extraction/words/word_lists.h"
#include "loaders/language/sentences/sentence.h"

namespace lode {

// Copies of the sentences with these readings mended:
//   "the power company Elektra"    one subject, not two
//   "Secretary of Trade Ana Holm"  the title describes the name
//   "the shipping firm Orrin"      the noun says what the name is
//   "rose after the mill said …"   a clause, not a phrase
//   "of taking and of hiding it"   two gerunds, joined
//   "The bank, which …, said …"    "said" is the sentence's verb
// single words as in word_mending.h, the arguments of verbs as in clause_mending.h, what
// phrases hang on as in attachment_mending.h, what is joined as in coordination_mending.h.
// What a pattern can say stands in schema/trees.patterns.
std::vector<Sentence> MendTrees(const std::vector<Sentence>& sentences,
                                const EntityLexicon& lexicon, const WordLists& lists);

}  // namespace lode
