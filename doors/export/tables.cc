// One walk over the articles and one over the statements write all tables but that of the terms,
// which are gathered on the way and written last: only then is it known which are equal, and how
// they are ordered. Sentences and sets stand in the export of articles, which is read as it is
// written. That walk comes first: read in its order, the records are what an import takes.

#include "doors/export/tables.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <streambuf>

#include "doors/export/edge_fields.h"
#include "doors/export/table_columns.h"
#include "lode/compared.h"

namespace lode::doors {
namespace {

Status NotWhole(const std::filesystem::path& path) {
  return {Code::kIo, "'" + path.string() + "' is not whole; is the disk full?"};
}

// One file. A cell that is not known is empty, any text is quoted: so no engine has to guess.
class Table {
 public:
  Table(const std::filesystem::path& folder, const TableShape& shape)
      : path_(folder / (shape.name + ".csv")), out_(path_, std::ios::binary) {
    for (std::size_t i = 0; i < shape.columns.size(); ++i)
      out_ << (i == 0 ? "" : ",") << shape.columns[i].name;
    out_ << '\n';
  }
  Table& Text(std::string_view text) {
    Part();
    if (text.empty()) return *this;
    out_ << '"';
    for (const char c : text) {
      if (c == '"') out_ << '"';
      out_ << c;
    }
    out_ << '"';
    return *this;
  }
  Table& Number(std::optional<double> number) {
    Part();
    if (number) out_ << NumberText(*number);
    return *this;
  }
  Table& Whole(std::optional<std::int64_t> number) {
    Part();
    if (number) out_ << *number;
    return *this;
  }
  Table& Truth(bool truth) {
    Part();
    out_ << (truth ? "true" : "false");
    return *this;
  }
  void End() {
    out_ << '\n';
    first_ = true;
  }
  Status Close() {
    out_.close();
    return out_ ? Status::Ok() : NotWhole(path_);
  }

 private:
  void Part() {
    if (!first_) out_ << ',';
    first_ = false;
  }
  std::filesystem::path path_;
  std::ofstream out_;
  bool first_ = true;
};

// Hands on what is written to it line by line.
class LineBuffer : public std::streambuf {
 public:
  explicit LineBuffer(std::function<void(const std::string&)> take) : take_(std::move(take)) {}

 protected:
  int_type overflow(int_type c) override {
    if (c == traits_type::eof()) return 0;
    const char letter = traits_type::to_char_type(c);
    xsputn(&letter, 1);
    return c;
  }
  std::streamsize xsputn(const char* text, std::streamsize size) override {
    std::string_view rest(text, static_cast<std::size_t>(size));
    for (std::size_t end; (end = rest.find('\n')) != rest.npos; rest.remove_prefix(end + 1)) {
      line_ += rest.substr(0, end);
      take_(line_);
      line_.clear();
    }
    line_ += rest;
    return size;
  }

 private:
  std::function<void(const std::string&)> take_;
  std::string line_;
};

Value EntityValue(const Entity& entity) {
  Value value;
  value.kind = ValueKind::kEntity;
  value.entity = entity;
  return value;
}

Value NamedValue(ValueKind kind, const std::string& name) {
  Value value;
  value.kind = kind;
  value.text = name;
  return value;
}

// As an article is shown in answers.
Value ArticleValue(const ArticleInfo& info) {
  Value value = NamedValue(ValueKind::kArticle, info.id);
  const std::string between = info.source.empty() || info.title.empty() ? "" : ": ";
  value.entity.name = info.source + between + info.title;
  if (value.entity.name.empty()) value.entity.name = info.id;
  return value;
}

class Tables {
 public:
  explicit Tables(const std::filesystem::path& folder) : folder_(folder) {
    for (const TableShape& shape : TableShapes()) tables_.try_emplace(shape.name, folder, shape);
  }

