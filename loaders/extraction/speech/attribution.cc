// Quotations meet acts of speech. An act read from the tree takes the quotations
// its content overlaps, whole, with all their sentences. A quotation that no act
// takes looks for a verb of saying beside it, then for a colon before it, then for
// the speaker of the quotation it goes on from.
//
// The hard bit is restraint: a word or two in quotation marks is mostly no speech
// at all, and a quotation without a speaker stays without one.
#include "loaders/extraction/speech/attribution.h"

#include <algorithm>
#include <cstdlib>

#include "loaders/extraction/clauses/clauses.h"

namespace lode {
namespace {

constexpr std::size_t kShortestSpeech = 3;  // words of a quotation that can stand alone
constexpr int kFarthestCue = 9;             // words between a quotation and its cue

// The words a quotation holds, by sentence.
using Words = std::map<std::uint32_t, std::vector<int>>;

}  // namespace

class QuotationReader {
 public:
  QuotationReader(const Article& article, const std::vector<SentenceGraph>& graphs,
                  const std::vector<Quotation>& quotations, ArticleEntities& entities,
                  const WordLists& lists, Attribution& out)
      : article_(article),
        graphs_(graphs),
        quotations_(quotations),
        entities_(entities),
        lists_(lists),
        out_(out) {}

  void Run() {
    MarkWords();
    for (std::size_t i = 0; i < quotations_.size(); ++i) {
      if (quotations_[i].depth > 0 || words_[i].empty()) continue;
      const int act = GiveToAct(i);
      if (act >= 0)
        Take(static_cast<std::size_t>(act), i);
      else if (Count(words_[i]) >= kShortestSpeech)
        FindSpeaker(i);
    }
  }

 private:
  static std::size_t Count(const Words& words) {
    std::size_t n = 0;
    for (const auto& [sentence, list] : words) n += list.size();
    return n;
  }

  void MarkWords() {
    words_.resize(quotations_.size());
    owner_.assign(quotations_.size(), -1);
    out_.quoted_.resize(graphs_.size());
    for (std::size_t s = 0; s < graphs_.size(); ++s)
      out_.quoted_[s].assign(static_cast<std::size_t>(graphs_[s].size()) + 1, 0);
    for (std::size_t i = 0; i < quotations_.size(); ++i)
      for (std::uint32_t s = FirstSentence(quotations_[i].inner.begin); s < graphs_.size(); ++s) {
        if (graphs_[s].size() == 0) continue;
        if (graphs_[s].word(1).span.begin >= quotations_[i].inner.end) break;
        MarkSentence(i, s);
      }
  }

  void MarkSentence(std::size_t quotation, std::uint32_t s) {
    const Span inner = quotations_[quotation].inner;
    for (int w = 1; w <= graphs_[s].size(); ++w) {
      const Span span = graphs_[s].word(w).span;
      if (span.begin < inner.begin || span.end > inner.end) continue;
      out_.quoted_[s][static_cast<std::size_t>(w)] = 1;
      if (!graphs_[s].IsUpos(w, "PUNCT")) words_[quotation][s].push_back(w);
    }
  }

  // The first sentence that ends after the offset.
  std::uint32_t FirstSentence(std::uint32_t offset) const {
    const auto found =
        std::partition_point(graphs_.begin(), graphs_.end(), [&](const SentenceGraph& g) {
          return g.size() == 0 || g.word(g.size()).span.end <= offset;
        });
    return static_cast<std::uint32_t>(found - graphs_.begin());
  }

