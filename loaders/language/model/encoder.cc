// Runs the encoder layer by layer over all words of a batch.
//
// A layer goes over a few hundred words at once, so that its weights stay in
// the cache; each word's arithmetic is its own (rows are quantised one by one,
// sums are exact or in a fixed order), so the batch does not show.
//
// A convolution over three words is computed as one product with three times
// the outputs: what a word gives to its right neighbour, itself and its left
// neighbour. Those are then added up, which spares gathering rows and lets
// each row keep its own scale.
#include "loaders/language/model/encoder.h"

#include <algorithm>
#include <cmath>

#include "loaders/language/model/layer_arithmetic.h"

namespace lode {
namespace {

constexpr std::size_t kMaxLayers = 64;

Status Broken(const ModelFile& file, const std::string& what) {
  return {Code::kCorrupt, "the model file " + file.path() + " has " + what +
                              "; install the one that belongs to this lode"};
}

}  // namespace

Result<ModelSizes> ReadSizes(const ModelFile& file) {
  const auto config = file.Numbers("config", 10);
  if (!config.ok()) return config.status();
  const auto& c = *config;
  const ModelSizes sizes = {c[0], c[1], c[2], c[3], c[4], c[5], c[8], c[9]};
  const auto odd = [](std::size_t n) { return n == 0 || n % 16 != 0 || n > 4096; };
  if (odd(sizes.width) || odd(sizes.head_width) || odd(sizes.arc) || odd(sizes.rel) ||
      odd(sizes.name) || odd(sizes.mention) || odd(sizes.pointer) || sizes.heads == 0 ||
      sizes.heads > 64) {
    return Broken(file, "sizes that cannot be");
  }
  if (c[6] != Embedding::kWidth || c[7] != kDistanceBuckets) {
    return Broken(file, "features of another kind");
  }
  return sizes;
}

Result<NormWeights> ReadNorm(const ModelFile& file, const std::string& name, std::size_t width) {
  const auto weight = file.Floats(name + ".weight", width);
  const auto bias = file.Floats(name + ".bias", width);
  if (!weight.ok()) return weight.status();
  if (!bias.ok()) return bias.status();
  return NormWeights{*weight, *bias};
}

Result<Encoder> Encoder::Read(const ModelFile& file) {
  Encoder e;
  const auto sizes = ReadSizes(file);
  if (!sizes.ok()) return sizes.status();
  e.width_ = sizes->width;
  e.heads_ = sizes->heads;
  e.head_width_ = sizes->head_width;
  auto embedding = Embedding::Read(file);
  if (!embedding.ok()) return embedding.status();
  e.embedding_ = *embedding;
  auto project = Matrix::Read(file, "project", e.width_, Embedding::kWidth);
  if (!project.ok()) return project.status();
  e.project_ = *std::move(project);
  if (Status status = e.ReadLayers(file); !status.ok()) return status;
  const auto norm = ReadNorm(file, "norm", e.width_);
  if (!norm.ok()) return norm.status();
  e.norm_ = *norm;
  return e;
}

Status Encoder::ReadLayers(const ModelFile& file) {
  const auto kinds = file.Bytes("layers");
  if (!kinds.ok()) return kinds.status();
  if (kinds->size() > kMaxLayers) return Broken(file, "too many layers");
  for (std::size_t i = 0; i < kinds->size(); ++i) {
    const std::string name = "layer" + std::to_string(i);
    Layer layer;
    layer.attention = (*kinds)[i] == 'A';
    const auto norm = ReadNorm(file, name + ".norm", width_);
    if (!norm.ok()) return norm.status();
    layer.norm = *norm;
    const std::size_t inner = heads_ * head_width_;
    auto in = layer.attention ? Matrix::Read(file, name + ".qkv", 3 * inner, width_)
                              : Matrix::Read(file, name, 3 * width_, width_);
    if (!in.ok()) return in.status();
    layer.in = *std::move(in);
    if (layer.attention) {
      auto out = Matrix::Read(file, name + ".out", width_, inner);
      const auto far = file.Floats(name + ".far", heads_ * kDistanceBuckets);
      if (!out.ok()) return out.status();
      if (!far.ok()) return far.status();
      layer.out = *std::move(out);
      layer.far = *far;
    }
    layers_.push_back(std::move(layer));
  }
  return Status::Ok();
}

void Encoder::Encode(const WordBatch& batch, EncoderSpace* space) const {
  const std::size_t rows = batch.rows();
  space->wide.resize(rows * Embedding::kWidth);
  for (std::size_t r = 0; r < rows; ++r) {
    embedding_.Look(batch.forms[r], &space->wide[r * Embedding::kWidth]);
  }
  Quantize(space->wide, Embedding::kWidth, &space->quantized);
  space->state.resize(rows * width_);
  project_.Multiply(space->quantized, rows, space->state.data());
  for (const Layer& layer : layers_) {
    layer.attention ? Attend(layer, batch, space) : Convolve(layer, batch, space);
  }
  Norm(norm_, rows, space);
  space->state.swap(space->normed);
}

void Encoder::Norm(const NormWeights& norm, std::size_t rows, EncoderSpace* space) const {
  space->normed.resize(rows * width_);
  for (std::size_t r = 0; r < rows; ++r) {
    NormalizeRow(std::span<const float>(space->state).subspan(r * width_, width_), norm.weight,
                 norm.bias, std::span(space->normed).subspan(r * width_, width_));
  }
  Quantize(space->normed, width_, &space->quantized);
}

void Encoder::Convolve(const Layer& layer, const WordBatch& batch, EncoderSpace* space) const {
  const std::size_t rows = batch.rows();
  Norm(layer.norm, rows, space);
  const std::size_t wide = layer.in.width();
  space->wide.resize(rows * wide);
  layer.in.Multiply(space->quantized, rows, space->wide.data());
  const std::vector<float> nothing(width_, 0.0F);
  for (std::size_t s = 0; s < batch.sentences(); ++s) {
    for (std::size_t r = batch.begins[s]; r < batch.begins[s + 1]; ++r) {
      const float* const here = &space->wide[r * wide];
      const bool first = r == batch.begins[s], last = r + 1 == batch.begins[s + 1];
      const float* const left = first ? nothing.data() : here - wide;
      const float* const right = last ? nothing.data() : here + wide + 2 * width_;
      AddPositive({here + width_, width_}, {left, width_}, {right, width_},
                  {&space->state[r * width_], width_});
    }
  }
}

void Encoder::Attend(const Layer& layer, const WordBatch& batch, EncoderSpace* space) const {
  const std::size_t rows = batch.rows(), inner = heads_ * head_width_;
  Norm(layer.norm, rows, space);
  space->wide.resize(rows * layer.in.width());
  layer.in.Multiply(space->quantized, rows, space->wide.data());
  space->mixed.resize(rows * inner);
  for (std::size_t s = 0; s < batch.sentences(); ++s) {
    AttendSentence(layer, batch.begins[s], batch.begins[s + 1], space);
  }
  Quantize(space->mixed, inner, &space->quantized);
  space->normed.resize(rows * width_);
  layer.out.Multiply(space->quantized, rows, space->normed.data());
  for (std::size_t i = 0; i < rows * width_; ++i) space->state[i] += space->normed[i];
}

void Encoder::AttendSentence(const Layer& layer, std::size_t begin, std::size_t end,
                             EncoderSpace* space) const {
  const std::size_t n = end - begin, inner = heads_ * head_width_, wide = layer.in.width();
  const float shrink = 1.0F / std::sqrt(static_cast<float>(head_width_));
  space->scores.resize(n);
  space->keys.resize(head_width_ * n);
  for (std::size_t head = 0; head < heads_; ++head) {
    const std::size_t at = head * head_width_;
    for (std::size_t j = 0; j < n; ++j) {
      const float* const key = &space->wide[(begin + j) * wide + inner + at];
      for (std::size_t d = 0; d < head_width_; ++d) space->keys[d * n + j] = key[d];
    }
    const float* const far = &layer.far[head * kDistanceBuckets];
    for (std::size_t i = 0; i < n; ++i) {
      const std::span<const float> query(&space->wide[(begin + i) * wide + at], head_width_);
      DotWithColumns(query, space->keys.data(), n, space->scores);
      for (std::size_t j = 0; j < n; ++j) {
        const int distance = static_cast<int>(j) - static_cast<int>(i);
        space->scores[j] = space->scores[j] * shrink + far[DistanceBucket(distance)];
      }
      Softmax(space->scores);
      const float* const values = &space->wide[begin * wide + 2 * inner + at];
      DotWithColumns(space->scores, values, wide,
                     std::span(space->mixed).subspan((begin + i) * inner + at, head_width_));
    }
  }
}

}  // namespace lode