  void Take(const ArticleInfo& info) {
    Add(ArticleValue(info));
    if (!info.published.empty()) {
      Value day;
      day.kind = ValueKind::kDate;
      day.date = info.published.substr(0, 10);
      Add(day);
    }
    Table& row = table("articles");
    for (const std::string* field : {&info.id, &info.path, &info.title, &info.source, &info.author,
                                     &info.url, &info.published, &info.language})
      row.Text(*field);
    for (const std::string* field : {&info.title, &info.source, &info.author, &info.url})
      row.Text(FoldedWords(*field));
    row.End();
  }

  void Take(const RuleInfo& rules) { table("rules").Text(rules.name).Text(rules.text).End(); }

  // `n`: which of its article's statements.
  void Take(const Statement& statement, const std::string& article, std::int64_t n) {
    table("records").Text(article).Whole(n).Text(ToJson(statement)).End();
    Table& row = table("statements");
    row.Text(statement.id).Text(Add(EntityValue(statement.subject)));
    row.Text(Add(NamedValue(ValueKind::kPredicate, statement.predicate)));
    row.Text(Add(statement.object));
    row.Text(NameOf(statement.polarity)).Text(NameOf(statement.modality)).Truth(statement.ended);
    row.Number(statement.confidence).Text(statement.time ? Add(*statement.time) : "");
    row.Text(statement.said_by ? Add(EntityValue(*statement.said_by)) : "").Text(article);
    row.Whole(statement.sentence).Truth(statement.derived).Text(statement.relation);
    row.Text(statement.extractor).End();
    std::map<std::string, std::int64_t> counts;
    for (const auto& [role, value] : statement.qualifiers)
      table("qualifiers")
          .Text(statement.id)
          .Text(role)
          .Whole(++counts[role])
          .Text(Add(value))
          .Text(FoldedWords(role))
          .End();
    std::int64_t link_n = 0;
    for (const Value& link : statement.via)
      table("via").Text(statement.id).Whole(++link_n).Text(Add(link)).End();
    for (const std::string& premise : statement.premises)
      table("premises").Text(statement.id).Text(premise).End();
  }

  // `line`: a record of the export of articles.
  void TakeRecord(const std::string& line) {
    const nlohmann::json record = nlohmann::json::parse(line, nullptr, false);
    if (record.is_discarded()) return;
    const std::string id = record.value("id", ""), text = record.value("text", "");
    table("records").Text(id).Whole(0).Text(line).End();
    std::int64_t number = 0;
    for (const auto& span : record.value("sentences", nlohmann::json::array())) {
      const auto begin = span[0].get<std::size_t>(), end = span[1].get<std::size_t>();
      table("sentences").Text(id).Whole(++number).Text(text.substr(begin, end - begin)).End();
    }
    for (const std::string set : record.value("sets", nlohmann::json::array()))
      if (!set.empty()) table("sets").Text(id).Text(set).Text(FoldedWords(set)).End();
  }

  Status Close() {
    WriteTerms();
    for (auto& [name, one] : tables_)
      if (Status status = one.Close(); !status.ok()) return status;
    for (const auto& [name, text] :
         {std::pair("duckdb.sql", DuckDbScript()), std::pair("postgres.sql", PostgresScript())}) {
      std::ofstream script(folder_ / name, std::ios::binary);
      script << text;
      script.close();
      if (!script) return NotWhole(folder_ / name);
    }
    return Status::Ok();
  }

 private:
  Table& table(const std::string& name) { return tables_.at(name); }

  std::string Add(const Value& value) {
    std::string key = KeyOfTerm(value);
    terms_.try_emplace(key, AsTerm(value));
    return key;
  }

