// Gold facts from JSON lines, and statements from the store's own export: what is compared is
// what everybody can read there.
#include "shell/eval/eval_gold.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <ostream>
#include <streambuf>

#include "shell/eval/eval_text.h"

namespace lode::shell {
namespace {

using nlohmann::json;

// -- gold

class FactReader {
 public:
  explicit FactReader(const json& row) : row_(row) {}

  // Empty message: read.
  std::string Read(Fact* fact) {
    fact->id = Text(row_, "id");
    fact->kind = Text(row_, "kind", "entity");
    fact->evidence = Text(row_, "evidence");
    fact->sentence = row_.contains("sent") ? row_["sent"].dump() : fact->evidence;
    fact->weight = Number("weight", 1);
    fact->hard = Flag("hard");
    fact->must = Flag("must");
    fact->forms.push_back(Form(row_));
    fact->forms.front().polarity.clear();  // the fact's own form counts with any
    if (row_.contains("alt"))
      for (const json& other : Items(row_, "alt")) fact->forms.push_back(Form(other));
    if (row_.contains("by") && !row_["by"].is_null()) fact->speakers = Strings(row_, "by");
    fact->polarities = Accepted("polarity", "affirmed", {"affirmed", "negated"});
    fact->modalities =
        Accepted("modality", "actual",
                 {"actual", "possible", "planned", "conditional", "rumored", "demanded"});
    if (row_.contains("ended")) fact->ended = Flag("ended");
    return wrong_;
  }

 private:
  void Refuse(const std::string& what) {
    if (wrong_.empty()) wrong_ = what;
  }

  std::string Text(const json& at, const char* field, const char* otherwise = nullptr) {
    if (!at.contains(field) && otherwise != nullptr) return otherwise;
    if (at.contains(field) && at[field].is_string()) return at[field].get<std::string>();
    Refuse(std::string("needs '") + field + "', a string");
    return {};
  }

  double Number(const char* field, double otherwise) {
    if (!row_.contains(field)) return otherwise;
    if (row_[field].is_number()) return row_[field].get<double>();
    Refuse(std::string("'") + field + "' must be a number");
    return otherwise;
  }

  bool Flag(const char* field) {
    if (!row_.contains(field)) return false;
    if (row_[field].is_boolean()) return row_[field].get<bool>();
    Refuse(std::string("'") + field + "' must be true or false");
    return false;
  }

  json Items(const json& at, const char* field) {
    if (at.contains(field) && at[field].is_array()) return at[field];
    Refuse(std::string("'") + field + "' must be a list");
    return json::array();
  }

  std::vector<std::string> Strings(const json& at, const char* field) {
    std::vector<std::string> out;
    const bool list = at.is_object() && at.contains(field) && at[field].is_array() &&
                      std::all_of(at[field].begin(), at[field].end(),
                                  [](const json& item) { return item.is_string(); });
    if (!list)
      Refuse(std::string("needs '") + field + "', a list of strings");
    else
      for (const json& item : at[field]) out.push_back(item.get<std::string>());
    return out;
  }

  FactForm Form(const json& at) {
    FactForm form;
    form.subjects = Strings(at, "s");
    form.predicates = Strings(at, "p");
    form.objects = Strings(at, "o");
    if (!at.is_object()) return form;
    form.in = Text(at, "in", "");
    form.polarity = Text(at, "polarity", "");
    return form;
  }

  // The field's value and those of field_ok.
  std::vector<std::string> Accepted(const std::string& field, const char* otherwise,
                                    const std::vector<std::string>& known) {
    std::vector<std::string> values = {Text(row_, field.c_str(), otherwise)};
    const std::string more = field + "_ok";
    if (row_.contains(more))
      for (std::string& value : Strings(row_, more.c_str())) values.push_back(std::move(value));
    for (const std::string& value : values)
      if (std::find(known.begin(), known.end(), value) == known.end())
        Refuse("'" + value + "' is no " + field);
    return values;
  }

