// Who can speak, and what stands for the speaker in the graph.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "loaders/extraction/names/entities.h"
#include "loaders/extraction/words/sentence_graph.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

// A word of the article: sentence (index) and word (from 1).
struct WordPlace {
  std::uint32_t sentence = 0;
  int word = 0;
  auto operator<=>(const WordPlace&) const = default;
};

// What sort of speaker a phrase is.
enum class Voice {
  kNone,      // "it" and "there" that stand for nothing
  kAuthor,    // "I", "we", "you": the article's own voice, unless it is quoted
  kThing,     // "the move", "the sign"
  kDocument,  // "the report"
  kAnimate,   // a person, a body, a group, a pronoun or a number for one
};

// Reads speech.list and what the model calls the phrase.
Voice VoiceOf(const SentenceGraph& graph, WordPlace place, ArticleEntities& entities,
              const WordLists& lists);

// Can the phrase speak: a person, a body, a group, a pronoun for one?
bool IsAnimate(const SentenceGraph& graph, WordPlace place, ArticleEntities& entities,
               const WordLists& lists);

// The node of whoever the phrase names; a particular of the article where it has no
// node of its own ("41 percent", "one of the engineers", "they"). Nobody who speaks is
// left out because he has no name; kNoNode only for a word that is none. A participle that is
// the `cue` ("a lawsuit alleging that …") is no part of the speaker.
std::uint32_t SpeakerNode(const SentenceGraph& graph, WordPlace place, ArticleEntities& entities,
                          int cue = 0);

// Those who do what the verb says, even where they are not nouns: "many", "the latter".
std::vector<int> SpeakersOfVerb(const SentenceGraph& graph, int verb, const WordLists& lists);

// "said the 36-year-old", whatever the tree makes of it: the last word of the phrase
// behind the verb, 0 if there is none.
int PhraseBehind(const SentenceGraph& graph, int verb);

// Whose claim, plan or report a noun is: "Kano's claim", "a report from Kano".
std::vector<int> SpeakersOfNoun(const SentenceGraph& graph, int noun, ArticleEntities& entities,
                                std::uint32_t sentence, const WordLists& lists);

// The "by" phrases of a passive.
std::vector<int> AgentsOf(const SentenceGraph& graph, int verb);

}  // namespace lode
