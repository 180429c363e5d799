// Reads the JSON of the export record. nlohmann's library throws where a field is
// missing or of another type; ParseExportLine is the wall.

#include "storage/exchange/import_record.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "storage/names/name_form.h"

namespace lode {

namespace {

using Json = nlohmann::json;

// A fault of the line, on its way to the wall.
struct Fault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Unknown, null and absent are empty.
std::string Text(const Json& object, const char* name) {
  auto it = object.find(name);
  return it == object.end() || it->is_null() ? std::string() : it->get<std::string>();
}

std::uint32_t Number32(const Json& number) {
  if (!number.is_number_unsigned() ||
      number.get<std::uint64_t>() > std::numeric_limits<std::uint32_t>::max())
    throw Fault("'" + number.dump().substr(0, 40) + "' is no count or offset");
  return number.get<std::uint32_t>();
}

double Double(const Json& number) {
  return number.is_null() ? std::nan("") : number.get<double>();
}

Span SpanOf(const Json& pair) {
  if (!pair.is_array() || pair.size() != 2) throw Fault("a span is written [begin, end]");
  return {Number32(pair[0]), Number32(pair[1])};
}

Spans SpansOf(const Json& json) {
  if (json.is_null()) return {};
  if (json.is_array() && !json.empty() && json[0].is_number()) return {SpanOf(json)};
  Spans spans;
  for (const Json& pair : json) spans.push_back(SpanOf(pair));
  return spans;
}

template <typename T, typename List>
T Named(const std::string& name, const List& list, const char* what) {
  for (T candidate : list)
    if (NameOf(candidate) == name) return candidate;
  throw Fault("'" + name + "' is no " + what);
}

constexpr ValueKind kKinds[] = {ValueKind::kEntity,  ValueKind::kQuote,    ValueKind::kText,
                                ValueKind::kNumber,  ValueKind::kQuantity, ValueKind::kMoney,
                                ValueKind::kPercent, ValueKind::kDate,     ValueKind::kBoolean,
                                ValueKind::kDuration};
constexpr Comparator kComparators[] = {Comparator::kEqual,   Comparator::kAbout,
                                       Comparator::kLess,    Comparator::kLessEqual,
                                       Comparator::kGreater, Comparator::kGreaterEqual};

Entity EntityOf(const Json& json) {
  Entity entity;
  entity.id = Text(json, "id");
  entity.name = json.at("name").get<std::string>();
  entity.type = Text(json, "type");
  entity.key = Text(json, "key");
  // In the place of a value `kind` says that it is an entity.
  const std::string kind = Text(json, json.contains("entity_kind") ? "entity_kind" : "kind");
  entity.kind = EntityKindOf(kind).value_or(EntityKind::kName);
  return entity;
}

void TakeMeasure(const Json& json, Value& value) {
  value.number = Double(json.at("value"));
  if (json.contains("value_to")) value.number_to = Double(json["value_to"]);
  value.unit = Text(json, "unit");
  value.unit_text = Text(json, "unit_text");
  value.per = Text(json, "per");
  if (json.contains("comparator"))
    value.comparator = Named<Comparator>(Text(json, "comparator"), kComparators, "comparator");
  value.text = Text(json, "text");
}

Value ValueOf(const Json& json) {
  Value value;
  value.kind = Named<ValueKind>(json.at("kind").get<std::string>(), kKinds, "kind of value");
  switch (value.kind) {
    case ValueKind::kEntity: value.entity = EntityOf(json); break;
    case ValueKind::kDate:
      value.date = Text(json, "value");
      value.date_to = Text(json, "value_to");
      value.text = Text(json, "text");
      break;
    case ValueKind::kBoolean:
      value.boolean = json.at("value").get<bool>();
      value.text = Text(json, "text");
      break;
    case ValueKind::kQuote:
    case ValueKind::kText: value.text = json.at("value").get<std::string>(); break;
    default: TakeMeasure(json, value);
  }
  return value;
}

void TakeQualifiers(const Json& json, Statement& s) {
  for (const auto& [role, values] : json.items()) {
    if (!values.is_array())
      s.qualifiers.emplace(role, ValueOf(values));
    else
      for (const Json& value : values) s.qualifiers.emplace(role, ValueOf(value));
  }
}

ImportedStatement StatementOf(const Json& json) {
  ImportedStatement imported;
  Statement& s = imported.statement;
  const Json& article = json.at("article");
  imported.article.id = article.at("id").get<std::string>();
  imported.article.path = Text(article, "path");
  imported.article.published = Text(article, "published");
  if (article.contains("part")) imported.article.part = Number32(article["part"]);
  s.id = json.at("id").get<std::string>();
  s.subject = EntityOf(json.at("subject"));
  s.predicate = json.at("predicate").get<std::string>();
  s.object = ValueOf(json.at("object"));
  s.sentence = Number32(json.at("sentence"));
  const Json& span = json.at("span");
  s.subject_span = SpansOf(span.at("subject"));
  s.predicate_span = SpansOf(span.at("predicate"));
  s.object_span = SpansOf(span.at("object"));
  if (json.contains("said_by") && !json["said_by"].is_null()) s.said_by = EntityOf(json["said_by"]);
  for (const Json& link : json.value("via", Json::array())) s.via.push_back(ValueOf(link));
  s.derived = json.value("derived", false);
  s.premises = json.value("premises", std::vector<std::string>());
  s.relation = Text(json, "relation");
  auto polarity = PolarityOf(json.value("polarity", "affirmed"));
  auto modality = ModalityOf(json.value("modality", "actual"));
  if (!polarity || !modality) throw Fault("its polarity or modality is none that there is");
  s.polarity = *polarity;
  s.modality = *modality;
  s.ended = json.value("ended", false);
  if (json.contains("time") && !json["time"].is_null()) s.time = ValueOf(json["time"]);
  if (json.contains("qualifiers")) TakeQualifiers(json["qualifiers"], s);
  s.confidence = Double(json.at("confidence"));
  s.extractor = Text(json, "extractor");
  return imported;
}

Block BlockOf(const Json& json) {
  Block block;
  auto kind = BlockKindOf(json.at("kind").get<std::string>());
  if (!kind) throw Fault("'" + json["kind"].get<std::string>() + "' is no kind of block");
  block.kind = *kind;
  block.text = {Number32(json.at("begin")), Number32(json.at("end"))};
  block.source = SpanOf(json.at("source"));
  block.language = Text(json, "language");
  block.date = Text(json, "date");
  if (json.contains("duplicate_of"))
    block.duplicate_of =
        static_cast<std::int32_t>(std::min(Number32(json["duplicate_of"]), 0x7FFFFFFFu));
  return block;
}

EntityNode NodeOf(const Json& json) {
  constexpr IdentityClass kIdentities[] = {IdentityClass::kPerson, IdentityClass::kPlace,
                                           IdentityClass::kName, IdentityClass::kTerm,
                                           IdentityClass::kParticular};
  EntityNode node;
  node.identity =
      Named<IdentityClass>(json.at("class").get<std::string>(), kIdentities, "class of names");
  node.name = json.at("name").get<std::string>();
  node.type = Text(json, "type");
  for (const Json& form : json.at("forms"))
    node.forms.push_back({form.at("text").get<std::string>(), Number32(form.at("count")),
                          form.value("is_name", true)});
  node.short_forms = json.value("short_forms", std::vector<std::string>());
  node.is_short = json.value("is_short", false);
  return node;
}

ArticleRecord ArticleOf(const Json& json) {
  ArticleRecord record;
  ArticleInfo& info = record.article.info;
  info.id = json.at("id").get<std::string>();
  info.path = Text(json, "path");
  info.paths = json.value("paths", std::vector<std::string>{info.path});
  if (info.paths.empty()) info.paths = {info.path};
  info.part = json.contains("part") ? Number32(json["part"]) : 1;
  info.title = Text(json, "title");
  info.source = Text(json, "source");
  info.author = Text(json, "author");
  info.url = Text(json, "url");
  info.published = Text(json, "published");
  info.language = Text(json, "language");
  record.article.text = json.at("text").get<std::string>();
  for (const Json& block : json.at("blocks")) record.article.blocks.push_back(BlockOf(block));
  for (const Json& span : json.at("sentences")) record.sentences.push_back(SpanOf(span));
  for (const Json& node : json.at("nodes")) record.nodes.push_back(NodeOf(node));
  for (const Json& alias : json.value("alias_evidence", Json::array()))
    record.aliases.push_back({Number32(alias.at("node")), alias.at("name").get<std::string>(),
                              Text(alias, "reason"), Number32(alias.at("sentence"))});
  return record;
}

}  // namespace

Result<ImportedLine> ParseExportLine(const std::string& line) {
  try {
    const Json json = Json::parse(line);
    if (!json.is_object()) return {Code::kInvalidInput, "a line of an export is a JSON object"};
    if (json.contains("subject")) return ImportedLine(StatementOf(json));
    if (json.contains("blocks")) return ImportedLine(ArticleOf(json));
    return {Code::kInvalidInput, "this is neither an article nor a statement of an export"};
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const Fault& fault) {
    return {Code::kInvalidInput, fault.what()};
  } catch (const Json::exception& error) {
    std::string what = error.what();  // "[json.exception.type.id] what"
    if (auto end = what.find("] "); what.starts_with('[') && end != std::string::npos)
      what.erase(0, end + 2);
    return {Code::kInvalidInput, what};
  }
}

}  // namespace lode
