// An act read from the tree takes the quotations its content overlaps, whole, with all
// their sentences. A quotation that no act takes looks for a verb of saying beside it, a
// signature behind it, a colon before it, then for the speaker of the quotation it goes on
// from.
//
// The hard bit is restraint: a word or two in quotation marks is mostly no speech at all,
// titles are none, and a name inside a quotation never speaks it. What is quoted from
// nobody is withheld, so that it does not become the article's own word.
#include "loaders/extraction/speech/quotation_reader.h"

#include <algorithm>
#include <cstdlib>

#include "loaders/extraction/speech/labels.h"
#include "loaders/extraction/speech/speech_reader.h"
#include "loaders/extraction/speech/titles.h"
#include "loaders/extraction/words/predicates.h"

namespace lode {
namespace {

constexpr std::size_t kShortestSpeech = 3;  // words of a quotation that can stand alone
constexpr int kFarthestCue = 9;             // words between a quotation and its cue

std::size_t Count(const PlacedWords& words) {
  std::size_t n = 0;
  for (const auto& [sentence, list] : words) n += list.size();
  return n;
}

class QuotationReader {
 public:
  QuotationReader(const Article& article, const std::vector<SentenceGraph>& graphs,
                  const std::vector<Quotation>& quotations, const QuotedMarks& quoted,
                  ArticleEntities& entities, const WordLists& lists, std::vector<SpeechAct>& acts)
      : article_(article),
        graphs_(graphs),
        quotations_(quotations),
        quoted_(quoted),
        entities_(entities),
        lists_(lists),
        acts_(acts),
        owner_(quotations.size(), -1) {}

  void Run() {
    for (const Quotation& quotation : quotations_)
      words_.push_back(WordsIn(graphs_, quotation.inner));
    DropQuotedSpeakers();
    for (std::size_t i = 0; i < quotations_.size(); ++i) {
      if (quotations_[i].depth > 0 || words_[i].empty()) continue;
      if (IsTitle(article_.text, graphs_, quotations_[i], words_[i], lists_)) {
        Withhold(i);
        continue;
      }
      const int act = GiveToAct(i);
      if (act >= 0)
        Take(static_cast<std::size_t>(act), i);
      else if (Count(words_[i]) >= kShortestSpeech && !FindSpeaker(i))
        open_.push_back(i);
    }
    std::reverse(open_.begin(), open_.end());
    for (std::size_t i : open_)
      if (!TakeFromNext(i)) Withhold(i);
  }

 private:
  bool IsQuoted(std::uint32_t s, int w) const {
    return quoted_[s][static_cast<std::size_t>(w)] != 0;
  }
  Voice VoiceAt(std::uint32_t s, int w) { return VoiceOf(graphs_[s], {s, w}, entities_, lists_); }
  bool Speaks(std::uint32_t s, int w) { return VoiceAt(s, w) == Voice::kAnimate; }

  // Nobody inside a quotation speaks it: such readings of a tree are wrong.
  void DropQuotedSpeakers() {
    std::erase_if(acts_, [&](const SpeechAct& act) {
      return act.kind == SpeechKind::kClause && !act.speakers.empty() &&
             IsQuoted(act.speakers.front().sentence, act.speakers.front().word) &&
             !IsQuoted(act.cue.sentence, act.cue.word);
    });
  }

  // The innermost act from the tree that holds most of the quotation's words in its
  // sentence; -1 if none. Its cue stands outside.
  int GiveToAct(std::size_t quotation) const {
    int best = -1;
    for (std::size_t a = 0; a < acts_.size(); ++a) {
      const SpeechAct& act = acts_[a];
      if (act.kind == SpeechKind::kWithheld || act.kind == SpeechKind::kDeed) continue;
      const auto here = words_[quotation].find(act.cue.sentence);
      if (here == words_[quotation].end()) continue;
      const auto& list = here->second;
      if (std::binary_search(list.begin(), list.end(), act.cue.word)) continue;
      const auto held = std::count_if(list.begin(), list.end(), [&](int w) {
        return act.Covers({act.cue.sentence, w});
      });
      if (static_cast<std::size_t>(held) * 2 <= list.size()) continue;
      if (best < 0 || act.size() < acts_[static_cast<std::size_t>(best)].size())
        best = static_cast<int>(a);
    }
    return best;
  }

  void Take(std::size_t act, std::size_t quotation) {
    owner_[quotation] = static_cast<int>(act);
    acts_[act].quotations.push_back(quotation);
    for (const auto& [sentence, list] : words_[quotation])
      AddWords(acts_[act].content[sentence], list);
  }

