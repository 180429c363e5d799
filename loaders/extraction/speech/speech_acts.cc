// Speech from trees: a verb of communication or thought with a clause under it or
// round it, "according to" with a source, a noun of speech with a that-clause, a
// verb of naming with object and predicate.
//
// The hard bit is that most verbs of speech are also something else ("the bank
// holds", "the move suggests"). The lists say which need a subject that can speak,
// and which ones documents may have.
#include "loaders/extraction/speech/speech_acts.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "loaders/extraction/clauses/clauses.h"
#include "loaders/extraction/speech/speech_content.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

constexpr std::array<std::string_view, 12> kAnimateTypes = {
    "person", "organization", "company", "government-body", "party", "media",
    "group",  "place",        "country", "region",          "city",  "role"};

std::string WithParticle(const SentenceGraph& graph, int verb) {
  const std::string particle = ParticleOf(graph, verb);
  return particle.empty() ? graph.lemma(verb) : graph.lemma(verb) + " " + particle;
}

// Looks a verb up with its particle: "figure out" is not "figure".
std::string_view FindVerb(const SentenceGraph& graph, int verb, std::string_view section,
                          const WordLists& lists) {
  const std::string_view whole = lists.Find(section, WithParticle(graph, verb));
  return whole;
}

class Finder {
 public:
  Finder(const SentenceGraph& graph, std::uint32_t index, ArticleEntities& entities,
         const WordLists& lists)
      : graph_(graph), index_(index), entities_(entities), lists_(lists) {}

  std::vector<SpeechAct> Run() {
    for (int word = 1; word <= graph_.size(); ++word) {
      if (graph_.IsUpos(word, "VERB")) ReadVerb(word);
      if (graph_.IsUpos(word, "NOUN")) ReadNoun(word);
      if (graph_.Preposition(word) == "according-to" || IsAccordingMark(word)) ReadSource(word);
    }
    return std::move(acts_);
  }

 private:
  bool IsAccordingMark(int word) const {
    for (int child : graph_.children(word))
      if (graph_.Is(child, "mark") && FoldWord(graph_.word(child).form) == "according") return true;
    return false;
  }

  SpeechAct Act(SpeechKind kind, int cue, std::string_view predicate, std::string relation) const {
    SpeechAct act;
    act.kind = kind;
    act.cue = {index_, cue};
    act.predicate = std::string(predicate);
    act.relation = std::move(relation);
    return act;
  }

  // Names the speakers; false if these cannot be speakers here.
  bool SetSpeakers(SpeechAct& act, const std::vector<int>& words) {
    for (int word : words) {
      act.speakers.push_back({index_, word});
      if (act.speaker == kNoNode) act.speaker = entities_.NodeFor(index_, word);
    }
    return !words.empty();
  }

  // Only "I" and "we" of the article's own voice.
  bool IsAuthor(const std::vector<int>& subjects) const {
    return std::any_of(subjects.begin(), subjects.end(), [&](int w) {
      return graph_.lemma(w) == "i" || graph_.lemma(w) == "we" || graph_.lemma(w) == "you" ||
             graph_.lemma(w) == "one";
    });
  }

  bool MaySpeak(int verb, const std::vector<int>& subjects) const {
    if (subjects.empty()) return false;
    const int subject = subjects.front();
    if (lists_.Has("impersonal", graph_.lemma(subject)) && graph_.IsUpos(subject, "PRON"))
      return entities_.At(index_, subject) != nullptr &&
             entities_.At(index_, subject)->node != kNoNode;
    if (IsAnimate(graph_, {index_, subject}, entities_)) return true;
    if (lists_.Has("evidence-noun", graph_.lemma(subject)))
      return FindEvidence(verb) || !IsAnimateOnly(verb);
    return !IsAnimateOnly(verb) && !FindEvidence(verb);
  }
  bool IsAnimateOnly(int verb) const {
    return lists_.Has("animate-only", graph_.lemma(verb)) ||
           lists_.Has("cognition", graph_.lemma(verb));
  }
  bool FindEvidence(int verb) const { return !FindVerb(graph_, verb, "evidence", lists_).empty(); }

  void SetContent(SpeechAct& act, int head, bool around, int cue) {
    std::vector<int> without;
    if (around) without.push_back(cue);
    act.content[index_] = graph_.Subtree(head, without);
  }

