// Where the nodes of a drawing stand.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace lode::doors {

struct Place {
  double x = 0, y = 0;
};

// Places for `nodes` nodes, as many units apart as a name is wide: forces that push all apart and
// pull the ends of edges together, cooling down (Fruchterman and Reingold, Graph Drawing by
// Force-directed Placement, 1991). The same for the same graph: it begins on a spiral, in the order
// of the nodes. Cost: 200 rounds by the square of the nodes, fewer past some hundreds.
std::vector<Place> PlacesOf(std::size_t nodes,
                            const std::vector<std::pair<std::size_t, std::size_t>>& edges);

}  // namespace lode::doors
