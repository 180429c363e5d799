// Claims behind nouns: "Kano's claim that the bank had closed", "according to Kano", "in the
// words of Kano", "citing Kano".
//
// A claim of nobody ("amid claims that …") is no fact of the article: it is withheld,
// unless its noun vouches for it ("news that") or the clause is marked as unsure already.
#include <algorithm>

#include "loaders/extraction/clauses/factuality.h"
#include "loaders/extraction/speech/speech_reader.h"
#include "loaders/extraction/words/predicates.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

// The that-clause of the noun, 0 if none.
int ClauseOfNoun(const SentenceGraph& graph, int noun) {
  int content = 0;
  for (int child : graph.children(noun)) {
    const bool clause = graph.word(child).deprel == "acl" || graph.Is(child, "ccomp");
    if (clause && child > noun && !IsInfinitive(graph, child) &&
        (graph.Child(child, "mark", "that") != 0 || graph.Child(child, "nsubj") != 0))
      content = child;
  }
  return content;
}

// "Kano's view is that the bank has closed", which hangs the noun on the clause: the clause,
// 0 if it is none.
int ClauseBesideNoun(const SentenceGraph& graph, int noun) {
  const int clause = graph.Is(noun, "dislocated") ? graph.head(noun) : 0;
  return clause > noun && graph.Child(clause, "discourse", "be") > noun ? clause : 0;
}

// What the clause of a noun says, without the noun.
std::vector<int> WordsOfClause(const SentenceGraph& graph, int noun, int clause) {
  std::vector<int> words = graph.Subtree(clause, {noun});
  if (graph.head(noun) == clause)
    std::erase_if(words, [&](int w) { return w <= graph.Child(clause, "mark", "that"); });
  return words;
}

class Source {
 public:
  Source(SpeechReader& reader, int word)
      : reader_(reader), graph_(reader.graph), lists_(reader.lists), word_(word) {}

  void Read() {
    const std::string preposition = graph_.Preposition(word_);
    const std::string_view source = lists_.Find("source-preposition", preposition);
    const bool according = source == "according" || HasAccordingMark();
    const bool per =
        source == "per" && graph_.Is(word_, "obl") &&
        graph_.Child(word_, "nummod") == 0 &&  // "per 100,000 residents"
        (reader_.VoiceAt(word_) == Voice::kAnimate || reader_.VoiceAt(word_) == Voice::kDocument);
    const bool words = source == "words" && graph_.Is(word_, "obl") && IsSetOff() &&
                       lists_.Has("words-of", graph_.lemma(word_));
    if (!according && !per && !words) return;
    if (lists_.Has("no-source", graph_.lemma(word_))) return;  // "according to plan"
    int named = word_;
    if (words || graph_.IsVerb(word_) || lists_.Has("evidence-noun", graph_.lemma(word_)) ||
        lists_.Has("occasion", graph_.lemma(word_))) {
      std::vector<int> owners =
          SpeakersOfNoun(graph_, word_, reader_.entities, reader_.index, lists_);
      std::erase_if(owners, [&](int w) { return !words && !OwnsDocument(w); });
      if (words && (owners.empty() || reader_.VoiceAt(owners.front()) != Voice::kAnimate)) return;
      if (!owners.empty()) named = owners.front();
    }
    Write(named, according ? "according to" : preposition);
  }

 private:
  // "a report by Kano", not "estimates of old data", nor "Kano's sources", who speak themselves.
  bool OwnsDocument(int owner) {
    const Voice voice = reader_.VoiceAt(owner);
    return voice == Voice::kAnimate && !lists_.Has("source-people", graph_.lemma(word_));
  }

  bool HasAccordingMark() const {
    for (int child : graph_.children(word_))
      if (graph_.Is(child, "mark") &&
          lists_.Find("source-preposition", FoldWord(graph_.word(child).form)) == "according")
        return true;
    return false;
  }

  // "…, in the words of Kano", but not "was named in the report of the panel"
  bool IsSetOff() const {
    const int first = graph_.Subtree(word_).front();
    return IsFirst() || graph_.IsUpos(first, "PUNCT") || graph_.IsUpos(first - 1, "PUNCT");
  }

