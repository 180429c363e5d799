// The analysed sentence: what loaders/language gives to loaders/extraction.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lode/statement.h"

namespace lode {

// One syntactic word. A multi-word token ("don't") is two of them that share
// the token's byte range as their parts.
struct Token {
  Span span;               // bytes in the text that was analysed
  std::string form;        // as written
  std::string lemma;       // "say"
  std::string upos, xpos;  // "VERB", "VBD"
  std::string feats;       // UD features, "_" for none: "Mood=Ind|Tense=Past"
  int head = 0;            // index of the head from 1; 0 = root
  std::string deprel;      // with subtype: "nsubj:pass"
  bool space_after = true;
  float head_margin = 0;  // how much better the head scored than the next best word
};

// A surface token of several words: words [first, last], from 1.
struct MultiwordToken {
  int first = 0, last = 0;
  std::string form;
  Span span;
};

// A named mention: words [first, last], from 1, and a type of the schema's
// entity types ("person", "organization", "place", "product", "work", "event",
// "group", ...).
struct Mention {
  int first = 0, last = 0;
  std::string type;
  float margin = 0;  // how much better this type scored than the next best one
};

struct Sentence {
  Span span;
  std::vector<Token> tokens;  // tokens[i] is word i + 1
  std::vector<MultiwordToken> multiword;
  std::vector<Mention> mentions;  // in order, not overlapping
  int block = -1;                 // index into Article::blocks, -1 = none
  // Whatever is mentioned, by name, noun or pronoun, with GUM's entity classes
  // ("person", "abstract", ...). Nested or apart, never crossing; by first word,
  // the longer one first.
  std::vector<Mention> nominals = {};
};

}  // namespace lode
