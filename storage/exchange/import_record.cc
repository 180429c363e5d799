// Reads the JSON of the export record. simdjson's elements are views into its parser, which
// is used again for each line; what a line lacks or has of another type is thrown, and Read
// is the wall.

#include "storage/exchange/import_record.h"

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>
#include <optional>
#include <stdexcept>

#include "storage/names/name_form.h"

namespace lode {

namespace {

using Json = simdjson::dom::element;

// A fault of the line, on its way to the wall.
struct Fault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// None where there is no such field.
std::optional<Json> Find(const Json& object, std::string_view name) {
  Json found;
  if (!object.is_object()) throw Fault("an object is needed that has '" + std::string(name) + "'");
  return object.at_key(name).get(found) == simdjson::SUCCESS ? std::optional(found) : std::nullopt;
}
Json At(const Json& object, std::string_view name) {
  const auto found = Find(object, name);
  if (!found) throw Fault("'" + std::string(name) + "' is missing");
  return *found;
}

std::string String(const Json& json, std::string_view name) {
  std::string_view text;
  if (json.get(text) != simdjson::SUCCESS) throw Fault("'" + std::string(name) + "' is no text");
  return std::string(text);
}
std::string TextAt(const Json& object, std::string_view name) {
  return String(At(object, name), name);
}
// Unknown, null and absent are empty.
std::string Text(const Json& object, std::string_view name) {
  const auto found = Find(object, name);
  return !found || found->is_null() ? std::string() : String(*found, name);
}

bool Truth(const Json& json, std::string_view name) {
  bool truth = false;
  if (json.get(truth) != simdjson::SUCCESS)
    throw Fault("'" + std::string(name) + "' is neither true nor false");
  return truth;
}
bool TruthOr(const Json& object, std::string_view name, bool otherwise) {
  const auto found = Find(object, name);
  return found ? Truth(*found, name) : otherwise;
}
std::string TextOr(const Json& object, std::string_view name, std::string otherwise) {
  const auto found = Find(object, name);
  return found ? String(*found, name) : std::move(otherwise);
}

simdjson::dom::array List(const Json& json) {
  simdjson::dom::array list;
  if (json.get(list) != simdjson::SUCCESS) throw Fault("a list is written [..., ...]");
  return list;
}
// Unknown, null and absent are empty.
std::vector<Json> ListAt(const Json& object, std::string_view name) {
  std::vector<Json> all;
  if (const auto found = Find(object, name); found && !found->is_null())
    for (const Json one : List(*found)) all.push_back(one);
  return all;
}
std::vector<std::string> Texts(const Json& object, std::string_view name) {
  std::vector<std::string> texts;
  for (const Json text : ListAt(object, name)) texts.push_back(String(text, name));
  return texts;
}

std::uint32_t Number32(const Json& json) {
  std::uint64_t number = 0;
  if (json.get(number) != simdjson::SUCCESS || number > std::numeric_limits<std::uint32_t>::max())
    throw Fault("'" + simdjson::minify(json).substr(0, 40) + "' is no count or offset");
  return static_cast<std::uint32_t>(number);
}

double Double(const Json& json) {
  double number = std::nan("");
  if (!json.is_null() && json.get(number) != simdjson::SUCCESS)
    throw Fault("'" + simdjson::minify(json).substr(0, 40) + "' is no number");
  return number;
}

Span SpanOf(const Json& pair) {
  simdjson::dom::array ends;
  if (pair.get(ends) != simdjson::SUCCESS || ends.size() != 2)
    throw Fault("a span is written [begin, end]");
  const auto begin = ends.begin();
  return {Number32(*begin), Number32(ends.at(1).value_unsafe())};
}

Spans SpansOf(const Json& json) {
  if (json.is_null()) return {};
  Spans spans;
  for (const Json pair : List(json)) {
    if (pair.is_number()) return {SpanOf(json)};
    spans.push_back(SpanOf(pair));
  }
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
  entity.name = TextAt(json, "name");
  entity.type = Text(json, "type");
  entity.key = Text(json, "key");
  // In the place of a value `kind` says that it is an entity.
  const std::string kind = Text(json, Find(json, "entity_kind") ? "entity_kind" : "kind");
  entity.kind = EntityKindOf(kind).value_or(EntityKind::kName);
  return entity;
}

void TakeMeasure(const Json& json, Value& value) {
  value.number = Double(At(json, "value"));
  if (const auto to = Find(json, "value_to")) value.number_to = Double(*to);
  value.unit = Text(json, "unit");
  value.unit_text = Text(json, "unit_text");
  value.per = Text(json, "per");
  if (Find(json, "comparator"))
    value.comparator = Named<Comparator>(Text(json, "comparator"), kComparators, "comparator");
  value.text = Text(json, "text");
}

Value ValueOf(const Json& json) {
  Value value;
  value.kind = Named<ValueKind>(TextAt(json, "kind"), kKinds, "kind of value");
  switch (value.kind) {
    case ValueKind::kEntity: value.entity = EntityOf(json); break;
    case ValueKind::kDate:
      value.date = Text(json, "value");
      value.date_to = Text(json, "value_to");
      value.text = Text(json, "text");
      break;
    case ValueKind::kBoolean:
      value.boolean = Truth(At(json, "value"), "value");
      value.text = Text(json, "text");
      break;
    case ValueKind::kQuote:
    case ValueKind::kText: value.text = TextAt(json, "value"); break;
    default: TakeMeasure(json, value);
  }
  return value;
}

void TakeQualifiers(const Json& json, Statement& s) {
  simdjson::dom::object roles;
  if (json.get(roles) != simdjson::SUCCESS) throw Fault("'qualifiers' is no object");
  for (const auto& [role, values] : roles) {
    if (!values.is_array())
      s.qualifiers.emplace(role, ValueOf(values));
    else
      for (const Json value : List(values)) s.qualifiers.emplace(role, ValueOf(value));
  }
}

ImportedStatement StatementOf(const Json& json) {
  ImportedStatement imported;
  Statement& s = imported.statement;
  const Json article = At(json, "article");
  imported.article.id = TextAt(article, "id");
  imported.article.path = Text(article, "path");
  imported.article.published = Text(article, "published");
  if (const auto part = Find(article, "part")) imported.article.part = Number32(*part);
  s.id = TextAt(json, "id");
  s.subject = EntityOf(At(json, "subject"));
  s.predicate = TextAt(json, "predicate");
  s.object = ValueOf(At(json, "object"));
  s.sentence = Number32(At(json, "sentence"));
  const Json span = At(json, "span");
  s.subject_span = SpansOf(At(span, "subject"));
  s.predicate_span = SpansOf(At(span, "predicate"));
  s.object_span = SpansOf(At(span, "object"));
  if (const auto said_by = Find(json, "said_by"); said_by && !said_by->is_null())
    s.said_by = EntityOf(*said_by);
  for (const Json link : ListAt(json, "via")) s.via.push_back(ValueOf(link));
  s.derived = TruthOr(json, "derived", false);
  s.premises = Texts(json, "premises");
  s.relation = Text(json, "relation");
  auto polarity = PolarityOf(TextOr(json, "polarity", "affirmed"));
  auto modality = ModalityOf(TextOr(json, "modality", "actual"));
  if (!polarity || !modality) throw Fault("its polarity or modality is none that there is");
  s.polarity = *polarity;
  s.modality = *modality;
  s.ended = TruthOr(json, "ended", false);
  if (const auto time = Find(json, "time"); time && !time->is_null()) s.time = ValueOf(*time);
  if (const auto qualifiers = Find(json, "qualifiers")) TakeQualifiers(*qualifiers, s);
  s.confidence = Double(At(json, "confidence"));
  s.extractor = Text(json, "extractor");
  return imported;
}

Block BlockOf(const Json& json) {
  Block block;
  const std::string name = TextAt(json, "kind");
  const auto kind = BlockKindOf(name);
  if (!kind) throw Fault("'" + name + "' is no kind of block");
  block.kind = *kind;
  block.text = {Number32(At(json, "begin")), Number32(At(json, "end"))};
  block.source = SpanOf(At(json, "source"));
  block.language = Text(json, "language");
  block.date = Text(json, "date");
  if (const auto original = Find(json, "duplicate_of"))
    block.duplicate_of = static_cast<std::int32_t>(std::min(Number32(*original), 0x7FFFFFFFu));
  return block;
}

EntityNode NodeOf(const Json& json) {
  constexpr IdentityClass kIdentities[] = {IdentityClass::kPerson, IdentityClass::kPlace,
                                           IdentityClass::kName, IdentityClass::kTerm,
                                           IdentityClass::kParticular};
  EntityNode node;
  node.identity = Named<IdentityClass>(TextAt(json, "class"), kIdentities, "class of names");
  node.name = TextAt(json, "name");
  node.type = Text(json, "type");
  for (const Json form : List(At(json, "forms")))
    node.forms.push_back(
        {TextAt(form, "text"), Number32(At(form, "count")), TruthOr(form, "is_name", true)});
  node.short_forms = Texts(json, "short_forms");
  node.is_short = TruthOr(json, "is_short", false);
  return node;
}

ArticleRecord ArticleOf(const Json& json) {
  ArticleRecord record;
  ArticleInfo& info = record.article.info;
  info.id = TextAt(json, "id");
  info.path = Text(json, "path");
  info.paths = Texts(json, "paths");
  if (info.paths.empty()) info.paths = {info.path};
  const auto part = Find(json, "part");
  info.part = part ? Number32(*part) : 1;
  info.title = Text(json, "title");
  info.source = Text(json, "source");
  info.author = Text(json, "author");
  info.url = Text(json, "url");
  info.published = Text(json, "published");
  info.language = Text(json, "language");
  record.article.text = TextAt(json, "text");
  for (const Json block : List(At(json, "blocks"))) record.article.blocks.push_back(BlockOf(block));
  for (const Json span : List(At(json, "sentences"))) record.sentences.push_back(SpanOf(span));
  for (const Json node : List(At(json, "nodes"))) record.nodes.push_back(NodeOf(node));
  for (const Json alias : ListAt(json, "alias_evidence"))
    record.aliases.push_back({Number32(At(alias, "node")), TextAt(alias, "name"),
                              Text(alias, "reason"), Number32(At(alias, "sentence"))});
  return record;
}

// The line with whole numbers of more than 19 digits written with an exponent: simdjson takes
// no longer ones, and exports have some.
std::string WithExponents(std::string_view line) {
  std::string out;
  bool in_text = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    out += line[i];
    if (line[i] == '"') in_text = !in_text;
    if (in_text && line[i] == '\\' && i + 1 < line.size()) out += line[++i];
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (in_text || !is_digit(line[i])) continue;
    const std::size_t begin = i;
    while (i + 1 < line.size() && is_digit(line[i + 1])) out += line[++i];
    const bool goes_on =
        i + 1 < line.size() && std::string_view(".eE").find(line[i + 1]) != std::string_view::npos;
    const bool is_part =
        begin > 0 && std::string_view(".eE+").find(line[begin - 1]) != std::string_view::npos;
    if (i - begin >= 19 && !goes_on && !is_part) out += "e0";
  }
  return out;
}

}  // namespace

