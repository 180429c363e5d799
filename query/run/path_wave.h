// A breadth-first search from one end of a path.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "query/run/path_graph.h"

namespace lode {

// Visits states level by level, each once, and remembers whence. From the start a state
// says: the node was reached by this position. From the end: this position leaves the node
// and the end can be reached. Memory is taken from the budget while it lives.
class PathWave {
 public:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  struct Visit {
    PathState state;
    std::uint32_t parent = kNone;  // the visit before, towards the wave's end
    std::uint32_t depth = 0;       // hops between
  };

  PathWave(PathGraph& graph, bool backward, TermId end);
  ~PathWave();
  PathWave(const PathWave&) = delete;
  PathWave& operator=(const PathWave&) = delete;

  // Visits the next level; false when the budget stopped.
  bool Expand();
  bool exhausted() const { return level_ == visits_.size(); }
  std::uint32_t depth() const { return depth_; }  // of the last level
  std::size_t frontier() const { return visits_.size() - level_; }
  std::uint32_t level_begin() const { return static_cast<std::uint32_t>(level_); }
  const std::vector<Visit>& visits() const { return visits_; }
  std::uint32_t Find(const PathState& state) const;
  // The visits of a node, the last one first; kNone ends them.
  std::uint32_t LastAt(TermId node) const;
  std::uint32_t NextAt(std::uint32_t visit) const { return older_[visit]; }

 private:
  bool ExpandOne(std::uint32_t visit);
  bool HopFrom(std::uint32_t visit, std::uint32_t position);
  void Add(const PathState& state, std::uint32_t parent, std::uint32_t depth);
  const std::uint32_t& CellOf(const PathState& state) const;
  const std::uint32_t& CellOf(TermId node) const;
  void Grow();

  PathGraph& graph_;
  bool backward_;
  std::vector<Visit> visits_;
  std::vector<std::uint32_t> older_;  // by visit: the one before at the same node
  // Open tables of visits + 1; 0 = free. By state: its visit. By node: its last one.
  std::vector<std::uint32_t> by_state_, by_node_;
  std::size_t level_ = 0;  // where the last level begins
  std::uint32_t depth_ = 0;
  std::uint64_t bytes_ = 0;
  std::vector<TermId> nodes_;
};

}  // namespace lode