  void ReadVerb(int verb) {
    std::string_view predicate = SpeechPredicate(graph_, verb, lists_);
    const bool evidence = FindEvidence(verb);
    if (lists_.Has("naming", graph_.lemma(verb))) ReadNaming(verb);
    if (predicate.empty() && !evidence) return;
    bool around = false;
    const int content = ContentOf(graph_, verb, lists_, around);
    if (content == 0) return ReadInverted(verb, predicate);
    if (!around && IsQuestionClause(graph_, content)) return;
    if (graph_.lemma(verb) == "say" && ReadQuotedAs(verb, content, around)) return;
    const bool passive = IsPassive(graph_, verb);
    std::vector<int> subjects = passive ? AgentsOf(verb) : SubjectsOf(graph_, verb, lists_);
    if (subjects.empty() && content < verb) subjects = NameBefore(graph_, verb);
    if (IsAuthor(subjects)) return;
    if (!MaySpeak(verb, subjects)) return;
    const bool document = lists_.Has("evidence-noun", graph_.lemma(subjects.front())) &&
                          !IsAnimate(graph_, {index_, subjects.front()}, entities_);
    if (predicate.empty() && !document) return;  // "the bank demonstrated that"
    if (predicate.empty() || (document && predicate != "warned" && predicate != "predicted"))
      predicate = document ? "reported" : "said";
    SpeechAct act = Act(SpeechKind::kClause, verb, predicate, WithParticle(graph_, verb));
    act.negated_by_cue = lists_.Find("finite-complement", graph_.lemma(verb)) == "negated";
    SetSpeakers(act, subjects);
    SetAddressee(act, verb, passive);
    SetContent(act, content, around, verb);
    if (!around && content < verb) LeaveSpeakerOut(act, subjects.front());
    acts_.push_back(std::move(act));
  }

  // What comes before the saying ends at the comma before the speaker.
  void LeaveSpeakerOut(SpeechAct& act, int speaker) const {
    std::vector<int>& words = act.content[index_];
    if (!std::binary_search(words.begin(), words.end(), speaker)) return;
    int comma = speaker;
    while (comma > 0 && !graph_.IsUpos(comma, "PUNCT")) --comma;
    std::erase_if(words, [&](int w) { return w >= comma; });
  }

  // "…, reported Reuters": the parser takes the speaker for an object.
  void ReadInverted(int verb, std::string_view predicate) {
    const int speaker = graph_.Child(verb, "obj"), head = graph_.head(verb);
    const bool after_comma = verb > 1 && graph_.IsUpos(verb - 1, "PUNCT");
    if (predicate.empty() || speaker == 0 || head == 0 || !after_comma || head > verb ||
        graph_.Child(verb, "nsubj") != 0 || graph_.Child(verb, "aux") != 0)
      return;
    if (graph_.word(verb).xpos != "VBD" && graph_.word(verb).xpos != "VBZ" &&
        graph_.word(verb).xpos != "VBP")
      return;
    if (graph_.Child(speaker, "det") != 0 || !IsAnimate(graph_, {index_, speaker}, entities_))
      return;
    SpeechAct act = Act(SpeechKind::kClause, verb, predicate, WithParticle(graph_, verb));
    SetSpeakers(act, {speaker});
    SetContent(act, head, true, verb);
    acts_.push_back(std::move(act));
  }

  std::vector<int> AgentsOf(int verb) const {
    std::vector<int> agents;
    for (int child : graph_.children(verb))
      if (graph_.Is(child, "obl") && graph_.Preposition(child) == "by") agents.push_back(child);
    return agents;
  }

  void SetAddressee(SpeechAct& act, int verb, bool passive) {
    int word = graph_.Child(verb, "iobj");
    if (word == 0 && act.predicate == "told") word = graph_.Child(verb, "obj");
    if (word == 0 && passive) word = graph_.Child(verb, "nsubj:pass");
    for (int child : graph_.children(verb))
      if (word == 0 && graph_.Is(child, "obl") && graph_.Preposition(child) == "to") word = child;
    if (word == 0) word = ParticipleAddressee(verb);
    act.addressee = {index_, word};
  }

  // "said, speaking to Reuters, that"
  int ParticipleAddressee(int verb) const {
    for (int child : graph_.children(verb)) {
      if (!graph_.Is(child, "advcl")) continue;
      const std::string& lemma = graph_.lemma(child);
      if (lemma != "speak" && lemma != "talk") continue;
      for (int grandchild : graph_.children(child))
        if (graph_.Is(grandchild, "obl") && graph_.Preposition(grandchild) == "to")
          return grandchild;
    }
    return 0;
  }

