// Arguments are checked where they are taken: an assistant gets a sentence that says what would
// be right, and tries again.

#include "doors/mcp/tool_work.h"

#include <algorithm>
#include <initializer_list>

#include "doors/mcp/tool_json.h"
#include "views/connection.h"
#include "views/sentence_search.h"

namespace lode::doors {
namespace {

constexpr std::size_t kLongestText = 200'000;  // bytes of an article that are handed out

Result<std::string> TextArgument(const ToolCall& call, const char* name) {
  const auto found = call.arguments.find(name);
  if (found == call.arguments.end()) return std::string();
  if (found->is_string()) return found->get<std::string>();
  return Status(Code::kInvalidInput, std::string("the argument '") + name + "' is a string");
}

Result<std::uint64_t> CountArgument(const ToolCall& call, const char* name, std::uint64_t otherwise,
                                    std::uint64_t most) {
  const auto found = call.arguments.find(name);
  if (found == call.arguments.end()) return std::min(otherwise, most);
  if (found->is_number_integer() && found->get<double>() >= 1)
    return std::min(found->get<std::uint64_t>(), most);
  return Status(Code::kInvalidInput,
                std::string("the argument '") + name + "' is a whole number from 1");
}

QueryOptions OptionsOf(const ToolCall& call) {
  QueryOptions options;
  options.timeout_ms = call.options.timeout_ms;
  options.max_memory_bytes = call.options.max_memory_bytes;
  options.max_rounds = call.options.max_rounds;
  options.cancel = &call.cancel;
  options.senses = call.options.senses;
  return options;
}

Value TextValue(std::string text) {
  Value value;
  value.text = std::move(text);
  if (value.text.starts_with("#e:")) value.text.erase(0, 1);
  return value;
}

// The mistakes of a question, each with its place.
Status StatusOf(const QueryOutcome& outcome) {
  std::string text;
  Code code = Code::kInvalidInput;
  for (const Diagnostic& diagnostic : outcome.diagnostics)
    if (diagnostic.severity == Severity::kError) {
      text += (text.empty() ? "" : "\n") + Render(diagnostic);
      code = diagnostic.code;
    }
  return {code, text};
}

Json NotesOf(const QueryOutcome& outcome) {
  Json notes = Json::array();
  for (const Diagnostic& diagnostic : outcome.diagnostics)
    if (diagnostic.severity == Severity::kNote) notes.push_back(Render(diagnostic));
  return notes;
}

// The rows of a question, at most so many; the answers of the others only as far as they fit.
struct Asked {
  QueryOutcome outcome;
  std::vector<std::vector<std::vector<Value>>> rows;  // by answer
  bool is_cut = false;
};

Asked AskWithin(const Store& store, const std::string& text, QueryOptions options,
                std::uint64_t most) {
  Asked asked;
  std::uint64_t taken = 0;
  bool begun = false;
  options.on_row = [&](const Answer&, const RowView& row) {
    if (taken == most) {
      asked.is_cut = true;
      return false;
    }
    if (!begun) asked.rows.emplace_back();
    begun = true;
    ++taken;
    std::vector<Value>& kept = asked.rows.back().emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) kept.push_back(row[i]);
    return true;
  };
  options.on_answer = [&](const Answer&) {
    if (!begun) asked.rows.emplace_back();
    begun = false;
  };
  asked.outcome = QuerySession(store).Run(text, options);
  return asked;
}

Result<std::vector<EntityInfo>> Meant(const Store& store, const std::string& name) {
  Result<std::vector<EntityInfo>> found = store.Resolve(name);
  if (!found.ok() || !found->empty()) return found;
  std::string nearest;
  for (const std::string& near : store.Suggest(name))
    nearest += (nearest.empty() ? "; did you mean '" : "', '") + near;
  return Status(Code::kNotFound, "no entity is named '" + name + "'" + nearest +
                                     (nearest.empty() ? "; find its name with `search`" : "'?"));
}

}  // namespace

Result<Json> Search(const ToolCall& call) {
  Result<std::string> text = TextArgument(call, "text");
  Result<std::uint64_t> limit = CountArgument(call, "limit", 10, 200);
  if (!text.ok() || !limit.ok()) return text.ok() ? limit.status() : text.status();
  Result<Store> store = call.store.Now();
  if (!store.ok()) return store.status();
  Result<std::vector<EntityInfo>> entities = store->Entities(*text, *limit);
  if (!entities.ok()) return entities.status();
  Json json = {{"entities", Json::array()}, {"sentences", Json::array()}};
  for (const EntityInfo& info : *entities) json["entities"].push_back(JsonOf(info));
  SearchOptions options;
  options.limit = *limit;
  const Result<SearchAnswer> found = views::FindSentences(*store, *text, options);
  if (!found.ok()) return found.status();
  for (const FoundSentence& one : found->sentences)
    json["sentences"].push_back({{"article", one.article->id},
                                 {"sentence", one.sentence},
                                 {"text", one.text},
                                 {"source", one.article->source},
                                 {"published", one.article->published}});
  if (found->more) json["more_sentences"] = true;
  return json;
}

