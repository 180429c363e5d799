// The sentences that test frames.
#pragma once

#include <string>
#include <vector>

#include "loaders/extraction/words/schema_mapping.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

// The words of a frame as a clause has them in the third person: "plays a role in",
// "is tied to", "is a part of". `lists` knows the participles that no rule gives.
std::string ThirdPerson(const Frame& frame, const WordLists& lists);

// A verb, its third person, its participle and its -ing form.
std::vector<std::string> FormsOf(const std::string& verb, const WordLists& lists);

// A frame as the file has it: "play @role in".
std::string SpellingOf(const Frame& frame);

// The example itself, or, of an "each", one for every frame of its line, with that frame
// as its only one.
std::vector<FrameExample> SpellOut(const FrameExample& example, const FrameTable& frames,
                                   const WordLists& lists);

}  // namespace lode
