// Whoever does the saying speaks: a name, a noun, a number of people, a pronoun. Whether
// a thing does depends on the verb; this room only says what the phrase is.
//
// The hard bit is the nameless: the graph needs one node for them that joins no other
// article. A noun has its node; for the rest ("41 percent", "nine in ten", "they") a
// particular is made, called as the article calls it.
#include "loaders/extraction/speech/speakers.h"

#include <algorithm>

#include "loaders/extraction/clauses/control.h"
#include "loaders/extraction/words/predicates.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

constexpr std::size_t kLongestName = 9;  // words of a nameless speaker's phrase

// The class that the model gives the phrase headed by the word: "person".
std::string NominalType(const SentenceGraph& graph, int word) {
  const Mention* best = nullptr;
  for (const Mention& nominal : graph.sentence().nominals) {
    if (word < nominal.first || word > nominal.last) continue;
    const int head = graph.head(word);
    if (head >= nominal.first && head <= nominal.last) continue;
    if (best == nullptr || nominal.last - nominal.first < best->last - best->first) best = &nominal;
  }
  return best == nullptr ? std::string() : best->type;
}

bool IsAuthorWord(const SentenceGraph& graph, int word, const WordLists& lists) {
  if (lists.Has("author", graph.lemma(word))) return graph.IsUpos(word, "PRON");
  // "One might say", but "one said it was dark".
  if (graph.lemma(word) != "one" || !graph.children(word).empty()) return false;
  const int verb = graph.head(word);
  return graph.Child(verb, "aux") != 0 || graph.word(verb).xpos != "VBD";
}

bool IsNumberOfPeople(const SentenceGraph& graph, int word) {
  return graph.IsUpos(word, "NUM") || graph.IsUpos(word, "SYM") || graph.Child(word, "nummod") != 0;
}

// The phrase as it names its speaker: without article, asides and clauses.
std::string NameOfPhrase(const SentenceGraph& graph, int head) {
  if (graph.IsUpos(head, "PRON")) return graph.lemma(head);
  std::vector<int> without;
  for (int child : graph.children(head)) {
    const bool article = graph.word(child).xpos == "DT" &&
                         (graph.lemma(child) == "the" || graph.lemma(child) == "a");
    bool part = false;
    for (const std::string_view relation : {"det", "amod", "nummod", "compound", "nmod", "obl",
                                            "advmod", "flat", "fixed", "goeswith"})
      part = part || graph.Is(child, relation);
    if (!part || article) without.push_back(child);
  }
  std::vector<int> words = graph.Subtree(head, without);
  if (words.size() > kLongestName) words = {head};
  std::string name;
  int last = 0;
  for (int w : words) {
    const bool joined = last != 0 && w == last + 1 && !graph.word(last).space_after;
    if (!name.empty() && !joined) name += ' ';
    const bool keeps_case = graph.IsUpos(w, "PROPN") || w != words.front();
    name += keeps_case ? graph.word(w).form : FoldWord(graph.word(w).form);
    last = w;
  }
  return name;
}

// "Ana Kano, an expert on tides and a graduate of Lund, said": joined to her, but she it is.
bool DescribesFirst(const SentenceGraph& graph, int word) {
  const int name = graph.FirstConjunct(word);
  if (name == word || !graph.IsUpos(name, "PROPN") || !graph.IsUpos(word, "NOUN") ||
      graph.word(word).xpos != "NN" || graph.Child(word, "det", "a") == 0)
    return false;
  const int described = graph.Child(name, "appos");
  return described > name && described < word;
}

}  // namespace

Voice VoiceOf(const SentenceGraph& graph, WordPlace place, ArticleEntities& entities,
              const WordLists& lists) {
  const int word = place.word;
  if (word == 0) return Voice::kNone;
  const int self = graph.Child(word, "cop") != 0 ? graph.Child(word, "nsubj") : 0;
  if (IsAuthorWord(graph, word, lists) || (self != 0 && IsAuthorWord(graph, self, lists)))
    return Voice::kAuthor;  // "I am the only one who thinks"
  if (lists.Has("impersonal", graph.lemma(word)) && !graph.IsUpos(word, "NOUN")) {
    const EntityMention* mention = entities.At(place.sentence, word);
    if (mention == nullptr || mention->node == kNoNode) return Voice::kNone;
  }
  if (IsAnimate(graph, place, entities, lists)) return Voice::kAnimate;
  return lists.Has("evidence-noun", graph.lemma(word)) ? Voice::kDocument : Voice::kThing;
}

