// N-Triples (W3C, 2014). A statement is a node of its own, of type rdf:Statement,
// with its subject, predicate and object and everything that is known about it.
// The plain triple stands beside it only where the article itself asserts it:
// affirmed, actual, not ended and in nobody else's mouth; a reader that knows nothing of
// reification must not take a rumour for a fact. Measured values are nodes too,
// named by the statement and their place in it, so that no blank nodes are needed.

#include "storage/exchange/ntriples.h"

#include <charconv>

namespace lode {

namespace {

constexpr std::string_view kRdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
constexpr std::string_view kLabel = "<http://www.w3.org/2000/01/rdf-schema#label>";
constexpr std::string_view kXsd = "http://www.w3.org/2001/XMLSchema#";

// Anything but letters, digits and "-._~:" is written %XX, so that it is an IRI.
std::string Escaped(std::string_view text) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~' || c == ':';
    if (plain) {
      out.push_back(c);
    } else {
      out.push_back('%');
      out.push_back(kDigits[(c >> 4) & 15]);
      out.push_back(kDigits[c & 15]);
    }
  }
  return out;
}

std::string Iri(std::string_view what, std::string_view name) {
  return "<urn:lode:" + std::string(what) + ":" + Escaped(name) + ">";
}
std::string Property(std::string_view name) {
  return Iri("property", name);
}
std::string Rdf(std::string_view name) {
  return "<" + std::string(kRdf) + std::string(name) + ">";
}

std::string Literal(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      case '\b': out += "\\b"; break;
      case '\f': out += "\\f"; break;
      default: out.push_back(c);
    }
  }
  return out + "\"";
}

std::string Typed(std::string_view text, std::string_view type) {
  return Literal(text) + "^^<" + std::string(kXsd) + std::string(type) + ">";
}

std::string Double(double number) {
  char digits[32];
  auto [end, error] = std::to_chars(digits, digits + sizeof digits, number);
  return Typed(std::string_view(digits, static_cast<std::size_t>(end - digits)), "double");
}

std::string Date(const Value& value) {
  switch (value.date.size()) {
    case 4: return Typed(value.date, "gYear");
    case 7: return value.date[5] <= '9' ? Typed(value.date, "gYearMonth") : Literal(value.date);
    case 10: return Typed(value.date, "date");
    default: return Literal(value.date.empty() ? value.text : value.date);
  }
}

class Lines {
 public:
  void Put(const std::string& subject, std::string_view predicate, const std::string& object) {
    out_.append(subject).append(" ").append(predicate).append(" ").append(object).append(" .\n");
  }
  // Nothing is said of what is not known.
  void PutKnown(const std::string& subject, std::string_view name, const std::string& text) {
    if (!text.empty()) Put(subject, Property(name), Literal(text));
  }
  void PutEntity(const Entity& entity) {
    const std::string node = Iri("entity", entity.id);
    Put(node, kLabel, Literal(entity.name));
    Put(node, Rdf("type"), Iri("type", entity.type));
    Put(node, Property("kind"), Literal(NameOf(entity.kind)));
  }

  // The term for a value; says what else has to be said about it.
  std::string Term(const Value& value, const std::string& place) {
    switch (value.kind) {
      case ValueKind::kEntity: PutEntity(value.entity); return Iri("entity", value.entity.id);
      case ValueKind::kBoolean: return Typed(value.boolean ? "true" : "false", "boolean");
      case ValueKind::kDate: return Date(value);
      case ValueKind::kNumber:
      case ValueKind::kQuantity:
      case ValueKind::kMoney:
      case ValueKind::kPercent:
      case ValueKind::kDuration: return Measure(value, place);
      default: return Literal(value.text);
    }
  }
  std::string str() && { return std::move(out_); }

 private:
  std::string Measure(const Value& value, const std::string& place) {
    std::string node = Iri("value", place);
    Put(node, Rdf("type"), Iri("type", NameOf(value.kind)));
    Put(node, Rdf("value"), Double(value.number));
    if (value.number_to) Put(node, Property("value-to"), Double(*value.number_to));
    PutKnown(node, "unit", value.unit);
    PutKnown(node, "unit-text", value.unit_text);
    PutKnown(node, "per", value.per);
    Put(node, Property("comparator"), Literal(NameOf(value.comparator)));
    PutKnown(node, "text", value.text);
    return node;
  }

