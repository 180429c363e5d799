// Verbs of saying and thinking with a clause under them or round them.
//
// What was not said is no claim: below "did not say whether", "stopped short of saying",
// "asked whether" the clause is nobody's, and is withheld.
#include <algorithm>

#include "loaders/extraction/clauses/clause_cues.h"
#include "loaders/extraction/clauses/factuality.h"
#include "loaders/extraction/clauses/open_actor.h"
#include "loaders/extraction/speech/speech_content.h"
#include "loaders/extraction/speech/speech_reader.h"
#include "loaders/extraction/words/predicates.h"
#include "loaders/extraction/words/word_form.h"

namespace lode {
namespace {

class VerbSpeech {
 public:
  VerbSpeech(SpeechReader& reader, int verb)
      : reader_(reader), graph_(reader.graph), lists_(reader.lists), verb_(verb) {}

  void Read() {
    std::string_view predicate = SpeechPredicate(graph_, verb_, lists_);
    if ((predicate.empty() && !IsEvidence()) || GoesOnWithDeed() || IsToBeLearned()) return;
    if (IsPassive(graph_, verb_) && lists_.Has("stance", FoldWord(graph_.word(verb_).form)))
      return;  // "is convinced that"
    Content content = ContentOf(graph_, verb_, lists_);
    if (content.words.empty()) return ReadInverted(predicate);
    if (graph_.lemma(verb_) == "say" && ReadQuotedAs(content)) return;
    const bool passive = IsPassive(graph_, verb_) || IsAsked();
    std::vector<int> speakers =
        passive ? AgentsOf(graph_, verb_) : SpeakersOfVerb(graph_, verb_, lists_);
    if (content.speaker != 0) speakers = {content.speaker};
    if (speakers.empty() && content.head < verb_) speakers = NameBefore(graph_, verb_);
    if (const int actor = ActorOfParticiple(speakers)) speakers = {actor};
    std::erase_if(speakers, [&](int w) { return !MaySpeak(w); });
    if (speakers.empty()) return ReadUnspoken(content, passive);
    const bool document =
        reader_.VoiceAt(speakers.front()) == Voice::kDocument ||
        (predicate.empty() && lists_.Has("evidence-noun", graph_.lemma(speakers.front())));
    if (predicate.empty() && !document) return;  // "the bank demonstrated that"
    if (document && IsNegatedArgument(graph_, speakers.front(), lists_))
      return;  // "no evidence suggests": nothing says so
    if (document && predicate != "warned" && predicate != "predicted") {
      predicate = lists_.Find("evidence", WithParticle(graph_, verb_, lists_));
      if (predicate.empty()) predicate = "reported";
    }
    if (IsQuestion(content) && IsUnsaid()) return reader_.Withhold(verb_, content.head);
    if (IsQuestion(content) &&
        (predicate == "finds" || lists_.Has("cognition", graph_.lemma(verb_))))
      return;  // "knows what it costs"
    const bool asked =
        IsQuestion(content) && (content.polar || predicate == "asked" || predicate == "wonders");
    if (asked || IsUnsaid()) reader_.Withhold(0, content.head);
    Write(predicate, content, speakers, passive);
    WriteBeforeColon(predicate, content, speakers);
  }

 private:
  bool IsEvidence() const { return lists_.Has("evidence", WithParticle(graph_, verb_, lists_)); }
  bool IsAnimateOnly() const {
    return lists_.Has("animate-only", graph_.lemma(verb_)) ||
           lists_.Has("animate-only", WithParticle(graph_, verb_, lists_)) ||
           lists_.Has("cognition", graph_.lemma(verb_));
  }

