#include "shell/commands/command_graph.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>

#include "doors/graph/drawing.h"
#include "server/page/page_files.h"

namespace lode::shell {
namespace {

constexpr std::size_t kDeepest = 5;
constexpr std::string_view kLibrary = "/vendor/cytoscape.esm.min.mjs";

// Of several entities of a name the one with most statements.
Result<std::string> IdOf(const Store& store, const std::string& name) {
  const Result<std::vector<EntityInfo>> found =
      store.Resolve(name.starts_with("#e:") ? name.substr(1) : name);
  if (!found.ok()) return found.status();
  if (!found->empty())
    return std::max_element(
               found->begin(), found->end(),
               [](const EntityInfo& a, const EntityInfo& b) { return a.statements < b.statements; })
        ->entity.id;
  std::string message = "nothing in the store is called '" + name + "'";
  const std::vector<std::string> near = store.Suggest(name);
  for (std::size_t i = 0; i < near.size(); ++i)
    message += (i == 0 ? "; did you mean '" : ", '") + near[i] + "'";
  return Status(Code::kNotFound, message + (near.empty() ? "; see `lode entities`" : "?"));
}

Result<views::StatementFilter> FilterOf(const Store& store, const GraphCommand& command) {
  views::StatementFilter filter;
  filter.predicates = views::PartsOfList(command.predicates);
  filter.modalities = views::PartsOfList(command.modalities);
  filter.since = command.since;
  filter.until = command.until;
  filter.polarity = command.polarity;
  filter.former = command.former;
  filter.speaker = views::LowerAscii(command.speaker);
  filter.source = views::LowerAscii(command.source);
  filter.confidence = command.min_confidence;
  if (Status status = filter.Check(); !status.ok()) return status;
  if (command.set.empty()) return filter;
  const Result<std::vector<ArticleInfo>> articles = ArticlesOfSet(store, command.set);
  if (!articles.ok()) return articles.status();
  auto ids = std::make_shared<std::unordered_set<std::string>>();
  for (const ArticleInfo& article : *articles) ids->insert(article.id);
  filter.articles = std::move(ids);
  return filter;
}

std::string_view Library() {
  for (const server::PageFile& file : server::PageFiles())
    if (file.path == kLibrary) return file.bytes;
  return {};
}

void Draw(const views::Neighbourhood& graph, const std::string& format, std::ostream& out) {
  if (format == "dot") return doors::WriteDot(graph, out);
  if (format == "text") return doors::WriteText(graph, out);
  if (format == "svg") return doors::WriteSvg(graph, out);
  std::string title;
  for (const views::GraphNode& node : graph.nodes)
    if (node.distance == 0) title += (title.empty() ? "" : ", ") + node.entity.name;
  doors::WriteHtml(graph, title, Library(), out);
}

Status Write(const std::string& drawing, const std::string& path, std::ostream& screen) {
  if (path.empty()) {
    screen << drawing << std::flush;
    return {};
  }
  std::ofstream out(path, std::ios::binary);
  if (!out) return {Code::kIo, "cannot write '" + path + "'; is the folder there?"};
  out << drawing;
  out.close();
  return out ? Status() : Status(Code::kIo, "'" + path + "' is not whole; is the disk full?");
}

}  // namespace

void AddGraphOptions(CLI::App* graph, GraphCommand& command) {
  graph->add_option("names", command.names, "names or ids")->required();
  graph->add_option("--format", command.format, "svg, html, dot or text")
      ->check(CLI::IsMember({"svg", "html", "dot", "text"}));
  graph->add_option("-o,--output", command.output, "a file instead of standard output");
  graph->add_option("--depth", command.depth, "steps from the names (1)")
      ->check(CLI::Range(std::size_t{1}, kDeepest));
  graph->add_option("--limit", command.limit, "links of each name, those said most first (40)")
      ->check(CLI::Range(std::size_t{1}, views::kMostGraphEdges));
  graph->add_option("--predicate", command.predicates, "only these; several with commas");
  graph->add_option("--modality", command.modalities, "only these, as actual or rumored,planned");
  graph->add_option("--polarity", command.polarity, "affirmed or negated");
  graph->add_option("--former", command.former, "no: without what has ended; only: nothing else");
  graph->add_option("--since", command.since, "of articles published from this date on");
  graph->add_option("--until", command.until, "of articles published up to this date");
  graph->add_option("--speaker", command.speaker, "whose claim it is: part of a name");
  graph->add_option("--source", command.source, "the outlet: part of its name");
  graph->add_option("--set", command.set, "only what articles of that set say");
  graph->add_option("--min-confidence", command.min_confidence, "at least this sure (0 to 1)")
      ->check(CLI::Range(0.0, 1.0));
}

Result<std::size_t> DrawGraph(const Store& store, const GraphCommand& command,
                              std::ostream& screen) {
  std::vector<std::string> ids;
  for (const std::string& name : command.names) {
    Result<std::string> id = IdOf(store, name);
    if (!id.ok()) return id.status();
    ids.push_back(*std::move(id));
  }
  Result<views::StatementFilter> filter = FilterOf(store, command);
  if (!filter.ok()) return filter.status();
  views::NeighbourhoodOptions options;
  options.depth = command.depth;
  options.limit = command.limit;
  options.filter = *std::move(filter);
  const Result<views::Neighbourhood> graph = views::NeighbourhoodOf(store, ids, options);
  if (!graph.ok()) return graph.status();
  std::ostringstream drawing;
  Draw(*graph, command.format, drawing);
  if (const Status status = Write(drawing.str(), command.output, screen); !status.ok())
    return status;
  return graph->left_out;
}

int RunGraph(const Context& context, const GraphCommand& command) {
  const Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  const Result<std::size_t> left_out = DrawGraph(*store, command, std::cout);
  if (!left_out.ok()) return Refuse(left_out.status());
  if (*left_out > 0) std::cerr << *left_out << " more links were left out: --limit shows more\n";
  return kDone;
}

}  // namespace lode::shell
