// What a cue does to a clause, and how such effects add up.
#pragma once

#include <string_view>

#include "loaders/extraction/clauses/factuality.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

// One side of a cue's signature, as factuality.list spells it: words joined by "-".
//   negated        turns the polarity
//   possible, planned, conditional, rumored, demanded
//   ended          held once, holds no longer
//   fact           holds whatever stands round the cue ("regrets that")
//   unsaid         stands in nobody's mouth
//   actual         nothing of these
struct Effect {
  bool negated = false;
  bool ended = false;
  bool fact = false;
  bool unsaid = false;
  Modality modality = Modality::kActual;
};
Effect ReadEffect(std::string_view key);

// The effect of a governing word where it is affirmed and where it is negated: "managed
// to" and "did not manage to". Without a second key a negation passes through to the
// complement: "does not plan to sell" is no sale.
struct Signature {
  Effect affirmed, negated;
};
Signature ReadSignature(std::string_view key, std::string_view other);

// The signature of an item, true if the section lists it.
bool FindSignature(const WordLists& lists, std::string_view section, std::string_view item,
                   Signature& out);

// Adds an effect of the clause's own cues: negations cancel in pairs, and of two
// modalities the one farther from fact wins.
void Apply(const Effect& effect, Factuality& clause);

// What a governor that holds as `governor` does to its complement, which holds as `own`
// by its own cues.
Factuality Under(const Factuality& governor, const Signature& signature, const Factuality& own);

// A state that has ended only in a plan or a doubt has not ended: it will not be, or may
// not be. Call it when a clause's own cues have been read.
void SettleEnd(Factuality& clause);

// Is it told as done, without a "not", a "may" or an "asked whether"?
bool IsDone(const Factuality& clause);

Polarity Opposite(Polarity polarity);
// The one farther from fact.
Modality Farther(Modality a, Modality b);

}  // namespace lode
