// The page holds its data as JSON in an element that no browser runs, and its library as the module
// that it is: a page from a file may load nothing beside it.

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>

#include "doors/graph/drawing.h"
#include "doors/graph/layout.h"
#include "views/entity_lines.h"

namespace lode::doors {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostSentences = 20;  // of an edge

constexpr std::string_view kHead = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="lode graph">
<style>
:root { --ink: #1d2329; --quiet: #5c6670; --card: #fff; --accent: #245f8f; --denied: #b3372f; --unsure: #8a6400; --focus: #d98324; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --quiet: #9aa5af; --card: #1b2127; --accent: #86bce6; --denied: #f08a80; --unsure: #e0b95a; --focus: #f0a64a; } }
body { font: 16px/1.5 system-ui, sans-serif; margin: 1.2rem auto; max-width: 76rem; padding: 0 1rem; color: var(--ink); background: var(--card); }
#graph { height: 70vh; border: 1px solid var(--quiet); border-radius: 10px; }
.quiet { color: var(--quiet); } li { margin: .4rem 0; } li.chosen { outline: 2px solid var(--focus); border-radius: 4px; } blockquote { margin: .2rem 0 .2rem 1rem; }
</style>
)";

constexpr std::string_view kScript = R"(
const graph = JSON.parse(document.getElementById('data').textContent);
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const ink = colour('--ink'), quiet = colour('--quiet');
const cy = cytoscape({
  container: document.getElementById('graph'),
  elements: [...graph.nodes.map(({ x, y, ...data }) => ({ data, position: { x, y }, classes: data.root ? 'root' : '' })),
    ...graph.edges.map((edge, i) => ({ data: { id: `edge-${i}`, source: edge.source, target: edge.target, label: edge.label, width: edge.width }, classes: edge.style }))],
  layout: { name: 'preset', padding: 30 },
  style: [
    { selector: 'node', style: { label: 'data(name)', color: ink, 'background-color': colour('--accent'), width: 18, height: 18, 'font-size': 14, 'text-valign': 'bottom', 'text-margin-y': 3, 'text-wrap': 'wrap', 'text-max-width': 140 } },
    { selector: 'node.root', style: { 'border-width': 3, 'border-color': colour('--focus') } },
    { selector: 'edge', style: { label: 'data(label)', color: quiet, 'font-size': 10, 'text-rotation': 'autorotate', width: 'data(width)', 'line-color': quiet, 'target-arrow-color': quiet, 'target-arrow-shape': 'triangle', 'curve-style': 'bezier' } },
    { selector: 'edge.denied', style: { 'line-style': 'dashed', 'line-color': colour('--denied'), 'target-arrow-color': colour('--denied'), 'target-arrow-shape': 'tee' } },
    { selector: 'edge.unsure', style: { 'line-style': 'dotted', 'line-color': colour('--unsure'), 'target-arrow-color': colour('--unsure') } },
    { selector: 'edge.former', style: { opacity: 0.45 } },
  ],
});
document.getElementById('graph').graph = cy;
const make = (tag, text, parent) => { const node = document.createElement(tag); node.textContent = text; parent.append(node); return node; };
const names = new Map(graph.nodes.map((node) => [node.id, node.name]));
const list = document.getElementById('edges');
const items = graph.edges.map((edge) => {
  const item = make('li', '', list);
  make('strong', `${names.get(edge.source)} - ${edge.label} - ${names.get(edge.target)}`, item);
  for (const { text, whence } of edge.sentences) { const quote = make('blockquote', text, item); const small = make('div', whence, quote); small.className = 'quiet'; }
  if (edge.more > 0) make('div', `and ${edge.more} more`, item).className = 'quiet';
  return item;
});
cy.on('tap', 'edge', (event) => {
  const item = items[Number(event.target.id().slice(5))];
  for (const one of items) one.classList.toggle('chosen', one === item);
  item.scrollIntoView({ behavior: 'smooth', block: 'center' });
});
)";

