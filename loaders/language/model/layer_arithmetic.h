// The float arithmetic between the matrix products, in one fixed order.
#pragma once

#include <span>

namespace lode {

// out = (in - mean) / sqrt(variance + 1e-5) * weight + bias, over one row.
// REQUIRES: all of one size, a multiple of 16. out may be in.
void NormalizeRow(std::span<const float> in, std::span<const float> weight,
                  std::span<const float> bias, std::span<float> out);

// Replaces scores by their softmax.
void Softmax(std::span<float> scores);

// out[j] = sum over d of query[d] * keys[d * stride + j], d ascending.
void DotWithColumns(std::span<const float> query, const float* keys, std::size_t stride,
                    std::span<float> out);

// state += max(0, (here + left) + right). REQUIRES: all of one size.
void AddPositive(std::span<const float> here, std::span<const float> left,
                 std::span<const float> right, std::span<float> state);

// Bucket of a signed distance: exact up to 8, then coarser up to 90 and more.
// 0 .. 32, 16 is "here".
int DistanceBucket(int distance);

}  // namespace lode