  // Quoted clauses of nobody.
  void Withhold(std::size_t quotation) {
    if (!quotations_[quotation].closed && !quotations_[quotation].continues) return;
    if (!HoldsVerb(quotation)) return;
    SpeechAct act;
    act.kind = SpeechKind::kWithheld;
    act.cue = {words_[quotation].begin()->first, 0};
    act.content = words_[quotation];
    acts_.push_back(std::move(act));
  }

  bool HoldsVerb(std::size_t quotation) const {
    for (const auto& [s, list] : words_[quotation])
      for (int w : list)
        if (graphs_[s].IsVerb(w)) return true;
    return false;
  }

  bool FindSpeaker(std::size_t quotation) {
    const std::uint32_t first = words_[quotation].begin()->first;
    const std::uint32_t last = words_[quotation].rbegin()->first;
    return TakeNearCue(quotation, last) || (first != last && TakeNearCue(quotation, first)) ||
           TakeAfterNoun(quotation, first) || TakeSignature(quotation) ||
           TakeAfterColon(quotation, first) || TakeFromPrevious(quotation, first);
  }

  static int FirstOf(const SentenceGraph& graph, int word) { return graph.Subtree(word).front(); }

  // The words between a quotation and a verb of speech outside it; a long name of the
  // speaker keeps no verb from its quotation.
  static int Distance(const SentenceGraph& graph, int verb, const std::vector<int>& list) {
    int near = verb;
    if (const int subject = graph.Child(verb, "nsubj"); subject != 0 && subject < verb)
      near = std::min(verb, std::max(list.back() + 1, FirstOf(graph, subject)));
    return verb < list.front() ? list.front() - verb : near - list.back();
  }

  // "…," said Kano: the nearest verb of speech outside quotations.
  bool TakeNearCue(std::size_t quotation, std::uint32_t s) {
    const SentenceGraph& graph = graphs_[s];
    const std::vector<int>& list = words_[quotation].at(s);
    int best = 0, best_distance = kFarthestCue + 1;
    for (int w = 1; w <= graph.size(); ++w) {
      if (!graph.IsUpos(w, "VERB") || IsQuoted(s, w) || IsPassive(graph, w) ||
          (!lists_.Has("communication", WithParticle(graph, w, lists_)) &&
           graph.lemma(w) != "quote"))
        continue;
      if (!IsBeside(graph, w, list) && SaysOtherwise(s, w)) continue;
      const int distance = Distance(graph, w, list);
      if (distance >= best_distance) continue;
      best = w;
      best_distance = distance;
    }
    if (best == 0) return false;
    const std::vector<int> speakers = SpeakersNear(s, best);
    if (speakers.empty()) return false;
    const std::string predicate(SpeechPredicate(graph, best, lists_));
    if (!AddAct(quotation, {s, best}, predicate.empty() ? "said" : predicate,
                WithParticle(graph, best, lists_), s, speakers))
      return false;
    for (int child : graph.children(best))
      if (graph.Is(child, "iobj") || (graph.Is(child, "obj") && predicate == "told") ||
          graph.Preposition(child) == "to")
        acts_.back().addressee = {s, child};
    return true;
  }

  // "“…,” the mayor said", "“…,” said": nothing but the speaker in between.
  static bool IsBeside(const SentenceGraph& graph, int verb, const std::vector<int>& list) {
    if (verb < list.back()) return false;
    int begin = verb;
    if (const int subject = graph.Child(verb, "nsubj"); subject != 0 && subject < verb)
      begin = FirstOf(graph, subject);
    for (int w = list.back() + 1; w < begin; ++w)
      if (!graph.IsUpos(w, "PUNCT")) return false;
    return true;
  }

  // Has the verb a clause of its own behind it: "(models say that …)"? No quotation of
  // such an act is left to find.
  bool SaysOtherwise(std::uint32_t s, int verb) const {
    return std::any_of(acts_.begin(), acts_.end(), [&](const SpeechAct& act) {
      if (act.kind != SpeechKind::kClause || act.cue != WordPlace{s, verb}) return false;
      const auto here = act.content.find(s);
      return here != act.content.end() && !here->second.empty() && here->second.front() > verb;
    });
  }

  std::vector<int> SpeakersNear(std::uint32_t s, int verb) {
    const SentenceGraph& graph = graphs_[s];
    std::vector<int> speakers = SpeakersOfVerb(graph, verb, lists_);
    if (graph.lemma(verb) == "quote") speakers = {graph.Child(verb, "obj")};
    const bool thing = lists_.Has("thing-verb", graph.lemma(verb));
    std::erase_if(speakers, [&](int w) {
      if (w == 0 || IsQuoted(s, w)) return true;
      const Voice voice = VoiceAt(s, w);
      return voice != Voice::kAnimate && !(thing && voice >= Voice::kThing);
    });
    const int object = graph.Child(verb, "obj");  // "“…,” read a banner"
    if (speakers.empty() && thing && object != 0 && FirstOf(graph, object) == verb + 1 &&
        !IsQuoted(s, object) && graph.Child(verb, "nsubj") == 0)
      speakers.push_back(object);
    if (speakers.empty())
      if (const int beside = NearestName(s, verb)) speakers.push_back(beside);
    if (speakers.empty() && graph.Child(verb, "nsubj") == 0)
      if (const int behind = PhraseBehind(graph, verb)) speakers.push_back(behind);
    return speakers;
  }