bool IsAnimate(const SentenceGraph& graph, WordPlace place, ArticleEntities& entities,
               const WordLists& lists) {
  const std::uint32_t node = entities.NodeFor(place.sentence, place.word);
  if (node != kNoNode && lists.Has("speaker-type", entities.nodes()[node].type)) return true;
  if (lists.Has("speaker-word", graph.lemma(place.word))) return true;
  if (graph.IsUpos(place.word, "PROPN") && node == kNoNode) return true;
  const std::string type = NominalType(graph, place.word);
  if (type == "person" || type == "organization") return true;
  return IsNumberOfPeople(graph, place.word) && type != "time" && type != "object" &&
         !graph.IsUpos(place.word, "NOUN");
}

std::uint32_t SpeakerNode(const SentenceGraph& graph, WordPlace place, ArticleEntities& entities,
                          int cue) {
  if (place.word == 0) return kNoNode;
  const bool says_itself = cue != 0 && graph.Is(cue, "acl") && graph.head(cue) == place.word &&
                           graph.word(cue).xpos == "VBG" && graph.IsUpos(place.word, "NOUN");
  if (says_itself)
    return entities.ParticularAt(place.sentence, place.word, NameOfPhrase(graph, place.word),
                                 "work");
  const std::uint32_t node = entities.NodeFor(place.sentence, place.word);
  const int word = graph.Antecedent(place.word);
  const bool names = graph.IsNominal(word) && !graph.IsUpos(word, "NUM");
  if (node != kNoNode && (names || entities.nodes()[node].identity != IdentityClass::kTerm))
    return node;  // "many", "the latter" are no kinds
  const std::string name = NameOfPhrase(graph, word);
  if (name.empty()) return kNoNode;
  const std::string type = NominalType(graph, word);
  return entities.Particular(name, type == "organization" ? type : "person");
}

std::vector<int> AgentsOf(const SentenceGraph& graph, int verb) {
  std::vector<int> agents;
  for (int child : graph.children(verb))
    if (graph.Is(child, "obl") && graph.Preposition(child) == "by")
      for (int agent : graph.Conjuncts(child)) agents.push_back(agent);
  return agents;
}

std::vector<int> SpeakersOfVerb(const SentenceGraph& graph, int verb, const WordLists& lists) {
  std::vector<int> subjects = SubjectsOf(graph, verb, lists);
  std::erase_if(subjects, [&](int w) { return DescribesFirst(graph, w); });
  if (!subjects.empty()) return subjects;
  const int subject = graph.Child(verb, "nsubj");  // "many", "the latter": no nouns
  if (subject != 0 && !graph.Is(subject, "nsubj:pass")) return {subject};
  return {};
}

int PhraseBehind(const SentenceGraph& graph, int verb) {
  int last = 0;
  for (int w = verb + 1; w <= graph.size(); ++w) {
    const std::string& tag = graph.word(w).upos;
    const bool hyphen = graph.word(w).form == "-";
    if (tag != "DET" && tag != "ADJ" && tag != "NUM" && tag != "NOUN" && tag != "PROPN" && !hyphen)
      break;
    if (!hyphen) last = w;
  }
  return last > verb + 1 ? last : 0;
}

std::vector<int> SpeakersOfNoun(const SentenceGraph& graph, int noun, ArticleEntities& entities,
                                std::uint32_t sentence, const WordLists& lists) {
  const int verb = graph.Is(noun, "obj") || graph.Is(noun, "obl") ? graph.head(noun) : 0;
  const int owner = PossessorOf(graph, noun);
  if (owner != 0 && !IsAuthorWord(graph, owner, lists)) {
    const bool nobody = graph.IsUpos(owner, "PRON") && entities.NodeFor(sentence, owner) == kNoNode;
    if (!nobody) return graph.Conjuncts(owner);
    const std::vector<int> subjects =  // "kept up their complaints"
        verb != 0 && !IsPassive(graph, verb) ? SpeakersOfVerb(graph, verb, lists)
                                             : std::vector<int>{};
    return subjects.empty() ? std::vector<int>{owner} : subjects;
  }
  for (int child : graph.children(noun)) {
    const std::string preposition =
        graph.Is(child, "nmod") || graph.Is(child, "obl") ? graph.Preposition(child) : "";
    if (lists.Has("whose-preposition", preposition)) return graph.Conjuncts(child);
  }
  for (int child : graph.children(noun)) {  // "the point that critics make"
    const int subject = graph.word(child).deprel == "acl:relcl" ? graph.Child(child, "nsubj") : 0;
    if (subject != 0 && graph.Antecedent(subject) == subject &&
        lists.Has("raising", WithParticle(graph, child, lists)))
      return graph.Conjuncts(subject);
  }
  const bool voiced =  // "came to the conclusion"
      graph.Is(noun, "obj") || lists.Has("voicing-preposition", graph.Preposition(noun));
  if (verb != 0 && voiced && lists.Has("voicing", WithParticle(graph, verb, lists)))
    return IsPassive(graph, verb) ? AgentsOf(graph, verb) : SpeakersOfVerb(graph, verb, lists);
  return {};
}

}  // namespace lode
