// WriteSql: reads and checks a text as a session does, lowers it, and lets query/sql write it.
// What is refused is told at its place, in the text or in the rules of the store.

#include <algorithm>
#include <map>

#include "lode/sql.h"
#include "query/check/check.h"
#include "query/check/stratify.h"
#include "query/program/rewrite.h"
#include "query/reading.h"
#include "query/sql/script.h"
#include "query/syntax/parse.h"
#include "storage/snapshot/snapshot.h"

namespace lode {

namespace {

Rules StoredRules(const std::vector<RuleInfo>& infos) {
  Rules all;
  for (const RuleInfo& info : infos) {
    QueryOptions options;
    options.file = "rules/" + info.name;
    all = Joined(std::move(all), RulesOf(Parse(info.text, options).program));
  }
  return all;
}

// One text on its way to a script.
class Writing {
 public:
  Writing(const Store& store, std::string_view text, SqlDialect dialect,
          const QueryOptions& options)
      : snapshot_(OpenSnapshot(store)),
        reading_(text, options),
        terms_(*snapshot_),
        spelling_(dialect),
        options_(options) {}

  SqlScript Write() && {
    script_.diagnostics = reading_.diagnostics;
    if (!script_.ok()) return std::move(script_);
    const Rules kept = StoredRules(snapshot_->Rules());
    script_.diagnostics = Check(reading_.program, reading_.source,
                                {*snapshot_, kept, options_.parameters, options_.senses, nullptr});
    if (!script_.ok()) return std::move(script_);
    if (const Status status = Lower(EachOnce(Joined(kept, reading_.rules))); !status.ok())
      Fail(reading_.source.PlaceOf(0, 1), status);
    else
      WriteLowered();
    if (const Status read = snapshot_->status(); !read.ok())
      Fail(reading_.source.PlaceOf(0, 1), read);
    if (!script_.ok()) script_.views.clear(), script_.questions.clear();
    return std::move(script_);
  }

 private:
  void Fail(const ast::Place& place, const Status& status) {
    script_.diagnostics.push_back(reading_.source.ErrorAt(place, status));
  }

  Status Lower(const Rules& rules) {
    Result<ir::Program> program = LowerRules(rules, terms_, options_.parameters, names_);
    if (!program.ok()) return program.status();
    program_ = *std::move(program);
    for (const ast::Clause& clause : reading_.program.clauses) {
      const auto* query = std::get_if<ast::Query>(&clause);
      if (query == nullptr) continue;
      Result<ir::Query> lowered =
          LowerQuery(*query, {terms_, options_.parameters, program_, names_});
      if (!lowered.ok()) return lowered.status();
      asked_.emplace_back(query, *std::move(lowered));
    }
    return Status::Ok();
  }

  // The relations of the text, and those that its questions need.
  std::vector<ir::RelationId> Wanted() const {
    std::vector<ir::RelationId> wanted;
    for (const RulePtr& rule : reading_.rules)
      wanted.push_back(names_.at({rule->head.predicate, rule->head.arguments.size()}));
    for (const auto& [tree, lowered] : asked_)
      for (const ir::Dependency& dependency : ir::DependenciesOf(lowered.rule.body))
        wanted.push_back(dependency.relation);
    return wanted;
  }

  void WriteLowered() {
    sql::Scope scope(spelling_, terms_, program_, options_.min_confidence);
    std::vector<std::string> views = sql::Views(Wanted(), scope);
    for (const auto& [tree, lowered] : asked_) {
      std::optional<std::uint64_t> limit, offset;
      for (const auto& [count, number] :
           {std::pair(&tree->limit, &limit), {&tree->offset, &offset}}) {
        if (!*count) continue;
        const Result<std::uint64_t> known = LowerCount(**count, options_.parameters);
        if (!known.ok()) return Fail((*count)->place, known.status());
        *number = *known;
      }
      script_.questions.push_back(sql::Select({*tree, lowered, limit, offset}, scope));
    }
    views.insert(views.begin(), sql::TermsView(scope));
    script_.views = std::move(views);
    for (const sql::Refusal& refusal : scope.refusals) Tell(refusal);
  }

  // Each once, in its own text.
  void Tell(const sql::Refusal& refusal) {
    const Status status(Code::kUnsupported, refusal.reason);
    Diagnostic diagnostic = reading_.source.ErrorAt(refusal.place, status);
    const std::string file = refusal.rule == nullptr ? "" : refusal.rule->origin;
    if (file.starts_with("rules/") && file != reading_.source.file())
      for (const RuleInfo& info : snapshot_->Rules())
        if ("rules/" + info.name == file)
          diagnostic = SourceText(file, info.text).ErrorAt(refusal.place, status);
    const auto same = [&](const Diagnostic& other) {
      return other.file == diagnostic.file && other.line == diagnostic.line &&
             other.column == diagnostic.column && other.message == diagnostic.message;
    };
    if (std::none_of(script_.diagnostics.begin(), script_.diagnostics.end(), same))
      script_.diagnostics.push_back(std::move(diagnostic));
  }

  std::shared_ptr<const Snapshot> snapshot_;
  Reading reading_;
  TermTable terms_;
  sql::Spelling spelling_;
  const QueryOptions& options_;
  ir::Program program_;
  RelationNames names_;
  std::vector<std::pair<const ast::Query*, ir::Query>> asked_;
  SqlScript script_;
};

}  // namespace

std::optional<SqlDialect> SqlDialectOf(std::string_view name) {
  if (name == "duckdb") return SqlDialect::kDuckDb;
  if (name == "spark") return SqlDialect::kSpark;
  if (name == "postgres") return SqlDialect::kPostgres;
  return std::nullopt;
}

bool SqlScript::ok() const {
  return !HasError(diagnostics);
}

SqlScript WriteSql(const Store& store, std::string_view text, SqlDialect dialect,
                   const QueryOptions& options) {
  return Writing(store, text, dialect, options).Write();
}

}  // namespace lode
