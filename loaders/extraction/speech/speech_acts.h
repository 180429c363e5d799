// Who says what: the acts of speech and thought that the trees of sentences show.
#pragma once

#include <cstdint>
#include <map>
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

enum class SpeechKind {
  kClause,     // "Kano said that …", "…, said Kano"
  kAccording,  // "according to Kano"
  kNoun,       // "Kano's claim that …"
  kNaming,     // "Kano called it a mistake"
  kQuotation,  // found through a quotation alone
};

// One speaker's words: an agent, a cue, a content.
struct SpeechAct {
  SpeechKind kind = SpeechKind::kClause;
  WordPlace cue;                    // the verb or noun of saying; for kAccording the source
  std::string predicate;            // "said", "denied" …
  std::string relation;             // as read: "push back", "according to"
  std::vector<WordPlace> speakers;  // heads of the phrases that name them
  std::uint32_t speaker = kNoNode;  // the node of the first; kNoNode: somebody unnamed
  WordPlace addressee;              // "told Reuters"; word 0 = none
  std::map<std::uint32_t, std::vector<int>> content;  // words of each sentence, in order
  std::vector<std::size_t> quotations;                // those that hold its words
  bool negated_by_cue = false;                        // the speaker denies the content

  bool Covers(WordPlace place) const;
  std::size_t size() const;  // words of content
};

// The acts of one sentence. `index` is its number in the article. Reads speech.list.
std::vector<SpeechAct> FindSpeechActs(const SentenceGraph& graph, std::uint32_t index,
                                      ArticleEntities& entities, const WordLists& lists);

// The speech predicate of a verb ("said" for "add"), empty if it is none.
std::string_view SpeechPredicate(const SentenceGraph& graph, int verb, const WordLists& lists);

// Whose claim, plan or report a noun is: "Kano's claim", "a report from Kano".
std::vector<int> SpeakersOfNoun(const SentenceGraph& graph, int noun, const WordLists& lists);

// Can the phrase speak: a person, a body, a group, a pronoun for one?
bool IsAnimate(const SentenceGraph& graph, WordPlace place, ArticleEntities& entities);

}  // namespace lode