  bool MaySpeak(int subject) {
    switch (reader_.VoiceAt(subject)) {
      case Voice::kAnimate: return true;
      case Voice::kDocument: return IsEvidence() || !IsAnimateOnly();
      case Voice::kThing:
        if (graph_.word(verb_).xpos == "VBG" && graph_.Child(verb_, "aux") == 0 &&
            !graph_.IsUpos(subject, "PRON") && IsThing(graph_, subject, lists_))
          return false;  // "the disease has claimed lives since emerging in May"
        return lists_.Has("thing-verb", graph_.lemma(verb_)) || (!IsAnimateOnly() && !IsEvidence());
      case Voice::kNone:
        // "It said the mill had closed": nothing else can be meant by "it".
        return graph_.lemma(subject) == "it" && !IsPassive(graph_, verb_) &&
               lists_.Has("thing-verb", graph_.lemma(verb_)) &&
               (graph_.Child(verb_, "ccomp") > verb_ || graph_.Is(verb_, "parataxis")) &&
               graph_.Child(verb_, "obj") == 0;
      default: return false;
    }
  }

  // "The move came as a court ruled so, saying that", "the bus is the one that he takes, adding
  // that": no move says so, but whoever acts in the clause nearest before. 0 if somebody speaks.
  int ActorOfParticiple(const std::vector<int>& speakers) {
    if (graph_.word(verb_).xpos != "VBG" || graph_.Child(verb_, "nsubj") != 0 || speakers.empty() ||
        graph_.Child(verb_, "aux") != 0 || graph_.IsUpos(speakers.front(), "PRON") ||
        reader_.VoiceAt(speakers.front()) != Voice::kThing)
      return 0;
    for (int word = verb_ - 1; word > speakers.front(); --word)
      if (graph_.Is(word, "nsubj") && graph_.head(word) < verb_ &&
          reader_.VoiceAt(word) == Voice::kAnimate)
        return word;
    return 0;
  }

  // "Asked why it closed, Kano left": not who asks.
  bool IsAsked() const {
    return graph_.word(verb_).xpos == "VBN" && graph_.Is(verb_, "advcl") &&
           graph_.Child(verb_, "aux") == 0 && graph_.Child(verb_, "nsubj") == 0 &&
           SpeechPredicate(graph_, verb_, lists_) == "asked";
  }

  // "as they continue to wait": what goes on is a deed.
  bool GoesOnWithDeed() const {
    const int deed = graph_.Child(verb_, "xcomp");
    return deed > verb_ && lists_.Has("phase-verb", graph_.lemma(verb_)) &&
           IsPredicate(graph_, deed, lists_);
  }

  // "let visitors know that masks are worn", "was surprised to discover that it was shut":
  // what there is to know is nobody's claim.
  bool IsToBeLearned() const {
    const std::string& tag = graph_.word(verb_).xpos;
    return lists_.Has("learning", graph_.lemma(verb_)) && (tag == "VB" || tag == "VBG") &&
           graph_.Child(verb_, "aux") == 0;
  }

  bool IsQuestion(const Content& content) const { return !content.around && content.question; }
  bool IsUnsaid() const {
    return FactualityOf(graph_, verb_, lists_).polarity == Polarity::kNegated;
  }

  // Nobody says it: "it is believed that", "villagers were told that". What the cue does
  // not vouch for itself is withheld.
  void ReadUnspoken(const Content& content, bool passive) {
    if (passive && content.polar && ReadAnswered(content)) return;
    const std::vector<int> subjects = SpeakersOfVerb(graph_, verb_, lists_);
    const bool author = std::any_of(subjects.begin(), subjects.end(),
                                    [&](int w) { return reader_.VoiceAt(w) == Voice::kAuthor; });
    const bool told = passive && (lists_.Find("communication", graph_.lemma(verb_)) == "told" ||
                                  lists_.Find("communication", graph_.lemma(verb_)) == "asked" ||
                                  lists_.Find("communication", graph_.lemma(verb_)) == "argued");
    const bool unsaid = IsUnsaid() || (content.question && content.polar);
    // "Nothing suggests that": the clause says itself that it is not so.
    const bool denied = !lists_.FindOther("finite-complement", graph_.lemma(verb_)).empty();
    if (content.around || (denied && !content.question)) return;
    if ((told || unsaid || IsOpenThought()) && !author) reader_.Withhold(0, content.head);
  }