  // The innermost act from the tree that holds most of the quotation's words in its
  // sentence; -1 if none. Its cue stands outside.
  int GiveToAct(std::size_t quotation) const {
    int best = -1;
    for (std::size_t a = 0; a < out_.acts_.size(); ++a) {
      const SpeechAct& act = out_.acts_[a];
      const auto here = words_[quotation].find(act.cue.sentence);
      if (here == words_[quotation].end()) continue;
      const auto& list = here->second;
      if (std::binary_search(list.begin(), list.end(), act.cue.word)) continue;
      const auto held = std::count_if(list.begin(), list.end(), [&](int w) {
        return act.Covers({act.cue.sentence, w});
      });
      if (static_cast<std::size_t>(held) * 2 <= list.size()) continue;
      if (best < 0 || act.size() < out_.acts_[static_cast<std::size_t>(best)].size())
        best = static_cast<int>(a);
    }
    return best;
  }

  void Take(std::size_t act, std::size_t quotation) {
    owner_[quotation] = static_cast<int>(act);
    SpeechAct& taker = out_.acts_[act];
    taker.quotations.push_back(quotation);
    for (const auto& [sentence, list] : words_[quotation]) {
      std::vector<int>& content = taker.content[sentence];
      content.insert(content.end(), list.begin(), list.end());
      std::sort(content.begin(), content.end());
      content.erase(std::unique(content.begin(), content.end()), content.end());
    }
  }

  void FindSpeaker(std::size_t quotation) {
    const std::uint32_t first = words_[quotation].begin()->first;
    const std::uint32_t last = words_[quotation].rbegin()->first;
    if (TakeNearCue(quotation, last) || (first != last && TakeNearCue(quotation, first))) return;
    if (TakeAfterNoun(quotation, first) || TakeAfterColon(quotation, first)) return;
    TakeFromPrevious(quotation, first);
  }

  bool IsQuoted(std::uint32_t s, int w) const {
    return out_.quoted_[s][static_cast<std::size_t>(w)] != 0;
  }

  static int FirstOf(const SentenceGraph& graph, int word) { return graph.Subtree(word).front(); }

  // "…," said Kano: the nearest verb of speech outside quotations.
  bool TakeNearCue(std::size_t quotation, std::uint32_t s) {
    const SentenceGraph& graph = graphs_[s];
    const std::vector<int>& list = words_[quotation].at(s);
    int best = 0, best_distance = kFarthestCue + 1;
    for (int w = 1; w <= graph.size(); ++w) {
      if (!graph.IsUpos(w, "VERB") || IsQuoted(s, w) ||
          (!lists_.Has("communication", graph.lemma(w)) && graph.lemma(w) != "quote"))
        continue;
      if (IsPassive(graph, w)) continue;
      int near = w;  // a long name of the speaker keeps no verb from its quotation
      if (const int subject = graph.Child(w, "nsubj"); subject != 0 && subject < w)
        near = std::max(list.back() + 1, FirstOf(graph, subject));
      if (near > w) near = w;
      const int distance = w < list.front() ? list.front() - w : near - list.back();
      if (distance < best_distance) {
        best = w;
        best_distance = distance;
      }
    }
    if (best == 0) return false;
    std::vector<int> speakers = SubjectsOf(graph, best, lists_);
    if (graph.lemma(best) == "quote") speakers = {graph.Child(best, "obj")};
    std::erase(speakers, 0);
    std::erase_if(speakers, [&](int w) {
      return IsQuoted(s, w) || !IsAnimate(graph, {s, w}, entities_);
    });
    if (speakers.empty()) {
      const int beside = NearestName(s, best);
      if (beside == 0) return false;
      speakers.push_back(beside);
    }
    const std::string predicate(SpeechPredicate(graph, best, lists_));
    AddAct(quotation, {s, best}, predicate.empty() ? "said" : predicate, graph.lemma(best), s,
           speakers);
    for (int child : graph.children(best))
      if (graph.Is(child, "iobj") || (graph.Is(child, "obj") && predicate == "told") ||
          graph.Preposition(child) == "to")
        out_.acts_.back().addressee = {s, child};
    return true;
  }

