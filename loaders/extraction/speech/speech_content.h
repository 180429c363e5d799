// Where a verb of saying has what is said.
#pragma once

#include <vector>

#include "loaders/extraction/words/sentence_graph.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

// What a verb of saying says.
struct Content {
  int head = 0;           // its clause; 0 if there is none
  int speaker = 0;        // who stands behind the verb, where both are in the middle of it
  bool around = false;    // the verb stands in it, as an aside
  bool question = false;  // "what it will cost", "whether to go": asked, or known
  bool polar = false;     // "whether", "if": not even taken for granted
  std::vector<int> words = {};
  // Clauses behind a verb that stands in the middle, the speaker's too but not hung on what
  // was said: "it is safe, Kano said, because it is new".
  std::vector<int> beside = {};
};

Content ContentOf(const SentenceGraph& graph, int verb, const WordLists& lists);

// The name right before the verb, however the tree hangs it: "…, its director Ana Kwok
// said". Empty if there is none.
std::vector<int> NameBefore(const SentenceGraph& graph, int verb);

}  // namespace lode