  // "had reason to believe the pier was safe", "is hard to prove that": nobody says so yet.
  bool IsOpenThought() const {
    return IsInfinitive(graph_, verb_) && graph_.Child(verb_, "nsubj") == 0 &&
           lists_.Find("finite-complement", graph_.lemma(verb_)) != "fact" &&
           !lists_.Has("evidence", graph_.lemma(verb_));
  }

  // "Asked whether the pier was safe, Kano said it was not": so she said of the pier.
  bool ReadAnswered(const Content& content) {
    const int answering = graph_.Is(verb_, "advcl") ? graph_.head(verb_) : 0;
    const int answer = graph_.Child(answering, "ccomp");
    if (answering == 0 || answer < answering || SpeechPredicate(graph_, answering, lists_).empty())
      return false;
    const bool bare =
        graph_.IsUpos(answer, "AUX") || lists_.Has("answering-verb", graph_.lemma(answer));
    if (!bare || graph_.Child(answer, "nsubj") != answer - 1) return false;
    for (int child : graph_.children(answer))
      if (child > answer && !graph_.IsUpos(child, "PUNCT") &&
          !lists_.Has("negation", graph_.lemma(child)))
        return false;
    SpeechAct act = reader_.Act(SpeechKind::kDeed, answering, "said", graph_.lemma(answering));
    if (!reader_.SetSpeakers(act, SpeakersOfVerb(graph_, answering, lists_))) return false;
    act.content[reader_.index] = content.words;
    act.answers = true;
    act.denies = lists_.Has("negation", graph_.lemma(std::min(answer + 1, graph_.size())));
    reader_.acts.push_back(std::move(act));
    return true;
  }

  void Write(std::string_view predicate, const Content& content, const std::vector<int>& speakers,
             bool passive) {
    const auto answered = [&](const SpeechAct& a) { return a.answers && a.cue.word == verb_; };
    if (std::any_of(reader_.acts.begin(), reader_.acts.end(), answered))
      return;  // "it was not" says nothing by itself
    SpeechAct act =
        reader_.Act(SpeechKind::kClause, verb_, predicate, WithParticle(graph_, verb_, lists_));
    act.negated_by_cue = lists_.Find("finite-complement", graph_.lemma(verb_)) == "negated";
    if (!reader_.SetSpeakers(act, speakers)) return;
    act.addressee = {reader_.index, AddresseeOf(predicate, passive)};
    act.content[reader_.index] = content.words;
    if (!content.beside.empty()) act.around[reader_.index] = content.beside;
    if (!content.around && content.head < verb_) LeaveSpeakerOut(act, speakers.front());
    reader_.acts.push_back(std::move(act));
  }

  // "The mill is old, Kano said: “It will close.”": she says what stands before, too.
  void WriteBeforeColon(std::string_view predicate, const Content& content,
                        const std::vector<int>& speakers) {
    const int subject = graph_.Child(verb_, "nsubj");
    if (content.head < verb_ || subject == 0 || subject > verb_) return;
    int before = graph_.Is(verb_, "parataxis") ? graph_.head(verb_) : 0;
    for (int child : graph_.children(verb_))
      if (graph_.word(child).deprel == "ccomp" && child < subject) before = child;
    int colon = verb_;
    while (colon < content.head && graph_.word(colon).form != ":") ++colon;
    if (before == 0 || before > subject || colon == content.head ||
        !graph_.IsUpos(graph_.Subtree(subject).front() - 1, "PUNCT"))
      return;
    SpeechAct act =
        reader_.Act(SpeechKind::kClause, verb_, predicate, WithParticle(graph_, verb_, lists_));
    if (!reader_.SetSpeakers(act, speakers)) return;
    act.content[reader_.index] = graph_.Subtree(before, {verb_});
    reader_.acts.push_back(std::move(act));
  }

  // What comes before the saying ends at the comma before the speaker.
  void LeaveSpeakerOut(SpeechAct& act, int speaker) const {
    std::vector<int>& words = act.content[reader_.index];
    if (!std::binary_search(words.begin(), words.end(), speaker)) return;
    int comma = speaker;
    while (comma > 0 && !graph_.IsUpos(comma, "PUNCT")) --comma;
    std::erase_if(words, [&](int w) { return w >= comma; });
  }

