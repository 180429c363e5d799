// Two tables for Neo4j's importer: https://neo4j.com/docs/operations-manual (CSV header format).
// A cell is always quoted, as the importer takes line breaks inside quotation marks only.

#include "doors/export/edge_fields.h"
#include "doors/export/graph_walk.h"

namespace lode::doors {
namespace {

std::string Cell(const std::string& text) {
  std::string cell = "\"";
  for (const char c : text) {
    if (c == '"') cell += '"';
    cell += c;
  }
  return cell + '"';
}

class Writer : public GraphWriter {
 public:
  Writer(std::ostream& nodes, std::ostream& edges) : nodes_(nodes), edges_(edges) {}

  void Begin() override {
    nodes_ << "id:ID,name,type,aliases:string[],:LABEL\n";
    edges_ << ":START_ID,:END_ID,:TYPE";
    for (const std::string field : kEdgeFields)
      edges_ << ',' << field
             << (field == "confidence" ? ":double"
                 : field == "ended"    ? ":boolean"
                                       : "");
    edges_ << '\n';
  }
  void TakeNode(const GraphNode& node) override {
    std::string aliases;
    for (std::string alias : node.aliases) {
      for (char& c : alias)
        if (c == ';') c = ',';  // parts the names of a list
      aliases += (aliases.empty() ? "" : ";") + alias;
    }
    nodes_ << Cell(node.id) << ',' << Cell(node.name) << ',' << Cell(node.type) << ','
           << Cell(aliases) << ',' << Cell(node.is_entity ? "Entity;" + node.type : "Value")
           << '\n';
  }
  void TakeEdge(const Statement& statement) override {
    edges_ << Cell(statement.subject.id) << ',' << Cell(NodeOf(statement.object).id) << ','
           << Cell(statement.predicate);
    for (const std::string& field : EdgeFields(statement)) edges_ << ',' << Cell(field);
    edges_ << '\n';
  }
  Status status() const override {
    if (nodes_ && edges_) return Status::Ok();
    return {Code::kIo, "the tables cannot be written; is the disk full?"};
  }

 private:
  std::ostream& nodes_;
  std::ostream& edges_;
};

}  // namespace

std::unique_ptr<GraphWriter> CsvGraphWriter(std::ostream& nodes, std::ostream& edges) {
  return std::make_unique<Writer>(nodes, edges);
}

}  // namespace lode::doors
