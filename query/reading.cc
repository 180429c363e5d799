#include "query/reading.h"

#include <algorithm>
#include <set>
#include <utility>

#include "query/syntax/parse.h"
#include "query/syntax/walk.h"

namespace lode {

namespace {

constexpr std::size_t kMostTexts = 1024;
constexpr std::size_t kMostTextBytes = 4096;  // a longer text is not kept

bool HoldsParameters(const ast::Program& program) {
  bool found = false;
  for (const ast::Clause& clause : program.clauses) {
    WalkClause(clause, [&](const ast::Expr& expr) {
      found = found || std::holds_alternative<ast::Parameter>(expr.node);
    });
    if (const auto* query = std::get_if<ast::Query>(&clause))
      for (const auto* count : {&query->limit, &query->offset})
        found = found || (*count && std::holds_alternative<ast::Parameter>((*count)->value));
  }
  return found;
}

}  // namespace

bool HasError(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::kError;
  });
}

Rules RulesOf(const ast::Program& program) {
  Rules rules;
  for (const ast::Clause& clause : program.clauses)
    if (const auto* rule = std::get_if<ast::Rule>(&clause))
      rules.push_back(std::make_shared<const ast::Rule>(*rule));
  return rules;
}

Rules ReadStored(const RuleInfo& info) {
  QueryOptions options;
  options.file = "rules/" + info.name;
  Rules rules;
  for (const ast::Clause& clause : Parse(info.text, options).program.clauses)
    if (const auto* rule = std::get_if<ast::Rule>(&clause)) {
      ast::Rule stored = *rule;
      stored.is_stored = true;
      rules.push_back(std::make_shared<const ast::Rule>(std::move(stored)));
    }
  return rules;
}

Rules EachOnce(const Rules& rules) {
  std::set<std::string_view> seen;
  Rules distinct;
  for (const RulePtr& rule : rules)
    if (seen.insert(rule->text).second) distinct.push_back(rule);
  return distinct;
}

Rules Joined(Rules rules, const Rules& more) {
  rules.insert(rules.end(), more.begin(), more.end());
  return rules;
}

Reading::Reading(std::string_view text, const QueryOptions& options)
    : source(options.file, text),
      max_depth(options.max_depth),
      max_query_bytes(options.max_query_bytes) {
  Parsed parsed = Parse(source, options);
  program = std::move(parsed.program);
  diagnostics = std::move(parsed.diagnostics);
  foreign = std::move(parsed.foreign);
  rules = RulesOf(program);
  has_parameters = HoldsParameters(program);
}

std::shared_ptr<Reading> ReadTexts::Read(std::string_view text, const QueryOptions& options) {
  if (text.size() > kMostTextBytes) return std::make_shared<Reading>(text, options);
  std::string key(text);
  const auto found = known_.find(key);
  if (found != known_.end()) {
    const std::shared_ptr<Reading>& reading = found->second;
    if (reading->source.file() == options.file && reading->max_depth == options.max_depth &&
        reading->max_query_bytes == options.max_query_bytes)
      return reading;
  } else if (known_.size() >= kMostTexts) {
    known_.clear();
  }
  return known_[std::move(key)] = std::make_shared<Reading>(text, options);
}

}  // namespace lode
