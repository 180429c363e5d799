// The words of a noun phrase that name what it stands for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "loaders/extraction/words/entity_lexicon.h"
#include "loaders/extraction/words/sentence_graph.h"

namespace lode {

// Words [first, last], from 1; empty when first is 0.
struct WordRange {
  int first = 0, last = 0;
  bool contains(int word) const { return first <= word && word <= last; }
};

// The shortest phrase round `head` that still names the thing: its compounds,
// adjectives that tell it apart, the parts of a name, and the complement that it
// needs ("Department of Defense", "curbs on exports"). Without articles, numbers,
// relative clauses, appositions, and at most eight words long.
WordRange NamingPhrase(const SentenceGraph& graph, int head, const EntityLexicon& lexicon);

std::vector<int> WordsOf(WordRange range);

// The words as written, with the spaces of the text between them; no articles and
// possessive pronouns, no quotation marks.
std::string PhraseText(const SentenceGraph& graph, WordRange range);

// What a plain noun phrase is called as a node: PhraseText, lower-cased except for
// names. Empty for heads that stand for nothing: numbers, dates, single letters,
// addresses of the web, and the lexicon's empty nouns.
std::string TermName(const SentenceGraph& graph, int head, const EntityLexicon& lexicon);

// Does the word look like an address of the web?
bool LooksLikeAddress(std::string_view form);

// Can nothing be known of what the head stands for: an address of the web, a single
// letter, one of the lexicon's empty nouns with nothing beside it ("way", "lot")?
bool StandsForNothing(const SentenceGraph& graph, int head, const EntityLexicon& lexicon);

// Is the word written in a term as it stands, not in lower case: a name, letters that
// stand for words, a demonym?
bool KeepsCase(const SentenceGraph& graph, int word, const EntityLexicon& lexicon);

// "three Danes", "Danes in Chile", "many Danes": some people, and no name of all of them,
// though the head is a proper noun.
bool IsSomeOfPeople(const SentenceGraph& graph, int head);

// "%", "percent", "per [cent]"
bool IsPercent(const SentenceGraph& graph, int word);

// "40% of adults", "ten percent of the workers": of whom the head is a share, which acts as they
// do. 0 if it is none.
int WholeOfShare(const SentenceGraph& graph, int head);

// Is the word in the plural?
bool IsPlural(const SentenceGraph& graph, int word);

// Is a certain one meant: a name, "the plan", "that plan", "Kano's plan"?
bool IsDefinite(const SentenceGraph& graph, int noun);

// Does the text begin with an upper-case letter (ASCII or two-byte Latin, Greek,
// Cyrillic)?
bool IsCapitalized(std::string_view word);

}  // namespace lode
