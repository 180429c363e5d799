// The graph round some names.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "lode/lode.h"
#include "views/statement_filter.h"

namespace lode::views {

struct GraphNode {
  Entity entity;
  std::size_t distance = 0;  // from the nearest of the names; 0: one of them
};

// A triple that statements stand behind; denied and not, rumored and not are edges of their own.
struct GraphEdge {
  std::size_t from = 0, to = 0;       // of the nodes
  std::vector<Statement> statements;  // not empty, newest article first
};

struct Neighbourhood {
  std::vector<GraphNode> nodes;  // the names first, as given; then as they were met
  std::vector<GraphEdge> edges;
  std::size_t left_out = 0;  // edges past the limit
};

struct NeighbourhoodOptions {
  std::size_t depth = 1;   // steps from the names
  std::size_t limit = 60;  // edges of each name that is looked at, those of most statements first
  StatementFilter filter;
};

// No more edges than these are in a graph; what is more counts as left out.
inline constexpr std::size_t kMostGraphEdges = 5'000;

// REQUIRES: ids of entities. The same for the same store and options. Errors: as Store. Cost: by
// the statements about each entity that is nearer than `depth`.
Result<Neighbourhood> NeighbourhoodOf(const Store& store, const std::vector<std::string>& ids,
                                      const NeighbourhoodOptions& options);

}  // namespace lode::views