  const json& row_;
  std::string wrong_;
};

std::string ReadRow(const std::string& line, Gold* gold) {
  const json row = json::parse(line, nullptr, false);
  if (row.is_discarded() || !row.is_object()) return "is not a JSON object";
  if (!row.contains("d") || !row["d"].is_string()) return "needs 'd', the file name of the article";
  const auto name = row["d"].get<std::string>();
  if (!gold->documents.contains(name)) gold->order.push_back(name);
  GoldDocument& document = gold->documents[name];
  if (row.contains("boilerplate")) {
    if (!row["boilerplate"].is_string()) return "'boilerplate' must be a string";
    document.boilerplate.push_back(
        {row["boilerplate"].get<std::string>(), row.value("whole", json(false)) == json(true)});
    return {};
  }
  Fact fact;
  std::string wrong = FactReader(row).Read(&fact);
  if (wrong.empty()) document.facts.push_back(std::move(fact));
  return wrong;
}

// -- statements

std::string TextAt(const json& at, const char* field, const char* otherwise = "") {
  return at.is_object() && at.contains(field) && at[field].is_string()
             ? at[field].get<std::string>()
             : otherwise;
}

ScoredValue ValueOf(const json& at) {
  ScoredValue value;
  if (!at.is_object()) {
    if (at.is_string()) value.names.push_back(at.get<std::string>());
    return value;
  }
  value.kind = TextAt(at, "kind", at.contains("name") ? "entity" : "text");
  value.unit = TextAt(at, "unit");
  if (at.contains("name")) {
    if (at["name"].is_string()) value.names.push_back(at["name"].get<std::string>());
    if (at.contains("aliases") && at["aliases"].is_array())
      for (const json& alias : at["aliases"])
        if (alias.is_string()) value.names.push_back(alias.get<std::string>());
  } else {
    for (const char* field : {"value", "text"})
      if (at.contains(field) && at[field].is_string())
        value.names.push_back(at[field].get<std::string>());
  }
  if (at.contains("value") && at["value"].is_boolean())
    value.names.push_back(at["value"].get<bool>() ? "true" : "false");
  if (at.contains("value") && at["value"].is_number()) value.number = at["value"].get<double>();
  return value;
}

void AddStrings(const json& at, std::vector<std::string>& out) {
  if (at.is_string()) out.push_back(at.get<std::string>());
  if (at.is_structured())
    for (const json& inner : at) AddStrings(inner, out);
}

ScoredStatement StatementFrom(const json& row) {
  ScoredStatement statement;
  statement.id = TextAt(row, "id");
  statement.predicate = TextAt(row, "predicate");
  statement.text = TextAt(row, "text");
  statement.polarity = TextAt(row, "polarity", "affirmed");
  statement.modality = TextAt(row, "modality", "actual");
  statement.extractor = TextAt(row, "extractor");
  if (row.contains("article")) statement.article = TextAt(row["article"], "id");
  if (row.contains("confidence") && row["confidence"].is_number())
    statement.confidence = row["confidence"].get<double>();
  statement.ended = row.value("ended", json(false)) == json(true);
  const json none;
  statement.subject = ValueOf(row.value("subject", none));
  statement.object = ValueOf(row.value("object", none));
  statement.said_by = ValueOf(row.value("said_by", none));
  if (row.contains("qualifiers") && row["qualifiers"].is_object())
    for (const auto& [role, values] : row["qualifiers"].items())
      for (const json& value : values.is_array() ? values : json::array({values}))
        statement.qualifiers.emplace_back(role, ValueOf(value));
  if (row.contains("time")) {
    AddStrings(row["time"], statement.times);
    statement.time = TextAt(row["time"], "value");
    if (statement.time.empty()) statement.time = TextAt(row["time"], "text");
  }
  return statement;
}

// Hands on what is written to it line by line.
class LineBuffer : public std::streambuf {
 public:
  explicit LineBuffer(std::function<void(const std::string&)> take) : take_(std::move(take)) {}

 protected:
  int_type overflow(int_type c) override {
    if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
    const char one = traits_type::to_char_type(c);
    xsputn(&one, 1);
    return c;
  }
  std::streamsize xsputn(const char* text, std::streamsize size) override {
    for (const char* at = text; at < text + size; ++at) {
      if (*at != '\n') {
        line_ += *at;
        continue;
      }
      take_(line_);
      line_.clear();
    }
    return size;
  }

