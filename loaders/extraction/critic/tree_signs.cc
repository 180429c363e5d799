// How the words of a statement stand in the tree, and how sure the parser was of them.
#include <algorithm>
#include <cstdlib>

#include "loaders/extraction/critic/signs.h"

namespace lode {
namespace {

using View = const StatementView&;

double Between(const ArgumentWords& a, const ArgumentWords& b) {
  if (!a || !b) return -1;
  return a.first > b.last ? a.first - b.last - 1 : b.first - a.last - 1;
}

// Words of the sentence in [first, last] for which `is` holds.
template <typename Is>
double CountWords(View v, int first, int last, Is is) {
  double count = 0;
  for (int w = std::max(1, first); w <= std::min(last, v.graph.size()); ++w) count += is(w) ? 1 : 0;
  return count;
}

double CommasBetween(View v, const ArgumentWords& a, const ArgumentWords& b) {
  if (!a || !b) return 0;
  return CountWords(v, std::min(a.last, b.last), std::max(a.first, b.first),
                    [&](int w) { return v.graph.word(w).form == ","; });
}

double VerbsBetween(View v, const ArgumentWords& a, const ArgumentWords& b) {
  if (!a || !b) return 0;
  return CountWords(v, std::min(a.last, b.last) + 1, std::max(a.first, b.first) - 1,
                    [&](int w) { return v.graph.IsUpos(w, "VERB") && !v.predicate.Has(w); });
}

// Does the argument hang on the predicate's word, or the other way round?
bool IsTied(View v, const ArgumentWords& argument) {
  return v.graph.head(argument.head) == v.predicate.head ||
         v.graph.head(v.predicate.head) == argument.head;
}

double WholeLeast(View v) {
  int first = v.graph.size() + 1, last = 0;
  for (const ArgumentWords* words : {&v.subject, &v.predicate, &v.object})
    if (*words) first = std::min(first, words->first), last = std::max(last, words->last);
  return v.LeastMargin(first, last);
}

// The doubt on the arcs between two words.
double WayMargin(View v, int a, int b) {
  if (a == 0 || b == 0) return kMostMargin;
  double least = kMostMargin;
  for (int from : {a, b})
    for (int w = from, steps = 0; w != 0 && steps < 20; w = v.graph.head(w), ++steps) {
      if (v.graph.Under(a, w) && v.graph.Under(b, w)) break;
      least = std::min(least, v.Margin(w));
    }
  return least;
}

// The next few words behind an argument: the doubt of those that hang further left, which
// may have to be part of it.
double DoubtBehind(View v, const ArgumentWords& argument, int most) {
  double least = kMostMargin;
  if (!argument) return least;
  int seen = 0;
  for (int w = argument.last + 1; w <= v.graph.size() && seen < most; ++w, ++seen)
    if (!v.graph.IsUpos(w, "PUNCT") && v.graph.head(w) <= argument.last)
      least = std::min(least, v.Margin(w));
  return least;
}

double MeanMargin(View v) {
  double sum = 0;
  for (int w = 1; w <= v.graph.size(); ++w) sum += v.Margin(w);
  return v.graph.size() == 0 ? kMostMargin : sum / v.graph.size();
}

double DoubtfulWords(View v, int first, int last) {
  return CountWords(v, first, last,
                    [&](int w) { return !v.graph.IsUpos(w, "PUNCT") && v.Margin(w) < 1; });
}

double VerbsAbove(View v) {
  double count = 0;
  int steps = 0;
  for (int w = v.graph.head(v.word); w != 0 && steps <= v.graph.size();
       w = v.graph.head(w), ++steps)
    count += v.graph.IsVerb(w) ? 1 : 0;
  return count;
}

double ConjunctionsAbove(View v) {
  double count = 0;
  int steps = 0;
  for (int w = v.word; w != 0 && steps <= v.graph.size(); w = v.graph.head(w), ++steps)
    count += v.graph.Is(w, "conj") ? 1 : 0;
  return count;
}

}  // namespace

const std::vector<NumberSign>& TreeSigns() {
  static const std::vector<NumberSign> kSigns = {
      {"sentence-words", [](View v) { return static_cast<double>(v.graph.size()); }},
      {"sentence-verbs",
       [](View v) {
         return CountWords(v, 1, v.graph.size(), [&](int w) { return v.graph.IsUpos(w, "VERB"); });
       }},
      {"sentence-commas",
       [](View v) {
         return CountWords(v, 1, v.graph.size(),
                           [&](int w) { return v.graph.word(w).form == ","; });
       }},
      {"sentence-joins",
       [](View v) {
         return CountWords(v, 1, v.graph.size(), [&](int w) { return v.graph.Is(w, "conj"); });
       }},
      {"subject-distance", [](View v) { return Between(v.subject, v.predicate); }},
      {"object-distance", [](View v) { return Between(v.predicate, v.object); }},
      {"ends-distance", [](View v) { return Between(v.subject, v.object); }},
      {"subject-steps",
       [](View v) { return 1.0 * v.TreeDistance(v.subject.head, v.predicate.head); }},
      {"object-steps",
       [](View v) { return 1.0 * v.TreeDistance(v.object.head, v.predicate.head); }},
      {"ends-steps", [](View v) { return 1.0 * v.TreeDistance(v.object.head, v.subject.head); }},
      {"subject-apart",
       [](View v) { return Flag(v.subject && v.predicate && !IsTied(v, v.subject)); }},
      {"object-apart",
       [](View v) { return Flag(v.object && v.predicate && !IsTied(v, v.object)); }},
      {"subject-behind",
       [](View v) { return Flag(v.subject && v.predicate && v.subject.first > v.predicate.last); }},
      {"object-before",
       [](View v) { return Flag(v.object && v.predicate && v.object.last < v.predicate.first); }},
      {"subject-commas", [](View v) { return CommasBetween(v, v.subject, v.predicate); }},
      {"object-commas", [](View v) { return CommasBetween(v, v.predicate, v.object); }},
      {"subject-verbs-between", [](View v) { return VerbsBetween(v, v.subject, v.predicate); }},
      {"object-verbs-between", [](View v) { return VerbsBetween(v, v.predicate, v.object); }},
      {"depth", [](View v) { return 1.0 * v.Depth(v.word); }},
      {"verbs-above", VerbsAbove},
      {"joins-above", ConjunctionsAbove},
      {"subject-depth", [](View v) { return 1.0 * v.Depth(v.subject.head); }},
      {"place", [](View v) { return v.graph.size() == 0 ? 0 : 1.0 * v.word / v.graph.size(); }},
      {"subject-margin", [](View v) { return v.Margin(v.subject.head); }},
      {"predicate-margin", [](View v) { return v.Margin(v.word); }},
      {"object-margin", [](View v) { return v.Margin(v.object.head); }},
      {"least-margin", WholeLeast},
      {"subject-inside-margin",
       [](View v) { return v.LeastMargin(v.subject.first, v.subject.last); }},
      {"object-inside-margin", [](View v) { return v.LeastMargin(v.object.first, v.object.last); }},
      {"subject-way-margin", [](View v) { return WayMargin(v, v.subject.head, v.word); }},
      {"object-way-margin", [](View v) { return WayMargin(v, v.object.head, v.word); }},
      {"root-way-margin", [](View v) { return WayMargin(v, v.word, v.graph.root()); }},
      {"behind-subject-margin", [](View v) { return DoubtBehind(v, v.subject, 4); }},
      {"behind-object-margin", [](View v) { return DoubtBehind(v, v.object, 4); }},
      {"behind-predicate-margin", [](View v) { return DoubtBehind(v, v.predicate, 4); }},
      {"sentence-mean-margin", MeanMargin},
      {"sentence-least-margin", [](View v) { return v.LeastMargin(1, v.graph.size()); }},
      {"sentence-doubts", [](View v) { return DoubtfulWords(v, 1, v.graph.size()); }},
      {"object-doubts", [](View v) { return DoubtfulWords(v, v.object.first, v.object.last); }},
      {"subject-doubts", [](View v) { return DoubtfulWords(v, v.subject.first, v.subject.last); }},
  };
  return kSigns;
}

}  // namespace lode
