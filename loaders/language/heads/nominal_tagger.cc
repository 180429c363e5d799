// Anchors, their classes and their spans, from the encoder's states and the tree.
//
// A mention is found by its head word, so at most one mention has each head, and
// nesting costs nothing: "the mayor of the old town" has two anchors, each with its
// own span. The ends are chosen by scores of pairs of words, as heads are in the
// parser, with a bonus for words at which a phrase of the tree begins or ends; so a
// span mostly covers whole phrases, and need not where the tree is wrong. The hard bit
// is that spans are chosen one by one and may cross: the surer one is kept.
#include "loaders/language/heads/nominal_tagger.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "loaders/language/model/layer_arithmetic.h"

namespace lode {
namespace {

// Types of names and GUM's classes, as docs/analysis.md has them.
constexpr std::pair<std::string_view, std::string_view> kClassesOfTypes[] = {
    {"person", "person"},     {"organization", "organization"},
    {"place", "place"},       {"event", "event"},
    {"work", "abstract"},     {"product", "object"},
    {"product", "abstract"},  {"group", "person"},
    {"group", "organization"}};

}  // namespace

Result<NominalTagger> NominalTagger::Read(const ModelFile& file, std::size_t width) {
  NominalTagger t;
  const auto sizes = ReadSizes(file);
  const auto classes = file.Strings("class.mention");
  const auto tree = file.Floats("mention.tree", 4);
  if (!sizes.ok()) return sizes.status();
  if (!classes.ok()) return classes.status();
  if (!tree.ok()) return tree.status();
  if (classes->size() < 2 || sizes->mention == 0)
    return Status(Code::kCorrupt, "the model file " + file.path() + " has no classes of mentions");
  t.classes_ = *classes;
  for (const auto& [type, name] : kClassesOfTypes) {
    for (std::size_t c = 1; c < classes->size(); ++c)
      if ((*classes)[c] == name) t.classes_of_type_[std::string(type)].push_back(c);
  }
  t.tree_ = *tree;
  t.pointer_ = sizes->pointer;
  auto hidden = Matrix::Read(file, "mention1", sizes->mention, width);
  auto scores = Matrix::Read(file, "mention2", classes->size(), sizes->mention);
  auto spans = Matrix::Read(file, "span", 4 * sizes->pointer, width);
  auto far = Matrix::Read(file, "span_far", 2 * kDistanceBuckets, width);
  if (!hidden.ok()) return hidden.status();
  if (!scores.ok()) return scores.status();
  if (!spans.ok()) return spans.status();
  if (!far.ok()) return far.status();
  t.hidden_ = *std::move(hidden);
  t.scores_ = *std::move(scores);
  t.spans_ = *std::move(spans);
  t.far_ = *std::move(far);
  return t;
}

void NominalTagger::Tag(const WordBatch& batch, const EncoderSpace& states,
                        std::span<Token* const> tokens, NominalSpace* space,
                        std::vector<std::vector<Mention>>* mentions) const {
  const std::size_t rows = batch.rows();
  space->hidden.resize(rows * hidden_.width());
  hidden_.Multiply(states.quantized, rows, space->hidden.data());
  for (float& x : space->hidden) x = x > 0.0F ? x : 0.0F;
  Quantize(space->hidden, hidden_.width(), &space->quantized);
  space->classes.resize(rows * scores_.width());
  scores_.Multiply(space->quantized, rows, space->classes.data());
  space->spans.resize(rows * spans_.width());
  spans_.Multiply(states.quantized, rows, space->spans.data());
  space->far.resize(rows * far_.width());
  far_.Multiply(states.quantized, rows, space->far.data());
  mentions->assign(batch.sentences(), {});
  for (std::size_t s = 0; s < batch.sentences(); ++s) {
    const std::size_t begin = batch.begins[s], words = batch.begins[s + 1] - begin;
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < words; ++i) {
      Candidate candidate = ClassOf(begin + i, *space);
      candidate.anchor = i;
      if (candidate.margin > 0) candidates.push_back(candidate);
    }
    if (candidates.empty()) continue;
    const auto sentence = tokens.subspan(begin, words);
    const Reach reach = ReachOf(sentence);
    TransposeKeys(begin, words, space);
    for (Candidate& candidate : candidates) FindSpan(begin, sentence, reach, space, &candidate);
    (*mentions)[s] = Keep(std::move(candidates));
  }
}

float NominalTagger::TypeScore(std::string_view type, std::size_t row,
                               const NominalSpace& space) const {
  const auto classes = classes_of_type_.find(type);
  if (classes == classes_of_type_.end()) return 0;
  float best = std::numeric_limits<float>::lowest();
  for (const std::size_t c : classes->second)
    best = std::max(best, space.classes[row * scores_.width() + c]);
  return best;
}

