// What the rooms that find acts of speech in one sentence share.
#pragma once

#include <string>
#include <vector>

#include "loaders/extraction/speech/speech_acts.h"

namespace lode {

// References: all of it outlives the reading.
struct SpeechReader {
  const SentenceGraph& graph;
  std::uint32_t index;  // the sentence's number
  ArticleEntities& entities;
  const WordLists& lists;
  std::vector<SpeechAct> acts = {};

  SpeechAct Act(SpeechKind kind, int cue, std::string_view predicate, std::string relation) const;
  // Names the speakers by their words; false if there is none.
  bool SetSpeakers(SpeechAct& act, const std::vector<int>& words);
  // Adds what nobody is held to.
  void Withhold(int cue, int content);
  Voice VoiceAt(int word) { return VoiceOf(graph, {index, word}, entities, lists); }
};

// The speech predicate of a verb ("said" for "add"), empty if it is none.
std::string_view SpeechPredicate(const SentenceGraph& graph, int verb, const WordLists& lists);

// Verbs of saying, thinking, naming, accusing and asking for.
void ReadSpeechVerb(SpeechReader& reader, int verb);
void ReadNaming(SpeechReader& reader, int verb);
void ReadDeed(SpeechReader& reader, int verb);
// "is convinced that", "made clear that".
void ReadStance(SpeechReader& reader, int word);

// "Kano's claim that …"
void ReadSpeechNoun(SpeechReader& reader, int noun);
// "according to Kano", "in the words of Kano".
void ReadSource(SpeechReader& reader, int word);
// "reported, citing Kano, that …": Kano says it, by way of the act found before.
void ReadCiting(SpeechReader& reader, int verb);

}  // namespace lode
