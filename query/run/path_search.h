// Paths between two nodes: which there are, the shortest, the k shortest, all of them.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "query/run/path_graph.h"
#include "query/run/path_reach.h"
#include "query/run/path_wave.h"

namespace lode {

// One path: a node more than positions, which are the hops taken.
struct FoundPath {
  std::vector<TermId> nodes;
  std::vector<std::uint32_t> positions;
};

// Takes paths. False: wants no more.
using PathReceiver = std::function<bool(const FoundPath&)>;

// Costs no more than the nodes that lie nearer to the ends than the answer does; the two
// ends are searched at once where both are known. Threads: one at a time.
class PathSearch {
 public:
  PathSearch(const ir::PathPart& part, Execution& execution)
      : graph_(part, execution), part_(part) {}

  PathGraph& graph() { return graph_; }

  // A shortest path, or none (also when the budget stopped).
  std::optional<FoundPath> Shortest(TermId from, TermId to);
  // One shortest path to each node that can be reached; backward: from each. Nearest first.
  // Where the expression wants no path, its ends alone.
  // False when the receiver or the budget stopped it.
  bool Reach(TermId end, bool backward, const PathReceiver& receive);
  // The k shortest paths without a node twice, by length. False as for Reach.
  bool ShortestK(TermId from, TermId to, std::uint32_t k, const PathReceiver& receive);
  // All paths without a node twice, `to` set or not.
  bool All(TermId from, TermId to, const PathReceiver& receive);

  // The path as a value, with what is said of each hop.
  Value ValueOf(const FoundPath& path);

 private:
  struct Meeting {
    std::uint32_t forward = PathWave::kNone, backward = PathWave::kNone, length = 0;
  };
  struct Enumeration;
  std::uint32_t MaxHops() const;
  bool ReachNodes(TermId end, bool backward, const PathReceiver& receive);
  bool Accepts(const PathState& state);
  void MeetAtNewVisits(const PathWave& grown, const PathWave& other, bool grown_is_forward,
                       Meeting& best);
  void Meet(const PathWave& forward, std::uint32_t f, const PathWave& backward, std::uint32_t b,
            Meeting& best);
  bool Enumerate(Enumeration& run, const PathReceiver& receive);
  PathHop HopOf(std::uint32_t position, TermId from, TermId to);

  PathGraph graph_;
  const ir::PathPart& part_;
  std::unique_ptr<PathReach> onward_, back_;  // made when first needed
};

}  // namespace lode
