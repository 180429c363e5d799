// Who says what: the acts of speech and thought that the trees of sentences show.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "loaders/extraction/speech/speakers.h"
#include "loaders/extraction/speech/text_places.h"

namespace lode {

enum class SpeechKind {
  kClause,     // "Kano said that …", "…, said Kano"
  kAccording,  // "according to Kano", "in Kano's words"
  kNoun,       // "Kano's claim that …"
  kNaming,     // "Kano called it a mistake"
  kQuotation,  // found through a quotation alone
  kLabel,      // "Kano: the bank is closed", "KANO: The bank is closed."
  kDeed,       // "Kano accused him of …", "urged him to …": whose the content is, no words
  kWithheld,   // "did not say whether …", "“…”" of nobody: what no one is held to
};

// One speaker's words: an agent, a cue, a content.
struct SpeechAct {
  SpeechKind kind = SpeechKind::kClause;
  WordPlace cue;                    // the verb or noun of saying; for kAccording the source;
                                    // word 0: none
  std::string predicate;            // "said", "denied" …
  std::string relation;             // as read: "push back", "according to"
  std::vector<WordPlace> speakers;  // heads of the phrases that name them
  std::uint32_t speaker = kNoNode;  // the node of the first; kNoNode: kWithheld alone
  WordPlace addressee;              // "told Reuters"; word 0 = none
  PlacedWords content;
  PlacedWords around;                   // held with the content but none of its words: another
                                        // source's cue ("citing two bankers"), what a speaker
                                        // named in the middle says on
  std::vector<std::size_t> quotations;  // those that hold its words
  bool negated_by_cue = false;          // the speaker denies the content
  bool answers = false;   // "asked whether …, she said it was": the content is what was asked
  bool denies = false;    // "… it was not"
  bool verbatim = false;  // a line of a transcript: the words themselves

  bool Covers(WordPlace place) const;
  std::size_t size() const;  // words that it covers
};

// Adds words to a list in order, each once.
void AddWords(std::vector<int>& words, const std::vector<int>& more);

// The acts of one sentence. `index` is its number in the article. Reads speech.list.
std::vector<SpeechAct> FindSpeechActs(const SentenceGraph& graph, std::uint32_t index,
                                      ArticleEntities& entities, const WordLists& lists);

}  // namespace lode