  // "Reuters quoted Kano as saying that …"
  bool ReadQuotedAs(int verb, int content, bool around) {
    const int outer = graph_.head(verb);
    if (outer == 0 || (graph_.lemma(outer) != "quote" && graph_.lemma(outer) != "cite"))
      return false;
    const bool passive = IsPassive(graph_, outer);
    const int speaker = graph_.Child(outer, passive ? "nsubj" : "obj");
    if (speaker == 0) return false;
    SpeechAct act = Act(SpeechKind::kClause, verb, "said", "say");
    SetSpeakers(act, {speaker});
    SetContent(act, content, around, verb);
    acts_.push_back(act);
    const std::vector<int> quoters = passive ? AgentsOf(outer) : SubjectsOf(graph_, outer, lists_);
    if (quoters.empty()) return true;
    SpeechAct around_it = Act(SpeechKind::kClause, outer, "reported", "quote");
    SetSpeakers(around_it, quoters);
    around_it.content[index_] = graph_.Subtree(verb);
    acts_.push_back(std::move(around_it));
    return true;
  }

  void ReadNaming(int verb) {
    int object = graph_.Child(verb, "obj"), name = graph_.Child(verb, "xcomp");
    for (int child : graph_.children(verb))  // two objects: "called the plan a mistake"
      if (name == 0 && object != 0 && child > object && graph_.Is(child, "obj")) name = child;
    if (name == 0 && graph_.Child(verb, "iobj") != 0)
      name = std::exchange(object, graph_.Child(verb, "iobj"));
    for (int child : graph_.children(verb))
      if (name == 0 && graph_.Is(child, "obl") && graph_.Preposition(child) == "as") name = child;
    if (object == 0 || name == 0 || graph_.Child(name, "mark", "to") != 0 ||
        graph_.IsUpos(name, "VERB"))
      return;
    const std::vector<int> subjects =
        IsPassive(graph_, verb) ? AgentsOf(verb) : SubjectsOf(graph_, verb, lists_);
    if (subjects.empty() || IsAuthor(subjects) ||
        !IsAnimate(graph_, {index_, subjects.front()}, entities_))
      return;
    SpeechAct act = Act(SpeechKind::kNaming, verb, "called", WithParticle(graph_, verb));
    SetSpeakers(act, subjects);
    act.content[index_] = graph_.Subtree(name);
    acts_.push_back(std::move(act));
  }

  // "Kano's claim that …", "expressed concern that …"
  void ReadNoun(int noun) {
    const std::string_view predicate = lists_.Find("speech-noun", graph_.lemma(noun));
    if (predicate.empty()) return;
    int content = 0;
    for (int child : graph_.children(noun)) {
      const bool clause = graph_.word(child).deprel == "acl" || graph_.Is(child, "ccomp");
      if (clause &&
          (graph_.Child(child, "mark", "that") != 0 || graph_.Child(child, "nsubj") != 0) &&
          graph_.Child(child, "mark", "to") == 0)
        content = child;
    }
    if (content == 0) return;
    SpeechAct act = Act(SpeechKind::kNoun, noun, predicate, graph_.lemma(noun));
    act.negated_by_cue = predicate == "denied";
    std::vector<int> speakers = SpeakersOfNoun(graph_, noun, lists_);
    const int verb = graph_.Is(noun, "obj") ? graph_.head(noun) : 0;
    const bool denies = verb != 0 &&
                        lists_.Find("finite-complement", graph_.lemma(verb)) == "negated" &&
                        graph_.lemma(verb) != "doubt";
    if (speakers.empty() && denies && !IsPassive(graph_, verb)) {
      speakers = SubjectsOf(graph_, verb,
                            lists_);  // "denied reports that": the denial is told, not the reports
      act.predicate = "denied";
      act.relation = graph_.lemma(verb);
      act.cue.word = verb;
    }
    if (!SetSpeakers(act, speakers)) return;
    if (!IsAnimate(graph_, act.speakers.front(), entities_)) return;
    SetContent(act, content, false, noun);
    acts_.push_back(std::move(act));
  }

