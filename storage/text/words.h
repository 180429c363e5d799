// The words of a text, as they are looked for.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "lode/statement.h"

namespace lode {

// A word is cut here, at a whole character: limit `word-bytes`.
inline constexpr std::size_t kMostWordBytes = 64;

// The words of a text in order: folded as names are (FoldText), then runs of letters, digits
// and marks. "Halden's tape-out" is halden, s, tape, out. The same on every machine.
std::vector<std::string> WordsIn(std::string_view text);

// Where the words stand that WordsIn gives, in bytes of the text: what is to be marked.
// A written word that folding makes two of is marked whole.
struct PlacedWord {
  std::string word;
  Span span;
};
std::vector<PlacedWord> PlacedWordsIn(std::string_view text);

// What must stand in a text that has `part` in it, letter by letter: `whole` words that it
// has, and `pieces` (of at least three letters) that each stand inside of one of its words.
// Both empty: nothing can be said. A word of kMostWordBytes may hold any piece.
struct WordsOfPart {
  std::vector<std::string> whole, pieces;
};
WordsOfPart WordsAround(std::string_view part);

}  // namespace lode