  // "Kano's protest that “…”", however the parser hung the clause.
  bool TakeAfterNoun(std::size_t quotation, std::uint32_t s) {
    const SentenceGraph& graph = graphs_[s];
    const int begin = words_[quotation].at(s).front();
    for (int w = begin - 1; w > 0 && begin - w <= kFarthestCue; --w) {
      if (!graph.IsUpos(w, "NOUN") || IsQuoted(s, w)) continue;
      const std::string_view predicate = lists_.Find("speech-noun", graph.lemma(w));
      if (predicate.empty()) continue;
      const std::vector<int> speakers = SpeakersOfNoun(graph, w, entities_, s, lists_);
      if (speakers.empty() || !Speaks(s, speakers.front())) continue;
      return AddAct(quotation, {s, w}, std::string(predicate), graph.lemma(w), s, speakers);
    }
    return false;
  }

  int NearestName(std::uint32_t s, int cue) {
    int best = 0;
    for (int w = std::max(1, cue - 4); w <= std::min(graphs_[s].size(), cue + 4); ++w) {
      if (entities_.At(s, w) == nullptr || IsQuoted(s, w) || !Speaks(s, w)) continue;
      if (best == 0 || std::abs(w - cue) < std::abs(best - cue)) best = w;
    }
    return best;
  }

  // "“…” – Councillor Nils Berg"
  bool TakeSignature(std::size_t quotation) {
    const WordPlace name =
        SignatureAt(article_, graphs_, quotations_[quotation].outer.end, entities_);
    return name.word != 0 && AddAct(quotation, name, "said", "", name.sentence, {name.word});
  }

  // "Kano: “…”", "Kano defended the plan: “…”"
  bool TakeAfterColon(std::size_t quotation, std::uint32_t s) {
    std::uint32_t at = quotations_[quotation].outer.begin;
    while (at > 0 && (article_.text[at - 1] == ' ' || article_.text[at - 1] == '\n')) --at;
    if (at == 0 || article_.text[at - 1] != ':') return false;
    const bool own_sentence = graphs_[s].word(1).span.begin < at;
    if (!own_sentence && s == 0) return false;
    const std::uint32_t before = own_sentence ? s : s - 1;
    const SentenceGraph& graph = graphs_[before];
    for (int w = 1; w <= graph.size() && graph.word(w).span.begin < at; ++w) {
      const bool subject = graph.Is(w, "nsubj") || graph.Is(w, "root");
      if (!subject || IsQuoted(before, w) || graph.IsVerb(w) || !Speaks(before, w)) continue;
      const int verb = graph.Is(w, "nsubj") ? graph.head(w) : 0;
      return AddAct(quotation, {before, verb != 0 ? verb : w}, "said",
                    verb != 0 ? graph.lemma(verb) : "", before, {w});
    }
    return false;
  }

  // A sentence that is all quotation goes on from the quotation before it, in its
  // paragraph or, where it fills the next, in the one before; or from words just reported.
  bool TakeFromPrevious(std::size_t quotation, std::uint32_t first) {
    const auto words = static_cast<std::size_t>(graphs_[first].size());
    if (words_[quotation].at(first).size() * 3 < words * 2 - 2) return false;
    const int before = PreviousSpeech(quotation, first);
    if (before < 0) return TakeFromSubject(quotation, first);
    GoOn(static_cast<std::size_t>(before), quotation);
    return true;
  }

  // Another act of the same speaker.
  void GoOn(std::size_t from, std::size_t quotation) {
    const SpeechAct& model = acts_[from];
    SpeechAct act;
    act.kind = SpeechKind::kQuotation;
    act.cue = model.cue;
    act.predicate = "said";
    act.relation = model.relation;
    act.speakers = model.speakers;
    act.speaker = model.speaker;
    acts_.push_back(std::move(act));
    Take(acts_.size() - 1, quotation);
  }

  // A paragraph left open says with the next one who speaks.
  bool TakeFromNext(std::size_t quotation) {
    std::size_t next = quotation + 1;
    while (next < quotations_.size() && quotations_[next].depth > 0) ++next;
    if (next >= quotations_.size() || !quotations_[next].continues || owner_[next] < 0 ||
        quotations_[next].block != quotations_[quotation].block + 1)
      return false;
    GoOn(static_cast<std::size_t>(owner_[next]), quotation);
    return true;
  }

