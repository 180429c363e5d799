// Scores arcs, takes the best tree, names the relations.
//
// Arc score = (what the dependent looks for) . (what the head offers), plus
// the dependent's own expectation of how far away its head is. Relation score
// = a small network over the sum of both ends; it runs only on the arcs of the
// tree. The root is a learned word in column 0.
#include "loaders/language/heads/parser.h"

#include <algorithm>
#include <cmath>

#include "loaders/language/heads/spanning_tree.h"
#include "loaders/language/model/layer_arithmetic.h"

namespace lode {
namespace {

float Positive(float x) {
  return x > 0.0F ? x : 0.0F;
}

// Copies columns [from, from + count) of each row, the negative ones as zero.
void CopyPositive(const std::vector<float>& rows, std::size_t width, std::size_t from,
                  std::size_t count, std::vector<float>* out) {
  const std::size_t n = rows.size() / width;
  out->resize(n * count);
  for (std::size_t r = 0; r < n; ++r) {
    for (std::size_t i = 0; i < count; ++i) {
      (*out)[r * count + i] = Positive(rows[r * width + from + i]);
    }
  }
}

// How much better the chosen head of a word scores than the best other; less than zero
// where the whole tree asked for another than the word's own best.
float Margin(std::span<const float> scores, int chosen, std::size_t word) {
  float best = -1e9F;
  for (std::size_t j = 0; j < scores.size(); ++j)
    if (j != word && j != static_cast<std::size_t>(chosen)) best = std::max(best, scores[j]);
  return scores.size() < 3 ? 0.0F : scores[static_cast<std::size_t>(chosen)] - best;
}

}  // namespace

Result<Parser> Parser::Read(const ModelFile& file, std::size_t width) {
  Parser p;
  const auto sizes = ReadSizes(file);
  const auto relations = file.Strings("class.rel");
  if (!sizes.ok()) return sizes.status();
  if (!relations.ok()) return relations.status();
  p.choice_ = RelationChoice(*relations);
  p.arc_ = sizes->arc;
  p.rel_ = sizes->rel;
  if (!p.choice_.usable()) {
    return Status(Code::kCorrupt, "the model file " + file.path() + " lacks the relation root");
  }
  struct Part {
    const char* name;
    std::size_t outputs, inputs;
    Matrix* matrix;
  };
  for (const Part& part :
       {Part{"arc", 2 * p.arc_, width, &p.arcs_}, Part{"arc_u", p.arc_, p.arc_, &p.look_},
        Part{"arc_far", kDistanceBuckets, p.arc_, &p.far_},
        Part{"rel", 2 * p.rel_, width, &p.halves_},
        Part{"rel_out", relations->size(), p.rel_, &p.labels_}}) {
    auto matrix = Matrix::Read(file, part.name, part.outputs, part.inputs);
    if (!matrix.ok()) return matrix.status();
    *part.matrix = *std::move(matrix);
  }
  const auto root = file.Floats("root", p.arc_);
  const auto relation_root = file.Floats("rel_root", p.rel_);
  if (!root.ok()) return root.status();
  if (!relation_root.ok()) return relation_root.status();
  p.root_ = *root;
  p.relation_root_ = *relation_root;
  return p;
}

void Parser::Parse(const WordBatch& batch, const EncoderSpace& states, ParserSpace* space,
                   std::span<Token* const> tokens) const {
  const std::size_t rows = batch.rows();
  space->arc.resize(rows * arcs_.width());
  arcs_.Multiply(states.quantized, rows, space->arc.data());
  CopyPositive(space->arc, arcs_.width(), 0, arc_, &space->half);
  Quantize(space->half, arc_, &space->quantized);
  space->look.resize(rows * look_.width());
  look_.Multiply(space->quantized, rows, space->look.data());
  space->far.resize(rows * far_.width());
  far_.Multiply(space->quantized, rows, space->far.data());
  space->relation.resize(rows * halves_.width());
  halves_.Multiply(states.quantized, rows, space->relation.data());
  Attach(batch, space, tokens);
  Label(batch, space, tokens);
}

void Parser::Attach(const WordBatch& batch, ParserSpace* space,
                    std::span<Token* const> tokens) const {
  const float shrink = 2.0F / std::sqrt(static_cast<float>(arc_));
  for (std::size_t s = 0; s < batch.sentences(); ++s) {
    const std::size_t begin = batch.begins[s], n = batch.begins[s + 1] - begin, heads = n + 1;
    space->keys.resize(arc_ * heads);
    for (std::size_t d = 0; d < arc_; ++d) space->keys[d * heads] = root_[d];
    for (std::size_t j = 0; j < n; ++j) {
      const float* const offer = &space->arc[(begin + j) * arcs_.width() + arc_];
      for (std::size_t d = 0; d < arc_; ++d) space->keys[d * heads + j + 1] = Positive(offer[d]);
    }
    space->scores.resize(n * heads);
    for (std::size_t i = 0; i < n; ++i) {
      const std::span<float> row = std::span(space->scores).subspan(i * heads, heads);
      const std::span<const float> look(&space->look[(begin + i) * look_.width()], arc_);
      DotWithColumns(look, space->keys.data(), heads, row);
      const float* const far = &space->far[(begin + i) * far_.width()];
      row[0] *= shrink;
      for (std::size_t j = 0; j < n; ++j) {
        const int distance = static_cast<int>(j) - static_cast<int>(i);
        row[j + 1] = row[j + 1] * shrink + far[DistanceBucket(distance)];
      }
    }
    const std::vector<int> tree = BestTree(space->scores, n);
    for (std::size_t i = 0; i < n; ++i) {
      tokens[begin + i]->head = tree[i];
      tokens[begin + i]->head_margin =
          Margin(std::span(space->scores).subspan(i * heads, heads), tree[i], i + 1);
    }
  }
}

void Parser::Label(const WordBatch& batch, ParserSpace* space,
                   std::span<Token* const> tokens) const {
  const std::size_t rows = batch.rows(), wide = halves_.width();
  space->half.resize(rows * rel_);
  for (std::size_t s = 0; s < batch.sentences(); ++s) {
    const std::size_t begin = batch.begins[s];
    for (std::size_t r = begin; r < batch.begins[s + 1]; ++r) {
      const float* const dependent = &space->relation[r * wide];
      const std::size_t head = static_cast<std::size_t>(tokens[r]->head);
      const float* const other =
          head == 0 ? relation_root_.data() : &space->relation[(begin + head - 1) * wide + rel_];
      float* const out = &space->half[r * rel_];
      for (std::size_t i = 0; i < rel_; ++i) out[i] = Positive(dependent[i] + other[i]);
    }
  }
  Quantize(space->half, rel_, &space->quantized);
  space->look.resize(rows * labels_.width());
  labels_.Multiply(space->quantized, rows, space->look.data());
  for (std::size_t s = 0; s < batch.sentences(); ++s) {
    const std::size_t begin = batch.begins[s], n = batch.begins[s + 1] - begin;
    choice_.Choose(std::span(space->look).subspan(begin * labels_.width(), n * labels_.width()),
                   labels_.width(), tokens.subspan(begin, n));
  }
}

}  // namespace lode