  // Does the sentence end with the phrase, but for phrases hung elsewhere?
  bool IsLast() const {
    for (int w = graph_.Subtree(word_).front() + 1; w < graph_.size(); ++w)
      if (w > word_ && graph_.word(w).form == "," && !graph_.Under(w, word_)) return false;
    int end = graph_.size();
    while (end > 1 && graph_.IsUpos(end, "PUNCT")) --end;
    for (int w = word_; w <= end; ++w)
      if (w != word_ && IsPredicate(graph_, w, lists_) && !graph_.Under(w, word_)) return false;
    return true;
  }
  bool IsFirst() const {
    const int first = graph_.Subtree(word_).front();
    for (int w = 1; w < first; ++w)
      if (!graph_.IsUpos(w, "PUNCT")) return false;
    return true;
  }

  // The clause that the source vouches for: at either end of the sentence all of it, up to
  // the conjunct that has a subject of its own, in the middle at least a clause with a subject.
  int Vouched(bool all) const {
    int head = graph_.head(word_);
    while (head != 0 && !IsPredicate(graph_, head, lists_) && graph_.head(head) != 0)
      head = graph_.head(head);
    if (head == 0) head = graph_.root();
    while (const int opener = Opener(head)) head = opener;
    while (all && graph_.head(head) != 0) {
      if (graph_.Is(head, "conj") && HasSubject(graph_, head)) break;
      head = graph_.head(head);
    }
    return head;
  }

  // "plans to sell", "took steps to sell it and leave": what a verb hangs on whose subject stands
  // there; 0 if it has one.
  int Opener(int verb) const {
    if (HasSubject(graph_, verb)) return 0;
    const bool joined = graph_.Is(verb, "conj") && graph_.Child(verb, "aux") == 0;
    const bool open =
        graph_.Is(verb, "xcomp") ||
        (IsInfinitive(graph_, verb) && (graph_.Is(verb, "acl") || graph_.Is(verb, "advcl")));
    int head = joined || open ? graph_.head(verb) : 0;
    while (open && head != 0 && !IsPredicate(graph_, head, lists_)) head = graph_.head(head);
    return head != 0 && IsPredicate(graph_, head, lists_) ? head : 0;
  }

  void Write(int named, std::string relation) {
    if (graph_.head(word_) == 0) return;
    const bool last = IsLast();
    const int head = Vouched(last || IsFirst());
    SpeechAct act = reader_.Act(SpeechKind::kAccording, word_, "said", std::move(relation));
    if (!reader_.SetSpeakers(act, {named})) return;
    std::vector<int> words = graph_.Subtree(head, {word_});
    const int begin = graph_.Subtree(word_).front();
    if (last) std::erase_if(words, [&](int w) { return w >= begin; });
    if (IsFirst()) DropContrast(head, words);
    // Hung on another act's cue, or last in its content, it vouches for all of that act.
    for (SpeechAct& inner : reader_.acts) {
      const auto held = inner.content.find(reader_.index);
      if (held == inner.content.end()) continue;
      if (last && inner.Covers({reader_.index, word_}))
        std::erase_if(held->second, [&](int w) { return w >= begin; });
      if (inner.cue.word == head) AddWords(words, held->second);
    }
    act.content[reader_.index] = std::move(words);
    reader_.acts.push_back(std::move(act));
  }

  // "According to Kano the bank closed, but Moe said …": the other one's claim.
  void DropContrast(int head, std::vector<int>& words) const {
    for (int conjunct : graph_.children(head)) {
      if (!graph_.Is(conjunct, "conj") || !HasSubject(graph_, conjunct) ||
          SpeechPredicate(graph_, conjunct, lists_).empty())
        continue;
      const std::vector<int> other = graph_.Subtree(conjunct);
      std::erase_if(words,
                    [&](int w) { return std::binary_search(other.begin(), other.end(), w); });
    }
  }

  SpeechReader& reader_;
  const SentenceGraph& graph_;
  const WordLists& lists_;
  int word_;
};

}  // namespace

namespace {

// "issued a plea for people to leave": who pleads demands it.
void ReadDemandOfNoun(SpeechReader& reader, int noun) {
  const SentenceGraph& graph = reader.graph;
  SpeechAct act = reader.Act(SpeechKind::kDeed, noun, "asked", graph.lemma(noun));
  for (int child : graph.children(noun))
    if (graph.Is(child, "acl") && ForOfInfinitive(graph, child) != 0)
      AddWords(act.content[reader.index], graph.Subtree(child));
  if (act.content.empty()) return;
  std::vector<int> speakers =
      SpeakersOfNoun(graph, noun, reader.entities, reader.index, reader.lists);
  std::erase_if(speakers, [&](int w) { return reader.VoiceAt(w) != Voice::kAnimate; });
  if (reader.SetSpeakers(act, speakers)) reader.acts.push_back(std::move(act));
}

}  // namespace