  // The act that a quotation of whole sentences goes on from, -1 if none.
  int PreviousSpeech(std::size_t quotation, std::uint32_t first) const {
    if (quotation > 0) {
      std::size_t previous = quotation - 1;
      while (previous > 0 && quotations_[previous].depth > 0) --previous;
      const bool near = quotations_[quotation].continues ||
                        quotations_[quotation].block == quotations_[previous].block ||
                        FillsNextParagraph(quotation, quotations_[previous].block);
      if (owner_[previous] >= 0 && near && first <= words_[previous].rbegin()->first + 2)
        return owner_[previous];
    }
    if (first == 0 || (graphs_[first - 1].sentence().block != graphs_[first].sentence().block &&
                       !FillsNextParagraph(quotation, graphs_[first - 1].sentence().block)))
      return -1;
    for (std::size_t a = 0; a < acts_.size(); ++a)  // "Rivera said the bank had closed. “…”"
      if (acts_[a].cue.sentence == first - 1 && acts_[a].kind == SpeechKind::kClause &&
          acts_[a].speaker != kNoNode && graphs_[first - 1].Is(acts_[a].cue.word, "root"))
        return static_cast<int>(a);
    return -1;
  }

  // "Kano was angry. “…”": the person that the sentence before is about, in the next
  // paragraph only behind a verb of talking ("addressed the crowd") or as "I".
  bool TakeFromSubject(std::size_t quotation, std::uint32_t first) {
    if (first == 0) return false;
    const SentenceGraph& graph = graphs_[first - 1];
    const int verb = graph.root();
    const bool same = graph.sentence().block == graphs_[first].sentence().block;
    const bool talks = lists_.Has("talking", graph.lemma(verb));
    if (!talks && !same && !HoldsFirstPerson(quotation)) return false;
    if (!same && !FillsNextParagraph(quotation, graph.sentence().block)) return false;
    const int subject = graph.Child(verb, "nsubj");
    if (subject == 0 || IsQuoted(first - 1, subject) || IsPassive(graph, verb)) return false;
    const std::uint32_t node = entities_.NodeFor(first - 1, subject);
    if (node == kNoNode || entities_.nodes()[node].type != "person") return false;
    return AddAct(quotation, {first - 1, verb}, "said", talks ? graph.lemma(verb) : "", first - 1,
                  {subject});
  }

  bool HoldsFirstPerson(std::size_t quotation) const {
    for (const auto& [s, list] : words_[quotation])
      for (int w : list)
        if (graphs_[s].IsUpos(w, "PRON") && graphs_[s].HasFeature(w, "Person=1")) return true;
    return false;
  }

  // Does the quotation fill the paragraph behind that one?
  bool FillsNextParagraph(std::size_t quotation, int before) const {
    const int block = quotations_[quotation].block;
    if (block != before + 1 || static_cast<std::size_t>(block) >= article_.blocks.size())
      return false;
    const Span whole = article_.blocks[static_cast<std::size_t>(block)].text;
    const Span words = quotations_[quotation].outer;
    const std::uint32_t outside = (words.begin - whole.begin) + (whole.end - words.end);
    return outside <= 3;
  }

  bool AddAct(std::size_t quotation, WordPlace cue, std::string predicate, std::string relation,
              std::uint32_t s, const std::vector<int>& speakers) {
    SpeechAct act;
    act.kind = SpeechKind::kQuotation;
    act.cue = cue;
    act.predicate = std::move(predicate);
    act.relation = std::move(relation);
    for (int w : speakers) act.speakers.push_back({s, w});
    act.speaker = SpeakerNode(graphs_[s], {s, speakers.front()}, entities_);
    if (act.speaker == kNoNode) return false;
    acts_.push_back(std::move(act));
    Take(acts_.size() - 1, quotation);
    return true;
  }

  const Article& article_;
  const std::vector<SentenceGraph>& graphs_;
  const std::vector<Quotation>& quotations_;
  const QuotedMarks& quoted_;
  ArticleEntities& entities_;
  const WordLists& lists_;
  std::vector<SpeechAct>& acts_;
  std::vector<PlacedWords> words_;  // of each quotation
  std::vector<std::size_t> open_;   // without a speaker so far
  std::vector<int> owner_;          // the act of each quotation, -1 = none
};

}  // namespace

void ReadQuotations(const Article& article, const std::vector<SentenceGraph>& graphs,
                    const std::vector<Quotation>& quotations, const QuotedMarks& quoted,
                    ArticleEntities& entities, const WordLists& lists,
                    std::vector<SpeechAct>& acts) {
  QuotationReader(article, graphs, quotations, quoted, entities, lists, acts).Run();
}

}  // namespace lode
