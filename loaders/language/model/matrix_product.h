// int8 matrix products with the same result on every processor.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "loaders/language/model/model_file.h"
#include "lode/status.h"

namespace lode {

// kBest is the fastest one the processor has; the others are for tests, which
// compare them. One that the processor lacks runs as kPortable.
enum class MatrixKernel : int { kBest, kAvx2, kPortable };

// Rows of activations in int8, each with its own scale: value = q * scale.
struct QuantizedRows {
  std::size_t columns = 0;
  std::vector<std::int8_t> values;  // rows x columns
  std::vector<float> scales;

  // Room for `rows` rows; what was held is lost.
  void Resize(std::size_t rows, std::size_t columns_of_row);
};

// Rounds one row to int8 (half to even) with the scale that its largest value
// needs. out holds `row.size()` bytes.
float QuantizeRow(std::span<const float> row, std::int8_t* out);
// All rows of `in` (rows x columns) into `out`.
void Quantize(std::span<const float> in, std::size_t columns, QuantizedRows* out);

// A weight matrix of the model file: outputs x inputs, in cells of 16 outputs
// by 4 inputs, a scale and a bias for each output. Views into the file.
class Matrix {
 public:
  // Reads NAME, NAME.scale, NAME.bias; outputs is rounded up to 16.
  static Result<Matrix> Read(const ModelFile& file, const std::string& name, std::size_t outputs,
                             std::size_t inputs);

  // Outputs with the padding: the width of the rows that Multiply writes.
  std::size_t width() const { return width_; }
  std::size_t inputs() const { return inputs_; }
  std::span<const float> bias() const { return bias_; }

  // out (rows x width) = in * weights + bias. The sums are exact integers, so
  // instruction set and batch size do not show in the result.
  void Multiply(const QuantizedRows& in, std::size_t rows, float* out) const {
    Multiply(in, rows, out, kernel_);
  }
  void Multiply(const QuantizedRows& in, std::size_t rows, float* out, MatrixKernel kernel) const;

 private:
  std::size_t width_ = 0, inputs_ = 0;
  MatrixKernel kernel_ = MatrixKernel::kBest;  // the file's
  const std::int8_t* cells_ = nullptr;
  std::span<const float> scale_, bias_;
  std::vector<std::int32_t> starts_;  // -128 times the sum of each output's weights
};

// What kBest is on this processor: "avx512vnni", "avx2" or "portable".
const char* MatrixKernelName();

}  // namespace lode
