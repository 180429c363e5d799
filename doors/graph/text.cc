#include <algorithm>
#include <ostream>
#include <tuple>

#include "doors/graph/drawing.h"

namespace lode::doors {

void WriteText(const views::Neighbourhood& graph, std::ostream& out) {
  // An edge stands below that of its ends which is nearer to the names.
  const auto nearer = [&](const views::GraphEdge& edge) {
    return std::min(edge.from, edge.to, [&](std::size_t a, std::size_t b) {
      return std::tie(graph.nodes[a].distance, a) < std::tie(graph.nodes[b].distance, b);
    });
  };
  for (std::size_t at = 0; at < graph.nodes.size(); ++at) {
    const auto stands_here = [&](const views::GraphEdge& edge) { return nearer(edge) == at; };
    const Entity& entity = graph.nodes[at].entity;
    if (graph.nodes[at].distance > 0 && std::ranges::none_of(graph.edges, stands_here)) continue;
    out << entity.name << (entity.type.empty() ? "" : "  " + entity.type) << '\n';
    for (const views::GraphEdge& edge : graph.edges) {
      if (!stands_here(edge)) continue;
      const bool outward = edge.from == at;
      const std::string label = LabelOf(edge),
                        predicate = label.substr(0, label.find_first_of(", "));
      const std::string manner = label.substr(std::min(label.size(), predicate.size()));
      out << (outward ? "  -" + predicate + "-> " : "  <-" + predicate + "- ")
          << graph.nodes[outward ? edge.to : edge.from].entity.name
          << (manner.empty() ? "" : "  " + manner.substr(manner.starts_with(", ") ? 2 : 1)) << '\n';
    }
  }
}

}  // namespace lode::doors
