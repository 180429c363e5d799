// A session: text in, answers out. The idea: parse, check the whole text against a
// snapshot, and only then keep its rules and run its questions in order, all on that
// one snapshot. The hard bit is what outlives a call: the session's own rules as
// trees, and the store's rules parsed once for each text they have had.

#include "lode/query.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "query/check/check.h"
#include "query/check/stratify.h"
#include "query/engine.h"
#include "query/syntax/parse.h"
#include "query/syntax/source_span.h"
#include "storage/snapshot/snapshot.h"

namespace lode {

namespace {

using RulePtr = std::shared_ptr<const ast::Rule>;
using Rules = std::vector<RulePtr>;

Rules RulesOf(const ast::Program& program) {
  Rules rules;
  for (const ast::Clause& clause : program.clauses)
    if (const auto* rule = std::get_if<ast::Rule>(&clause))
      rules.push_back(std::make_shared<const ast::Rule>(*rule));
  return rules;
}

// The rules that a store keeps under one name. They were checked when they were
// added; what cannot be read any more is left out.
Rules ReadStored(const RuleInfo& info) {
  QueryOptions options;
  options.file = "rules/" + info.name;
  return RulesOf(Parse(info.text, options).program);
}

bool HasError(const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics)
    if (diagnostic.severity == Severity::kError) return true;
  return false;
}

// As a session keeps them: places in a text that is gone mean nothing.
Rules OfSession(const Rules& rules) {
  Rules kept;
  for (const RulePtr& rule : rules) {
    ast::Rule copy = *rule;
    copy.origin = "<session>";
    kept.push_back(std::make_shared<const ast::Rule>(std::move(copy)));
  }
  return kept;
}

// Each rule once, however often it was given: the first time counts.
Rules Distinct(const Rules& rules) {
  std::set<std::string> seen;
  Rules distinct;
  for (const RulePtr& rule : rules)
    if (seen.insert(rule->text).second) distinct.push_back(rule);
  return distinct;
}

// Several sources of rules, in one list.
Rules Joined(Rules rules, const Rules& more) {
  rules.insert(rules.end(), more.begin(), more.end());
  return rules;
}

}  // namespace

struct QuerySession::Impl {
  explicit Impl(Store opened) : store(std::move(opened)) {}

  // The store's rules, parsed; texts seen before are not parsed again.
  Rules StoredRules(const Snapshot& snapshot) {
    std::map<std::pair<std::string, std::string>, Rules> now;
    Rules all;
    for (const RuleInfo& info : snapshot.Rules()) {
      const std::pair<std::string, std::string> key = {info.name, info.text};
      const auto known = stored.find(key);
      Rules& read = now[key] = known != stored.end() ? known->second : ReadStored(info);
      all = Joined(std::move(all), read);
    }
    stored = std::move(now);
    return all;
  }

  Store store;
  Rules rules;  // of the session, in order
  std::map<std::pair<std::string, std::string>, Rules> stored;
};

QuerySession::QuerySession(Store store) : impl_(std::make_unique<Impl>(std::move(store))) {}
QuerySession::~QuerySession() = default;
QuerySession::QuerySession(QuerySession&&) noexcept = default;
QuerySession& QuerySession::operator=(QuerySession&&) noexcept = default;

QueryOutcome QuerySession::Run(std::string_view text, const QueryOptions& options) {
  QueryOutcome outcome;
  const SourceText source(options.file, text);
  Parsed parsed = Parse(source, options);
  outcome.diagnostics = std::move(parsed.diagnostics);
  const std::shared_ptr<const Snapshot> snapshot = OpenSnapshot(impl_->store);
  const Rules before = Joined(impl_->StoredRules(*snapshot), impl_->rules);
  // Mistakes of spelling come first: a clause that cannot be read may define what the
  // others use.
  if (outcome.ok())
    outcome.diagnostics =
        Check(parsed.program, source, {*snapshot, before, options.parameters, options.senses});
  if (!outcome.ok()) return outcome;
  const Rules added = RulesOf(parsed.program);
  Engine engine(snapshot, Stratify(Distinct(Joined(before, added)), snapshot.get()), options);
  for (const ast::Clause& clause : parsed.program.clauses) {
    const auto* query = std::get_if<ast::Query>(&clause);
    if (!query) continue;
    Result<Answer> answer = engine.Ask(*query);
    if (!answer.ok()) {
      outcome.diagnostics.push_back(source.ErrorAt(query->place, answer.status().message()));
      break;
    }
    for (const std::string& note : answer->notes)
      outcome.diagnostics.push_back(source.NoteAt(query->place, note));
    outcome.answers.push_back(*std::move(answer));
    if (options.on_answer) options.on_answer(outcome.answers.back());
  }
  // The answers stand, without what is damaged; nobody takes them for whole.
  for (const Status& damage : snapshot->damage())
    outcome.diagnostics.push_back(source.ErrorAt(source.PlaceOf(0, 1), damage.message()));
  impl_->rules = Distinct(Joined(std::move(impl_->rules), OfSession(added)));
  return outcome;
}

bool QuerySession::IsComplete(std::string_view text) {
  return IsWholeInput(text);
}

std::vector<std::string> QuerySession::rule_heads() const {
  std::set<std::string> heads;
  for (const RulePtr& rule : impl_->rules) heads.insert(rule->head.predicate);
  return {heads.begin(), heads.end()};
}

std::string QuerySession::rules_text() const {
  std::string text;
  for (const RulePtr& rule : impl_->rules) text += rule->text + "\n";
  return text;
}

void QuerySession::Clear() {
  impl_->rules.clear();
}

std::vector<Diagnostic> AddRules(Store& store, const std::string& name, std::string_view text,
                                 bool replace, const QueryOptions& options) {
  const SourceText source(options.file, text);
  Parsed parsed = Parse(source, options);
  if (!parsed.ok()) return std::move(parsed.diagnostics);
  std::vector<Diagnostic> found;
  for (const ast::Clause& clause : parsed.program.clauses)
    if (const auto* query = std::get_if<ast::Query>(&clause))
      found.push_back(source.ErrorAt(query->place,
                                     "a question cannot be stored: rules and facts end with '.'"));
  if (HasError(found)) return found;
  const std::shared_ptr<const Snapshot> snapshot = OpenSnapshot(store);
  Rules others;
  for (const RuleInfo& info : snapshot->Rules())
    if (info.name != name) others = Joined(std::move(others), ReadStored(info));
  const std::map<std::string, Value> no_parameters;
  found = Check(parsed.program, source, {*snapshot, others, no_parameters, options.senses});
  if (HasError(found)) return found;
  const Status saved = store.SaveRules({name, std::string(text)}, replace);
  if (!saved.ok()) found.push_back(source.ErrorAt(source.PlaceOf(0, 1), saved.message()));
  return found;
}

}  // namespace lode
