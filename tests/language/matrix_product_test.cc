// The kernels' results, bit by bit.
#include "loaders/language/model/matrix_product.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "loaders/language/model/embedding.h"
#include "tests/language/model_fixture.h"

namespace lode {
namespace {

std::vector<float> RandomRow(std::mt19937& random, std::size_t size, float most) {
  std::uniform_real_distribution<float> value(-most, most);
  std::vector<float> row(size);
  for (float& x : row) x = value(random);
  return row;
}

TEST(QuantizeRow, KeepsValuesWithinHalfAStep) {
  std::mt19937 random(1);
  for (const std::size_t size : {1U, 16U, 100U, 512U}) {
    const std::vector<float> row = RandomRow(random, size, 3.0F);
    std::vector<std::int8_t> q(size);
    const float scale = QuantizeRow(row, q.data());
    for (std::size_t i = 0; i < size; ++i) {
      EXPECT_NEAR(static_cast<float>(q[i]) * scale, row[i], scale * 0.501F);
    }
  }
}

TEST(QuantizeRow, TakesARowOfZeros) {
  std::vector<std::int8_t> q(32, 1);
  QuantizeRow(std::vector<float>(32, 0.0F), q.data());
  EXPECT_EQ(q, std::vector<std::int8_t>(32, 0));
}

TEST(Matrix, GivesTheSameBitsFromEveryKernelAndBatchSize) {
  const auto file = ModelFile::Open(ModelPath());
  ASSERT_TRUE(file.ok()) << file.status().message();
  const auto matrix = Matrix::Read(**file, "project", 256, Embedding::kWidth);
  ASSERT_TRUE(matrix.ok()) << matrix.status().message();
  std::mt19937 random(2);
  QuantizedRows rows;
  Quantize(RandomRow(random, 13 * Embedding::kWidth, 2.0F), Embedding::kWidth, &rows);
  std::vector<float> best(13 * 256), plain(13 * 256), avx2(13 * 256), one(256);
  matrix->Multiply(rows, 13, best.data());
  matrix->Multiply(rows, 13, plain.data(), MatrixKernel::kPortable);
  matrix->Multiply(rows, 13, avx2.data(), MatrixKernel::kAvx2);
  EXPECT_EQ(best, plain) << MatrixKernelName();
  EXPECT_EQ(avx2, plain);
  QuantizedRows last;
  last.Resize(1, Embedding::kWidth);
  std::copy_n(&rows.values[12 * Embedding::kWidth], Embedding::kWidth, last.values.begin());
  last.scales[0] = rows.scales[12];
  matrix->Multiply(last, 1, one.data());
  EXPECT_EQ(one, std::vector<float>(best.begin() + 12 * 256, best.end()));
}

}  // namespace
}  // namespace lode
