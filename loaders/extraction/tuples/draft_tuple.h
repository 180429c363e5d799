// A tuple before it is spelt: the words of each part, by position.
#pragma once

#include <string>
#include <vector>

#include "loaders/extraction/words/sentence_graph.h"

namespace lode {

// Words of the sentence, in order, and what is put in before them ("is").
struct TuplePhrase {
  std::string put_in;
  std::vector<int> words;
};

// What a tuple was read from.
enum class TupleKind {
  kVerb,        // a finite clause
  kCopula,      // "the boat is new"
  kRelative,    // "…, which makes sails"
  kReduced,     // "sails made in Norway"
  kParticiple,  // "…, making sails"
  kApposition,  // "Kano, a maker of sails"
  kTitle,       // "President Lind"
  kPossession,  // "Kano's yard"
};
inline constexpr int kTupleKinds = 8;

struct DraftTuple {
  TupleKind kind = TupleKind::kVerb;
  int anchor = 0;  // the word that states it
  int subject_head = 0, object_head = 0;
  TuplePhrase subject, relation;
  std::vector<TuplePhrase> objects;
};

}  // namespace lode
