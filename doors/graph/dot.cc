#include <ostream>

#include "doors/graph/drawing.h"
#include "views/entity_lines.h"

namespace lode::doors {
namespace {

// A string of the language: only '"' and '\' mean something in it.
std::string Quoted(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c == '\n' || c == '\0' ? ' ' : c;
  }
  return quoted + '"';
}

std::string LookOf(EdgeStyle style) {
  switch (style) {
    case EdgeStyle::kPlain: break;
    case EdgeStyle::kDenied: return ", style=dashed, arrowhead=tee, color=\"#b3372f\"";
    case EdgeStyle::kUnsure: return ", style=dotted, color=\"#8a6400\"";
    case EdgeStyle::kFormer: return ", color=\"#b8bfc6\"";
  }
  return {};
}

}  // namespace

EdgeStyle StyleOf(const views::GraphEdge& edge) {
  const Statement& first = edge.statements.front();
  if (first.polarity == Polarity::kNegated) return EdgeStyle::kDenied;
  if (first.modality != Modality::kActual) return EdgeStyle::kUnsure;
  return first.ended ? EdgeStyle::kFormer : EdgeStyle::kPlain;
}

std::string LabelOf(const views::GraphEdge& edge) {
  const Statement& first = edge.statements.front();
  std::string label = first.predicate;
  if (first.polarity == Polarity::kNegated) label += ", denied";
  if (first.modality != Modality::kActual) label += ", " + std::string(NameOf(first.modality));
  if (first.ended) label += ", former";
  views::PageLine line;
  line.statements = edge.statements;
  if (const std::uint64_t articles = line.articles; articles > 1)
    label += " (" + std::to_string(articles) + " articles)";
  return label;
}

void WriteDot(const views::Neighbourhood& graph, std::ostream& out) {
  out << "digraph lode {\n  overlap=false; splines=true;\n"
         "  node [shape=box, style=\"rounded,filled\", fillcolor=\"#e7f0f7\", color=\"#245f8f\", "
         "fontname=\"Helvetica\"];\n"
         "  edge [fontname=\"Helvetica\", fontsize=10, color=\"#5c6670\"];\n";
  for (const views::GraphNode& node : graph.nodes)
    out << "  " << Quoted(node.entity.id) << " [label=" << Quoted(node.entity.name)
        << ", tooltip=" << Quoted(node.entity.type) << (node.distance == 0 ? ", penwidth=3" : "")
        << "];\n";
  for (const views::GraphEdge& edge : graph.edges)
    out << "  " << Quoted(graph.nodes[edge.from].entity.id) << " -> "
        << Quoted(graph.nodes[edge.to].entity.id) << " [label=" << Quoted(LabelOf(edge))
        << ", tooltip=" << Quoted(edge.statements.front().text) << LookOf(StyleOf(edge)) << "];\n";
  out << "}\n";
}

}  // namespace lode::doors
