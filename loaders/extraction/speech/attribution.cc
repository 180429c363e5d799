// All acts of an article in their order: those of the trees, those that layout names,
// those of quotations. Then two corrections that need them all: a pronoun that speaks is
// nobody who is only named in what it says, and "I" and "we" are the speaker.
#include "loaders/extraction/speech/attribution.h"

#include <algorithm>
#include <tuple>

#include "loaders/extraction/speech/labels.h"
#include "loaders/extraction/speech/quotation_reader.h"

namespace lode {
namespace {

constexpr std::uint32_t kFarthestPerson = 3;   // sentences back to whoever "she" is
constexpr std::uint32_t kFarthestSpeaker = 6;  // and to whoever spoke last

bool IsPersonal(const SentenceGraph& graph, int word) {
  return graph.IsUpos(word, "PRON") && (graph.lemma(word) == "he" || graph.lemma(word) == "she");
}

class PronounSpeakers {
 public:
  PronounSpeakers(const std::vector<SentenceGraph>& graphs, const QuotedMarks& quoted,
                  const std::vector<SpeechAct>& acts, ArticleEntities& entities)
      : graphs_(graphs), quoted_(quoted), acts_(acts), entities_(entities) {}

  // "“Torvik is alone,” she said": Torvik, named in what is said, is not "she". Nor is a
  // pronoun nobody where one person alone was spoken of before.
  void Mend(SpeechAct& act) {
    if (act.speakers.empty() || act.speaker == kNoNode || act.content.empty()) return;
    const WordPlace at = act.speakers.front();
    if (!IsPersonal(graphs_[at.sentence], at.word)) return;
    const bool nobody = entities_.NodeFor(at.sentence, at.word) == kNoNode;
    const std::uint32_t beside = nobody ? kNoNode : NamedRightBefore(act, at);
    if (beside != kNoNode) {
      entities_.Assign(at.sentence, at.word, beside);
      act.speaker = beside;
      return;
    }
    if (!nobody && !IsNamedInside(act, at)) return;
    const bool female = graphs_[at.sentence].lemma(at.word) == "she";
    const Gender gender = female ? Gender::kFemale : Gender::kMale;
    std::uint32_t person = PersonBefore(act, gender, nobody);
    if (person == kNoNode && nobody) person = LastSpeaker(act, gender);
    if (person == kNoNode && !nobody && act.quotations.empty()) return;
    if (person == kNoNode) {
      act.speaker = entities_.Particular(female ? "she" : "he", "person");
      entities_.Assign(at.sentence, at.word, act.speaker);
      return;
    }
    entities_.Assign(at.sentence, at.word, person);
    act.speaker = person;
  }

 private:
  // Was the speaker last mentioned inside the content?
  bool IsNamedInside(const SpeechAct& act, WordPlace speaker) const {
    const EntityMention* last = nullptr;
    for (const EntityMention& mention : entities_.mentions()) {
      const WordPlace place{mention.sentence, mention.head};
      if (!(place < speaker)) break;
      if (mention.node == act.speaker && mention.kind != MentionKind::kPronoun) last = &mention;
    }
    if (last == nullptr) return IsNounInside(act);
    return act.Covers({last->sentence, last->head});
  }

  // "… agreed with Bo Roe. “Let it be,” he said": the one person whom the sentence before a
  // quotation names, where whoever spoke earlier is not spoken of in it; kNoNode if none.
  std::uint32_t NamedRightBefore(const SpeechAct& act, WordPlace speaker) const {
    const WordPlace start{act.content.begin()->first, act.content.begin()->second.front()};
    if (act.quotations.empty() || start.sentence == 0 || speaker < start) return kNoNode;
    const Gender gender =
        graphs_[speaker.sentence].lemma(speaker.word) == "she" ? Gender::kFemale : Gender::kMale;
    std::uint32_t named = kNoNode;
    for (const EntityMention& mention : entities_.mentions()) {
      const WordPlace place{mention.sentence, mention.head};
      if (!(place < speaker)) break;
      if (mention.sentence + 1 < start.sentence || mention.node == kNoNode) continue;
      if (mention.node == act.speaker && !act.Covers(place)) return kNoNode;
      if (mention.sentence + 1 != start.sentence || mention.kind != MentionKind::kName ||
          IsQuoted(place) || !Fits(mention, gender) ||
          entities_.nodes()[mention.node].name.find(' ') == std::string::npos)
        continue;
      if (named != kNoNode && named != mention.node) return kNoNode;
      named = mention.node;
    }
    return named;
  }