NominalTagger::Candidate NominalTagger::ClassOf(std::size_t row, const NominalSpace& space) const {
  const float* const scores = &space.classes[row * scores_.width()];
  std::size_t best = 1;
  for (std::size_t c = 2; c < classes_.size(); ++c)
    if (scores[c] > scores[best]) best = c;
  float next = std::numeric_limits<float>::lowest();
  for (std::size_t c = 1; c < classes_.size(); ++c)
    if (c != best) next = std::max(next, scores[c]);
  return {0, 0, 0, best, scores[best] - scores[0], scores[best] - next};
}

NominalTagger::Reach NominalTagger::ReachOf(std::span<Token* const> tokens) {
  Reach reach;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    reach.first.push_back(i);
    reach.last.push_back(i);
  }
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    std::size_t at = i;
    for (std::size_t steps = 0; tokens[at]->head > 0 && steps < tokens.size(); ++steps) {
      at = static_cast<std::size_t>(tokens[at]->head) - 1;
      reach.first[at] = std::min(reach.first[at], i);
      reach.last[at] = std::max(reach.last[at], i);
    }
  }
  return reach;
}

// Keys of all words of the sentence, one row for each of their numbers.
void NominalTagger::TransposeKeys(std::size_t begin, std::size_t words, NominalSpace* space) const {
  space->left_keys.resize(pointer_ * words);
  space->right_keys.resize(pointer_ * words);
  for (std::size_t j = 0; j < words; ++j) {
    const float* const row = &space->spans[(begin + j) * spans_.width()];
    for (std::size_t d = 0; d < pointer_; ++d) {
      space->left_keys[d * words + j] = row[pointer_ + d];
      space->right_keys[d * words + j] = row[3 * pointer_ + d];
    }
  }
}

void NominalTagger::FindSpan(std::size_t begin, std::span<Token* const> tokens, const Reach& reach,
                             NominalSpace* space, Candidate* candidate) const {
  const std::size_t words = tokens.size(), anchor = candidate->anchor;
  const float shrink = 2.0F / std::sqrt(static_cast<float>(pointer_));
  const float* const row = &space->spans[(begin + anchor) * spans_.width()];
  const float* const far = &space->far[(begin + anchor) * far_.width()];
  space->scores.resize(words);
  const std::span<float> scores(space->scores);
  for (const bool left : {true, false}) {
    const std::span<const float> query(row + (left ? 0 : 2 * pointer_), pointer_);
    DotWithColumns(query, left ? space->left_keys.data() : space->right_keys.data(), words, scores);
    for (std::size_t j = 0; j < words; ++j) {
      const int distance = static_cast<int>(j) - static_cast<int>(anchor);
      const int bucket = DistanceBucket(distance) + (left ? 0 : static_cast<int>(kDistanceBuckets));
      scores[j] = scores[j] * shrink + far[bucket];
    }
    AddEdges(tokens, reach, anchor, left, scores);
    std::size_t best = anchor;
    if (left) {
      for (std::size_t j = anchor; j-- > 0;)
        if (scores[j] > scores[best]) best = j;
    } else {
      for (std::size_t j = anchor + 1; j < words; ++j)
        if (scores[j] > scores[best]) best = j;
    }
    (left ? candidate->first : candidate->last) = best;
  }
}

// Favours words at which a phrase under the anchor begins (or ends), and the outermost
// of them. A coordinator anchors the mention of all conjuncts, which are not under it.
void NominalTagger::AddEdges(std::span<Token* const> tokens, const Reach& reach, std::size_t anchor,
                             bool left, std::span<float> scores) const {
  const std::string& relation = tokens[anchor]->deprel;
  if (relation == "cc" || relation.starts_with("cc:")) return;
  const float edge = tree_[left ? 0 : 2], outermost = tree_[left ? 1 : 3];
  std::vector<std::size_t> edges = {anchor};
  for (std::size_t d = 0; d < tokens.size(); ++d) {
    if (tokens[d]->head != static_cast<int>(anchor) + 1 || (left ? d > anchor : d < anchor))
      continue;
    edges.push_back(left ? reach.first[d] : reach.last[d]);
  }
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  for (const std::size_t j : edges) scores[j] += edge;
  scores[left ? edges.front() : edges.back()] += outermost;
}

std::vector<Mention> NominalTagger::Keep(std::vector<Candidate> candidates) const {
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.margin > b.margin; });
  std::vector<Candidate> kept;
  for (const Candidate& c : candidates) {
    const bool clashes = std::any_of(kept.begin(), kept.end(), [&c](const Candidate& k) {
      const bool apart = c.last < k.first || k.last < c.first;
      const bool inside = k.first <= c.first && c.last <= k.last;
      const bool around = c.first <= k.first && k.last <= c.last;
      return !apart && (inside == around);
    });
    if (!clashes) kept.push_back(c);
  }
  std::sort(kept.begin(), kept.end(), [](const Candidate& a, const Candidate& b) {
    return a.first != b.first ? a.first < b.first : a.last > b.last;
  });
  std::vector<Mention> mentions;
  mentions.reserve(kept.size());
  for (const Candidate& c : kept)
    mentions.push_back({static_cast<int>(c.first) + 1, static_cast<int>(c.last) + 1,
                        std::string(classes_[c.type]), c.lead});
  return mentions;
}

}  // namespace lode