void ReadSpeechNoun(SpeechReader& reader, int noun) {
  const SentenceGraph& graph = reader.graph;
  const std::string_view predicate = reader.lists.Find("speech-noun", graph.lemma(noun));
  if (predicate == "asked") ReadDemandOfNoun(reader, noun);
  int content = predicate.empty() ? 0 : ClauseOfNoun(graph, noun);
  if (content == 0 && !predicate.empty()) content = ClauseBesideNoun(graph, noun);
  if (content == 0) return;
  SpeechAct act = reader.Act(SpeechKind::kNoun, noun, predicate, graph.lemma(noun));
  act.negated_by_cue = predicate == "denied";
  std::vector<int> speakers =
      SpeakersOfNoun(graph, noun, reader.entities, reader.index, reader.lists);
  const int verb = graph.Is(noun, "obj") ? graph.head(noun) : 0;
  const bool denies = verb != 0 &&
                      reader.lists.Find("finite-complement", graph.lemma(verb)) == "negated" &&
                      graph.lemma(verb) != "doubt";
  if (denies && PossessorOf(graph, noun) == 0 && !IsPassive(graph, verb)) {
    // "denied reports that", "rejected a rumor that": the denial is told, not the reports
    speakers = SpeakersOfVerb(graph, verb, reader.lists);
    act.predicate = "denied";
    act.relation = graph.lemma(verb);
    act.cue.word = verb;
  }
  std::erase_if(speakers, [&](int w) {
    const Voice voice = reader.VoiceAt(w);
    return voice != Voice::kAnimate && voice != Voice::kDocument;
  });
  if (!reader.SetSpeakers(act, speakers)) {
    const bool vouched = reader.lists.Has("vouched-noun", graph.lemma(noun));
    const bool refuted =  // "the idea that … is false"
        graph.Is(noun, "nsubj") &&
        reader.lists.Has("refuting", FoldWord(graph.word(graph.head(noun)).form));
    if (!vouched && !refuted &&
        FactualityOf(graph, content, reader.lists).modality == Modality::kActual)
      reader.Withhold(0, content);
    return;
  }
  act.content[reader.index] = WordsOfClause(graph, noun, content);
  reader.acts.push_back(std::move(act));
}

void ReadSource(SpeechReader& reader, int word) {
  Source(reader, word).Read();
}

void ReadCiting(SpeechReader& reader, int verb) {
  const SentenceGraph& graph = reader.graph;
  const int named = graph.Child(verb, "obj");
  if (!reader.lists.Has("citing", graph.lemma(verb)) || graph.word(verb).xpos != "VBG" ||
      named == 0)
    return;
  const int head = graph.head(verb);  // "Reuters, citing two bankers, reported": hung on Reuters
  const auto outer = std::find_if(reader.acts.begin(), reader.acts.end(), [&](const SpeechAct& a) {
    const bool speaker = !a.speakers.empty() && a.speakers.front().word == head;
    return (a.cue.word == head || speaker) && a.cue.word != 0 &&
           (a.kind == SpeechKind::kClause || a.kind == SpeechKind::kAccording);
  });
  if (outer == reader.acts.end()) return;
  const Voice voice = reader.VoiceAt(named);  // "citing rising costs" cites nobody
  if (voice != Voice::kAnimate && voice != Voice::kDocument) return;
  SpeechAct act = reader.Act(SpeechKind::kClause, verb, "said", graph.lemma(verb));
  if (!reader.SetSpeakers(act, graph.Conjuncts(named))) return;
  const std::vector<int> phrase = graph.Subtree(verb);
  std::vector<int>& words = outer->content[reader.index];
  std::erase_if(words, [&](int w) { return std::binary_search(phrase.begin(), phrase.end(), w); });
  act.content[reader.index] = words;
  AddWords(outer->around[reader.index], phrase);
  reader.acts.push_back(std::move(act));
}

}  // namespace lode