 private:
  std::function<void(const std::string&)> take_;
  std::string line_;
};

// -- matching

bool ObjectFits(const ScoredValue& value, const std::string& kind,
                const std::vector<std::string>& accepted) {
  static const std::vector<std::string> kMeasures = {"number", "quantity", "money", "percent"};
  const bool measure = std::find(kMeasures.begin(), kMeasures.end(), kind) != kMeasures.end();
  for (const std::string& want : accepted) {
    const bool has_figure =
        std::any_of(want.begin(), want.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (kind == "date" && value.kind != "date" && !has_figure) continue;  // "May"
    const Words words = WordsOf(want);
    for (const std::string& name : value.names)
      if (want.starts_with('=') ? Bare(WordsOf(name)) == words : Contains(WordsOf(name), words))
        return true;
    if (!measure || !value.number) continue;
    const std::optional<double> expected = NumberIn(want);
    const bool same_sort = (kind == "percent") == (value.kind == "percent" || value.unit == "%") &&
                           (kind == "money") == (value.kind == "money");
    if (expected && same_sort &&
        std::fabs(*value.number - *expected) <= 1e-3 * std::max(1.0, std::fabs(*expected)))
      return true;
  }
  return false;
}

// Everything that may be the object of the form.
std::vector<ScoredValue> Candidates(const ScoredStatement& statement, const ScoredValue& subject,
                                    const ScoredValue& object, const FactForm& form,
                                    const std::string& kind) {
  std::vector<ScoredValue> out;
  if (!form.in.empty()) {
    for (const auto& [role, value] : statement.qualifiers)
      if (role == form.in) out.push_back(value);
    return out;
  }
  const Words own = WordsOf(subject.names.empty() ? "" : subject.names.front());
  if (object.names.empty() || WordsOf(object.names.front()) != own) out.push_back(object);
  if (kind != "quote")
    for (const auto& [role, value] : statement.qualifiers) out.push_back(value);
  if (kind == "date")
    for (const std::string& time : statement.times) out.push_back({{time}, "date", "", {}});
  return out;
}

bool SaysForm(const ScoredStatement& statement, const FactForm& form, const std::string& kind) {
  if (!IsPredicate(statement.predicate, form.predicates)) return false;
  if (!form.polarity.empty() && form.polarity != statement.polarity) return false;
  const auto fits = [&](const ScoredValue& one, const ScoredValue& other) {
    const bool named = std::any_of(one.names.begin(), one.names.end(), [&](const auto& name) {
      return std::any_of(form.subjects.begin(), form.subjects.end(),
                         [&](const auto& want) { return IsName(name, want); });
    });
    if (!named) return false;
    const std::vector<ScoredValue> candidates = Candidates(statement, one, other, form, kind);
    return std::any_of(candidates.begin(), candidates.end(), [&](const ScoredValue& candidate) {
      return ObjectFits(candidate, kind, form.objects);
    });
  };
  return fits(statement.subject, statement.object) ||
         (IsSymmetric(statement.predicate) && fits(statement.object, statement.subject));
}

bool CarriesBoth(const ScoredValue& entity, const FactForm& fact) {
  if (entity.kind != "entity") return false;
  std::vector<Words> have, subjects, objects;
  for (const std::string& name : entity.names) have.push_back(WordsOf(name));
  for (const std::string& name : fact.subjects) subjects.push_back(WordsOf(name));
  for (const std::string& name : fact.objects) objects.push_back(WordsOf(name));
  const auto in = [](const std::vector<Words>& all, const Words& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  };
  for (const Words& other : have)
    for (const Words& name : have)
      if (name != other && in(objects, other) && in(subjects, name)) return true;
  return false;
}

}  // namespace

Result<Gold> ReadGold(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Status(Code::kNotFound, "cannot read '" + path + "'; is the path right?");
  Gold gold;
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.find_first_not_of(" \t\r") == line.npos) continue;
    if (const std::string wrong = ReadRow(line, &gold); !wrong.empty())
      return Status(Code::kInvalidInput, path + ":" + std::to_string(number) + ": " + wrong);
  }
  if (file.bad()) return Status(Code::kIo, "'" + path + "' cannot be read to its end");
  if (gold.order.empty()) return Status(Code::kInvalidInput, "'" + path + "' holds no facts");
  return gold;
}

Result<std::map<std::string, std::vector<ScoredStatement>>> StatementsByFile(const Store& store) {
  std::map<std::string, std::vector<ScoredStatement>> by_file;
  LineBuffer buffer([&](const std::string& line) {
    const json row = json::parse(line, nullptr, false);
    if (row.is_discarded() || !row.is_object()) return;
    const std::string path = row.contains("article") ? TextAt(row["article"], "path") : "";
    by_file[path.substr(path.rfind('/') + 1)].push_back(StatementFrom(row));
  });
  std::ostream out(&buffer);
  if (Status status = store.Export(ExportFormat::kStatements, out); !status.ok()) return status;
  return by_file;
}

bool Says(const ScoredStatement& statement, const Fact& fact) {
  return std::any_of(fact.forms.begin(), fact.forms.end(),
                     [&](const FactForm& form) { return SaysForm(statement, form, fact.kind); });
}

bool HasBothNames(const ScoredStatement& statement, const Fact& fact) {
  const FactForm& form = fact.forms.front();
  if (!IsPredicate("also-known-as", form.predicates)) return false;
  if (CarriesBoth(statement.subject, form) || CarriesBoth(statement.object, form) ||
      CarriesBoth(statement.said_by, form))
    return true;
  return std::any_of(statement.qualifiers.begin(), statement.qualifiers.end(),
                     [&](const auto& qualifier) { return CarriesBoth(qualifier.second, form); });
}

bool SpeakerIsRight(const ScoredStatement& statement, const Fact& fact) {
  std::vector<std::string> accepted = fact.speakers;
  const bool nobody_is_right =
      accepted.empty() || std::find(accepted.begin(), accepted.end(), "") != accepted.end();
  if (statement.said_by.names.empty() && nobody_is_right) return true;
  std::vector<std::string> said_by = statement.said_by.names;
  if (IsSpeech(statement.predicate))
    said_by.insert(said_by.end(), statement.subject.names.begin(), statement.subject.names.end());
  return std::any_of(said_by.begin(), said_by.end(), [&](const std::string& name) {
    return std::any_of(accepted.begin(), accepted.end(), [&](const std::string& want) {
      return !want.empty() && IsName(name, want);
    });
  });
}

bool SharesWords(const ScoredStatement& statement, const Fact& fact) {
  const Words have = WordsOf(statement.text), want = WordsOf(fact.evidence);
  return Contains(have, want) || Contains(want, have);
}

}  // namespace lode::shell