  // "“The mayor has stolen it,” he said": a noun that is no mention.
  bool IsNounInside(const SpeechAct& act) const {
    for (const auto& [s, words] : act.content)
      for (int w : words)
        if (graphs_[s].IsUpos(w, "NOUN") && entities_.NodeFor(s, w) == act.speaker) return true;
    return false;
  }

  // The last person before the content, the subject first; with `alone`, only one who is
  // the only one.
  std::uint32_t PersonBefore(const SpeechAct& act, Gender gender, bool alone) const {
    const WordPlace start = std::min(
        WordPlace{act.content.begin()->first, act.content.begin()->second.front()}, act.cue);
    std::uint32_t best = kNoNode;
    std::uint32_t sentence = 0;
    for (const EntityMention& mention : entities_.mentions()) {
      const WordPlace place{mention.sentence, mention.head};
      if (!(place < start)) break;
      if (mention.sentence + kFarthestPerson < start.sentence || mention.node == kNoNode ||
          mention.node == act.speaker || IsQuoted(place) || !Fits(mention, gender))
        continue;
      const bool subject = graphs_[place.sentence].Is(place.word, "nsubj");
      if (alone && best != kNoNode && best != mention.node) return kNoNode;
      if (best != kNoNode && sentence == mention.sentence && !subject) continue;
      best = mention.node;
      sentence = mention.sentence;
    }
    return best;
  }

  // "Osei said it was new. … He believes it will last", with others named between: who spoke
  // last goes on.
  std::uint32_t LastSpeaker(const SpeechAct& act, Gender gender) const {
    const SpeechAct* last = nullptr;
    for (const SpeechAct& other : acts_) {
      if (other.speaker == kNoNode || other.speaker == act.speaker || other.cue.word == 0 ||
          other.kind == SpeechKind::kDeed || other.cue.sentence >= act.cue.sentence ||
          other.cue.sentence + kFarthestSpeaker < act.cue.sentence ||
          !IsNamed(entities_.nodes()[other.speaker].identity))
        continue;
      if (last == nullptr || last->cue < other.cue) last = &other;
    }
    if (last == nullptr) return kNoNode;
    const EntityNode& node = entities_.nodes()[last->speaker];
    return node.type == "person" && HasGender(node, gender) ? last->speaker : kNoNode;
  }

  bool HasGender(const EntityNode& node, Gender gender) const {
    const Gender own = entities_.text().lexicon.FirstName(node.name.substr(0, node.name.find(' ')));
    return own == Gender::kUnknown || own == gender;
  }

  bool IsQuoted(WordPlace place) const {
    return quoted_[place.sentence][static_cast<std::size_t>(place.word)] != 0;
  }

  bool Fits(const EntityMention& mention, Gender gender) const {
    const EntityNode& node = entities_.nodes()[mention.node];
    return node.type == "person" && HasGender(node, gender);
  }

