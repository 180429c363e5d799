#include <algorithm>
#include <cmath>
#include <ostream>
#include <sstream>

#include "doors/graph/drawing.h"
#include "doors/graph/layout.h"

namespace lode::doors {
namespace {

constexpr double kMargin = 90, kRadius = 8;

// As text of XML, without what XML has no way to write.
std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 && c != '\t' && c != '\n') continue;
    switch (c) {
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '&': escaped += "&amp;"; break;
      case '"': escaped += "&quot;"; break;
      default: escaped += c;
    }
  }
  return escaped;
}

const char* ClassOf(EdgeStyle style) {
  switch (style) {
    case EdgeStyle::kPlain: return "edge";
    case EdgeStyle::kDenied: return "edge denied";
    case EdgeStyle::kUnsure: return "edge unsure";
    case EdgeStyle::kFormer: return "edge former";
  }
  return "edge";
}

constexpr std::string_view kStyle = R"(<style>
text { font-family: system-ui, sans-serif; fill: #1d2329; text-anchor: middle; paint-order: stroke; stroke: #ffffff; stroke-width: 3px; }
.name { font-size: 13px; } .label { font-size: 9px; fill: #5c6670; }
circle { fill: #245f8f; } .root circle { stroke: #d98324; stroke-width: 4px; }
.edge line { stroke: #5c6670; } .denied line { stroke: #b3372f; stroke-dasharray: 7 4; }
.unsure line { stroke: #8a6400; stroke-dasharray: 2 3; } .former { opacity: .45; }
</style>
<defs><marker id="to" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" fill="#5c6670"/></marker></defs>
)";

void WriteEdge(const views::GraphEdge& edge, Place from, Place to, std::ostream& out) {
  const double length = std::max(1.0, std::hypot(to.x - from.x, to.y - from.y));
  const double short_of = std::min(length / 2, kRadius + 3) / length;
  out << "<g class=\"" << ClassOf(StyleOf(edge)) << "\"><title>"
      << Escaped(edge.statements.front().text) << "</title><line x1=\"" << from.x << "\" y1=\""
      << from.y << "\" x2=\"" << to.x - (to.x - from.x) * short_of << "\" y2=\""
      << to.y - (to.y - from.y) * short_of << "\" stroke-width=\""
      << 1 + std::min(4.0, std::log2(1.0 + static_cast<double>(edge.statements.size())))
      << "\" marker-end=\"url(#to)\"/><text class=\"label\" x=\"" << (from.x + to.x) / 2
      << "\" y=\"" << (from.y + to.y) / 2 << "\">" << Escaped(LabelOf(edge)) << "</text></g>\n";
}

}  // namespace

void WriteSvg(const views::Neighbourhood& graph, std::ostream& out) {
  std::vector<std::pair<std::size_t, std::size_t>> edges;
  for (const views::GraphEdge& edge : graph.edges) edges.emplace_back(edge.from, edge.to);
  const std::vector<Place> places = PlacesOf(graph.nodes.size(), edges);
  Place least, most;
  for (const Place& place : places) {
    least = {std::min(least.x, place.x), std::min(least.y, place.y)};
    most = {std::max(most.x, place.x), std::max(most.y, place.y)};
  }
  std::ostringstream text;
  text << std::fixed;
  text.precision(1);
  text << "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"" << least.x - kMargin << ' '
       << least.y - kMargin << ' ' << most.x - least.x + 2 * kMargin << ' '
       << most.y - least.y + 2 * kMargin << "\">\n"
       << kStyle;
  for (const views::GraphEdge& edge : graph.edges)
    WriteEdge(edge, places[edge.from], places[edge.to], text);
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const views::GraphNode& node = graph.nodes[i];
    text << "<g class=\"" << (node.distance == 0 ? "node root" : "node") << "\"><title>"
         << Escaped(node.entity.type) << "</title><circle cx=\"" << places[i].x << "\" cy=\""
         << places[i].y << "\" r=\"" << kRadius << "\"/><text class=\"name\" x=\"" << places[i].x
         << "\" y=\"" << places[i].y + 2.6 * kRadius << "\">" << Escaped(node.entity.name)
         << "</text></g>\n";
  }
  out << text.str() << "</svg>\n";
}

}  // namespace lode::doors
