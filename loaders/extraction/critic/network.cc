#include "loaders/extraction/critic/network.h"

#include <algorithm>

namespace lode {
namespace {

// Adds `by` times the row to the sums.
void AddRow(float by, const float* row, std::span<float> sums) {
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += by * row[i];
}

// The rows as columns: numbers of the same place stand together.
std::vector<float> Turned(const std::vector<std::vector<float>>& rows, std::size_t from) {
  std::vector<float> turned;
  for (std::size_t i = from; !rows.empty() && i < rows.front().size(); ++i)
    for (const std::vector<float>& row : rows) turned.push_back(row[i]);
  return turned;
}

constexpr std::size_t kUnitHead = 2;  // what it adds, and its constant

}  // namespace

bool CriticNetwork::AddInput(const Input& input) {
  if (!units_.empty()) return false;
  inputs_.push_back(input);
  return true;
}

bool CriticNetwork::AddComponent(std::span<const float> weights) {
  if (weights.size() < 2 ||
      (!components_.empty() && weights.size() != components_.front().size()) || !units_.empty())
    return false;
  components_.emplace_back(weights.begin(), weights.end());
  return true;
}

bool CriticNetwork::AddUnit(std::span<const float> numbers, std::size_t places) {
  places_ = components_.empty() ? 0 : places;
  if (numbers.size() != kUnitHead + inputs_.size() + places_ * (components_.size() + 1))
    return false;
  units_.emplace_back(numbers.begin(), numbers.end());
  return true;
}

void CriticNetwork::Close() {
  for (const std::vector<float>& unit : units_) {
    shares_.push_back(unit[0]);
    constants_.push_back(unit[1]);
  }
  by_number_ = Turned(components_, 0);
  by_input_ = Turned(units_, kUnitHead);
  units_.clear();
}

void CriticNetwork::AddWords(std::span<const float> words, std::span<float> sums) const {
  const std::size_t wide = places_ == 0 ? 0 : words.size() / places_;
  if (wide == 0 || wide != components_.front().size()) return;  // made for another encoder
  std::vector<float> made(components_.size() + 1);
  const float* row = by_input_.data() + inputs_.size() * sums.size();
  for (std::size_t place = 0; place < places_; ++place) {
    const std::span<const float> word = words.subspan(place * wide, wide);
    if (word.back() != 0) {  // the last number says that there is a word, and takes the constant
      std::ranges::fill(made, 0.0F);
      for (std::size_t i = 0; i < wide; ++i)
        AddRow(word[i], &by_number_[i * components_.size()],
               std::span(made).first(components_.size()));
      made.back() = 1;
      for (std::size_t i = 0; i < made.size(); ++i) AddRow(made[i], row + i * sums.size(), sums);
    }
    row += made.size() * sums.size();
  }
}

double CriticNetwork::Sum(std::span<const double> values, std::span<const float> words) const {
  std::vector<float> sums = constants_;
  if (sums.empty()) return 0;
  for (std::size_t i = 0; i < inputs_.size(); ++i) {
    const Input& input = inputs_[i];
    const float value = (static_cast<float>(values[input.sign]) - input.mean) / input.deviation;
    AddRow(std::clamp(value, -kMostDeviations, kMostDeviations), &by_input_[i * sums.size()], sums);
  }
  AddWords(words, sums);
  double sum = 0;
  for (std::size_t i = 0; i < sums.size(); ++i)
    if (sums[i] > 0) sum += static_cast<double>(shares_[i]) * sums[i];
  return sum;
}

}  // namespace lode
