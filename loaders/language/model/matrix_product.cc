// int8 x int8 -> int32 products, scaled to float at the end.
//
// The idea: integer sums are exact, so three kernels (AVX-512 VNNI, AVX2,
// plain C++) give the same bits, and the only float work is one product and
// one sum per output, written once. The hard bit is VNNI's instruction, which
// multiplies unsigned by signed bytes: activations are shifted by 128, and 128
// times the sum of the weights is taken off again.
//
// A cell holds 16 outputs by 4 inputs: one 64-byte register of weights against
// four broadcast bytes of a row.
#include "loaders/language/model/matrix_product.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "loaders/language/model/wide_clones.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define LODE_X86 1
#endif

namespace lode {
namespace {

constexpr std::size_t kLanes = 16, kDepth = 4, kCell = kLanes * kDepth;
// Rows and blocks of outputs that a kernel holds in registers.
constexpr std::size_t kRows = 4, kBlocks = 2;

// sums[r][b * 16 + lane] for up to kRows rows and kBlocks blocks of outputs.
using Sums = std::int32_t[kRows][kBlocks * kLanes];

struct Tile {
  const std::int8_t* in;       // first row
  std::size_t columns;         // of the rows, a multiple of 4
  std::size_t rows;            // 1 .. kRows
  const std::int8_t* cells;    // first block of outputs
  std::size_t blocks;          // 1 .. kBlocks
  const std::int32_t* starts;  // -128 times the sum of each output's weights
};

void PortableTile(const Tile& t, Sums& sums) {
  for (std::size_t r = 0; r < t.rows; ++r) {
    const std::int8_t* row = t.in + r * t.columns;
    for (std::size_t b = 0; b < t.blocks; ++b) {
      std::int32_t* sum = sums[r] + b * kLanes;
      std::fill_n(sum, kLanes, 0);
      const std::int8_t* cell = t.cells + b * kLanes * t.columns;
      for (std::size_t k = 0; k < t.columns; k += kDepth, cell += kCell) {
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
          for (std::size_t d = 0; d < kDepth; ++d) {
            sum[lane] += row[k + d] * cell[lane * kDepth + d];
          }
        }
      }
    }
  }
}

#ifdef LODE_X86
// Rows and Blocks are fixed, so that the sums stay in registers.
template <std::size_t Rows, std::size_t Blocks>
__attribute__((target("avx512f,avx512bw,avx512vnni"))) void VnniFixed(const Tile& t, Sums& sums) {
  __m512i acc[Rows][Blocks];
  for (std::size_t b = 0; b < Blocks; ++b) {
    const __m512i start = _mm512_loadu_si512(t.starts + b * kLanes);
    for (std::size_t r = 0; r < Rows; ++r) acc[r][b] = start;
  }
  const __m512i shift = _mm512_set1_epi8(static_cast<char>(0x80));
  for (std::size_t k = 0; k < t.columns; k += kDepth) {
    __m512i w[Blocks];
    for (std::size_t b = 0; b < Blocks; ++b) {
      w[b] = _mm512_loadu_si512(t.cells + b * kLanes * t.columns + k * kLanes);
    }
    for (std::size_t r = 0; r < Rows; ++r) {
      std::int32_t four;
      std::memcpy(&four, t.in + r * t.columns + k, sizeof four);
      const __m512i x = _mm512_xor_si512(_mm512_set1_epi32(four), shift);
      for (std::size_t b = 0; b < Blocks; ++b) acc[r][b] = _mm512_dpbusd_epi32(acc[r][b], x, w[b]);
    }
  }
  for (std::size_t r = 0; r < Rows; ++r) {
    for (std::size_t b = 0; b < Blocks; ++b) {
      _mm512_storeu_si512(sums[r] + b * kLanes, acc[r][b]);
    }
  }
}

void VnniTile(const Tile& t, Sums& sums) {
  if (t.rows == kRows && t.blocks == kBlocks) return VnniFixed<kRows, kBlocks>(t, sums);
  if (t.rows == kRows) return VnniFixed<kRows, 1>(t, sums);
  Tile one = t;
  for (std::size_t r = 0; r < t.rows; ++r) {
    one.in = t.in + r * t.columns;
    Sums part;
    t.blocks == kBlocks ? VnniFixed<1, kBlocks>(one, part) : VnniFixed<1, 1>(one, part);
    std::memcpy(sums[r], part[0], t.blocks * kLanes * sizeof(std::int32_t));
  }
}

// The sign of an activation moves over to the weight, so that the unsigned by
// signed product fits: 2 * 127 * 127 stays below 2^15, nothing saturates.
template <std::size_t Rows>
__attribute__((target("avx2"))) void Avx2Fixed(const std::int8_t* in, const std::int8_t* cells,
                                               std::size_t columns, Sums& sums, std::size_t to) {
  __m256i acc[Rows][2];
  for (auto& row : acc) row[0] = row[1] = _mm256_setzero_si256();
  const __m256i ones = _mm256_set1_epi16(1);
  for (std::size_t k = 0; k < columns; k += kDepth, cells += kCell) {
    const __m256i w[2] = {_mm256_loadu_si256(reinterpret_cast<const __m256i*>(cells)),
                          _mm256_loadu_si256(reinterpret_cast<const __m256i*>(cells + 32))};
    for (std::size_t r = 0; r < Rows; ++r) {
      std::int32_t four;
      std::memcpy(&four, in + r * columns + k, sizeof four);
      const __m256i x = _mm256_set1_epi32(four), size = _mm256_abs_epi8(x);
      for (std::size_t half = 0; half < 2; ++half) {
        const __m256i pairs = _mm256_maddubs_epi16(size, _mm256_sign_epi8(w[half], x));
        acc[r][half] = _mm256_add_epi32(acc[r][half], _mm256_madd_epi16(pairs, ones));
      }
    }
  }
  for (std::size_t r = 0; r < Rows; ++r) {
    for (std::size_t half = 0; half < 2; ++half) {
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums[r] + to + 8 * half), acc[r][half]);
    }
  }
}