  // "…, reported Reuters", "read a banner": the parser takes the speaker for an object.
  void ReadInverted(std::string_view predicate) {
    const int speaker = graph_.Child(verb_, "obj"), head = graph_.head(verb_);
    const bool after_comma = verb_ > 1 && graph_.IsUpos(verb_ - 1, "PUNCT");
    if (predicate.empty() || speaker == 0 || head == 0 || !after_comma || head > verb_ ||
        graph_.Child(verb_, "nsubj") != 0 || graph_.Child(verb_, "aux") != 0)
      return;
    if (graph_.word(verb_).xpos != "VBD" && graph_.word(verb_).xpos != "VBZ" &&
        graph_.word(verb_).xpos != "VBP")
      return;
    if (graph_.Child(speaker, "det") != 0 || reader_.VoiceAt(speaker) != Voice::kAnimate) return;
    SpeechAct act =
        reader_.Act(SpeechKind::kClause, verb_, predicate, WithParticle(graph_, verb_, lists_));
    if (!reader_.SetSpeakers(act, {speaker})) return;
    act.content[reader_.index] = graph_.Subtree(head, {verb_});
    reader_.acts.push_back(std::move(act));
  }

  int AddresseeOf(std::string_view predicate, bool passive) const {
    int word = graph_.Child(verb_, "iobj");
    if (word == 0 && predicate == "told") word = graph_.Child(verb_, "obj");
    if (word == 0 && passive) word = graph_.Child(verb_, "nsubj:pass");
    for (int child : graph_.children(verb_))
      if (word == 0 && graph_.Is(child, "obl") && graph_.Preposition(child) == "to") word = child;
    return word == 0 ? ParticipleAddressee() : word;
  }

  // "said, speaking to Reuters, that"
  int ParticipleAddressee() const {
    for (int child : graph_.children(verb_)) {
      if (!graph_.Is(child, "advcl")) continue;
      if (!lists_.Has("addressing-verb", graph_.lemma(child))) continue;
      for (int grandchild : graph_.children(child))
        if (graph_.Is(grandchild, "obl") && graph_.Preposition(grandchild) == "to")
          return grandchild;
    }
    return 0;
  }

  // "Reuters quoted Kano as saying that …"
  bool ReadQuotedAs(const Content& content) {
    const int outer = graph_.head(verb_);
    if (outer == 0 || !lists_.Has("citing", graph_.lemma(outer))) return false;
    const bool passive = IsPassive(graph_, outer);
    const int speaker = graph_.Child(outer, passive ? "nsubj" : "obj");
    if (speaker == 0) return false;
    SpeechAct act = reader_.Act(SpeechKind::kClause, verb_, "said", "say");
    reader_.SetSpeakers(act, {speaker});
    act.content[reader_.index] = content.words;
    reader_.acts.push_back(act);
    const std::vector<int> quoters =
        passive ? AgentsOf(graph_, outer) : SpeakersOfVerb(graph_, outer, lists_);
    SpeechAct around = reader_.Act(SpeechKind::kClause, outer, "reported", "quote");
    if (quoters.empty() || !reader_.SetSpeakers(around, quoters)) return true;
    around.content[reader_.index] = graph_.Subtree(verb_);
    reader_.acts.push_back(std::move(around));
    return true;
  }

  SpeechReader& reader_;
  const SentenceGraph& graph_;
  const WordLists& lists_;
  int verb_;
};

}  // namespace

std::string_view SpeechPredicate(const SentenceGraph& graph, int verb, const WordLists& lists) {
  const std::string whole = WithParticle(graph, verb, lists);  // "figure out" is not "figure"
  const std::string_view said = lists.Find("communication", whole);
  return said.empty() ? lists.Find("cognition", whole) : said;
}

void ReadSpeechVerb(SpeechReader& reader, int verb) {
  VerbSpeech(reader, verb).Read();
}

}  // namespace lode
