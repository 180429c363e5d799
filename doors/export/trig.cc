// TriG with provenance (PROV-O): each statement is a graph of one triple, named by the
// statement; outside stands what is known of it. A reader of the default graph alone meets no
// claim as a fact. IRIs are those of --format ntriples (docs/export.md).

#include "doors/export/edge_fields.h"
#include "doors/export/graph_walk.h"

namespace lode::doors {
namespace {

std::string Iri(const std::string& what, const std::string& name) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string iri = "<urn:lode:" + what + ":";
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~' || c == ':';
    if (plain)
      iri += c;
    else
      (iri += '%') += {kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return iri + ">";
}

// JSON's escapes for what RDF escapes, but for its \/ and surrogates, which it does not write.
std::string Literal(const std::string& text) {
  return JsonString(text);
}

class TrigExport : public GraphWriter {
 public:
  explicit TrigExport(std::ostream& out) : out_(out) {}

  void Begin() override {
    out_ << "@prefix prov: <http://www.w3.org/ns/prov#> .\n"
            "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
            "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
            "@prefix dct: <http://purl.org/dc/terms/> .\n"
            "@prefix p: <urn:lode:property:> .\n\n"
            "<urn:lode:reader> a prov:SoftwareAgent .\n";
  }
  void TakeArticle(const ArticleInfo& article) override {
    Open(Iri("article", article.id) + " a prov:Entity");
    Say("dct:title", Literal(article.title), !article.title.empty());
    Say("dct:publisher", Literal(article.source), !article.source.empty());
    Say("dct:creator", Literal(article.author), !article.author.empty());
    Say("dct:issued", Literal(article.published), !article.published.empty());
    Say("dct:identifier", Literal(article.url), !article.url.empty());
    Say("p:path", Literal(article.path), true);
    Close();
  }
  void TakeNode(const GraphNode& node) override {
    if (!node.is_entity) return;
    Open(Iri("entity", node.id) + " rdfs:label " + Literal(node.name));
    Say("a", Iri("type", node.type), !node.type.empty());
    for (const std::string& alias : node.aliases)
      Say("p:alias", Literal(alias), alias != node.name);
    Close();
  }
  void TakeEdge(const Statement& statement) override {
    const std::string self = Iri("statement", statement.id);
    const Value& object = statement.object;
    out_ << self << " { " << Iri("entity", statement.subject.id) << ' '
         << Iri("predicate", statement.predicate) << ' '
         << (object.kind == ValueKind::kEntity ? Iri("entity", object.entity.id)
                                               : Literal(NodeOf(object).name))
         << " }\n";
    Open(self + " a prov:Entity");
    Say("prov:wasAttributedTo",
        statement.said_by ? Iri("entity", statement.said_by->id) : std::string(),
        statement.said_by.has_value());
    if (statement.article) Say("prov:wasQuotedFrom", Iri("article", statement.article->id), true);
    for (const std::string& premise : statement.premises)
      Say("prov:wasDerivedFrom", Iri("statement", premise), true);
    Say("prov:value", Literal(statement.text), true);
    Say("p:sentence", std::to_string(statement.sentence), true);
    Say("p:polarity", Literal(std::string(NameOf(statement.polarity))), true);
    Say("p:modality", Literal(std::string(NameOf(statement.modality))), true);
    Say("p:ended", "true", statement.ended);
    if (statement.time) Say("p:time", Literal(Display(*statement.time)), true);
    for (const auto& [role, value] : statement.qualifiers)
      Say(Iri("role", role),
          value.kind == ValueKind::kEntity ? Iri("entity", value.entity.id)
                                           : Literal(Display(value)),
          true);
    Say("p:confidence", "\"" + NumberText(statement.confidence) + "\"^^xsd:double", true);
    Say("p:extractor", Literal(statement.extractor), !statement.extractor.empty());
    Close();
  }
  Status status() const override {
    return out_ ? Status::Ok()
                : Status(Code::kIo, "the graph cannot be written; is the disk full?");
  }

 private:
  void Open(const std::string& text) { out_ << text; }
  void Say(const std::string& property, const std::string& object, bool known) {
    if (known) out_ << " ;\n  " << property << ' ' << object;
  }
  void Close() { out_ << " .\n"; }

  std::ostream& out_;
};

}  // namespace

std::unique_ptr<GraphWriter> TrigWriter(std::ostream& out) {
  return std::make_unique<TrigExport>(out);
}

}  // namespace lode::doors
