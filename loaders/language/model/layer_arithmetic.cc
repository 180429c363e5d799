// Norms, softmax and products of a query with many keys.
//
// Floating sums depend on their order, so each sum here has one written order:
// sixteen lanes, folded in a fixed tree, or one term after the other with the
// vector running over independent outputs. A compiler may vectorise that
// freely without changing a bit. exp() is our own polynomial, since the C
// library's may change from system to system.
#include "loaders/language/model/layer_arithmetic.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "loaders/language/model/wide_clones.h"

namespace lode {
namespace {

constexpr std::size_t kLanes = 16;

float Fold(float (&lanes)[kLanes]) {
  for (std::size_t width = kLanes / 2; width > 0; width /= 2) {
    for (std::size_t i = 0; i < width; ++i) lanes[i] += lanes[i + width];
  }
  return lanes[0];
}

// e^x for x <= 0, by 2^n * polynomial (Cephes expf), about 1e-7 relative.
inline float Exp(float x) {
  x = x < -87.0F ? -87.0F : x;
  constexpr float kRound = 12582912.0F;
  const float n = (x * 1.44269504F + kRound) - kRound;
  const float r = (x - n * 0.693359375F) - n * -2.12194440e-4F;
  float p = 1.9875691500e-4F;
  p = p * r + 1.3981999507e-3F;
  p = p * r + 8.3334519073e-3F;
  p = p * r + 4.1665795894e-2F;
  p = p * r + 1.6666665459e-1F;
  p = p * r + 5.0000001201e-1F;
  const float y = (p * (r * r) + r) + 1.0F;
  return y * std::bit_cast<float>((static_cast<std::int32_t>(n) + 127) << 23);
}

}  // namespace

LODE_WIDE_CLONES void NormalizeRow(std::span<const float> in, std::span<const float> weight,
                                   std::span<const float> bias, std::span<float> out) {
  const auto count = static_cast<float>(in.size());
  float lanes[kLanes] = {};
  for (std::size_t i = 0; i < in.size(); i += kLanes) {
    for (std::size_t k = 0; k < kLanes; ++k) lanes[k] += in[i + k];
  }
  const float mean = Fold(lanes) / count;
  std::fill_n(lanes, kLanes, 0.0F);
  for (std::size_t i = 0; i < in.size(); i += kLanes) {
    for (std::size_t k = 0; k < kLanes; ++k) {
      const float d = in[i + k] - mean;
      lanes[k] += d * d;
    }
  }
  const float scale = 1.0F / std::sqrt(Fold(lanes) / count + 1e-5F);
  for (std::size_t i = 0; i < in.size(); ++i) {
    out[i] = (in[i] - mean) * scale * weight[i] + bias[i];
  }
}

LODE_WIDE_CLONES void Softmax(std::span<float> scores) {
  if (scores.empty()) return;
  float most = scores[0];
  for (const float s : scores) most = std::max(most, s);
  for (float& s : scores) s = Exp(s - most);
  float total = 0.0F;
  for (const float s : scores) total += s;
  const float inverse = 1.0F / total;
  for (float& s : scores) s *= inverse;
}

LODE_WIDE_CLONES void DotWithColumns(std::span<const float> query, const float* keys,
                                     std::size_t stride, std::span<float> out) {
  std::fill(out.begin(), out.end(), 0.0F);
  float* const to = out.data();
  std::size_t d = 0;
  for (; d + 4 <= query.size(); d += 4) {  // the same order, with a quarter of the stores
    const float* const key = keys + d * stride;
    for (std::size_t j = 0; j < out.size(); ++j) {
      float sum = to[j] + query[d] * key[j];
      sum += query[d + 1] * key[stride + j];
      sum += query[d + 2] * key[2 * stride + j];
      to[j] = sum + query[d + 3] * key[3 * stride + j];
    }
  }
  for (; d < query.size(); ++d) {
    const float* const key = keys + d * stride;
    for (std::size_t j = 0; j < out.size(); ++j) to[j] += query[d] * key[j];
  }
}

LODE_WIDE_CLONES void AddPositive(std::span<const float> here, std::span<const float> left,
                                  std::span<const float> right, std::span<float> state) {
  for (std::size_t i = 0; i < state.size(); ++i) {
    const float sum = (here[i] + left[i]) + right[i];
    state[i] += sum > 0.0F ? sum : 0.0F;
  }
}

int DistanceBucket(int distance) {
  const int size = std::abs(distance);
  int bucket = size;
  if (size > 8) {
    constexpr int kEdges[] = {8, 11, 16, 22, 32, 45, 64, 90};
    bucket = 8;
    for (const int edge : kEdges) bucket += size > edge ? 1 : 0;
  }
  return distance < 0 ? 16 - bucket : 16 + bucket;
}

}  // namespace lode