  // "Kano's protest that “…”", however the parser hung the clause.
  bool TakeAfterNoun(std::size_t quotation, std::uint32_t s) {
    const SentenceGraph& graph = graphs_[s];
    const int begin = words_[quotation].at(s).front();
    for (int w = begin - 1; w > 0 && begin - w <= kFarthestCue; --w) {
      if (!graph.IsUpos(w, "NOUN") || IsQuoted(s, w)) continue;
      const std::string_view predicate = lists_.Find("speech-noun", graph.lemma(w));
      if (predicate.empty()) continue;
      const std::vector<int> speakers = SpeakersOfNoun(graph, w, lists_);
      if (speakers.empty() || !IsAnimate(graph, {s, speakers.front()}, entities_)) continue;
      AddAct(quotation, {s, w}, std::string(predicate), graph.lemma(w), s, speakers);
      return true;
    }
    return false;
  }

  int NearestName(std::uint32_t s, int cue) const {
    int best = 0;
    for (int w = 1; w <= graphs_[s].size(); ++w) {
      const EntityMention* mention = entities_.At(s, w);
      if (mention == nullptr || IsQuoted(s, w) || !IsAnimate(graphs_[s], {s, w}, entities_))
        continue;
      if (std::abs(w - cue) <= 4 && (best == 0 || std::abs(w - cue) < std::abs(best - cue)))
        best = w;
    }
    return best;
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
      if (!subject || IsQuoted(before, w) || !IsAnimate(graph, {before, w}, entities_)) continue;
      if (graph.IsVerb(w)) continue;
      const int verb = graph.Is(w, "nsubj") ? graph.head(w) : 0;
      AddAct(quotation, {before, verb != 0 ? verb : w}, "said", verb != 0 ? graph.lemma(verb) : "",
             before, {w});
      return true;
    }
    return false;
  }

  // A sentence that is all quotation goes on from the quotation before it, in its
  // paragraph or, where it fills the next, in the one before; or from words just reported.
  void TakeFromPrevious(std::size_t quotation, std::uint32_t first) {
    const auto words = static_cast<std::size_t>(graphs_[first].size());
    if (words_[quotation].at(first).size() * 3 < words * 2 - 2) return;
    const int before = PreviousSpeech(quotation, first);
    if (before < 0) return;
    const SpeechAct model = out_.acts_[static_cast<std::size_t>(before)];
    SpeechAct act;
    act.kind = SpeechKind::kQuotation;
    act.cue = model.cue;
    act.predicate = "said";
    act.relation = model.relation;
    act.speakers = model.speakers;
    act.speaker = model.speaker;
    out_.acts_.push_back(std::move(act));
    Take(out_.acts_.size() - 1, quotation);
  }

  // The act that a quotation of whole sentences goes on from, -1 if none.
  int PreviousSpeech(std::size_t quotation, std::uint32_t first) const {
    if (quotation > 0) {
      std::size_t previous = quotation - 1;
      while (previous > 0 && quotations_[previous].depth > 0) --previous;
      const bool near = quotations_[quotation].continues ||
                        quotations_[quotation].block == quotations_[previous].block ||
                        IsNextParagraph(quotation, previous);
      if (owner_[previous] >= 0 && near && first <= words_[previous].rbegin()->first + 2)
        return owner_[previous];
    }
    if (first == 0 || graphs_[first - 1].sentence().block != graphs_[first].sentence().block)
      return -1;
    for (std::size_t a = 0; a < out_.acts_.size(); ++a)  // "Rivera said the bank had closed. “…”"
      if (out_.acts_[a].cue.sentence == first - 1 && out_.acts_[a].kind == SpeechKind::kClause &&
          out_.acts_[a].speaker != kNoNode && graphs_[first - 1].Is(out_.acts_[a].cue.word, "root"))
        return static_cast<int>(a);
    return -1;
  }