void Avx2Tile(const Tile& t, Sums& sums) {
  for (std::size_t b = 0; b < t.blocks; ++b) {
    const std::int8_t* const cells = t.cells + b * kLanes * t.columns;
    if (t.rows == kRows) {
      Avx2Fixed<kRows>(t.in, cells, t.columns, sums, b * kLanes);
      continue;
    }
    for (std::size_t r = 0; r < t.rows; ++r) {
      Sums one;
      Avx2Fixed<1>(t.in + r * t.columns, cells, t.columns, one, 0);
      std::memcpy(sums[r] + b * kLanes, one[0], kLanes * sizeof(std::int32_t));
    }
  }
}
#endif

struct Kernel {
  const char* name;
  void (*run)(const Tile&, Sums&);
};
constexpr Kernel kPortable = {"portable", PortableTile};

Kernel BestKernel(bool vnni) {
#ifdef LODE_X86
  if (vnni && __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw")) {
    return {"avx512vnni", VnniTile};
  }
  if (__builtin_cpu_supports("avx2")) return {"avx2", Avx2Tile};
#endif
  static_cast<void>(vnni);
  return kPortable;
}

const Kernel& KernelFor(MatrixKernel kernel) {
  static const Kernel best = BestKernel(true), avx2 = BestKernel(false);
  if (kernel == MatrixKernel::kPortable) return kPortable;
  return kernel == MatrixKernel::kAvx2 ? avx2 : best;
}

LODE_WIDE_CLONES void ScaleSums(std::span<const std::int32_t> sums, float scale,
                                const float* weights, const float* offsets, float* out) {
  for (std::size_t k = 0; k < sums.size(); ++k)
    out[k] = static_cast<float>(sums[k]) * (scale * weights[k]) + offsets[k];
}

}  // namespace

