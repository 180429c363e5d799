// Which nodes paths lead to, asked from one end after another.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "query/rows/pair_set.h"
#include "query/run/path_graph.h"

namespace lode {

// Searches breadth first, as PathWave does, but remembers no way, and what a place leads to
// is looked up once for all ends: the places are numbered, so a later search over known ones
// walks along arrays. Memory is taken from the budget while it lives; what takes more than a
// quarter of what is left is forgotten after the search. Threads: one at a time.
class PathReach {
 public:
  // REQUIRES: the graph outlives it.
  PathReach(PathGraph& graph, bool backward) : graph_(graph), backward_(backward) {}
  ~PathReach() { graph_.execution().budget.GiveBack(bytes_); }
  PathReach(const PathReach&) = delete;
  PathReach& operator=(const PathReach&) = delete;

  // Takes a node. False: wants no more.
  using NodeReceiver = std::function<bool(TermId)>;
  // Every node at which a path of at most so many hops from `end` ends, each once, the nearest
  // first; backward: at which one to `end` begins. False when the receiver or the budget
  // stopped it.
  bool From(TermId end, std::uint32_t max_hops, const NodeReceiver& receive);

 private:
  static constexpr std::uint32_t kUnknown = ~std::uint32_t{0};
  struct Place {
    PathState state;
    std::uint32_t node = 0;                     // its number
    std::uint32_t begin = 0, count = kUnknown;  // of edges_; kUnknown: not looked up yet
    std::uint32_t seen_in = 0;                  // the last search that came here
    bool is_whole = false;                      // a path may end here (backward: begin)
  };
  std::uint32_t PlaceOf(const PathState& state);
  std::size_t CellOf(const PathState& state) const;
  void GrowCells();
  bool IsWhole(const PathState& state);
  bool LookUp(std::uint32_t place);
  bool Hop(std::uint32_t place, std::uint32_t position);
  void Forget();

  PathGraph& graph_;
  const bool backward_;
  std::vector<Place> places_;
  std::vector<std::uint32_t> cells_;  // open table of places + 1; 0 = free
  std::vector<std::uint32_t> edges_;  // places
  TermNumbers nodes_;
  std::vector<std::uint32_t> given_in_;  // by node: the last search that gave it
  std::uint32_t search_ = 0;
  std::uint64_t bytes_ = 0;
  std::vector<TermId> hop_;                         // scratch
  std::vector<std::uint32_t> level_, next_, made_;  // scratch
};

}  // namespace lode