  const std::vector<SentenceGraph>& graphs_;
  const QuotedMarks& quoted_;
  const std::vector<SpeechAct>& acts_;
  ArticleEntities& entities_;
};

// "I" in somebody's quotation is that speaker; "we" too, where a body speaks.
void ResolveFirstPersons(const std::vector<SentenceGraph>& graphs, const Attribution& attribution,
                         ArticleEntities& entities) {
  const EntityLexicon& lexicon = entities.text().lexicon;
  for (std::uint32_t s = 0; s < graphs.size(); ++s)
    for (int w = 1; w <= graphs[s].size(); ++w) {
      const std::string& lemma = graphs[s].lemma(w);
      if (!graphs[s].IsUpos(w, "PRON")) continue;
      const bool singular = lexicon.IsCue("i-pronoun", lemma);
      if (!singular && !lexicon.IsCue("we-pronoun", lemma)) continue;
      const std::vector<const SpeechAct*> around = attribution.Around({s, w});
      if (around.empty() || around.front()->speaker == kNoNode) continue;
      if (!attribution.InQuotation({s, w}) && !around.front()->verbatim) continue;
      const std::uint32_t speaker = around.front()->speaker;
      const bool person = entities.nodes()[speaker].type == "person";
      if (singular || !person) entities.Assign(s, w, speaker);
    }
}

}  // namespace

std::vector<const SpeechAct*> Attribution::Around(WordPlace place) const {
  std::vector<const SpeechAct*> out;
  if (place.sentence >= holding_.size()) return out;
  for (std::size_t i : holding_[place.sentence])
    if (acts_[i].Covers(place)) out.push_back(&acts_[i]);
  std::stable_sort(out.begin(), out.end(), [](const SpeechAct* a, const SpeechAct* b) {
    const bool a_withheld = a->kind == SpeechKind::kWithheld;
    const bool b_withheld = b->kind == SpeechKind::kWithheld;
    return std::make_tuple(a->size(), !a_withheld) < std::make_tuple(b->size(), !b_withheld);
  });
  return out;
}

void Attribution::Index(std::size_t sentences) {
  holding_.assign(sentences, {});
  cued_.assign(sentences, {});
  for (std::size_t i = 0; i < acts_.size(); ++i) {
    for (const PlacedWords* held : {&acts_[i].content, &acts_[i].around})
      for (const auto& [sentence, words] : *held)
        if (sentence < sentences && (holding_[sentence].empty() || holding_[sentence].back() != i))
          holding_[sentence].push_back(i);
    if (acts_[i].cue.sentence < sentences) cued_[acts_[i].cue.sentence].push_back(i);
  }
}

bool Attribution::IsCue(WordPlace place, bool namings) const {
  return place.sentence < cued_.size() &&
         std::any_of(cued_[place.sentence].begin(), cued_[place.sentence].end(),
                     [&](std::size_t i) {
                       const SpeechAct& act = acts_[i];
                       return act.cue == place && act.kind != SpeechKind::kDeed &&
                              (namings || act.kind != SpeechKind::kNaming);
                     });
}

const SpeechAct* Attribution::AnswerTo(WordPlace place) const {
  for (const SpeechAct* act : Around(place))
    if (act->answers) return act;
  return nullptr;
}

bool Attribution::InQuotation(WordPlace place) const {
  return place.sentence < quoted_.size() &&
         quoted_[place.sentence][static_cast<std::size_t>(place.word)] != 0;
}

Attribution Attribute(const Article& article, const std::vector<SentenceGraph>& graphs,
                      const std::vector<Quotation>& quotations, ArticleEntities& entities,
                      const WordLists& lists) {
  Attribution out;
  for (std::uint32_t s = 0; s < graphs.size(); ++s)
    for (SpeechAct& act : FindSpeechActs(graphs[s], s, entities, lists))
      out.acts_.push_back(std::move(act));
  out.quoted_ = MarkQuoted(graphs, quotations);
  ReadLabels(article, graphs, entities, lists, out.acts_);
  ReadQuotations(article, graphs, quotations, out.quoted_, entities, lists, out.acts_);
  PronounSpeakers pronouns(graphs, out.quoted_, out.acts_, entities);
  for (SpeechAct& act : out.acts_) pronouns.Mend(act);
  out.Index(graphs.size());
  ResolveFirstPersons(graphs, out, entities);
  return out;
}

}  // namespace lode
