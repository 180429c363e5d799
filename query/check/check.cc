// The order of the checks. First what the program defines is gathered from all its
// clauses, so that their order does not matter; then each clause is looked at: its
// predicates, and if those are right its variables, names and types; last all rules
// together, for cycles through negation. Clauses with wrong predicates are not looked
// at further: what would be said of them is guesswork.

#include "query/check/check.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "query/check/atom_check.h"
#include "query/check/definitions.h"
#include "query/check/findings.h"
#include "query/check/loose_ends.h"
#include "query/check/name_check.h"
#include "query/check/role_check.h"
#include "query/check/safety.h"
#include "query/check/stratify.h"
#include "query/check/type_check.h"
#include "query/syntax/walk.h"

namespace lode {

namespace {

class ProgramChecker {
 public:
  ProgramChecker(const ast::Program& program, const SourceText& source,
                 const Surroundings& surroundings)
      : program_(program),
        surroundings_(surroundings),
        findings_(source),
        own_(surroundings.definitions
                 ? std::nullopt
                 : std::optional<Definitions>(std::in_place, surroundings.snapshot, AllRules(),
                                              surroundings.senses)),
        definitions_(own_ ? *own_ : *surroundings.definitions) {}

  std::vector<Diagnostic> Run() {
    for (const ast::Clause& clause : program_.clauses)
      if (findings_.wants_errors()) CheckClause(clause);
    if (own_) CheckStrata();
    return Sorted(findings_.Take());
  }
  static std::vector<Diagnostic> Sorted(std::vector<Diagnostic> found) {
    std::stable_sort(found.begin(), found.end(), [](const Diagnostic& a, const Diagnostic& b) {
      return std::tie(a.line, a.column) < std::tie(b.line, b.column);
    });
    return found;
  }

  std::vector<Diagnostic> RunOnParameters() {
    for (const ast::Clause& clause : program_.clauses) {
      CheckParameters(clause);
      if (findings_.errors() > 0) break;
      if (!HasSoundKinds()) CheckTypes(clause, definitions_, surroundings_.parameters, findings_);
      CheckParameterNames(clause, definitions_, surroundings_.parameters, findings_);
      if (const auto* query = std::get_if<ast::Query>(&clause)) CheckCounts(*query);
    }
    return Sorted(findings_.Take());
  }

 private:
  bool HasSoundKinds() const {
    const auto* sound = surroundings_.sound_values;
    return sound && std::equal(sound->begin(), sound->end(), surroundings_.parameters.begin(),
                               surroundings_.parameters.end(), [](const auto& a, const auto& b) {
                                 return a.first == b.first && a.second.kind == b.second.kind;
                               });
  }

  std::vector<const ast::Rule*> AllRules() const {
    std::vector<const ast::Rule*> rules;
    for (const auto& rule : surroundings_.rules) rules.push_back(rule.get());
    for (const ast::Clause& clause : program_.clauses)
      if (const auto* rule = std::get_if<ast::Rule>(&clause)) rules.push_back(rule);
    return rules;
  }

  void CheckClause(const ast::Clause& clause) {
    const auto* query = std::get_if<ast::Query>(&clause);
    const std::size_t errors = findings_.errors();
    if (const auto* rule = std::get_if<ast::Rule>(&clause)) CheckRule(*rule);
    for (const ast::BodyLiteral& literal : BodyOf(clause))
      if (const auto* atom = std::get_if<ast::Atom>(&literal))
        CheckAtom(*atom, query == nullptr, definitions_, findings_);
    CheckParameters(clause);
    if (findings_.errors() > errors) return;
    CheckSafety(clause, findings_);
    CheckTypes(clause, definitions_, surroundings_.parameters, findings_);
    CheckNames(clause, definitions_, surroundings_.parameters, findings_);
    NoteNamelikeVariables(clause, definitions_, findings_);
    for (const ast::BodyLiteral& literal : BodyOf(clause))
      if (const auto* atom = std::get_if<ast::Atom>(&literal))
        CheckRoles(*atom, query == nullptr, definitions_, findings_);
    if (!query) return;
    CheckQuery(*query);
    if (findings_.errors() == errors) NoteLooseEnds(*query, findings_);
  }

  void CheckRule(const ast::Rule& rule) {
    CheckHead(rule.head, definitions_, findings_);
    if (!rule.body.empty()) return;
    for (const auto& argument : rule.head.arguments)
      if (const auto* aggregate = std::get_if<ast::Aggregate>(&argument))
        findings_.Error(aggregate->place,
                        "a fact has nothing to aggregate: give the rule a body, "
                        "head(count(X)) :- body(X).");
  }

