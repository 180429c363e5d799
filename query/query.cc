// A session: text in, answers out. The idea: read, check the whole text against a
// snapshot, and only then keep its rules and run its questions in order, all on that
// one snapshot. The hard bit is what outlives a call: the session's own rules as trees,
// the texts that were read, and the setting they were last asked in, which holds for as
// long as neither the store nor the rules change. None of it shows in an answer.

#include "lode/query.h"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "lode/kept.h"
#include "query/check/check.h"
#include "query/engine.h"
#include "query/kept_rules.h"
#include "query/meant_lines.h"
#include "query/more_answers.h"
#include "query/near_answers.h"
#include "query/reading.h"
#include "query/setting.h"
#include "query/syntax/parse.h"
#include "query/syntax/source_span.h"
#include "storage/snapshot/snapshot.h"

namespace lode {

namespace {

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

}  // namespace

struct QuerySession::Impl {
  explicit Impl(Store opened) : store(std::move(opened)) {}

  QueryOutcome Run(const std::shared_ptr<Reading>& reading, const QueryOptions& options);
  std::shared_ptr<Setting> SettingNow();
  Rules StoredRules(const Snapshot& snapshot);
  // `kept`: of the questions, for when they are asked again; null: they will not be.
  void Answer(const Reading& reading, const Schema& schema, Engine& engine,
              const QueryOptions& options, std::map<const ast::Query*, KeptQuery>* kept,
              QueryOutcome& outcome);

  Store store;
  Rules rules;  // of the session, in order
  std::map<std::pair<std::string, std::string>, Rules> stored;
  ReadTexts texts;
  std::shared_ptr<Setting> setting;  // null: something changed
  std::uint64_t settings = 0;        // so many there were
};

// The store's rules, read; texts seen before are not read again.
Rules QuerySession::Impl::StoredRules(const Snapshot& snapshot) {
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

std::shared_ptr<Setting> QuerySession::Impl::SettingNow() {
  std::shared_ptr<const Snapshot> snapshot = OpenSnapshot(store);
  if (setting != nullptr && setting->snapshot() == snapshot) return setting;
  setting.reset();  // lets go of the old state before anything is read of the new one
  Rules in_force = Joined(StoredRules(*snapshot), rules);
  setting = std::make_shared<Setting>(++settings, std::move(snapshot), std::move(in_force));
  return setting;
}

void QuerySession::Impl::Answer(const Reading& reading, const Schema& schema, Engine& engine,
                                const QueryOptions& options,
                                std::map<const ast::Query*, KeptQuery>* kept,
                                QueryOutcome& outcome) {
  for (const ast::Clause& clause : reading.program.clauses) {
    const auto* query = std::get_if<ast::Query>(&clause);
    if (!query) continue;
    Result<lode::Answer> answer =
        kept != nullptr ? engine.Ask(*query, (*kept)[query]) : engine.Ask(*query);
    if (!answer.ok()) {
      outcome.diagnostics.push_back(reading.source.ErrorAt(query->place, answer.status()));
      return;
    }
    if (options.near_answers)
      for (const auto look : {NearAnswers, MoreAnswers})
        for (std::string& note : look(*query, reading.source, *answer, schema, engine, options))
          answer->notes.push_back(std::move(note));
    for (const std::string& note : answer->notes)
      outcome.diagnostics.push_back(reading.source.NoteAt(query->place, note));
    outcome.answers.push_back(*std::move(answer));
    if (options.on_answer) options.on_answer(outcome.answers.back());
  }
}

QueryOutcome QuerySession::Impl::Run(const std::shared_ptr<Reading>& reading,
                                     const QueryOptions& options) {
  QueryOutcome outcome;
  outcome.diagnostics = reading->diagnostics;
  // Mistakes of spelling come first: a clause that cannot be read may define what the
  // others use.
  if (!outcome.ok()) {
    if (options.near_answers && !reading->foreign.empty())
      TryMeantLines(*reading, *SettingNow(), options, outcome.diagnostics);
    return outcome;
  }
  const std::shared_ptr<Setting> now = SettingNow();
  outcome.diagnostics = now->Check(*reading, options);
  if (!outcome.ok()) return outcome;
  const bool adds_rules = now->IsAddedTo(*reading);
  std::unique_ptr<Engine> engine;
  if (adds_rules) {
    Stratification strata =
        Stratify(EachOnce(Joined(now->rules(), reading->rules)), now->snapshot().get());
    engine = std::make_unique<Engine>(now->snapshot(), std::move(strata), options);
  } else {
    engine = now->Take(options);
  }
  Answer(*reading, now->snapshot()->schema(), *engine, options,
         adds_rules ? nullptr : &now->KeptOf(*reading), outcome);
  // The answers stand, without what is damaged; nobody takes them for whole.
  for (const Status& damage : now->snapshot()->damage())
    outcome.diagnostics.push_back(reading->source.ErrorAt(reading->source.PlaceOf(0, 1), damage));
  if (!adds_rules) now->GiveBack(std::move(engine));
  const std::size_t before = rules.size();
  rules = EachOnce(Joined(std::move(rules), OfSession(reading->rules)));
  if (rules.size() != before) setting.reset();
  return outcome;
}

QuerySession::QuerySession(Store store) : impl_(std::make_shared<Impl>(std::move(store))) {}
QuerySession::~QuerySession() = default;
QuerySession::QuerySession(QuerySession&&) noexcept = default;
QuerySession& QuerySession::operator=(QuerySession&&) noexcept = default;

QueryOutcome QuerySession::Run(std::string_view text, const QueryOptions& options) {
  return impl_->Run(impl_->texts.Read(text, options), options);
}

struct PreparedQuery::Impl {
  std::shared_ptr<QuerySession::Impl> session;
  std::shared_ptr<Reading> reading;
};

PreparedQuery::PreparedQuery(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PreparedQuery::~PreparedQuery() = default;
PreparedQuery::PreparedQuery(PreparedQuery&&) noexcept = default;
PreparedQuery& PreparedQuery::operator=(PreparedQuery&&) noexcept = default;

QueryOutcome PreparedQuery::Run(const QueryOptions& options) {
  return impl_->session->Run(impl_->reading, options);
}

PreparedQuery QuerySession::Prepare(std::string_view text, const QueryOptions& options) {
  return PreparedQuery(std::make_unique<PreparedQuery::Impl>(
      PreparedQuery::Impl{impl_, std::make_shared<Reading>(text, options)}));
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
  impl_->setting.reset();
}

namespace {

// `save` keeps what was found to be sound.
std::vector<Diagnostic> AddChecked(Store& store, const std::string& name, std::string_view text,
                                   const QueryOptions& options,
                                   const std::function<Status()>& save) {
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
  if (Status saved = save(); !saved.ok())
    found.push_back(source.ErrorAt(source.PlaceOf(0, 1), saved));
  return found;
}

}  // namespace

std::vector<Diagnostic> AddRules(Store& store, const std::string& name, std::string_view text,
                                 bool replace, const QueryOptions& options) {
  return AddChecked(store, name, text, options, [&] {
    return store.SaveRules({name, std::string(text)}, replace);
  });
}

std::vector<Diagnostic> KeepRules(Store& store, const std::string& name, std::string_view text,
                                  bool replace, const QueryOptions& options) {
  return AddChecked(store, name, text, options, [&] {
    return SaveKeptRules(store, {name, std::string(text)}, replace);
  });
}

}  // namespace lode
