// Sorting that a budget can stop.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "query/rows/budget.h"

namespace lode {

// Sorts stably by `less`: short runs are sorted, then merged two by two, and the budget
// is asked on the way. False when it stopped; the order of `values` is then anything.
// Cost: as std::stable_sort; a second vector of the same size while it merges.
template <typename T, typename Less>
bool StoppableSort(std::vector<T>& values, Budget& budget, Less less) {
  constexpr std::size_t kRun = 1024;
  const auto at = [](std::vector<T>& v, std::size_t i) {
    return v.begin() + static_cast<std::ptrdiff_t>(std::min(i, v.size()));
  };
  for (std::size_t i = 0; i < values.size(); i += kRun) {
    if (!budget.Ok()) return false;
    std::stable_sort(at(values, i), at(values, i + kRun), less);
  }
  std::vector<T> merged(values.size() > kRun ? values.size() : 0);
  for (std::size_t run = kRun; run < values.size(); run *= 2, values.swap(merged)) {
    for (std::size_t begin = 0, out = 0; begin < values.size(); begin += 2 * run) {
      std::size_t left = begin, right = std::min(begin + run, values.size());
      const std::size_t middle = right, end = std::min(begin + 2 * run, values.size());
      while (left < middle || right < end) {
        if (!budget.Tick()) return false;
        const bool takes_right =
            left == middle || (right < end && less(values[right], values[left]));
        merged[out++] = values[takes_right ? right++ : left++];
      }
    }
  }
  return true;
}

}  // namespace lode
