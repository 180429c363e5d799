// A logistic function of a few things seen. Fitted to the share of each tuple's words that
// the gold tuple matched with it has, on the even lines of CaRB's development sentences
// (arguments whole); the odd lines are kept to measure it.
#include "loaders/extraction/tuples/tuple_confidence.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lode {
namespace {

constexpr double kBias = 1.027;
// By TupleKind.
constexpr std::array<double, kTupleKinds> kOfKind = {0.771, 0.396,  0.065,  -0.084,
                                                     0.044, -0.171, -0.237, -0.784};
constexpr double kLogOfSubjectWords = 0.271, kLogOfObjectWords = 0.161;
constexpr double kSeveralObjects = 0.138, kPronounAsSubject = 0.352;
// How sure the tree is of the arcs that bear the tuple: margins of the parser, up to 4,
// from 0 to 1.
constexpr double kAnchorMargin = 0.222, kSubjectMargin = 0.377, kObjectMargin = 0.248;
constexpr double kLogOfSentenceWords = -0.586, kPlaceInSentence = -0.774;

double Margin(const SentenceGraph& graph, int word) {
  return std::clamp(static_cast<double>(graph.word(word).head_margin), 0.0, 4.0) / 4.0;
}

double LogOf(std::size_t words) {
  return std::log(static_cast<double>(std::max<std::size_t>(words, 1)));
}

}  // namespace

double TupleConfidence(const SentenceGraph& graph, const DraftTuple& draft) {
  std::size_t object_words = 0;
  for (const TuplePhrase& object : draft.objects) object_words += object.words.size();
  double sum = kBias + kOfKind[static_cast<std::size_t>(draft.kind)];
  sum += kLogOfSubjectWords * LogOf(draft.subject.words.size());
  sum += kLogOfObjectWords * LogOf(object_words);
  if (draft.objects.size() > 1) sum += kSeveralObjects;
  if (graph.IsUpos(draft.subject_head, "PRON")) sum += kPronounAsSubject;
  sum += kAnchorMargin * Margin(graph, draft.anchor);
  sum += kSubjectMargin * Margin(graph, draft.subject_head);
  sum += kObjectMargin * Margin(graph, draft.object_head);
  sum += kLogOfSentenceWords * LogOf(static_cast<std::size_t>(graph.size()));
  sum += kPlaceInSentence * draft.anchor / graph.size();
  return 1.0 / (1.0 + std::exp(-sum));
}

}  // namespace lode