  // "according to Kano", "according to a report by Kano".
  void ReadSource(int source) {
    int head = graph_.head(source);
    if (head == 0) return;
    while (!IsPredicate(graph_, head) && graph_.head(head) != 0) head = graph_.head(head);
    if (IsLast(source))  // "is capable of growing, according to X": all of it
      while (graph_.word(head).xpos == "VBG" && graph_.Child(head, "nsubj") == 0 &&
             graph_.Child(head, "aux") == 0 && graph_.head(head) != 0)
        head = graph_.head(head);
    SpeechAct act = Act(SpeechKind::kAccording, source, "said", "according to");
    int named = source;
    if (lists_.Has("evidence-noun", graph_.lemma(source)) ||
        lists_.Has("occasion", graph_.lemma(source)) || graph_.IsVerb(source)) {
      const std::vector<int> speakers = SpeakersOfNoun(graph_, source, lists_);
      if (!speakers.empty()) named = speakers.front();
    }
    SetSpeakers(act, {named});
    act.content[index_] = graph_.Subtree(head, {source});
    // Hung on another act's cue, or last in its content, it vouches for all of that act.
    for (SpeechAct& inner : acts_) {
      std::vector<int>& words = inner.content[index_];
      const bool last =
          inner.kind == SpeechKind::kClause && inner.Covers({index_, source}) && IsLast(source);
      if (last) {
        const std::vector<int> own = graph_.Subtree(source);
        std::erase_if(words, [&](int w) { return std::binary_search(own.begin(), own.end(), w); });
        AddWords(act.content[index_], graph_.Subtree(inner.cue.word, {source}));
        std::erase_if(act.content[index_],
                      [&](int w) { return std::binary_search(own.begin(), own.end(), w); });
      }
      if (last || inner.cue.word == head) AddWords(act.content[index_], words);
    }
    acts_.push_back(std::move(act));
  }

  // Does the sentence end with the phrase?
  bool IsLast(int word) const {
    int end = graph_.size();
    while (end > 1 && graph_.IsUpos(end, "PUNCT")) --end;
    return graph_.Subtree(word).back() >= end;
  }

  static void AddWords(std::vector<int>& words, const std::vector<int>& more) {
    words.insert(words.end(), more.begin(), more.end());
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
  }

  const SentenceGraph& graph_;
  std::uint32_t index_;
  ArticleEntities& entities_;
  const WordLists& lists_;
  std::vector<SpeechAct> acts_;
};

}  // namespace

bool SpeechAct::Covers(WordPlace place) const {
  const auto words = content.find(place.sentence);
  return words != content.end() &&
         std::binary_search(words->second.begin(), words->second.end(), place.word);
}

std::size_t SpeechAct::size() const {
  std::size_t n = 0;
  for (const auto& [sentence, words] : content) n += words.size();
  return n;
}

std::string_view SpeechPredicate(const SentenceGraph& graph, int verb, const WordLists& lists) {
  const std::string_view said = FindVerb(graph, verb, "communication", lists);
  return said.empty() ? FindVerb(graph, verb, "cognition", lists) : said;
}

bool IsAnimate(const SentenceGraph& graph, WordPlace place, ArticleEntities& entities) {
  const std::uint32_t node = entities.NodeFor(place.sentence, place.word);
  if (node != kNoNode && std::find(kAnimateTypes.begin(), kAnimateTypes.end(),
                                   entities.nodes()[node].type) != kAnimateTypes.end())
    return true;
  static const std::set<std::string, std::less<>> kPersons = {
      "he",   "she",  "they", "who",     "i",   "we",       "other", "many",
      "some", "most", "few",  "several", "one", "everyone", "critic"};
  return kPersons.contains(graph.lemma(place.word));
}

std::vector<int> SpeakersOfNoun(const SentenceGraph& graph, int noun, const WordLists& lists) {
  if (const int owner = PossessorOf(graph, noun)) return graph.Conjuncts(owner);
  for (int child : graph.children(noun)) {
    const std::string preposition =
        graph.Is(child, "nmod") || graph.Is(child, "obl") ? graph.Preposition(child) : "";
    if (preposition == "by" || preposition == "from" || preposition == "of") return {child};
  }
  const int verb = graph.head(noun);
  if (verb != 0 && graph.Is(noun, "obj") && lists.Has("light-verb", graph.lemma(verb)))
    return SubjectsOf(graph, verb, lists);
  return {};
}

std::vector<SpeechAct> FindSpeechActs(const SentenceGraph& graph, std::uint32_t index,
                                      ArticleEntities& entities, const WordLists& lists) {
  return Finder(graph, index, entities, lists).Run();
}

}  // namespace lode
