#include "shell/terminal/near_word.h"

#include <algorithm>
#include <utility>

namespace lode::shell {
namespace {

// How many letters are put in, left out, changed or swapped with a neighbour.
std::size_t Distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> rows(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        rows[i][j] = i + j;
        continue;
      }
      rows[i][j] = std::min({rows[i - 1][j] + 1, rows[i][j - 1] + 1,
                             rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        rows[i][j] = std::min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
  return rows[a.size()][b.size()];
}

}  // namespace

std::string NearestWord(const std::string& word, const std::vector<std::string>& names) {
  std::pair<std::size_t, std::string> best{std::max<std::size_t>(1, word.size() / 3) + 1, ""};
  for (const std::string& name : names) {
    const bool begins = word.size() > 2 && name.starts_with(word);
    best = std::min(best, {begins ? std::size_t{1} : Distance(word, name), name});
  }
  return best.second;
}

}  // namespace lode::shell