std::string EscapedTitle(std::string_view text) {
  std::string escaped;
  for (const char c : text) escaped += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
  return escaped;
}

const char* NameOf(EdgeStyle style) {
  switch (style) {
    case EdgeStyle::kPlain: break;
    case EdgeStyle::kDenied: return "denied";
    case EdgeStyle::kUnsure: return "unsure";
    case EdgeStyle::kFormer: return "former";
  }
  return "";
}

Json JsonOf(const views::Neighbourhood& graph, const views::GraphEdge& edge) {
  Json json = {{"source", graph.nodes[edge.from].entity.id},
               {"target", graph.nodes[edge.to].entity.id},
               {"label", LabelOf(edge)},
               {"style", NameOf(StyleOf(edge))},
               {"width", 1 + std::min<std::size_t>(4, edge.statements.size() / 2)},
               {"sentences", Json::array()}};
  const std::size_t shown = std::min(kMostSentences, edge.statements.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const Statement& one = edge.statements[i];
    std::string whence = one.said_by ? "claimed by " + one.said_by->name : "";
    if (one.article)
      for (const std::string& part :
           {one.article->source, one.article->title, views::PublishedOf(one).substr(0, 10)})
        if (!part.empty()) whence += (whence.empty() ? "" : " · ") + part;
    json["sentences"].push_back({{"text", one.text}, {"whence", whence}});
  }
  json["more"] = edge.statements.size() - shown;
  return json;
}

// No '<': an element of the page must not end inside.
std::string DataOf(const views::Neighbourhood& graph) {
  std::vector<std::pair<std::size_t, std::size_t>> ends;
  for (const views::GraphEdge& edge : graph.edges) ends.emplace_back(edge.from, edge.to);
  const std::vector<Place> places = PlacesOf(graph.nodes.size(), ends);
  Json json = {{"nodes", Json::array()}, {"edges", Json::array()}};
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const views::GraphNode& node = graph.nodes[i];
    json["nodes"].push_back({{"id", node.entity.id},
                             {"name", node.entity.name},
                             {"type", node.entity.type},
                             {"root", node.distance == 0},
                             {"x", std::round(places[i].x)},
                             {"y", std::round(places[i].y)}});
  }
  for (const views::GraphEdge& edge : graph.edges) json["edges"].push_back(JsonOf(graph, edge));
  std::string data;
  for (const char c : json.dump(-1, ' ', false, Json::error_handler_t::replace))
    data += c == '<' ? "\\u003c" : std::string(1, c);
  return data;
}

}  // namespace

void WriteHtml(const views::Neighbourhood& graph, std::string_view title, std::string_view library,
               std::ostream& out) {
  // `export{lf as default};` at the module's end gives it its name.
  const std::size_t end = library.rfind("export{");
  const std::size_t name = end + std::string_view("export{").size();
  const std::string_view given = library.substr(name, library.find(' ', name) - name);
  out << kHead << "<title>" << EscapedTitle(title) << "</title>\n</head>\n<body>\n<h1>"
      << EscapedTitle(title) << "</h1>\n<p class=\"quiet\">" << graph.nodes.size() << " names, "
      << graph.edges.size() << " links";
  if (graph.left_out > 0) out << "; " << graph.left_out << " more were left out";
  out << ". A click on a line shows its sentences below.</p>\n"
         "<div id=\"graph\" role=\"img\" aria-label=\"The graph; the same as a list "
         "below\"></div>\n"
         "<h2>As a list</h2>\n<ul id=\"edges\"></ul>\n"
         "<script type=\"application/json\" id=\"data\">"
      << DataOf(graph) << "</script>\n<script type=\"module\">\n"
      << library.substr(0, end) << ";\nconst cytoscape = " << given << ";" << kScript
      << "</script>\n</body>\n</html>\n";
}

}  // namespace lode::doors