Result<Json> Show(const ToolCall& call) {
  Result<std::string> name = TextArgument(call, "name");
  Result<std::uint64_t> limit = CountArgument(call, "limit", 100, call.options.max_rows);
  if (!name.ok() || !limit.ok()) return name.ok() ? limit.status() : name.status();
  Result<Store> store = call.store.Now();
  if (!store.ok()) return store.status();
  std::vector<std::string> ids;
  Json json = {{"entities", Json::array()}, {"statements", Json::array()}};
  if (name->starts_with("e:")) {
    ids.push_back(*name);
  } else {
    Result<std::vector<EntityInfo>> meant = Meant(*store, *name);
    if (!meant.ok()) return meant.status();
    for (const EntityInfo& info : *meant) {
      ids.push_back(info.entity.id);
      json["entities"].push_back(JsonOf(info));
    }
  }
  std::uint64_t all = 0;
  for (const std::string& id : ids) {
    Result<std::vector<Statement>> statements = store->StatementsAbout(id);
    if (!statements.ok()) return statements.status();
    for (const Statement& statement : *statements)
      if (all++ < *limit) json["statements"].push_back(JsonOf(statement));
  }
  if (all > *limit) json["left_out"] = all - *limit;
  return json;
}

Result<Json> Ask(const ToolCall& call) {
  Result<std::string> text = TextArgument(call, "query");
  Result<std::uint64_t> limit = CountArgument(call, "limit", 100, call.options.max_rows);
  if (!text.ok() || !limit.ok()) return text.ok() ? limit.status() : text.status();
  QueryOptions options = OptionsOf(call);
  options.near_answers = true;
  if (const auto given = call.arguments.find("parameters"); given != call.arguments.end()) {
    if (!given->is_object())
      return Status(Code::kInvalidInput, "'parameters' is an object of names and values");
    for (const auto& [name, value] : given->items()) {
      Value& parameter = options.parameters[name];
      if (value.is_string()) {
        parameter = TextValue(value.get<std::string>());
      } else if (value.is_boolean()) {
        parameter.kind = ValueKind::kBoolean;
        parameter.boolean = value.get<bool>();
      } else if (value.is_number()) {
        parameter.kind = ValueKind::kNumber;
        parameter.number = value.get<double>();
      } else {
        return Status(Code::kInvalidInput,
                      "the parameter '" + name + "' is a string, a number, true or false");
      }
    }
  }
  Result<Store> store = call.store.Now();
  if (!store.ok()) return store.status();
  const Asked asked = AskWithin(*store, *text, options, *limit);
  if (!asked.outcome.ok()) return StatusOf(asked.outcome);
  Json answers = Json::array();
  for (std::size_t i = 0; i < asked.outcome.answers.size(); ++i) {
    const Answer& answer = asked.outcome.answers[i];
    Json json = {{"query", answer.query}};
    if (answer.yes_no && answer.proofs.empty()) json["holds"] = answer.holds;
    for (const Proof& proof : answer.proofs) json["proofs"].push_back(ProofJson(proof));
    if (!answer.yes_no) {
      json["columns"] = answer.columns;
      json["rows"] = Json::array();
      for (const std::vector<Value>& row : answer.rows.empty() ? asked.rows.at(i) : answer.rows)
        json["rows"].push_back(RowJson(answer.columns, row));
    }
    answers.push_back(std::move(json));
  }
  Json json = {{"answers", std::move(answers)}};
  if (asked.is_cut) json["cut_at_rows"] = *limit;
  if (Json notes = NotesOf(asked.outcome); !notes.empty()) json["notes"] = std::move(notes);
  return json;
}

Result<Json> FindPath(const ToolCall& call) {
  Result<std::string> from = TextArgument(call, "from");
  Result<std::string> to = TextArgument(call, "to");
  Result<std::uint64_t> hops = CountArgument(call, "max_hops", 5, 8);
  if (!from.ok() || !to.ok()) return from.ok() ? to.status() : from.status();
  if (!hops.ok()) return hops.status();
  Result<Store> store = call.store.Now();
  if (!store.ok()) return store.status();
  for (const std::string& name : {*from, *to})
    if (!name.starts_with("e:"))
      if (Result<std::vector<EntityInfo>> meant = Meant(*store, name); !meant.ok())
        return meant.status();
  QueryOptions options = OptionsOf(call);
  options.parameters["from"] = TextValue(*from);
  options.parameters["to"] = TextValue(*to);
  Json json = {{"connected", false}, {"hops", Json::array()}};
  Value value;
  for (const views::PathQuestion& question : views::PathQuestions("$from", "$to", *hops)) {
    const Asked asked = AskWithin(*store, question.text, options, 1);
    if (!asked.outcome.ok()) return StatusOf(asked.outcome);
    if (asked.rows.empty() || asked.rows[0].empty()) continue;
    value = asked.rows[0][0].back();
    if (!question.note.empty()) json["note"] = question.note;
    break;
  }
  if (!value.path) return json;
  json["connected"] = true;
  json["path"] = Display(value);
  for (std::size_t i = 0; i < value.path->hops.size(); ++i) {
    const PathHop& hop = value.path->hops[i];
    Json one = {{"from", Display(value.path->nodes[i])},
                {"predicate", hop.predicate},
                {"inverse", hop.inverse},
                {"to", Display(value.path->nodes[i + 1])}};
    for (const std::string& id : hop.statements)
      if (Result<Statement> statement = store->StatementOf(id); statement.ok())
        one["statements"].push_back(JsonOf(*statement));
    json["hops"].push_back(std::move(one));
  }
  return json;
}

