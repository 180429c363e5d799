// Ties the parts together: rules are lowered once, relations are computed when a
// query first needs them and kept, a query is a rule whose head is its answer.

#include "query/engine.h"

#include <algorithm>
#include <chrono>

#include "query/answer.h"
#include "query/kept/definition.h"
#include "query/plan/stored_pattern.h"
#include "query/program/closure.h"
#include "query/program/magic.h"
#include "query/program/rewrite.h"
#include "query/rows/workers.h"
#include "query/run/fixpoint.h"
#include "query/run/monotone.h"
#include "query/run/plan_text.h"
#include "query/run/proof.h"
#include "query/run/why_not.h"

namespace lode {

namespace {

constexpr unsigned kMostThreads = 64;
constexpr std::uint64_t kMostProofs = 10;           // of one `why`, where it sets no limit
constexpr std::size_t kMostKeptMeanings = 20'000;   // from one text to the next
constexpr std::size_t kMostKeptPlans = 256;         // of one question
constexpr std::uint64_t kMostKeptBytes = 64 << 20;  // of patterns that were read

}  // namespace

struct Engine::Impl {
  Impl(std::shared_ptr<const Snapshot> snapshot_in, Stratification rules_in,
       const QueryOptions& options_in)
      : snapshot(std::move(snapshot_in)),
        rules(std::move(rules_in)),
        options(&options_in),
        budget(options_in),
        terms(*snapshot),
        evaluator(terms) {
    execution.min_confidence = options->min_confidence;
    UseThreads();
    status = Prepare();
    own_relations = program.relations.size();
    own_rules = program.rules.size();
    own_locals = terms.locals();
  }

  void Begin(const QueryOptions& next);
  void UseThreads();
  Status Prepare() {
    std::vector<std::shared_ptr<const ast::Rule>> all;
    for (const Stratum& stratum : rules.strata)
      all.insert(all.end(), stratum.rules.begin(), stratum.rules.end());
    Result<ir::Program> lowered = LowerRules(all, terms, options->parameters, relation_names);
    if (!lowered.ok()) return lowered.status();
    program = *std::move(lowered);
    SplitMonotone(program);
    for (const ir::RelationInfo& relation : program.relations)
      relations.push_back(std::make_unique<Relation>(relation.arity, budget));
    closures = ClosuresOf(program);
    FindKept();
    Result<std::vector<Component>> components = OrderComponents(program);
    if (!components.ok()) return components.status();
    fixpoint = std::make_unique<Fixpoint>(execution, *std::move(components));
    return Status::Ok();
  }

  void FindKept();
  void UseKept(ast::Verb verb);
  Result<Answer> Ask(const ast::Query& query, KeptQuery* kept);
  bool MayKeep() const { return terms.locals() == own_locals; }
  bool MayRewrite(ast::Verb verb) const {
    return MayBind(verb) && verb != ast::Verb::kWhy && !options->with_confidence;
  }
  // Rows that nobody asks for may be missing, but each that is there has all its proofs.
  bool MayBind(ast::Verb verb) const {
    return options->rewrites && verb != ast::Verb::kWhyNot &&
           (verb == ast::Verb::kWhy || !options->with_confidence);
  }
  Result<ir::Query> Lower(const ast::Query& query, KeptQuery* kept);
  bool AskAgain(KeptQuery& kept);
  bool RunKept(KeptQuery& kept, InsertSink& sink);
  Result<Answer> NotBecause(const ir::Query& lowered, const Relation& rows, Answer answer,
                            std::chrono::steady_clock::time_point start);
  Result<Answer> Explain(const ast::Query& query, const ir::Query& lowered,
                         std::chrono::steady_clock::time_point start);
  Status LetArgumentsReachRules(ir::Query& lowered, bool for_proofs);
  Status Run(const ir::Query& lowered, bool all_rows, std::uint64_t needed_rows, Relation& rows,
             KeptQuery* kept = nullptr);
  Status FillProofs(const ast::Query& query, const ir::Query& lowered, const Relation& rows,
                    Answer& answer);
  Status FillConfidence(const ir::Query& lowered, const Relation& rows,
                        const std::vector<std::uint32_t>& shown, Answer& answer);

