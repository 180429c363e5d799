// Which words of a sentence belong to a name.
#pragma once

#include <string_view>

#include "loaders/extraction/names/mention_finding.h"
#include "loaders/extraction/words/entity_lexicon.h"
#include "loaders/extraction/words/noun_phrase.h"
#include "loaders/extraction/words/sentence_graph.h"

namespace lode {

// The word that the rest of the range hangs on.
int HeadOf(const SentenceGraph& graph, WordRange range);

// A headline that writes (nearly) all its words large, so that capitals tell nothing.
bool IsShouting(const Sentence& sentence);

// A heading of proper nouns and nothing else: one name, whatever the model cut from it.
bool IsNameHeading(const Sentence& sentence);

// "Minister", "chief executive": stands before the names of people.
bool IsTitleWord(const EntityLexicon& lexicon, const SentenceGraph& graph, int word);

// The range without what is no part of a name of that type: articles, marks, and the titles
// of people ("St." stays where it is a place). Empty (first > last) if nothing is left.
WordRange TrimName(const EntityLexicon& lexicon, const SentenceGraph& graph, WordRange range,
                   std::string_view type);

// "Minister" of "Minister Rivera": a title that the tree hangs on a name of that type.
bool IsHungTitle(const EntityLexicon& lexicon, const SentenceGraph& graph, WordRange range,
                 std::string_view type);

// "the Orrin 3": the number belongs to a name that has an article, unless it counts.
bool IsNumberOfName(const SentenceGraph& graph, int name, int number);

// "House Bill [757]", "Township Road [1950E]": what stands behind the name and has a digit in it
// belongs to it where the tree says so and the name is one of a numbered row, or of several words
// and begins with no first name.
bool IsCodeOfName(const EntityLexicon& lexicon, const SentenceGraph& graph, WordRange range);

// "Orrin [Vehicles]", where the tree takes the second word for a common noun.
bool IsLineOfBusiness(const EntityLexicon& lexicon, const SentenceGraph& graph, int name,
                      int after);

// "Workers'", "People's": many, so no owner but a part of a name.
bool IsPluralPossessor(const SentenceGraph& graph, int word);

// "the Workers' [Daily]": the words before the name are a possessor that belongs to it.
bool IsPossessorInName(const SentenceGraph& graph, WordRange range);

// "Lip-[Bu Tan]": the first half of a name in two halves stands before the name.
bool IsHyphenedFirstName(const EntityLexicon& lexicon, const SentenceGraph& graph, WordRange range);

// "the PORTS [Act]": the word before the name is a part of it in capitals.
bool IsShoutedPart(const EntityLexicon& lexicon, const SentenceGraph& graph, WordRange range);

// "the website Full [Tide]": the word before the name is an adjective in capitals.
bool IsAdjectiveOfName(const EntityLexicon& lexicon, const SentenceGraph& graph, WordRange range);

// "[Opposition chiefs] demanded", "[Drugmakers] rose": a common noun with the capital of the
// sentence's beginning.
bool IsOpeningPhrase(const EntityLexicon& lexicon, const SentenceGraph& graph, WordRange range);

// "the [Organization]", "[Phase] 1": a word of the language, which a capital makes no name of.
bool IsWordForAThing(const EntityLexicon& lexicon, const SentenceGraph& graph, int word);

// "Otis Hale", "Ana M. Rivera": a first name, and behind it words that name nothing else.
bool IsFullNameOfPerson(const EntityLexicon& lexicon, const SentenceGraph& graph, WordRange range);

// Notes the title before a name, hung on it or not: "Minister Rivera".
void AttachTitle(const EntityLexicon& lexicon, const SentenceGraph& graph, MentionDraft& draft);

// "Orrin-Lumen Works": two marked names that are one, not two parties ("Norway-Chile").
bool IsHyphenedName(const EntityLexicon& lexicon, const SentenceGraph& graph, const MentionDraft& a,
                    const MentionDraft& b);

}  // namespace lode
