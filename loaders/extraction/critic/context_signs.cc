// Who is meant and how that was found, whose claim it is, whether it holds, and what else
// was read nearby.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <initializer_list>
#include <set>

#include "loaders/extraction/critic/signs.h"
#include "loaders/extraction/words/schema_mapping.h"

namespace lode {
namespace {

using View = const StatementView&;

bool IsNamedNode(const EntityNode* node) {
  return node != nullptr && IsNamed(node->identity);
}

// "it", "the company": other words than a name's, for something that has one.
bool IsResolved(View v, const EntityNode* node, const ArgumentWords& words) {
  return words && IsNamedNode(node) && !v.graph.IsUpos(words.head, "PROPN");
}

constexpr double kFarBack = 20;

// The last mention of a node before the word, null if there is none.
const std::pair<std::uint32_t, int>* Before(View v, std::uint32_t node, int word) {
  const auto& places = v.article.MentionsOf(node);
  const auto next = std::ranges::lower_bound(places, std::make_pair(v.sentence(), word));
  return next == places.begin() ? nullptr : &*std::prev(next);
}

double SentencesBack(View v, std::uint32_t node, const ArgumentWords& words) {
  if (!words || node == kNoNode) return -1;
  const auto* last = Before(v, node, words.head);
  return last == nullptr ? kFarBack : std::min(kFarBack, 1.0 * (v.sentence() - last->first));
}

// Other people, bodies or things of the same sort that were named between the word and
// what it is taken to stand for.
double Rivals(View v) {
  const EntityNode* node = v.SubjectNode();
  if (!IsResolved(v, node, v.subject)) return -1;
  const auto* last = Before(v, v.statement.subject, v.subject.head);
  if (last == nullptr) return kFarBack;
  std::set<std::uint32_t> rivals;
  for (const EntityMention& mention : v.article.reading.entities.mentions()) {
    const std::pair<std::uint32_t, int> place(mention.sentence, mention.head);
    if (place <= *last || place >= std::make_pair(v.sentence(), v.subject.head)) continue;
    const EntityNode* other = v.article.Node(mention.node);
    if (other != nullptr && mention.node != v.statement.subject && other->type == node->type)
      rivals.insert(mention.node);
  }
  return static_cast<double>(rivals.size());
}

double MentionCount(View v, std::uint32_t node) {
  return static_cast<double>(v.article.MentionsOf(node).size());
}

double WordsThat(View v, bool (*is)(View, int)) {
  double count = 0;
  for (int w = 1; w <= v.graph.size(); ++w) count += is(v, w) ? 1 : 0;
  return count;
}

bool IsSaying(View v, int w) {
  return v.graph.IsVerb(w) && v.article.reading.rules.lists.Has("communication", v.graph.lemma(w));
}

bool IsNegation(View v, int w) {
  const WordLists& lists = v.article.reading.rules.lists;
  return lists.Find("adverb", v.graph.lemma(w)) == "negated" ||
         lists.Find("determiner", v.graph.lemma(w)) == "negated";
}

bool IsModal(View v, int w) {
  return v.graph.word(w).xpos == "MD";
}

bool IsCondition(View v, int w) {
  return v.graph.Is(w, "mark") && v.graph.word(w).xpos == "IN" && v.graph.lemma(w) != "that";
}

// Acts of speech of a sentence, told by their cues.
double ActsOf(View v, std::uint32_t sentence) {
  double count = 0;
  for (const SpeechAct& act : v.article.attribution.acts())
    count += act.cue.word != 0 && act.cue.sentence == sentence ? 1 : 0;
  return count;
}

double ActsAround(View v) {
  return static_cast<double>(v.article.attribution.Around({v.sentence(), v.word}).size());
}

bool InQuotation(View v) {
  return v.word != 0 && v.article.attribution.InQuotation({v.sentence(), v.word});
}

// Modal verbs and conditions over the predicate's word, up to the root.
template <typename Is>
double OnTheWayUp(View v, Is is) {
  double count = 0;
  int steps = 0;
  for (int w = v.word; w != 0 && steps <= v.graph.size(); w = v.graph.head(w), ++steps)
    for (int child : v.graph.children(w)) count += is(child) ? 1 : 0;
  return count;
}

template <typename Key>
double CountOf(const ArticleView::Count& counts, const Key& key) {
  const auto found = counts.find(key);
  return found == counts.end() ? 0 : found->second;
}

std::uint32_t BeginOf(const Spans& spans) {
  return spans.empty() ? 0 : spans.front().begin;
}

double PairCount(View v) {
  if (!v.statement.object.is_node()) return -1;
  return CountOf(v.article.of_pair,
                 std::make_tuple(0u, std::min(v.statement.subject, v.statement.object.node),
                                 std::max(v.statement.subject, v.statement.object.node)));
}

bool HasPossessive(View v, const ArgumentWords& words) {
  for (int w = words.first; words && w <= words.last; ++w)
    if (v.graph.Is(w, "nmod:poss") && v.graph.IsUpos(w, "PRON")) return true;
  return false;
}

// How sure the model was of what a name is; kMostMargin where there is none.
double NameMargin(View v, const ArgumentWords& words) {
  double least = kMostMargin;
  for (const Mention& mention : v.graph.sentence().mentions)
    if (words && mention.first <= words.last && mention.last >= words.first)
      least = std::min(least, static_cast<double>(mention.margin));
  return least;
}

const SpeechAct* NearestAct(View v) {
  const auto acts = v.article.attribution.Around({v.sentence(), v.word});
  return acts.empty() ? nullptr : acts.front();
}

// Words from the predicate to the cue of who says it; -1: nobody does; kFarBack and more: it
// stands in another sentence.
double CueDistance(View v) {
  const SpeechAct* act = NearestAct(v);
  if (act == nullptr) return -1;
  if (act->cue.word == 0 || act->cue.sentence != v.sentence()) return 3 * kFarBack;
  return std::min(3 * kFarBack - 1, 1.0 * std::abs(act->cue.word - v.word));
}

// The place of a value in a list, its size for all others.
template <std::size_t N>
double PlaceIn(const std::array<std::string_view, N>& list, std::string_view value) {
  return static_cast<double>(std::ranges::find(list, value) - list.begin());
}

// From arcs that a clause stands on by itself to those that hold it below others.
double ClauseRelation(View v) {
  static constexpr std::array<std::string_view, 12> kRelations = {
      "root", "conj",  "parataxis", "ccomp", "advcl", "acl:relcl",
      "acl",  "xcomp", "csubj",     "nmod",  "appos", "obl"};
  return PlaceIn(kRelations, v.graph.word(v.word).deprel);
}

// From the arcs of plain arguments to those that the rules take for some.
double ArgumentRelation(View v, const ArgumentWords& words) {
  static constexpr std::array<std::string_view, 12> kRelations = {
      "nsubj", "nsubj:pass", "obj",   "obl",       "obl:agent", "nmod",
      "root",  "ccomp",      "xcomp", "nmod:poss", "appos",     "conj"};
  return words ? PlaceIn(kRelations, v.graph.word(words.head).deprel) : -1;
}

double VerbForm(View v) {
  static constexpr std::array<std::string_view, 9> kTags = {"VBD", "VBZ", "VBP", "VBN", "VB",
                                                            "VBG", "NN",  "NNS", "NNP"};
  return PlaceIn(kTags, v.graph.word(v.word).xpos);
}

double PronounKind(View v) {
  static constexpr std::array<std::string_view, 12> kPronouns = {
      "I", "we", "he", "she", "who", "which", "that", "they", "it", "this", "these", "those"};
  return v.subject && v.graph.IsUpos(v.subject.head, "PRON")
             ? PlaceIn(kPronouns, v.graph.lemma(v.subject.head))
             : -1;
}

double TypeSort(const EntityNode* node) {
  static constexpr std::array<std::string_view, 8> kTypes = {
      "person", "group", "organization", "place", "work", "event", "product", "topic"};
  if (node == nullptr) return -1;
  const auto is = [&](std::string_view type) { return IsType(node->type, type); };
  return static_cast<double>(std::ranges::find_if(kTypes, is) - kTypes.begin());
}

double ExtractorKind(View v) {
  static constexpr std::array<std::string_view, 6> kExtractors = {
      "quote/1", "speech/1", "nominal/1", "pattern/1", "nominal-clause/1", "clause/1"};
  return PlaceIn(kExtractors, v.statement.extractor);
}

}  // namespace

const std::vector<NumberSign>& ContextSigns() {
  static const std::vector<NumberSign> kSigns = {
      {"subject-resolved", [](View v) { return Flag(IsResolved(v, v.SubjectNode(), v.subject)); }},
      {"object-resolved", [](View v) { return Flag(IsResolved(v, v.ObjectNode(), v.object)); }},
      {"subject-pronoun",
       [](View v) { return Flag(v.subject && v.graph.IsUpos(v.subject.head, "PRON")); }},
      {"subject-back", [](View v) { return SentencesBack(v, v.statement.subject, v.subject); }},
      {"object-back", [](View v) { return SentencesBack(v, v.statement.object.node, v.object); }},
      {"subject-rivals", Rivals},
      {"subject-mentions", [](View v) { return MentionCount(v, v.statement.subject); }},
      {"object-mentions", [](View v) { return MentionCount(v, v.statement.object.node); }},
      {"subject-forms",
       [](View v) {
         const EntityNode* node = v.SubjectNode();
         return node == nullptr ? 0 : 1.0 * static_cast<double>(node->forms.size());
       }},
      {"subject-possessive", [](View v) { return Flag(HasPossessive(v, v.subject)); }},
      {"object-possessive", [](View v) { return Flag(HasPossessive(v, v.object)); }},
      {"subject-name-margin", [](View v) { return NameMargin(v, v.subject); }},
      {"object-name-margin", [](View v) { return NameMargin(v, v.object); }},
      {"named-subject", [](View v) { return Flag(IsNamedNode(v.SubjectNode())); }},
      {"named-object", [](View v) { return Flag(IsNamedNode(v.ObjectNode())); }},
      {"literal-object", [](View v) { return Flag(!v.statement.object.is_node()); }},
      {"typed", [](View v) { return Flag(v.statement.predicate != v.statement.relation); }},
      {"attributed", [](View v) { return Flag(v.statement.said_by != kNoNode); }},
      {"speaker-named",
       [](View v) { return Flag(IsNamedNode(v.article.Node(v.statement.said_by))); }},
      {"speaker-is-subject",
       [](View v) { return Flag(v.statement.said_by == v.statement.subject); }},
      {"speakers-out", [](View v) { return 1.0 * static_cast<double>(v.statement.via.size()); }},
      {"in-quotation", [](View v) { return Flag(InQuotation(v)); }},
      {"quotation-unclaimed",
       [](View v) { return Flag(InQuotation(v) && v.statement.said_by == kNoNode); }},
      {"acts-around", ActsAround},
      {"acts-here", [](View v) { return ActsOf(v, v.sentence()); }},
      {"acts-before", [](View v) { return v.sentence() == 0 ? 0 : ActsOf(v, v.sentence() - 1); }},
      {"quote-marks", [](View v) { return WordsThat(v, IsQuoteMark); }},
      {"sayings", [](View v) { return WordsThat(v, IsSaying); }},
      {"negations", [](View v) { return WordsThat(v, IsNegation); }},
      {"modals", [](View v) { return WordsThat(v, IsModal); }},
      {"conditions", [](View v) { return WordsThat(v, IsCondition); }},
      {"modals-above", [](View v) { return OnTheWayUp(v, [&](int w) { return IsModal(v, w); }); }},
      {"negations-above",
       [](View v) { return OnTheWayUp(v, [&](int w) { return IsNegation(v, w); }); }},
      {"conditions-above",
       [](View v) { return OnTheWayUp(v, [&](int w) { return IsCondition(v, w); }); }},
      {"negated", [](View v) { return Flag(v.statement.polarity == Polarity::kNegated); }},
      {"not-actual", [](View v) { return Flag(v.statement.modality != Modality::kActual); }},
      {"ended", [](View v) { return Flag(v.statement.ended); }},
      {"sentence-number", [](View v) { return 1.0 * v.statement.sentence; }},
      {"of-sentence",
       [](View v) {
         return CountOf(v.article.of_sentence, std::make_tuple(v.statement.sentence, 0u, 0u));
       }},
      {"of-predicate-word",
       [](View v) {
         return CountOf(
             v.article.of_predicate_word,
             std::make_tuple(v.statement.sentence, BeginOf(v.statement.predicate_span), 0u));
       }},
      {"of-subject",
       [](View v) {
         return CountOf(v.article.of_subject,
                        std::make_tuple(v.statement.sentence, v.statement.subject, 0u));
       }},
      {"of-pair", PairCount},
      {"cue-distance", CueDistance},
      {"act-kind",
       [](View v) {
         const SpeechAct* act = NearestAct(v);
         return act == nullptr ? -1 : static_cast<double>(act->kind);
       }},
      {"act-quotations",
       [](View v) {
         const SpeechAct* act = NearestAct(v);
         return act == nullptr ? -1 : static_cast<double>(act->quotations.size());
       }},
      {"speaker-back",
       [](View v) {
         return SentencesBack(v, v.statement.said_by, {v.word, v.word, v.word});
       }},
      {"clause-relation", ClauseRelation},
      {"subject-relation", [](View v) { return ArgumentRelation(v, v.subject); }},
      {"object-relation", [](View v) { return ArgumentRelation(v, v.object); }},
      {"verb-form", VerbForm},
      {"pronoun-kind", PronounKind},
      {"extractor-kind", ExtractorKind},
      {"block-kind", [](View v) { return static_cast<double>(v.block()); }},
      {"modality", [](View v) { return static_cast<double>(v.statement.modality); }},
      {"object-kind",
       [](View v) {
         const EntityNode* node = v.ObjectNode();
         return node != nullptr ? 20.0 + static_cast<double>(node->identity)
                                : static_cast<double>(v.statement.object.literal.kind);
       }},
      {"subject-kind",
       [](View v) {
         const EntityNode* node = v.SubjectNode();
         return node != nullptr ? static_cast<double>(node->identity) : 0;
       }},
      {"subject-sort", [](View v) { return TypeSort(v.SubjectNode()); }},
      {"object-sort", [](View v) { return TypeSort(v.ObjectNode()); }},
  };
  return kSigns;
}

}  // namespace lode
