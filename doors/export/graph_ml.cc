// GraphML (http://graphml.graphdrawing.org), as Gephi, yEd and networkx read it.

#include "doors/export/edge_fields.h"
#include "doors/export/graph_walk.h"

namespace lode::doors {
namespace {

// XML 1.0 has no other control characters than these, not even written as references.
std::string Escaped(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      default: escaped += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' ? ' ' : c;
    }
  }
  return escaped;
}

class GraphMlExport : public GraphWriter {
 public:
  explicit GraphMlExport(std::ostream& out) : out_(out) {}

  void Begin() override {
    out_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
    for (const char* field : {"name", "type", "aliases"})
      out_ << "<key id=\"n_" << field << "\" for=\"node\" attr.name=\"" << field
           << "\" attr.type=\"string\"/>\n";
    for (const std::string field : kEdgeFields)
      out_ << "<key id=\"e_" << field << "\" for=\"edge\" attr.name=\"" << field
           << "\" attr.type=\""
           << (field == "confidence" ? "double"
               : field == "ended"    ? "boolean"
                                     : "string")
           << "\"/>\n";
    out_ << "<graph id=\"lode\" edgedefault=\"directed\">\n";
  }
  void TakeNode(const GraphNode& node) override {
    std::string aliases;
    for (const std::string& alias : node.aliases) aliases += (aliases.empty() ? "" : "; ") + alias;
    out_ << "<node id=\"" << Escaped(node.id) << "\">";
    Data("n_name", node.name);
    Data("n_type", node.type);
    Data("n_aliases", aliases);
    out_ << "</node>\n";
  }
  void TakeEdge(const Statement& statement) override {
    out_ << "<edge source=\"" << Escaped(statement.subject.id) << "\" target=\""
         << Escaped(NodeOf(statement.object).id) << "\">";
    const std::vector<std::string> fields = EdgeFields(statement);
    for (std::size_t i = 0; i < fields.size(); ++i)
      Data(std::string("e_") + kEdgeFields[i], fields[i]);
    out_ << "</edge>\n";
  }
  void End() override { out_ << "</graph>\n</graphml>\n"; }
  Status status() const override {
    return out_ ? Status::Ok()
                : Status(Code::kIo, "the graph cannot be written; is the disk full?");
  }

 private:
  void Data(const std::string& key, const std::string& text) {
    if (!text.empty()) out_ << "<data key=\"" << key << "\">" << Escaped(text) << "</data>";
  }
  std::ostream& out_;
};

}  // namespace

std::unique_ptr<GraphWriter> GraphMlWriter(std::ostream& out) {
  return std::make_unique<GraphMlExport>(out);
}

}  // namespace lode::doors