  std::string out_;
};

void PutSpans(Lines& lines, const std::string& node, std::string_view name, const Spans& spans) {
  for (const Span& span : spans)
    lines.Put(node, Property(name),
              Literal(std::to_string(span.begin) + "-" + std::to_string(span.end)));
}

void PutAttribution(Lines& lines, const std::string& node, const Statement& s) {
  if (s.said_by) {
    lines.PutEntity(*s.said_by);
    lines.Put(node, Property("said-by"), Iri("entity", s.said_by->id));
  }
  for (std::size_t i = 0; i < s.via.size(); ++i)
    lines.Put(node, Property("via"), lines.Term(s.via[i], s.id + ":via:" + std::to_string(i)));
}

}  // namespace

std::string ToNTriples(const ArticleInfo& article) {
  Lines lines;
  const std::string node = Iri("article", article.id);
  lines.Put(node, Rdf("type"), Iri("type", "article"));
  for (const std::string& path : article.paths) lines.Put(node, Property("path"), Literal(path));
  lines.Put(node, Property("part"), Typed(std::to_string(article.part), "integer"));
  lines.PutKnown(node, "title", article.title);
  lines.PutKnown(node, "source", article.source);
  lines.PutKnown(node, "author", article.author);
  lines.PutKnown(node, "url", article.url);
  lines.PutKnown(node, "published", article.published);
  lines.PutKnown(node, "language", article.language);
  return std::move(lines).str();
}

std::string ToNTriples(const Statement& s) {
  Lines lines;
  const std::string node = Iri("statement", s.id), subject = Iri("entity", s.subject.id);
  const std::string predicate = Iri("predicate", s.predicate);
  lines.PutEntity(s.subject);
  const std::string object = lines.Term(s.object, s.id + ":object");
  if (s.polarity == Polarity::kAffirmed && s.modality == Modality::kActual && !s.ended &&
      !s.said_by)
    lines.Put(subject, predicate, object);
  lines.Put(node, Rdf("type"), Rdf("Statement"));
  lines.Put(node, Rdf("subject"), subject);
  lines.Put(node, Rdf("predicate"), predicate);
  lines.Put(node, Rdf("object"), object);
  lines.Put(node, Property("object-kind"), Literal(NameOf(s.object.kind)));
  if (s.article != nullptr) lines.Put(node, Property("article"), Iri("article", s.article->id));
  lines.Put(node, Property("sentence"), Typed(std::to_string(s.sentence), "integer"));
  lines.Put(node, Property("text"), Literal(s.text));
  PutSpans(lines, node, "subject-span", s.subject_span);
  PutSpans(lines, node, "predicate-span", s.predicate_span);
  PutSpans(lines, node, "object-span", s.object_span);
  PutAttribution(lines, node, s);
  lines.Put(node, Property("derived"), Typed(s.derived ? "true" : "false", "boolean"));
  for (const std::string& premise : s.premises)
    lines.Put(node, Property("premise"), Iri("statement", premise));
  lines.PutKnown(node, "relation", s.relation);
  lines.Put(node, Property("polarity"), Literal(NameOf(s.polarity)));
  lines.Put(node, Property("modality"), Literal(NameOf(s.modality)));
  lines.Put(node, Property("ended"), Typed(s.ended ? "true" : "false", "boolean"));
  if (s.time) lines.Put(node, Property("time"), lines.Term(*s.time, s.id + ":time"));
  std::size_t n = 0;
  for (const auto& [role, value] : s.qualifiers)
    lines.Put(node, Iri("role", role),
              lines.Term(value, s.id + ":qualifier:" + std::to_string(n++)));
  lines.Put(node, Property("confidence"), Double(s.confidence));
  lines.Put(node, Property("extractor"), Literal(s.extractor));
  return std::move(lines).str();
}

}  // namespace lode
