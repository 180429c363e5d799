// What must hold of sentences, whatever the text and whatever the model.
#pragma once

#include <string_view>
#include <vector>

#include "loaders/language/sentences/sentence.h"
#include "tests/fuzz/fuzz_target.h"

namespace lode::fuzz {

// Words and mentions stand in order and inside the text.
inline void CheckTokens(const std::vector<Sentence>& sentences, std::string_view text) {
  std::uint32_t at = 0;
  for (const Sentence& sentence : sentences) {
    Require(!sentence.tokens.empty());
    Require(sentence.span.begin <= sentence.span.end && sentence.span.end <= text.size());
    std::uint32_t word_begin = 0;  // the words of a range share its span
    for (const Token& token : sentence.tokens) {
      Require(!token.form.empty() && token.span.begin >= word_begin);
      Require(token.span.begin < token.span.end && token.span.end <= text.size());
      Require(token.span.begin >= at);
      word_begin = token.span.begin;
    }
    at = sentence.tokens.back().span.end;
  }
}

// Every word has a head and hangs, by way of its heads, on a root.
inline void CheckTree(const Sentence& sentence) {
  const int words = static_cast<int>(sentence.tokens.size());
  for (int word = 1; word <= words; ++word) {
    int at = word;
    for (int steps = 0; at != 0; ++steps) {
      Require(at > 0 && at <= words && steps <= words);
      at = sentence.tokens[static_cast<std::size_t>(at) - 1].head;
    }
  }
  for (const std::vector<Mention>* mentions : {&sentence.mentions, &sentence.nominals})
    for (const Mention& mention : *mentions)
      Require(mention.first >= 1 && mention.first <= mention.last && mention.last <= words);
}

inline void CheckTrees(const std::vector<Sentence>& sentences) {
  for (const Sentence& sentence : sentences) CheckTree(sentence);
}

}  // namespace lode::fuzz