  // Does the quotation fill the paragraph behind that of the other, which stood at its end?
  bool IsNextParagraph(std::size_t quotation, std::size_t previous) const {
    const auto block = static_cast<std::size_t>(quotations_[quotation].block);
    const auto before = static_cast<std::size_t>(quotations_[previous].block);
    if (block != before + 1 || block >= article_.blocks.size()) return false;
    const Span whole = article_.blocks[block].text;
    const Span words = quotations_[quotation].outer;
    const std::uint32_t outside = (words.begin - whole.begin) + (whole.end - words.end);
    return outside <= 3;
  }

  void AddAct(std::size_t quotation, WordPlace cue, std::string predicate, std::string relation,
              std::uint32_t s, const std::vector<int>& speakers) {
    SpeechAct act;
    act.kind = SpeechKind::kQuotation;
    act.cue = cue;
    act.predicate = std::move(predicate);
    act.relation = std::move(relation);
    for (int w : speakers) act.speakers.push_back({s, w});
    act.speaker = entities_.NodeFor(s, speakers.front());
    out_.acts_.push_back(std::move(act));
    Take(out_.acts_.size() - 1, quotation);
  }

  const Article& article_;
  const std::vector<SentenceGraph>& graphs_;
  const std::vector<Quotation>& quotations_;
  ArticleEntities& entities_;
  const WordLists& lists_;
  Attribution& out_;
  std::vector<Words> words_;  // of each quotation
  std::vector<int> owner_;    // the act of each quotation, -1 = none
};

namespace {

// "I" in somebody's quotation is that speaker; "we" too, where a body speaks.
void ResolveFirstPersons(const std::vector<SentenceGraph>& graphs, const Attribution& attribution,
                         ArticleEntities& entities) {
  for (std::uint32_t s = 0; s < graphs.size(); ++s)
    for (int w = 1; w <= graphs[s].size(); ++w) {
      const std::string& lemma = graphs[s].lemma(w);
      const bool singular = lemma == "i" || lemma == "my" || lemma == "me" || lemma == "myself";
      const bool plural = lemma == "we" || lemma == "our" || lemma == "us" || lemma == "ourselves";
      if (!graphs[s].IsUpos(w, "PRON") || (!singular && !plural) ||
          !attribution.InQuotation({s, w}))
        continue;
      const std::vector<const SpeechAct*> around = attribution.Around({s, w});
      if (around.empty() || around.front()->speaker == kNoNode) continue;
      const std::uint32_t speaker = around.front()->speaker;
      const bool person = entities.nodes()[speaker].identity == IdentityClass::kPerson;
      if (singular || !person) entities.Assign(s, w, speaker);
    }
}

}  // namespace

std::vector<const SpeechAct*> Attribution::Around(WordPlace place) const {
  std::vector<const SpeechAct*> out;
  if (place.sentence >= holding_.size()) return out;
  for (std::size_t i : holding_[place.sentence])
    if (acts_[i].Covers(place)) out.push_back(&acts_[i]);
  std::stable_sort(out.begin(), out.end(),
                   [](const SpeechAct* a, const SpeechAct* b) { return a->size() < b->size(); });
  return out;
}

void Attribution::Index(std::size_t sentences) {
  holding_.assign(sentences, {});
  cued_.assign(sentences, {});
  for (std::size_t i = 0; i < acts_.size(); ++i) {
    for (const auto& [sentence, words] : acts_[i].content)
      if (sentence < sentences) holding_[sentence].push_back(i);
    if (acts_[i].cue.sentence < sentences) cued_[acts_[i].cue.sentence].push_back(i);
  }
}

bool Attribution::IsCue(WordPlace place, bool namings) const {
  return place.sentence < cued_.size() &&
         std::any_of(
             cued_[place.sentence].begin(), cued_[place.sentence].end(), [&](std::size_t i) {
               return acts_[i].cue == place && (namings || acts_[i].kind != SpeechKind::kNaming);
             });
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
  QuotationReader(article, graphs, quotations, entities, lists, out).Run();
  out.Index(graphs.size());
  ResolveFirstPersons(graphs, out, entities);
  return out;
}

}  // namespace lode
