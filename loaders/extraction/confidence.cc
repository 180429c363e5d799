// Confidence by a logistic function of what is seen of the reading: who read it, how far
// apart its words stand, whether the tree joins them directly. Everything is taken from
// the finished statement and its sentence, so that no rule has to say how sure it is, and
// a new rule is weighed by the same table until the table is fitted again
// (models/train/fit_confidence.py).

#include "loaders/extraction/confidence.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "loaders/extraction/names/entities.h"

namespace lode {
namespace {

constexpr double kWeights[] = {
#include "loaders/extraction/confidence_weights.inc"
};
static_assert(std::size(kWeights) == kSignNames.size());

// The words of an argument: from the first to the last, and the one they hang on.
struct Phrase {
  int first = 0, last = 0, head = 0;
  explicit operator bool() const { return first != 0; }
};

Phrase PhraseOf(const SentenceGraph& graph, const Spans& spans) {
  Phrase phrase;
  if (spans.empty()) return phrase;
  for (int w = 1; w <= graph.size(); ++w) {
    const Span& word = graph.word(w).span;
    if (word.end <= spans.front().begin || word.begin >= spans.back().end) continue;
    if (phrase.first == 0) phrase.first = w;
    phrase.last = w;
  }
  for (int w = phrase.first; w != 0 && w <= phrase.last; ++w)
    if (graph.head(w) < phrase.first || graph.head(w) > phrase.last) {
      phrase.head = w;
      break;
    }
  return phrase;
}

double LogOf(int count) {
  return std::log1p(static_cast<double>(std::max(0, count)));
}

double Words(const Phrase& phrase) {
  return phrase ? LogOf(phrase.last - phrase.first + 1) : 0;
}

double Between(const Phrase& a, const Phrase& b) {
  if (!a || !b) return 0;
  return LogOf(a.first > b.last ? a.first - b.last - 1 : b.first - a.last - 1);
}

int Depth(const SentenceGraph& graph, int word) {
  int depth = 0;
  while (word != 0 && depth <= graph.size()) word = graph.head(word), ++depth;
  return depth;
}

int Commas(const SentenceGraph& graph, const Phrase& a, const Phrase& b) {
  if (!a || !b) return 0;
  int commas = 0;
  for (int w = std::min(a.last, b.last); w < std::max(a.first, b.first); ++w)
    commas += graph.word(w).form == "," ? 1 : 0;
  return commas;
}

// Does the argument hang on the predicate's word, or the other way round?
bool IsTied(const SentenceGraph& graph, const Phrase& argument, const Phrase& predicate) {
  return graph.head(argument.head) == predicate.head || graph.head(predicate.head) == argument.head;
}

constexpr double kMostMargin = 8;

double Margin(const SentenceGraph& graph, int word) {
  if (word == 0) return kMostMargin;
  return std::clamp(static_cast<double>(graph.word(word).head_margin), -4.0, kMostMargin);
}

// The doubt of the weakest link between the words of a statement.
double LeastMargin(const SentenceGraph& graph, std::initializer_list<Phrase> phrases) {
  int first = graph.size() + 1, last = 0;
  for (const Phrase& phrase : phrases)
    if (phrase) first = std::min(first, phrase.first), last = std::max(last, phrase.last);
  double least = kMostMargin;
  for (int w = first; w <= last; ++w)
    if (!graph.IsUpos(w, "PUNCT")) least = std::min(least, Margin(graph, w));
  return least;
}

// "it", "the company": other words than a name's, for something that has one.
bool IsResolved(const StatementRecord& statement, const SentenceGraph& graph, const Phrase& subject,
                const std::vector<EntityNode>& nodes) {
  return subject && statement.subject < nodes.size() &&
         IsNamed(nodes[statement.subject].identity) && !graph.IsUpos(subject.head, "PROPN");
}

}  // namespace

Signs SignsOf(const StatementRecord& statement, const SentenceGraph& graph, BlockKind block,
              const std::vector<EntityNode>& nodes) {
  const Phrase subject = PhraseOf(graph, statement.subject_span),
               predicate = PhraseOf(graph, statement.predicate_span),
               object = PhraseOf(graph, statement.object_span);
  const auto flag = [](bool is) { return is ? 1.0 : 0.0; };
  const int word = predicate ? predicate.head : subject.head;
  return {1,
          flag(statement.extractor == "quote/1"),
          flag(statement.extractor == "speech/1"),
          flag(statement.extractor == "nominal-clause/1"),
          flag(statement.extractor == "nominal/1"),
          flag(statement.predicate != statement.relation),
          LogOf(graph.size()),
          Between(subject, predicate),
          Between(predicate, object),
          flag(subject && graph.IsUpos(subject.head, "PRON")),
          flag(subject && predicate && !IsTied(graph, subject, predicate)),
          flag(object && predicate && !IsTied(graph, object, predicate)),
          flag(!statement.object.is_node()),
          Words(subject),
          Words(object),
          flag(block == BlockKind::kTitle || block == BlockKind::kHeading ||
               block == BlockKind::kCaption),
          flag(statement.said_by != kNoNode),
          flag(statement.polarity == Polarity::kNegated),
          flag(statement.modality != Modality::kActual),
          static_cast<double>(std::min<std::size_t>(3, statement.qualifiers.size())),
          LogOf(Depth(graph, word)),
          flag(!graph.IsVerb(word)),
          static_cast<double>(std::min(4, Commas(graph, subject, object))),
          flag(graph.Is(word, "conj") || graph.Is(word, "parataxis") || graph.Is(word, "dep")),
          flag(statement.subject < nodes.size() && IsNamed(nodes[statement.subject].identity)),
          Margin(graph, subject.head),
          Margin(graph, word),
          Margin(graph, object.head),
          LeastMargin(graph, {subject, predicate, object}),
          flag(statement.extractor == "pattern/1"),
          flag(statement.object.literal.kind == ValueKind::kBoolean && !statement.object.is_node()),
          flag(statement.predicate.starts_with("be-")),
          flag(statement.predicate == "is-a"),
          flag(statement.predicate == "involves" || statement.predicate == "concerns"),
          flag(statement.extractor == "nominal/1" && statement.predicate != "is-a" &&
               statement.predicate != "involves" && statement.predicate != "concerns"),
          flag(IsResolved(statement, graph, subject, nodes)),
          flag(statement.said_by < nodes.size() && !IsNamed(nodes[statement.said_by].identity)),
          flag(word != 0 && graph.word(word).xpos == "VB" && graph.Child(word, "mark") != 0),
          flag(statement.subject_span.size() > 1 || statement.object_span.size() > 1)};
}

double ConfidenceOf(const Signs& signs) {
  double odds = 0;
  for (std::size_t i = 0; i < signs.size(); ++i) odds += kWeights[i] * signs[i];
  const double probability = 1.0 / (1.0 + std::exp(-odds));
  return std::round(std::clamp(probability, 0.02, 0.98) * 100) / 100;
}

}  // namespace lode
