// Writes the JSON of the export record. Small enough to write by hand, and then
// the order of keys and the spelling of numbers are ours: the same statement is
// the same bytes in every version. Numbers are the shortest text that reads back
// the same (std::to_chars). A statement has two forms, told apart by Cells.

#include "storage/exchange/export_record.h"

#include <charconv>
#include <cmath>

#include "lode/json.h"
#include "lode/typed_json.h"
#include "storage/names/name_form.h"

namespace lode {

namespace {

// kLoose: the export record, where a cell is what is shortest to say. kTyped: a cell is of one
// type in every statement, as columns of tables are.
enum class Cells { kLoose, kTyped };

// Puts members into one object, with the commas.
class Object {
 public:
  Object& Raw(std::string_view name, std::string_view json) {
    text_ += text_.empty() ? "{\"" : ", \"";
    text_.append(name).append("\": ").append(json);
    return *this;
  }
  Object& Text(std::string_view name, const std::string& text) {
    return Raw(name, JsonString(text));
  }
  // Unknown is null.
  Object& Known(std::string_view name, const std::string& text) {
    return Raw(name, text.empty() ? "null" : JsonString(text));
  }
  Object& Bool(std::string_view name, bool value) { return Raw(name, value ? "true" : "false"); }
  Object& Count(std::string_view name, std::uint64_t value) {
    return Raw(name, std::to_string(value));
  }
  std::string str() && { return text_.empty() ? "{}" : std::move(text_) + "}"; }