constexpr std::string_view kFirstLineOfARun = "lode run";  // storage/runs/run_file.h

struct ExportReader::Impl {
  simdjson::dom::parser parser;

  Result<ImportedLine> Read(const std::string& line) {
    if (line == kFirstLineOfARun)
      return {Code::kInvalidInput,
              "this is a run, and runs are read twice, which a pipe cannot be; write it to a file "
              "and import that, alone or with other runs"};
    Json json;
    auto fault = parser.parse(line).get(json);
    if (fault == simdjson::NUMBER_ERROR) fault = parser.parse(WithExponents(line)).get(json);
    if (fault == simdjson::MEMALLOC) throw std::bad_alloc();
    if (fault != simdjson::SUCCESS)
      return {Code::kInvalidInput,
              std::string("this is no JSON: ") + simdjson::error_message(fault)};
    if (!json.is_object()) return {Code::kInvalidInput, "a line of an export is a JSON object"};
    if (Find(json, "subject")) return ImportedLine(StatementOf(json));
    if (Find(json, "blocks")) {
      std::vector<std::string> sets;
      for (const Json set : ListAt(json, "sets")) sets.push_back(String(set, "sets"));
      return ImportedLine(ImportedArticle{ArticleOf(json), std::move(sets)});
    }
    return {Code::kInvalidInput, "this is neither an article nor a statement of an export"};
  }
};

ExportReader::ExportReader() : impl_(std::make_unique<Impl>()) {}
ExportReader::~ExportReader() = default;

Result<ImportedLine> ExportReader::Read(const std::string& line) {
  try {
    return impl_->Read(line);
  } catch (const Fault& fault) {
    return {Code::kInvalidInput, fault.what()};
  } catch (const simdjson::simdjson_error& error) {
    return {Code::kInvalidInput, error.what()};
  }
}

}  // namespace lode