Result<Json> Evidence(const ToolCall& call) {
  Result<std::string> id = TextArgument(call, "statement");
  Result<std::string> atom = TextArgument(call, "atom");
  if (!id.ok() || !atom.ok()) return id.ok() ? atom.status() : id.status();
  if (id->empty() == atom->empty())
    return Status(Code::kInvalidInput, "give a `statement` id or an `atom`, one of the two");
  Result<Store> store = call.store.Now();
  if (!store.ok()) return store.status();
  if (!id->empty()) {
    Result<Statement> statement = store->StatementOf(*id);
    if (!statement.ok()) return statement.status();
    return JsonOf(*statement);
  }
  while (!atom->empty() && (atom->back() == '?' || atom->back() == ' ')) atom->pop_back();
  const QueryOutcome outcome = QuerySession(*store).Run("why " + *atom + "?", OptionsOf(call));
  if (!outcome.ok()) return StatusOf(outcome);
  Json json = {{"holds", false}, {"proofs", Json::array()}};
  for (const Answer& answer : outcome.answers)
    for (const Proof& proof : answer.proofs) json["proofs"].push_back(ProofJson(proof));
  json["holds"] = !json["proofs"].empty();
  return json;
}

Result<Json> Articles(const ToolCall& call) {
  Result<std::string> pattern = TextArgument(call, "pattern");
  Result<std::string> id = TextArgument(call, "id");
  Result<std::uint64_t> limit = CountArgument(call, "limit", 100, call.options.max_rows);
  if (!pattern.ok() || !id.ok()) return pattern.ok() ? id.status() : pattern.status();
  if (!limit.ok()) return limit.status();
  Result<Store> store = call.store.Now();
  if (!store.ok()) return store.status();
  if (!id->empty()) {
    Result<Article> article = store->ArticleOf(*id);
    if (!article.ok()) return article.status();
    Json json = JsonOf(article->info);
    std::size_t end = std::min(article->text.size(), kLongestText);
    while (end < article->text.size() && (article->text[end] & 0xC0) == 0x80) --end;
    json["text"] = article->text.substr(0, end);
    if (end < article->text.size()) json["cut_at_bytes"] = end;
    return json;
  }
  Result<std::vector<ArticleInfo>> all = store->Articles();
  if (!all.ok()) return all.status();
  Json json = {{"articles", Json::array()}};
  std::uint64_t matching = 0;
  for (const ArticleInfo& info : *all) {
    const bool matches = std::ranges::any_of(
        std::initializer_list<const std::string*>{&info.title, &info.source, &info.path, &info.url},
        [&](const std::string* field) { return field->find(*pattern) != std::string::npos; });
    if (matches && matching++ < *limit) json["articles"].push_back(JsonOf(info));
  }
  if (matching > *limit) json["left_out"] = matching - *limit;
  return json;
}

Result<Json> LoadInto(const ToolCall& call) {
  Result<std::string> text = TextArgument(call, "text");
  Result<std::string> name = TextArgument(call, "name");
  if (!text.ok() || !name.ok()) return text.ok() ? name.status() : text.status();
  LoadOptions options;
  options.cancel = &call.cancel;
  Result<std::string> source = TextArgument(call, "source");
  Result<std::string> published = TextArgument(call, "published");
  if (!source.ok() || !published.ok()) return source.ok() ? published.status() : source.status();
  options.source = *source;
  options.published = *published;
  std::vector<std::string> paths;
  if (const auto given = call.arguments.find("paths"); given != call.arguments.end())
    for (const Json& path : *given) {
      if (!path.is_string() || path == "-")
        return Status(Code::kInvalidInput, "'paths' is a list of files and folders");
      paths.push_back(path.get<std::string>());
    }
  if (paths.empty() == text->empty())
    return Status(Code::kInvalidInput, "give `paths`, or a `text` with its `name`");
  Result<Store> store = Store::Open(call.store.path());
  if (!store.ok()) return store.status();
  const Result<LoadReport> report =
      text->empty() ? Load(*store, paths, options) : LoadTexts(*store, {{*name, *text}}, options);
  if (!report.ok()) return report.status();
  Json json = {{"added", report->added},
               {"replaced", report->replaced},
               {"unchanged", report->unchanged},
               {"statements", report->statements},
               {"errors", Json::array()}};
  for (const LoadError& error : report->errors)
    json["errors"].push_back(
        {{"path", error.path}, {"line", error.line}, {"message", error.message}});
  if (report->cancelled) json["cancelled"] = true;
  return json;
}

}  // namespace lode::doors