  // By key, the first of the values that are worth the same.
  std::map<std::string, std::string> Equals() const {
    std::map<std::pair<std::string, std::string>, std::vector<const std::string*>> near;
    std::map<std::string, std::string> equals;
    for (const auto& [key, value] : terms_) {
      const Compared compared = ComparedBy(value);
      if (!compared.number || value.kind == ValueKind::kNumber) continue;
      char digits[32];
      std::snprintf(digits, sizeof digits, "%.11e", *compared.number);
      auto& others = near[{compared.dimension, digits}];
      const auto first = std::find_if(others.begin(), others.end(), [&](const std::string* other) {
        return AreWorthTheSame(value, terms_.at(*other));
      });
      equals[key] = first == others.end() ? key : **first;
      if (first == others.end()) others.push_back(&key);
    }
    return equals;
  }

  // Places in the order of answers; those that stand level have one place.
  std::map<std::string, std::int64_t> Places() const {
    std::vector<decltype(terms_)::const_iterator> order;
    for (auto it = terms_.begin(); it != terms_.end(); ++it) order.push_back(it);
    // Not every order of years, dates and numbers is without a circle: merging bears it.
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
      return OrderInAnswers(a->second, b->second) < 0;
    });
    std::map<std::string, std::int64_t> places;
    std::int64_t place = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (i > 0 && OrderInAnswers(order[i - 1]->second, order[i]->second) != 0) ++place;
      places[order[i]->first] = place;
    }
    return places;
  }

  void WriteTerms() {
    const std::map<std::string, std::string> equals = Equals();
    const std::map<std::string, std::int64_t> places = Places();
    for (const auto& [key, value] : terms_) {
      const bool is_entity = value.kind == ValueKind::kEntity;
      const Compared compared = ComparedBy(value);
      const bool measured = compared.number.has_value();
      const auto equal = equals.find(key);
      Table& row = table("terms");
      row.Text(key).Text(NameOf(value.kind)).Text(Display(value));
      row.Text(is_entity ? value.entity.type : "");
      row.Text(is_entity ? NameOf(value.entity.kind) : "");
      row.Number(measured ? std::optional(value.number) : std::nullopt).Number(value.number_to);
      row.Text(measured ? NameOf(value.comparator) : "").Text(value.unit).Text(value.per);
      row.Text(compared.dimension).Number(compared.number);
      row.Whole(compared.first_day).Whole(compared.last_day);
      row.Text(equal == equals.end() ? key : equal->second).Whole(places.at(key)).End();
      if (!is_entity) continue;
      for (const std::string& alias : value.entity.aliases)
        table("aliases").Text(key).Text(alias).End();
    }
  }

  std::filesystem::path folder_;
  std::map<std::string, Table> tables_;
  std::map<std::string, Value> terms_;  // by key
};

}  // namespace

Status WriteTables(const Store& store, const std::filesystem::path& folder, Damage& damage) {
  const Result<std::vector<ArticleInfo>> articles = store.Articles(&damage);
  if (!articles.ok()) return articles.status();
  std::error_code error;
  std::filesystem::create_directory(folder, error);
  if (error) return {Code::kIo, "cannot write '" + folder.string() + "'; is the folder there?"};
  Tables tables(folder);
  LineBuffer lines([&](const std::string& line) { tables.TakeRecord(line); });
  std::ostream out(&lines);
  Damage again;  // named with the statements
  if (Status status = store.Export(ExportFormat::kArticles, out, &again); !status.ok())
    return status;
  for (const ArticleInfo& article : *articles) {
    const Result<std::vector<Statement>> statements = store.StatementsOf(article.id);
    if (!statements.ok() && statements.status().code() != Code::kCorrupt)
      return statements.status();
    if (!statements.ok()) damage.push_back(statements.status());
    tables.Take(article);
    if (!statements.ok()) continue;
    std::set<std::string_view> seen;
    std::int64_t n = 0;
    for (const Statement& statement : *statements)
      if (seen.insert(statement.id).second) tables.Take(statement, article.id, ++n);
  }
  const Result<std::vector<RuleInfo>> rules = store.Rules();
  if (!rules.ok()) return rules.status();
  for (const RuleInfo& kept : *rules) tables.Take(kept);
  return tables.Close();
}

}  // namespace lode::doors