  std::shared_ptr<const Snapshot> snapshot;
  Stratification rules;  // the program points into these trees
  const QueryOptions* options;
  Budget budget;
  TermTable terms;
  Evaluator evaluator;
  ir::Program program;
  RelationNames relation_names;
  std::vector<std::shared_ptr<const ir::PathPart>> closures;  // by relation of the rules
  std::vector<std::unique_ptr<Relation>> relations;
  std::map<std::string, StoredRead> stored_reads;
  Execution execution{*snapshot, terms, evaluator, budget, program, relations, stored_reads};
  std::unique_ptr<Workers> workers;  // null: the question's own thread is all
  std::unique_ptr<Fixpoint> fixpoint;
  Status status;
  // What was there before the first query.
  std::size_t own_relations = 0, own_rules = 0, own_locals = 0;
};

// Threads are started when there is first something for them to do.
void Engine::Impl::UseThreads() {
  const std::size_t helpers = std::clamp(options->threads, 1U, kMostThreads) - 1;
  if (workers == nullptr ? helpers == 0 : workers->count() == helpers) return;
  workers = helpers == 0 ? nullptr : std::make_unique<Workers>(helpers);
  execution.workers = workers.get();
}

void Engine::Impl::Begin(const QueryOptions& next) {
  options = &next;
  UseThreads();
  if (!status.ok()) return;
  if (execution.min_confidence != next.min_confidence) stored_reads.clear();
  execution.min_confidence = next.min_confidence;
  fixpoint->Reset(own_relations);
  for (auto& [relation, kept] : execution.kept) kept.probes = 0, kept.read.reset();
  relations.resize(own_relations);
  program.relations.resize(own_relations);
  program.rules.resize(own_rules);
  terms.Rewind(own_locals);
  terms.Trim(kMostKeptMeanings);
  std::uint64_t kept = 0;
  std::erase_if(stored_reads, [](const auto& read) { return read.second.rows == nullptr; });
  for (auto& [signature, read] : stored_reads) {
    read.probes = 0;
    read.is_used = false;
    kept += read.bytes();
  }
  if (kept > kMostKeptBytes) stored_reads.clear();
  budget.Restart(next);
}

// Rows of the store stand for a relation that the store's rules define, and none of the session.
void Engine::Impl::FindKept() {
  std::map<std::pair<std::string, std::uint32_t>, KeptRelation> known;
  for (KeptRelation& relation : snapshot->KeptRelations())
    if (!relation.is_aside()) known[{relation.name, relation.arity}] = std::move(relation);
  if (known.empty()) return;
  const std::vector<bool> stored = DefinedByStored(program);
  for (ir::RelationId id = 0; id < program.relations.size(); ++id) {
    const ir::RelationInfo& info = program.relations[id];
    const auto found = known.find({info.name, info.arity});
    if (found == known.end() || !stored[id] || info.best) continue;
    KeptRead& kept = execution.kept[id];
    kept.rows = snapshot->RowsOf(found->second);
    kept.count = found->second.rows;
    closures[id] = nullptr;
  }
}

// Proofs want to know what drew a row, and a least confidence is not that of the kept rows.
void Engine::Impl::UseKept(ast::Verb verb) {
  const bool is_proved = verb == ast::Verb::kWhy || verb == ast::Verb::kWhyNot;
  const bool uses = !is_proved && !options->with_confidence && options->min_confidence == 0;
  if (uses != execution.uses_kept && !execution.kept.empty()) fixpoint->Reset(own_relations);
  execution.uses_kept = uses;
}

// What the question knows limits what is computed.
Status Engine::Impl::LetArgumentsReachRules(ir::Query& lowered, bool for_proofs) {
  const auto first = static_cast<ir::RelationId>(program.relations.size());
  const auto is_computed = [&](ir::RelationId relation) {
    return execution.KeptOf(relation) != nullptr || fixpoint->IsComputed(relation);
  };
  if (!BindArguments(program, lowered, is_computed, for_proofs)) return Status::Ok();
  for (std::size_t i = first; i < program.relations.size(); ++i)
    relations.push_back(std::make_unique<Relation>(program.relations[i].arity, budget));
  Result<std::vector<Component>> components = OrderComponents(program, first);
  if (!components.ok()) return components.status();
  fixpoint->Add(*std::move(components));
  return Status::Ok();
}

// Lowered for the first time, and kept where only the places of its parameters depend on their
// values, and no id in it was made by a question.
Result<ir::Query> Engine::Impl::Lower(const ast::Query& query, KeptQuery* kept) {
  LoweringContext context{terms, options->parameters, program, relation_names};
  if (MayRewrite(query.verb)) context.closures = closures;
  const bool may_keep = MayKeep();
  std::optional<std::vector<ParameterPlace>> places;
  Result<ir::Query> lowered = LowerQuery(query, context, places);
  if (kept == nullptr || kept->lowered || !lowered.ok() || !places || !may_keep || !MayKeep() ||
      !ir::DependenciesOf(lowered->rule.body).empty())
    return lowered;
  kept->lowered = *lowered;
  kept->places = *std::move(places);
  return lowered;
}

// Makes a kept question that of today's values. False: it cannot be.
bool Engine::Impl::AskAgain(KeptQuery& kept) {
  return kept.lowered && MayKeep() &&
         PutParameters(kept.places, {terms, options->parameters, program, relation_names},
                       *kept.lowered);
}

// Runs a kept question by a plan that was made for as many rows.
bool Engine::Impl::RunKept(KeptQuery& kept, InsertSink& sink) {
  const ir::Rule& rule = kept.lowered->rule;
  std::vector<std::uint64_t> rows;
  const auto atoms = std::count_if(rule.body.begin(), rule.body.end(), [](const auto& literal) {
    return std::holds_alternative<ir::Atom>(literal.node);
  });
  if (atoms > 1)  // else nothing is counted for a plan
    for (const ParameterPlace& place : kept.places) {
      const auto& atom = std::get<ir::Atom>(rule.body[place.literal].node);
      if (atom.stored) rows.push_back(EstimateStored(atom, *snapshot));
    }
  auto known = kept.plans.find(rows);
  if (known == kept.plans.end()) {
    Result<Plan> plan = PlanRule(rule, execution);
    if (!plan.ok()) return budget.Stop(plan.status());
    if (kept.plans.size() >= kMostKeptPlans) kept.plans.clear();
    known = kept.plans.emplace(std::move(rows), *std::move(plan)).first;
  }
  return RunPlanned(rule, known->second, sink, execution);
}

// `needed_rows`: stops when there are so many; 0 = all.
Status Engine::Impl::Run(const ir::Query& lowered, bool all_rows, std::uint64_t needed_rows,
                         Relation& rows, KeptQuery* kept) {
  std::vector<ir::RelationId> needed;
  for (const ir::Dependency& dependency : ir::DependenciesOf(lowered.rule.body))
    needed.push_back(dependency.relation);
  if (!fixpoint->Compute(needed)) return budget.status();
  if (lowered.rule.has_aggregate()) {
    RunAggregateRule(lowered.rule, rows, execution);
  } else {
    std::vector<ir::Term> columns;
    for (const ir::HeadColumn& column : lowered.rule.columns)
      columns.push_back(std::get<ir::Term>(column));
    InsertSink sink(columns, lowered.rule.slot_count, rows, execution);
    sink.StopAt(needed_rows);
    if (all_rows) sink.CountRows();
    if (kept != nullptr)
      RunKept(*kept, sink);
    else
      RunRule(lowered.rule, {}, sink, execution);
  }
  return budget.stopped() ? budget.status() : snapshot->status();
}

// The answers that are proved are shown, too.
Status Engine::Impl::FillProofs(const ast::Query& query, const ir::Query& lowered,
                                const Relation& rows, Answer& answer) {
  answer.yes_no = lowered.yes_no;
  answer.holds = rows.size() > 0;
  answer.columns = lowered.column_names;
  const auto shown = ShownRows(query, lowered, rows, kMostProofs, *options, execution);
  if (!shown.ok()) return shown.status();
  ProofSearch search(*fixpoint, options->max_depth, execution);
  for (const std::uint32_t row : *shown) {
    Result<Proof> proof = search.Prove(lowered, query.text, rows.row(row));
    if (!proof.ok()) return proof.status();
    if (options->with_confidence) answer.confidence.push_back(ConfidenceOf(*proof));
    answer.proofs.push_back(*std::move(proof));
    if (lowered.yes_no) continue;
    std::vector<Value>& values = answer.rows.emplace_back();
    for (std::uint32_t c = 0; c < rows.arity(); ++c)
      values.push_back(terms.ValueOf(rows.row(row)[c]));
  }
  return Status::Ok();
}

// What a row of an aggregate holds together has no one proof.
Status Engine::Impl::FillConfidence(const ir::Query& lowered, const Relation& rows,
                                    const std::vector<std::uint32_t>& shown, Answer& answer) {
  if (lowered.rule.has_aggregate()) return Status::Ok();
  ProofSearch search(*fixpoint, options->max_depth, execution);
  for (const std::uint32_t row : shown) {
    Result<Proof> proof = search.Prove(lowered, "", rows.row(row));
    if (!proof.ok()) return proof.status();
    answer.confidence.push_back(ConfidenceOf(*proof));
    search.GiveBack();
  }
  return Status::Ok();
}

// Why there is no row; where there is one, that it holds.
Result<Answer> Engine::Impl::NotBecause(const ir::Query& lowered, const Relation& rows,
                                        Answer answer,
                                        std::chrono::steady_clock::time_point start) {
  answer.holds = rows.size() > 0;
  Proof proof;
  proof.atom = "it holds: ask `why`";
  if (!answer.holds) {
    Result<Proof> found = WhyNot(*fixpoint, execution).Explain(lowered, answer.query);
    if (!found.ok()) return found.status();
    proof = *std::move(found);
  }
  answer.proofs.push_back(std::move(proof));
  if (Status read = snapshot->status(); !read.ok()) return read;
  answer.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return answer;
}

// The plan; for `profile` the question is answered too, and its rows thrown away.
Result<Answer> Engine::Impl::Explain(const ast::Query& query, const ir::Query& lowered,
                                     std::chrono::steady_clock::time_point start) {
  Answer answer;
  answer.query = query.text;
  const Result<std::vector<PlanLine>> plan = DescribePlan(lowered, *fixpoint, execution);
  if (!plan.ok()) return plan.status();
  Profile profile;
  if (query.verb == ast::Verb::kProfile) {
    const Result<std::uint64_t> needed = RowsNeeded(query, lowered, *options);
    if (!needed.ok()) return needed.status();
    execution.profile = &profile;
    Relation rows(static_cast<std::uint32_t>(lowered.rule.columns.size()), budget);
    const Status run = Run(lowered, false, *needed, rows);
    execution.profile = nullptr;
    if (!run.ok()) return run;
    execution.profile = &profile;
  }
  FillPlan(*plan, execution, answer);
  execution.profile = nullptr;
  answer.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return answer;
}

Result<Answer> Engine::Impl::Ask(const ast::Query& query, KeptQuery* kept) {
  const auto start = std::chrono::steady_clock::now();
  budget.Start();
  if (!status.ok()) return status;
  if (!budget.Ok()) return budget.status();
  const bool why = query.verb == ast::Verb::kWhy, why_not = query.verb == ast::Verb::kWhyNot;
  if (query.verb != ast::Verb::kAsk) kept = nullptr;
  UseKept(query.verb);
  const bool fits =
      kept != nullptr && kept->lowered && (MayRewrite(query.verb) || !kept->lowered->has_closures);
  const bool again = fits && AskAgain(*kept);
  Result<ir::Query> anew = again ? Result<ir::Query>(ir::Query()) : Lower(query, kept);
  if (!anew.ok()) return anew.status();
  if (!again && MayBind(query.verb))
    if (Status bound = LetArgumentsReachRules(*anew, why); !bound.ok()) return bound;
  const ir::Query* lowered = again ? &*kept->lowered : &*anew;
  if (query.verb == ast::Verb::kExplain || query.verb == ast::Verb::kProfile)
    return Explain(query, *lowered, start);
  Answer answer;
  answer.query = query.text;
  Relation rows(static_cast<std::uint32_t>(lowered->rule.columns.size()), budget);
  const bool all_rows = !query.limit && !why && !why_not;
  const Result<std::uint64_t> needed = why_not ? std::uint64_t{1}
                                       : why && !lowered->yes_no
                                           ? std::uint64_t{0}
                                           : RowsNeeded(query, *lowered, *options);
  if (!needed.ok()) return needed.status();
  execution.left_out = {};
  if (Status run = Run(*lowered, all_rows, *needed, rows, again ? kept : nullptr); !run.ok())
    return run;
  if (execution.left_out.rows > 0)
    answer.notes.push_back(std::to_string(execution.left_out.rows) +
                           (execution.left_out.rows == 1 ? " row was" : " rows were") +
                           " left out: " + execution.left_out.why);
  if (why_not) return NotBecause(*lowered, rows, std::move(answer), start);
  std::vector<std::uint32_t> shown;
  Status fill = why ? FillProofs(query, *lowered, rows, answer)
                    : FillAnswer(query, *lowered, rows, *options, execution, answer, shown);
  if (fill.ok() && !why && options->with_confidence)
    fill = FillConfidence(*lowered, rows, shown, answer);
  if (!fill.ok()) return fill;
  if (Status read = snapshot->status(); !read.ok()) return read;
  answer.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return answer;
}

Engine::Engine(std::shared_ptr<const Snapshot> snapshot, Stratification rules,
               const QueryOptions& options)
    : impl_(std::make_unique<Impl>(std::move(snapshot), std::move(rules), options)) {}
Engine::~Engine() = default;

void Engine::Begin(const QueryOptions& options) {
  impl_->Begin(options);
}

Result<Answer> Engine::Ask(const ast::Query& query) {
  return impl_->Ask(query, nullptr);
}

Result<Answer> Engine::Ask(const ast::Query& query, KeptQuery& kept) {
  return impl_->Ask(query, &kept);
}

}  // namespace lode
