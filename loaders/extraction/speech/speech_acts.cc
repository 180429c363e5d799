// The acts of one sentence, word by word: verbs of saying, nouns of saying, sources. Each
// sort has a room of its own; here is what they share, and the order in which they look.
//
// The hard bit is that most verbs of speech are also something else ("the bank holds",
// "the move suggests"). The lists say which need a subject that can speak, and which ones
// documents may have.
#include "loaders/extraction/speech/speech_acts.h"

#include <algorithm>

#include "loaders/extraction/speech/speech_reader.h"

namespace lode {

bool SpeechAct::Covers(WordPlace place) const {
  const auto holds = [&](const PlacedWords& words) {
    const auto here = words.find(place.sentence);
    return here != words.end() &&
           std::binary_search(here->second.begin(), here->second.end(), place.word);
  };
  return holds(content) || holds(around);
}

std::size_t SpeechAct::size() const {
  std::size_t n = 0;
  for (const auto& [sentence, words] : content) n += words.size();
  for (const auto& [sentence, words] : around) n += words.size();
  return n;
}

void AddWords(std::vector<int>& words, const std::vector<int>& more) {
  words.insert(words.end(), more.begin(), more.end());
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

SpeechAct SpeechReader::Act(SpeechKind kind, int cue, std::string_view predicate,
                            std::string relation) const {
  SpeechAct act;
  act.kind = kind;
  act.cue = {index, cue};
  act.predicate = std::string(predicate);
  act.relation = std::move(relation);
  return act;
}

bool SpeechReader::SetSpeakers(SpeechAct& act, const std::vector<int>& words) {
  for (int word : words) {
    const std::uint32_t node = SpeakerNode(graph, {index, word}, entities, act.cue.word);
    if (node == kNoNode) continue;
    act.speakers.push_back({index, word});
    if (act.speaker == kNoNode) act.speaker = node;
  }
  return !act.speakers.empty();
}

void SpeechReader::Withhold(int cue, int content) {
  SpeechAct act = Act(SpeechKind::kWithheld, cue, "", "");
  act.content[index] = graph.Subtree(content);
  acts.push_back(std::move(act));
}

std::vector<SpeechAct> FindSpeechActs(const SentenceGraph& graph, std::uint32_t index,
                                      ArticleEntities& entities, const WordLists& lists) {
  SpeechReader reader{graph, index, entities, lists};
  for (int word = 1; word <= graph.size(); ++word) {
    if (graph.IsUpos(word, "VERB")) {
      ReadNaming(reader, word);
      ReadDeed(reader, word);
      ReadSpeechVerb(reader, word);
    }
    if (graph.IsUpos(word, "NOUN")) ReadSpeechNoun(reader, word);
    if (graph.IsUpos(word, "ADJ") || graph.word(word).xpos == "VBN") ReadStance(reader, word);
    ReadSource(reader, word);
  }
  for (int word = 1; word <= graph.size(); ++word)  // all acts are known: "citing Kano"
    if (graph.IsUpos(word, "VERB")) ReadCiting(reader, word);
  return std::move(reader.acts);
}

}  // namespace lode
