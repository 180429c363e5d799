// A script of Cypher: nodes are merged by id, so running it twice changes nothing.

#include <cctype>

#include "doors/export/edge_fields.h"
#include "doors/export/graph_walk.h"

namespace lode::doors {
namespace {

std::string Text(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') quoted += '\\';
    if (c == '\n')
      quoted += "\\n";
    else if (c == '\r')
      quoted += "\\r";
    else
      quoted += c;
  }
  return quoted + "'";
}

// A name between backticks, in which a backtick is doubled.
std::string Name(const std::string& name) {
  std::string quoted = "`";
  for (const char c : name) quoted += c == '`' ? "``" : std::string(1, c);
  return quoted + "`";
}

class CypherExport : public GraphWriter {
 public:
  explicit CypherExport(std::ostream& out) : out_(out) {}

  void Begin() override {
    out_ << "CREATE CONSTRAINT lode_node IF NOT EXISTS FOR (n:Node) REQUIRE n.id IS UNIQUE;\n";
  }
  void TakeNode(const GraphNode& node) override {
    out_ << "MERGE (n:Node {id: " << Text(node.id)
         << "}) SET n:" << Name(node.is_entity && !node.type.empty() ? node.type : "value")
         << ", n.name = " << Text(node.name) << ", n.aliases = [";
    for (std::size_t i = 0; i < node.aliases.size(); ++i)
      out_ << (i > 0 ? ", " : "") << Text(node.aliases[i]);
    out_ << "];\n";
  }
  void TakeEdge(const Statement& statement) override {
    const std::vector<std::string> fields = EdgeFields(statement);
    out_ << "MATCH (a:Node {id: " << Text(statement.subject.id)
         << "}), (b:Node {id: " << Text(NodeOf(statement.object).id)
         << "}) MERGE (a)-[r:" << Name(statement.predicate) << " {id: " << Text(statement.id)
         << "}]->(b) SET ";
    for (std::size_t i = 1; i < fields.size(); ++i) {
      const std::string field = kEdgeFields[i];
      out_ << (i > 1 ? ", " : "") << "r." << field << " = "
           << (field == "confidence" || field == "ended" ? fields[i] : Text(fields[i]));
    }
    out_ << ";\n";
  }
  Status status() const override {
    return out_ ? Status::Ok()
                : Status(Code::kIo, "the script cannot be written; is the disk full?");
  }

 private:
  std::ostream& out_;
};

}  // namespace

std::unique_ptr<GraphWriter> CypherWriter(std::ostream& out) {
  return std::make_unique<CypherExport>(out);
}

}  // namespace lode::doors
