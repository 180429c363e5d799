// Classes of "it" and "they" from what earlier sentences mention.
#pragma once

#include <deque>
#include <string>

#include "loaders/language/sentences/sentence.h"

namespace lode {

// A model that reads sentence by sentence cannot know whether "it" is a ship or a law.
// This remembers what the last sentences mentioned, and where the model was in doubt
// gives a pronoun the class of its likeliest antecedent: the nearest one whose number
// and class can go with the pronoun, subjects and the same pronoun first. No claim about
// identity is made; extraction resolves pronouns by more than this.
// Threads: one. Memory: the mentions of a few sentences.
class AntecedentMemory {
 public:
  // Changes classes of sentence->nominals, then remembers them.
  void Settle(Sentence* sentence);

  // What comes next is another document.
  void Clear() { seen_.clear(); }

 private:
  enum class Pronoun : char { kNone, kIt, kThey, kOther };
  struct Seen {
    std::string type;
    Pronoun pronoun = Pronoun::kNone;
    bool subject = false, singular = false, plural = false;
    int sentence = 0;
    int last = 0;  // word
  };

  static Pronoun PronounOf(const Token& token);
  static float Fit(Pronoun pronoun, const Seen& seen, int sentences_ago);
  // Null if nothing fits a pronoun at word `head`.
  const Seen* AntecedentOf(Pronoun pronoun, int head) const;

  std::deque<Seen> seen_;
  int sentence_ = 0;
};

}  // namespace lode
