// Chu-Liu/Edmonds with one child of the root.
//
// Nearly always the best head of every word already makes a tree, which is
// checked first. Otherwise the classic contraction: take the best heads, find
// a cycle, shrink it to one node, solve the smaller problem, unfold. That the
// root has one child comes from a charge on root arcs that is larger than any
// tree can win back.
#include "loaders/language/heads/spanning_tree.h"

#include <algorithm>
#include <limits>

namespace lode {
namespace {

constexpr double kRootCharge = 1e5;
constexpr double kNever = -std::numeric_limits<double>::infinity();

// Square table of arc scores, [dependent][head]; node 0 is the root.
struct Arcs {
  std::size_t nodes;
  std::vector<double> score;

  explicit Arcs(std::size_t n) : nodes(n), score(n * n, kNever) {}
  double& at(std::size_t dependent, std::size_t head) { return score[dependent * nodes + head]; }
  double at(std::size_t dependent, std::size_t head) const {
    return score[dependent * nodes + head];
  }
};

std::vector<std::size_t> BestHeads(const Arcs& arcs) {
  std::vector<std::size_t> heads(arcs.nodes, 0);
  for (std::size_t d = 1; d < arcs.nodes; ++d) {
    const auto row = arcs.score.begin() + static_cast<std::ptrdiff_t>(d * arcs.nodes);
    const auto best = std::max_element(row, row + static_cast<std::ptrdiff_t>(arcs.nodes));
    heads[d] = static_cast<std::size_t>(best - row);
  }
  return heads;
}

// The nodes of one cycle, empty if there is none.
std::vector<std::size_t> FindCycle(const std::vector<std::size_t>& heads) {
  std::vector<std::size_t> seen(heads.size(), 0);  // the walk that met the node
  for (std::size_t start = 1; start < heads.size(); ++start) {
    std::size_t at = start;
    while (at != 0 && seen[at] == 0) {
      seen[at] = start;
      at = heads[at];
    }
    if (at == 0 || seen[at] != start) continue;
    std::vector<std::size_t> cycle = {at};
    for (std::size_t next = heads[at]; next != at; next = heads[next]) cycle.push_back(next);
    return cycle;
  }
  return {};
}

// A problem in which a cycle has become the last node.
struct Contraction {
  Arcs arcs;
  std::vector<std::size_t> outside;  // old numbers of the other nodes
  std::vector<std::size_t> leave;    // for each: its best head in the cycle
  std::vector<std::size_t> enter;    // for each: the cycle's node that it breaks into
};

Contraction Contract(const Arcs& arcs, const std::vector<std::size_t>& heads,
                     const std::vector<std::size_t>& cycle) {
  std::vector<bool> inside(arcs.nodes, false);
  for (const std::size_t v : cycle) inside[v] = true;
  std::vector<std::size_t> outside;
  for (std::size_t v = 0; v < arcs.nodes; ++v) {
    if (!inside[v]) outside.push_back(v);
  }
  const std::size_t n = outside.size();
  Contraction c = {Arcs(n + 1), outside, std::vector<std::size_t>(n, 0),
                   std::vector<std::size_t>(n, 0)};
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t v = outside[i];
    for (std::size_t j = 0; v != 0 && j < n; ++j) c.arcs.at(i, j) = arcs.at(v, outside[j]);
    double best_in = kNever, best_out = kNever;
    for (const std::size_t u : cycle) {
      const double gain = arcs.at(u, v) - arcs.at(u, heads[u]);
      if (gain > best_in || c.enter[i] == 0) best_in = gain, c.enter[i] = u;
      if (v != 0 && (arcs.at(v, u) > best_out || c.leave[i] == 0)) {
        best_out = arcs.at(v, u), c.leave[i] = u;
      }
    }
    c.arcs.at(n, i) = best_in;
    if (v != 0) c.arcs.at(i, n) = best_out;
  }
  return c;
}

std::vector<std::size_t> Solve(const Arcs& arcs) {
  std::vector<std::size_t> heads = BestHeads(arcs);
  const std::vector<std::size_t> cycle = FindCycle(heads);
  if (cycle.empty()) return heads;
  const Contraction c = Contract(arcs, heads, cycle);
  const std::vector<std::size_t> solved = Solve(c.arcs);
  const std::size_t n = c.outside.size();
  for (std::size_t i = 1; i < n; ++i) {
    heads[c.outside[i]] = solved[i] == n ? c.leave[i] : c.outside[solved[i]];
  }
  const std::size_t from = solved[n];
  heads[c.enter[from]] = c.outside[from];
  return heads;
}

}  // namespace

std::vector<int> BestTree(std::span<const float> scores, std::size_t words) {
  Arcs arcs(words + 1);
  for (std::size_t d = 1; d <= words; ++d) {
    for (std::size_t h = 0; h <= words; ++h) {
      if (h == d) continue;
      const double score = scores[(d - 1) * (words + 1) + h];
      arcs.at(d, h) = h == 0 ? score - kRootCharge : score;
    }
  }
  std::vector<int> result;
  result.reserve(words);
  const std::vector<std::size_t> heads = Solve(arcs);
  for (std::size_t d = 1; d <= words; ++d) result.push_back(static_cast<int>(heads[d]));
  return result;
}

}  // namespace lode