 private:
  std::string text_;
};

template <typename List, typename Write>
std::string Array(const List& list, Write write) {
  std::string text = "[";
  for (const auto& item : list) {
    if (text.size() > 1) text += ", ";
    text += write(item);
  }
  return text + "]";
}

std::string Number(double number) {
  if (!std::isfinite(number)) return "null";
  char digits[32];
  auto [end, error] = std::to_chars(digits, digits + sizeof digits, number);
  return error == std::errc() ? std::string(digits, end) : "0";
}

std::string JsonSpan(const Span& span) {
  return "[" + std::to_string(span.begin) + ", " + std::to_string(span.end) + "]";
}

std::string TypedSpan(const Span& span) {
  return "{\"begin\": " + std::to_string(span.begin) + ", \"end\": " + std::to_string(span.end) +
         "}";
}

std::string JsonSpans(const Spans& spans, Cells cells) {
  if (cells == Cells::kTyped) return Array(spans, TypedSpan);
  if (spans.empty()) return "null";
  return spans.size() == 1 ? JsonSpan(spans.front()) : Array(spans, JsonSpan);
}

std::string Strings(const std::vector<std::string>& list) {
  return Array(list, JsonString);
}

// `kind`: under which name the entity's kind is written; a value's "kind" is taken.
void PutEntity(Object& object, const Entity& entity, std::string_view kind) {
  object.Text("id", entity.id).Text("name", entity.name).Text("type", entity.type);
  object.Text(kind, std::string(NameOf(entity.kind)));
  object.Raw("aliases", Strings(entity.aliases));
  if (!entity.key.empty()) object.Text("key", entity.key);
}

void PutMeasure(Object& object, const Value& value, Cells cells) {
  const bool typed = cells == Cells::kTyped;
  object.Raw(typed ? "number" : "value", Number(value.number));
  if (value.number_to) object.Raw(typed ? "number_to" : "value_to", Number(*value.number_to));
  if (value.kind != ValueKind::kNumber || !value.unit.empty()) object.Text("unit", value.unit);
  if (!value.unit_text.empty()) object.Text("unit_text", value.unit_text);
  if (!value.per.empty()) object.Text("per", value.per);
  object.Text("comparator", std::string(NameOf(value.comparator))).Text("text", value.text);
}

void PutPath(Object& object, const Value& value) {
  object.Text("text", value.text);
  if (!value.path) return;
  object.Raw("nodes", Array(value.path->nodes, [](const Value& node) { return ToJson(node); }));
  object.Raw("hops", Array(value.path->hops, [](const PathHop& hop) {
               Object one;
               one.Text("predicate", hop.predicate).Bool("inverse", hop.inverse);
               one.Raw("statements", Strings(hop.statements));
               return std::move(one).str();
             }));
}

std::string ValueJson(const Value& value, Cells cells) {
  Object object;
  object.Text("kind", std::string(NameOf(value.kind)));
  switch (value.kind) {
    case ValueKind::kEntity: PutEntity(object, value.entity, "entity_kind"); break;
    case ValueKind::kDate:
      object.Known("value", value.date);
      if (!value.date_to.empty()) object.Text("value_to", value.date_to);
      object.Text("text", value.text);
      break;
    case ValueKind::kBoolean:
      if (cells == Cells::kTyped)
        object.Text("value", value.boolean ? "true" : "false");
      else
        object.Bool("value", value.boolean);
      if (!value.text.empty()) object.Text("text", value.text);
      break;
    case ValueKind::kNumber:
    case ValueKind::kQuantity:
    case ValueKind::kMoney:
    case ValueKind::kPercent:
    case ValueKind::kDuration: PutMeasure(object, value, cells); break;
    case ValueKind::kPath: PutPath(object, value); break;
    default: object.Text("value", value.text);
  }
  return std::move(object).str();
}

// A list of role and value; or an object, where a role has a single value or a list of them.
std::string Qualifiers(const std::multimap<std::string, Value>& qualifiers, Cells cells) {
  if (cells == Cells::kTyped)
    return Array(qualifiers, [](const auto& qualifier) {
      Object one;
      one.Text("role", qualifier.first).Raw("value", ValueJson(qualifier.second, Cells::kTyped));
      return std::move(one).str();
    });
  Object object;
  for (auto it = qualifiers.begin(); it != qualifiers.end();) {
    const auto end = qualifiers.upper_bound(it->first);
    std::vector<const Value*> values;
    const std::string& role = it->first;
    for (; it != end; ++it) values.push_back(&it->second);
    auto write = [](const Value* value) { return ToJson(*value); };
    const std::string json = values.size() == 1 ? write(values[0]) : Array(values, write);
    object.Raw(JsonString(role).substr(1, JsonString(role).size() - 2), json);
  }
  return std::move(object).str();
}

void PutInfo(Object& object, const ArticleInfo& info) {
  object.Text("id", info.id).Text("path", info.path).Known("title", info.title);
  object.Count("part", info.part).Known("source", info.source).Known("author", info.author);
  object.Known("url", info.url).Known("published", info.published).Known("language", info.language);
}

std::string JsonBlock(const Block& block) {
  Object object;
  object.Text("kind", std::string(NameOf(block.kind)));
  object.Count("begin", block.text.begin).Count("end", block.text.end);
  object.Raw("source", JsonSpan(block.source));
  if (!block.language.empty()) object.Text("language", block.language);
  if (!block.date.empty()) object.Text("date", block.date);
  if (block.duplicate_of >= 0)
    object.Count("duplicate_of", static_cast<std::uint64_t>(block.duplicate_of));
  return std::move(object).str();
}

std::string JsonForm(const NameForm& form) {
  Object object;
  object.Text("text", form.text).Count("count", form.count).Bool("is_name", form.is_name);
  return std::move(object).str();
}

std::string JsonNode(const EntityNode& node) {
  Object object;
  object.Text("class", std::string(NameOf(node.identity))).Text("name", node.name);
  object.Text("type", node.type).Raw("forms", Array(node.forms, JsonForm));
  object.Raw("short_forms", Strings(node.short_forms)).Bool("is_short", node.is_short);
  return std::move(object).str();
}

std::string JsonAlias(const AliasEvidence& alias) {
  Object object;
  object.Count("node", alias.node).Text("name", alias.name).Text("reason", alias.reason);
  object.Count("sentence", alias.sentence);
  return std::move(object).str();
}

std::string StatementJson(const Statement& s, Cells cells) {
  Object span, object;
  span.Raw("subject", JsonSpans(s.subject_span, cells))
      .Raw("predicate", JsonSpans(s.predicate_span, cells));
  span.Raw("object", JsonSpans(s.object_span, cells));
  auto value = [cells](const Value& v) { return ValueJson(v, cells); };
  object.Text("id", s.id).Raw("subject", ToJson(s.subject)).Text("predicate", s.predicate);
  object.Raw("object", value(s.object));
  object.Raw("article", s.article == nullptr ? "null" : ToJson(*s.article));
  object.Count("sentence", s.sentence).Text("text", s.text).Raw("span", std::move(span).str());
  object.Raw("said_by", s.said_by ? ToJson(*s.said_by) : "null").Raw("via", Array(s.via, value));
  object.Bool("derived", s.derived)
      .Raw("premises", Strings(s.premises))
      .Text("relation", s.relation);
  object.Text("polarity", std::string(NameOf(s.polarity)));
  object.Text("modality", std::string(NameOf(s.modality))).Bool("ended", s.ended);
  object.Raw("time", s.time ? value(*s.time) : "null")
      .Raw("qualifiers", Qualifiers(s.qualifiers, cells));
  object.Raw("confidence", Number(s.confidence)).Text("extractor", s.extractor);
  return std::move(object).str();
}

Object ArticleObject(const Article& article) {
  Object object;
  PutInfo(object, article.info);
  object.Raw("paths", Strings(article.info.paths)).Text("text", article.text);
  object.Raw("blocks", Array(article.blocks, JsonBlock));
  return object;
}

}  // namespace

std::string JsonString(const std::string& text) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out = "\"";
  for (char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += "\\u00";
          out.push_back(kDigits[(c >> 4) & 15]);
          out.push_back(kDigits[c & 15]);
        } else {
          out.push_back(c);
        }
    }
  }
  return out + "\"";
}

std::string ToJson(const Entity& entity) {
  Object object;
  PutEntity(object, entity, "kind");
  return std::move(object).str();
}

std::string ToJson(const Value& value) {
  return ValueJson(value, Cells::kLoose);
}

std::string ToJson(const ArticleInfo& article) {
  Object object;
  PutInfo(object, article);
  return std::move(object).str();
}

std::string ToJson(const Article& article) {
  return ArticleObject(article).str();
}

std::string ArticleLine(const PreparedArticle& article, const std::vector<std::string>& sets) {
  const ArticleRecord& record = article.record;
  Object object = ArticleObject(record.article);
  if (sets != std::vector<std::string>(1)) object.Raw("sets", Strings(sets));
  object.Raw("sentences", Array(record.sentences, JsonSpan));
  object.Raw("nodes", Array(record.nodes, JsonNode));
  object.Raw("alias_evidence", Array(record.aliases, JsonAlias));
  return std::move(object).str();
}

std::string ToJson(const Statement& statement) {
  return StatementJson(statement, Cells::kLoose);
}

std::string ToTypedJson(const Statement& statement) {
  return StatementJson(statement, Cells::kTyped);
}

}  // namespace lode
