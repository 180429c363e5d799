// A sentence's words by their numbers, for those who put trees right.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "loaders/language/sentences/sentence.h"

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

// The number of one of the sentence's words, 0 for null.
inline int NumberOf(const Sentence& sentence, const Token* token) {
  return token == nullptr ? 0 : static_cast<int>(token - sentence.tokens.data()) + 1;
}

// Does the word hang on `top`, or on what hangs on it, or is it `top`?
inline bool IsUnder(const Sentence& sentence, int word, int top) {
  const std::size_t size = sentence.tokens.size();
  for (std::size_t steps = 0; word >= 1 && steps <= size; ++steps) {
    if (word == top) return true;
    if (static_cast<std::size_t>(word) > size) return false;
    word = static_cast<int>(sentence.tokens[static_cast<std::size_t>(word - 1)].head);
  }
  return false;
}

// The first and the last of the words without a gap round `top` that hang on it.
inline int FirstUnder(const Sentence& sentence, int top) {
  int first = top;
  while (first > 1 && IsUnder(sentence, first - 1, top)) --first;
  return first;
}
inline int LastUnder(const Sentence& sentence, int top) {
  int last = top;
  while (last < static_cast<int>(sentence.tokens.size()) && IsUnder(sentence, last + 1, top))
    ++last;
  return last;
}

// A sentence's tree as it is being put right. Words are looked for within kReach of each other.
class EditableTree {
 public:
  explicit EditableTree(Sentence& sentence) : sentence_(sentence) {}

 protected:
  static constexpr int kReach = 80;

  int size() const { return static_cast<int>(sentence_.tokens.size()); }
  // A word that is not there is nothing: it has no form, no tag and no head.
  Token& Word(int word) {
    Token* token = At(sentence_, word);
    return token != nullptr ? *token : nowhere_ = Token();
  }
  bool IsMark(int word) { return word >= 1 && word <= size() && Word(word).upos == "PUNCT"; }

  // By that relation, with or without subtype.
  bool Is(int word, std::string_view relation) {
    const std::string& own = Word(word).deprel;
    return own.starts_with(relation) &&
           (own.size() == relation.size() || own[relation.size()] == ':');
  }
  int ChildOf(int head, std::string_view relation) {
    const int last = std::min(size(), head + kReach);
    for (int w = std::max(1, head - kReach); w <= last; ++w)
      if (static_cast<int>(Word(w).head) == head && Is(w, relation)) return w;
    return 0;
  }
  bool Under(int word, int ancestor) {
    for (int steps = 0; word >= 1 && word <= size() && steps < kReach; ++steps) {
      if (word == ancestor) return true;
      word = static_cast<int>(Word(word).head);
    }
    return false;
  }
  // The first word of what hangs below `head`, not far before it.
  int FirstOf(int head) {
    int first = head;
    for (int w = std::max(1, head - kReach / 4); w < first; ++w)
      if (Under(w, head)) first = w;
    return first;
  }
  void Hang(int word, int head, std::string_view relation) {
    Word(word).head = head;
    Word(word).deprel = std::string(relation);
  }

  Sentence& sentence_;

 private:
  Token nowhere_;  // see Word
};

}  // namespace lode
