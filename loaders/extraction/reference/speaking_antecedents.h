// Pronouns, and candidates that speak: whoever says a thing, or reports it, is seldom what
// the thing said is about.
#pragma once

#include <cstdint>
#include <string_view>

#include "loaders/extraction/reference/antecedents.h"

namespace lode {

enum class PronounKind { kNone, kHe, kShe, kIt, kThey };

// A pronoun, where it stands and how it is used.
struct Anaphor {
  std::uint32_t sentence = 0;
  int word = 0;
  PronounKind kind = PronounKind::kNone;
  bool subject = false, possessive = false, reflexive = false, in_quotes = false;
  int governor = 0;              // the verb or noun that it depends on
  int actor = 0;                 // possessives: who acts in the clause
  std::string_view entity = {};  // what the model's entity head calls it
};

// The word that a candidate depends on; "Detective Ana Kano said" is the verb.
int VerbOf(const SentenceGraph& graph, const Antecedent& candidate);

// Below, `graph` is the candidate's sentence and `here` the pronoun's.

// "The storm hit the port, the board said. It …": the storm, unless it speaks again. Not so
// behind a quotation: "“It is over,” the mayor said. He …".
bool IsClosingSpeaker(const SentenceGraph& graph, const Anaphor& anaphor,
                      const Antecedent& candidate, const SentenceGraph& here,
                      const EntityLexicon& lexicon);

// "… published the report, and it said": what is written may speak.
bool IsSpeakingWork(const SentenceGraph& graph, const SentenceGraph& here, const Anaphor& anaphor,
                    const Antecedent& candidate, const EntityLexicon& lexicon);

// "signed a deal. It also said": no deal does.
bool IsSilentWork(const SentenceGraph& graph, const SentenceGraph& here, const Anaphor& anaphor,
                  const Antecedent& candidate, const EntityLexicon& lexicon);

// "The gunman's wife told police that he was ill": whoever is told of by his wife or lawyer.
bool IsSpeakersOwn(const SentenceGraph& graph, const Anaphor& anaphor, const Antecedent& candidate);

// "The report says the tower is sound": what is written says nothing of itself, nor does the
// next sentence go on with it unless it speaks again.
bool IsTextSpeaking(const SentenceGraph& graph, const Anaphor& anaphor, const Antecedent& candidate,
                    const SentenceGraph& here, const EntityLexicon& lexicon);

// "The bank said they would wait": who speaks means himself, but not who reports.
bool SaysSo(const SentenceGraph& graph, const Anaphor& anaphor, const Antecedent& candidate);

// "Daily News reported that Orrin is in trouble as it …": not the outlet.
bool IsReporter(const SentenceGraph& graph, const Anaphor& anaphor, const Antecedent& candidate);

}  // namespace lode