const char* MatrixKernelName() {
  return KernelFor(MatrixKernel::kBest).name;
}

void QuantizedRows::Resize(std::size_t rows, std::size_t columns_of_row) {
  columns = columns_of_row;
  values.resize(rows * columns);
  scales.resize(rows);
}

LODE_WIDE_CLONES float QuantizeRow(std::span<const float> row, std::int8_t* out) {
  constexpr float kRound = 12582912.0F;  // 1.5 * 2^23: adding it rounds to an integer
  float lanes[kLanes] = {};
  std::size_t i = 0;
  for (; i + kLanes <= row.size(); i += kLanes) {
    for (std::size_t k = 0; k < kLanes; ++k) {
      const float size = std::fabs(row[i + k]);
      lanes[k] = lanes[k] < size ? size : lanes[k];
    }
  }
  float most = 1e-12F;
  for (const float lane : lanes) most = std::max(most, lane);
  for (; i < row.size(); ++i) most = std::max(most, std::fabs(row[i]));
  const float inverse = 127.0F / most;
  for (std::size_t k = 0; k < row.size(); ++k) {
    const float rounded = (row[k] * inverse + kRound) - kRound;
    out[k] = static_cast<std::int8_t>(static_cast<std::int32_t>(rounded));
  }
  return most / 127.0F;
}

void Quantize(std::span<const float> in, std::size_t columns, QuantizedRows* out) {
  const std::size_t rows = in.size() / columns;
  out->Resize(rows, columns);
  for (std::size_t r = 0; r < rows; ++r) {
    out->scales[r] = QuantizeRow(in.subspan(r * columns, columns), &out->values[r * columns]);
  }
}

Result<Matrix> Matrix::Read(const ModelFile& file, const std::string& name, std::size_t outputs,
                            std::size_t inputs) {
  Matrix m;
  m.width_ = (outputs + kLanes - 1) / kLanes * kLanes;
  m.inputs_ = inputs;
  m.kernel_ = file.kernel();
  const auto cells = file.Int8(name, m.width_, inputs);
  const auto scale = file.Floats(name + ".scale", m.width_);
  const auto bias = file.Floats(name + ".bias", m.width_);
  if (!cells.ok()) return cells.status();
  if (!scale.ok()) return scale.status();
  if (!bias.ok()) return bias.status();
  m.cells_ = cells->data();
  m.scale_ = *scale;
  m.bias_ = *bias;
  m.starts_.resize(m.width_);
  const std::int8_t* cell = m.cells_;
  for (std::size_t block = 0; block < m.width_ / kLanes; ++block) {
    std::int32_t* const start = &m.starts_[block * kLanes];
    for (std::size_t k = 0; k < inputs; k += kDepth, cell += kCell) {
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        const std::int8_t* const four = cell + lane * kDepth;
        start[lane] -= 128 * (four[0] + four[1] + four[2] + four[3]);
      }
    }
  }
  return m;
}

void Matrix::Multiply(const QuantizedRows& in, std::size_t rows, float* out,
                      MatrixKernel which) const {
  const Kernel& kernel = KernelFor(which);
  const std::size_t blocks = width_ / kLanes;
  Sums sums;
  for (std::size_t b = 0; b < blocks; b += kBlocks) {
    const std::size_t some = std::min(kBlocks, blocks - b);
    for (std::size_t r = 0; r < rows; r += kRows) {
      const Tile tile = {&in.values[r * inputs_],       inputs_, std::min(kRows, rows - r),
                         cells_ + b * kLanes * inputs_, some,    &starts_[b * kLanes]};
      kernel.run(tile, sums);
      for (std::size_t i = 0; i < tile.rows; ++i) {
        ScaleSums({sums[i], some * kLanes}, in.scales[r + i], &scale_[b * kLanes],
                  &bias_[b * kLanes], out + (r + i) * width_ + b * kLanes);
      }
    }
  }
}

}  // namespace lode
