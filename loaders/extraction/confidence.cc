// Confidence as a small log-odds table: a base by kind of extractor, and a weight
// for each sign. The weights are set by hand, in the order in which kinds and signs
// were found right in samples that a person read; they rank statements well and are
// no frequencies of being right.
#include "loaders/extraction/confidence.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace lode {
namespace {

constexpr std::array<std::pair<std::string_view, double>, 6> kBase = {{
    {"quote/1", 1.9},
    {"speech/1", 1.5},
    {"clause/1", 0.9},
    {"nominal-clause/1", 0.6},
    {"nominal/1", 1.2},
    {"derived/1", 0.2},
}};

}  // namespace

double ConfidenceOf(std::string_view extractor, int sentence_words, const ReadingSigns& signs) {
  double odds = 0.7;
  for (const auto& [name, base] : kBase)
    if (name == extractor) odds = base;
  odds -= 0.02 * std::max(0, sentence_words - 15);
  if (signs.inherited_subject) odds -= 0.4;
  if (signs.pronoun_subject) odds -= 0.4;
  if (signs.typed) odds += 0.3;
  if (signs.literal_object) odds += 0.1;
  if (signs.title) odds -= 0.3;
  const double probability = 1.0 / (1.0 + std::exp(-odds));
  return std::round(std::clamp(probability, 0.05, 0.98) * 100) / 100;
}

}  // namespace lode
