// FollowTheMoney (https://followthemoney.tech): entities, links and articles, a JSON object a
// line. What a predicate or a type means there is the table below; all other links are
// UnknownLink with the predicate as their role. Values that are no entities have no place in it.

#include <array>
#include <string_view>

#include "doors/export/graph_walk.h"

namespace lode::doors {
namespace {

struct TypeName {
  std::string_view type, schema;
};
constexpr TypeName kTypes[] = {{"person", "Person"},
                               {"company", "Company"},
                               {"organization", "Organization"},
                               {"government-body", "PublicBody"},
                               {"party", "Organization"},
                               {"media", "Organization"},
                               {"group", "LegalEntity"},
                               {"country", "Address"},
                               {"event", "Event"}};

struct LinkName {
  std::string_view predicate, schema, subject, object;
};
constexpr LinkName kLinks[] = {
    {"owns", "Ownership", "owner", "asset"},
    {"owns-stake-in", "Ownership", "owner", "asset"},
    {"leads", "Directorship", "director", "organization"},
    {"ceo-of", "Directorship", "director", "organization"},
    {"chairs", "Directorship", "director", "organization"},
    {"works-for", "Employment", "employee", "employer"},
    {"member-of", "Membership", "member", "organization"},
    {"represents", "Representation", "agent", "client"},
    {"spouse-of", "Family", "person", "relative"},
    {"parent-of", "Family", "person", "relative"},
    {"sibling-of", "Family", "person", "relative"},
    {"relative-of", "Family", "person", "relative"},
};

// Ids are of letters, digits and hyphens there.
std::string IdOf(std::string id) {
  for (char& c : id)
    if (c == ':') c = '-';
  return "lode-" + id;
}

std::string SchemaOf(const std::string& type) {
  for (const TypeName& name : kTypes)
    if (name.type == type && name.schema != "Address") return std::string(name.schema);
  return "LegalEntity";
}

class FtmExport : public GraphWriter {
 public:
  explicit FtmExport(std::ostream& out) : out_(out) {}

  void TakeArticle(const ArticleInfo& article) override {
    Begin(IdOf(article.id), "Article");
    Add("title", article.title.empty() ? article.path : article.title);
    Add("fileName", article.path);
    Add("publisher", article.source);
    Add("author", article.author);
    Add("sourceUrl", article.url);
    Add("publishedAt", article.published.substr(0, 10));
    Finish();
  }
  void TakeNode(const GraphNode& node) override {
    if (!node.is_entity) return;
    Begin(IdOf(node.id), SchemaOf(node.type));
    Add("name", node.name);
    for (const std::string& alias : node.aliases)
      if (alias != node.name) Add("alias", alias);
    Add("notes", node.type);
    Finish();
  }
  void TakeEdge(const Statement& statement) override {
    if (statement.object.kind != ValueKind::kEntity) return;
    if (statement.polarity != Polarity::kAffirmed || statement.modality != Modality::kActual)
      return;  // there is no way to say there that something is denied or rumored
    LinkName link = {"", "UnknownLink", "subject", "object"};
    for (const LinkName& known : kLinks)
      if (known.predicate == statement.predicate && FitsEnds(known, statement)) link = known;
    Begin(IdOf(statement.id), std::string(link.schema));
    Add(link.subject, IdOf(statement.subject.id));
    Add(link.object, IdOf(statement.object.entity.id));
    Add(link.schema == "Family" ? "relationship" : "role", statement.predicate);
    if (statement.ended) Add("summary", "former");
    if (statement.time) Add("date", statement.time->date.substr(0, 10));
    Add("description", statement.text);
    if (statement.article) {
      Add("proof", IdOf(statement.article->id));
      Add("sourceUrl", statement.article->url);
      Add("publisher", statement.article->source);
    }
    Finish();
  }
  Status status() const override {
    return out_ ? Status::Ok()
                : Status(Code::kIo, "the entities cannot be written; is the disk full?");
  }

 private:
  // The ends of a typed link must be of its types.
  static bool FitsEnds(const LinkName& link, const Statement& statement) {
    const std::string subject = SchemaOf(statement.subject.type);
    const std::string object = SchemaOf(statement.object.entity.type);
    const bool is_body = object == "Company" || object == "Organization" || object == "PublicBody";
    if (link.schema == "Family") return subject == "Person" && object == "Person";
    if (link.schema == "Ownership") return object == "Company";
    if (link.schema == "Employment") return subject == "Person" && is_body;
    return link.schema == "Representation" || is_body;
  }

  void Begin(const std::string& id, const std::string& schema) {
    line_ = "{\"id\":" + JsonString(id) + ",\"schema\":" + JsonString(schema) + ",\"properties\":{";
    last_.clear();
  }
  // Values of one property come one after the other.
  void Add(std::string_view property, const std::string& value) {
    if (value.empty()) return;
    if (last_ == property) {
      line_ += "," + JsonString(value);
    } else {
      if (!last_.empty()) line_ += "],";
      line_ += "\"" + std::string(property) + "\":[" + JsonString(value);
    }
    last_ = property;
  }
  void Finish() { out_ << line_ << (last_.empty() ? "" : "]") << "},\"datasets\":[\"lode\"]}\n"; }

  std::ostream& out_;
  std::string line_, last_;
};

}  // namespace

std::unique_ptr<GraphWriter> FtmWriter(std::ostream& out) {
  return std::make_unique<FtmExport>(out);
}

}  // namespace lode::doors
