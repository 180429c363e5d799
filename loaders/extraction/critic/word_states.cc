// What the encoder made of the words that a statement stands on.
#include <algorithm>
#include <array>

#include "loaders/extraction/critic/signs.h"

namespace lode {
namespace {

struct Place {
  std::string_view name;
  int (*word)(const StatementView&);  // 0: there is none
};

int Before(const ArgumentWords& words) {
  return words ? words.first - 1 : 0;
}

int Behind(const StatementView& view, const ArgumentWords& words) {
  return words && words.last < view.graph.size() ? words.last + 1 : 0;
}

int Above(const StatementView& view, const ArgumentWords& words) {
  return words ? view.graph.head(words.head) : 0;
}

constexpr std::array<Place, 14> kPlaces = {{
    {"predicate", [](const StatementView& v) { return v.predicate.head; }},
    {"subject", [](const StatementView& v) { return v.subject.head; }},
    {"object", [](const StatementView& v) { return v.object.head; }},
    {"subject-first", [](const StatementView& v) { return v.subject.first; }},
    {"subject-last", [](const StatementView& v) { return v.subject.last; }},
    {"object-first", [](const StatementView& v) { return v.object.first; }},
    {"object-last", [](const StatementView& v) { return v.object.last; }},
    {"before-subject", [](const StatementView& v) { return Before(v.subject); }},
    {"behind-subject", [](const StatementView& v) { return Behind(v, v.subject); }},
    {"before-object", [](const StatementView& v) { return Before(v.object); }},
    {"behind-object", [](const StatementView& v) { return Behind(v, v.object); }},
    {"above-predicate", [](const StatementView& v) { return Above(v, v.predicate); }},
    {"above-subject", [](const StatementView& v) { return Above(v, v.subject); }},
    {"above-object", [](const StatementView& v) { return Above(v, v.object); }},
}};
constexpr std::string_view kSentence = "sentence";

// Adds `share` times the numbers of a word, from 1, to a row.
void Add(const WordStates& states, int word, float share, std::span<float> row) {
  const std::size_t at = static_cast<std::size_t>(word) - 1;
  const float scale = share * states.scales[at];
  for (std::size_t i = 0; i < states.width; ++i)
    row[i] += scale * static_cast<float>(states.values[at * states.width + i]);
}

}  // namespace

std::vector<std::string_view> WordPlaces() {
  std::vector<std::string_view> names;
  for (const Place& place : kPlaces) names.push_back(place.name);
  names.push_back(kSentence);
  return names;
}

std::vector<float> WordsOf(const StatementView& view) {
  const int size = view.graph.size();
  std::vector<float> words;
  if (view.sentence() >= view.article.states.size()) return words;
  const WordStates& states = view.article.states[view.sentence()];
  if (states.scales.size() != static_cast<std::size_t>(size)) return words;
  const std::size_t wide = states.width + 1;
  words.resize((kPlaces.size() + 1) * wide);
  std::span<float> row = std::span(words).first(wide);
  for (const Place& place : kPlaces) {
    if (const int word = place.word(view); word != 0) {
      Add(states, word, 1, row);
      row.back() = 1;
    }
    row = {row.data() + wide, wide};
  }
  for (int word = 1; word <= size; ++word) Add(states, word, 1.0F / static_cast<float>(size), row);
  row.back() = 1;
  return words;
}

}  // namespace lode