  void CheckParameters(const ast::Clause& clause) {
    const bool in_rule = std::holds_alternative<ast::Rule>(clause);
    WalkClause(clause, [&](const ast::Expr& expr) {
      const auto* parameter = std::get_if<ast::Parameter>(&expr.node);
      if (!parameter) return;
      if (in_rule)
        findings_.Error(expr.place, "a rule takes no parameters: make `$" + parameter->name +
                                        "` an argument of its head");
      else if (surroundings_.parameters.count(parameter->name) == 0)
        findings_.Error(expr.place, "the parameter `$" + parameter->name +
                                        "` has no value: give one, "
                                        "as in --param " +
                                        parameter->name + "=VALUE");
    });
  }

  // -- questions
  void CheckQuery(const ast::Query& query) {
    CheckVerb(query);
    CheckOrder(query);
    CheckCounts(query);
  }

  void CheckCounts(const ast::Query& query) {
    if (query.limit) CheckCount(*query.limit, "limit");
    if (query.offset) CheckCount(*query.offset, "offset");
  }

  void CheckVerb(const ast::Query& query) {
    if (query.verb != ast::Verb::kWhy && query.verb != ast::Verb::kWhyNot) return;
    const std::string verb = query.verb == ast::Verb::kWhy ? "why" : "why-not";
    const auto* atom =
        query.body.size() == 1 ? std::get_if<ast::Atom>(&query.body.front()) : nullptr;
    if (!atom || atom->negated)
      findings_.Error(query.place, "`" + verb + "` takes one atom: " + verb + " p(x, y)?");
    else if (!query.select.empty() || !query.order.empty())
      findings_.Error(
          query.place,
          "`" + verb + "` takes no `select` and no `order by`: it shows proofs, not rows");
  }

  static std::set<std::string> ColumnsOf(const ast::Query& query) {
    std::set<std::string> columns;
    for (const ast::Column& column : query.select) columns.insert(column.name);
    if (!query.select.empty()) return columns;
    for (const ast::BodyLiteral& literal : query.body)
      for (const VariableUse& use : VariablesOf(literal)) columns.insert(use.name);
    return columns;
  }

  void CheckOrder(const ast::Query& query) {
    const std::set<std::string> columns = ColumnsOf(query);
    for (const ast::OrderKey& key : query.order)
      if (columns.count(key.variable) == 0)
        findings_.Error(key.place,
                        "`" + key.variable + "` is no column of the answer: " +
                            (query.select.empty() ? "use it in an atom"
                                                  : "add it to `select`, or name a column by `as " +
                                                        key.variable + "`"));
  }

  void CheckCount(const ast::Count& count, const std::string& word) {
    const auto* parameter = std::get_if<ast::Parameter>(&count.value);
    if (!parameter) return;
    const auto given = surroundings_.parameters.find(parameter->name);
    if (given == surroundings_.parameters.end()) {
      findings_.Error(count.place, "the parameter `$" + parameter->name +
                                       "` has no value: give one, as in "
                                       "--param " +
                                       parameter->name + "=10");
      return;
    }
    const Value& value = given->second;
    if (value.kind != ValueKind::kNumber || value.number < 0 ||
        value.number != std::floor(value.number))
      findings_.Error(count.place, "`" + word + "` takes a whole number, which the value of `$" +
                                       parameter->name + "` is not: " + Display(value));
  }

  // -- all rules together
  void CheckStrata() {
    std::vector<std::shared_ptr<const ast::Rule>> rules = surroundings_.rules;
    for (const ast::Clause& clause : program_.clauses)
      if (const auto* rule = std::get_if<ast::Rule>(&clause))
        rules.push_back(std::make_shared<const ast::Rule>(*rule));
    for (Diagnostic& error : Stratify(rules, &surroundings_.snapshot).errors) {
      // The cycle may be closed here and reported where an older rule stands.
      if (error.file == findings_.source().file())
        error.source_line = findings_.source().LineAt(error.line);
      findings_.Add(std::move(error));
    }
  }

  const ast::Program& program_;
  const Surroundings& surroundings_;
  Findings findings_;
  const std::optional<Definitions> own_;
  const Definitions& definitions_;
};

}  // namespace

std::vector<Diagnostic> Check(const ast::Program& program, const SourceText& source,
                              const Surroundings& surroundings) {
  return ProgramChecker(program, source, surroundings).Run();
}

std::vector<Diagnostic> CheckParameterValues(const ast::Program& program, const SourceText& source,
                                             const Surroundings& surroundings) {
  return ProgramChecker(program, source, surroundings).RunOnParameters();
}

}  // namespace lode
