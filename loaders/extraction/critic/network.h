// A small network of the critic: what the signs and the encoder's vectors of the words say
// together.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace lode {

// One layer of units, each 0 where its sum is negative, and a weighted sum of them. Inputs are
// signs, each moved and scaled and kept within kMostDeviations, and for each place of a word what
// the components make of its vector, and 1 where there is such a word.
// Threads: immutable once closed.
class CriticNetwork {
 public:
  struct Input {
    std::size_t sign = 0;
    float mean = 0, deviation = 1;
  };

  // False behind a unit.
  bool AddInput(const Input& input);
  // A weight for each number of a vector, and a constant. False behind a unit and unless as long
  // as the others.
  bool AddComponent(std::span<const float> weights);
  // What the unit adds, its constant, and its weights. False unless there is one for each input
  // and for each place one for each component and one more.
  bool AddUnit(std::span<const float> numbers, std::size_t places);
  // After the last unit: lays the weights out.
  void Close();

  // `values`: of the signs; `words`: as in Signs, empty where no model has read the sentence. 0
  // without units. The same on every machine: sums are taken in one order, each step rounded
  // (network.cc is compiled without contracted products).
  // Cost: a product for each weight of the places where there is a word, and of the inputs.
  double Sum(std::span<const double> values, std::span<const float> words) const;

  static constexpr float kMostDeviations = 3;

 private:
  void AddWords(std::span<const float> words, std::span<float> sums) const;

  std::vector<Input> inputs_;
  std::vector<std::vector<float>> components_, units_;  // as they are read
  std::vector<float> by_number_;                        // [number of the vector][component]
  std::vector<float> by_input_;                         // [input][unit]
  std::vector<float> constants_, shares_;               // of units: where sums begin, what they add
  std::size_t places_ = 0;
};

}  // namespace lode
