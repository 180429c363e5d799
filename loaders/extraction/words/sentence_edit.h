// A sentence's words by their numbers, for those who put trees right.
#pragma once

#include <string_view>

#include "loaders/language/sentence.h"

namespace lode {

// The word with that number, from 1; null outside the sentence.
inline Token* At(Sentence& sentence, int word) {
  const bool inside = word >= 1 && static_cast<std::size_t>(word) <= sentence.tokens.size();
  return inside ? &sentence.tokens[static_cast<std::size_t>(word - 1)] : nullptr;
}

// The first word that hangs on `head` by that relation, subtype included; null if none.
inline Token* Child(Sentence& sentence, int head, std::string_view relation) {
  for (Token& token : sentence.tokens)
    if (static_cast<int>(token.head) == head && token.deprel == relation) return &token;
  return nullptr;
}

}  // namespace lode
