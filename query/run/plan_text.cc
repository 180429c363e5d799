#include "query/run/plan_text.h"

#include <algorithm>
#include <cmath>

#include "query/plan/value_range.h"
#include "query/program/term_table.h"
#include "query/run/proof_text.h"

namespace lode {

namespace {

std::string Count(std::size_t count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

class PlanWriter {
 public:
  PlanWriter(const Fixpoint& fixpoint, Execution& execution)
      : fixpoint_(fixpoint), execution_(execution) {}

  Status Write(const ir::Query& query) {
    std::vector<ir::RelationId> needed;
    for (const ir::Dependency& dependency : ir::DependenciesOf(query.rule.body))
      needed.push_back(dependency.relation);
    for (const Component* component : fixpoint_.Needed(needed))
      if (Status status = WriteComponent(*component); !status.ok()) return status;
    lines_.push_back({0, "the question", "", 0, nullptr});
    return WriteBody(query.rule, 1);
  }

  std::vector<PlanLine> Take() { return std::move(lines_); }

 private:
  Status WriteComponent(const Component& component) {
    std::string names;
    for (const ir::RelationId relation : component.relations)
      names += (names.empty() ? "" : ", ") + execution_.program.relations[relation].name;
    std::size_t facts = 0;
    for (const std::size_t rule : component.rules)
      facts += execution_.program.rules[rule].body.empty() ? 1 : 0;
    std::string how = Count(component.rules.size() - facts, "rule");
    if (facts > 0) how += ", " + Count(facts, "fact");
    const bool keeps_best =
        execution_.program.relations[component.relations.front()].best.has_value();
    if (component.recursive)
      how += keeps_best ? ", until nothing better comes" : ", until nothing new comes";
    lines_.push_back({0, names, how, 0, nullptr});
    for (const std::size_t number : component.rules) {
      const ir::Rule& rule = execution_.program.rules[number];
      if (rule.body.empty()) continue;
      lines_.push_back({1, "a rule of " + execution_.program.relations[rule.head].name, HowOf(rule),
                        0, nullptr});
      if (Status status = WriteBody(rule, 2); !status.ok()) return status;
    }
    return {};
  }

  std::string HowOf(const ir::Rule& rule) const {
    const auto& best = execution_.program.relations[rule.head].best;
    if (best) return best->is_least ? "keeps the least" : "keeps the greatest";
    return rule.has_aggregate() ? "aggregates" : "";
  }

  Status WriteBody(const ir::Rule& rule, std::uint32_t depth) {
    std::vector<bool> needed(rule.slot_count);
    for (const ir::HeadColumn& column : rule.columns)
      if (const auto* term = std::get_if<ir::Term>(&column); term && term->is_slot())
        needed[term->slot] = true;
    if (rule.has_aggregate()) needed.clear();
    const PlanRequest request{rule.body, rule.slot_count, {}, needed, {}, true, &rule.slot_names};
    const Result<Plan> plan = MakePlan(request, execution_);
    if (!plan.ok()) return plan.status();
    for (const PlanStep& step : *plan) {
      const ir::Literal& literal = rule.body[step.literal];
      lines_.push_back(
          {depth, WriteLiteral(literal, rule), HowOf(literal, step, rule), step.rows, &literal});
    }
    return {};
  }

  std::string WriteLiteral(const ir::Literal& literal, const ir::Rule& rule) {
    const auto name = [&](TermId term) { return WriteTerm(term, execution_); };
    return ir::ToString(literal, rule, execution_.program, name);
  }

  std::string HowOf(const ir::Literal& literal, const PlanStep& step, const ir::Rule& rule) const {
    if (const auto* atom = std::get_if<ir::Atom>(&literal.node)) {
      std::string how = HowOf(*atom, step.bound);
      if (!GapsOf(*atom, rule.body, execution_.snapshot).empty()) how += ", values in a range";
      return step.exists_only ? how + ", first match" : how;
    }
    if (std::holds_alternative<ir::Negation>(literal.node)) return "must find nothing";
    return std::holds_alternative<ir::Binding>(literal.node) ? "computed" : "test";
  }

  std::string HowOf(const ir::Atom& atom, ColumnMask bound) const {
    const bool by_words = atom.attribute == Builtin::kSentences && !atom.part.empty();
    if (by_words && !(bound & 1)) return "by the index of words";
    if (atom.attribute) return bound & 1 ? "looked up" : "all there are";
    if (atom.path) return HowOfPath(bound);
    std::string how;
    if (atom.stored) how = HowOfStored(*atom.stored, bound);
    const auto is_kept = [&](const ir::RelationPart& part) {
      return execution_.KeptOf(part.relation) != nullptr;
    };
    const auto kept = std::count_if(atom.relations.begin(), atom.relations.end(), is_kept);
    const auto add = [&](const char* what) {
      how += std::string(how.empty() ? "" : "; and ") + what + (bound ? "by index" : "all rows");
    };
    if (kept > 0) add("kept rows, ");
    if (kept < std::ssize(atom.relations)) add("rules, ");
    return how.empty() ? "named" : how;
  }

  static std::string HowOfPath(ColumnMask bound) {
    constexpr const char* kHow[] = {"a search from every start", "a search from the start",
                                    "a search from the end", "a search from both ends"};
    return kHow[bound & 3];
  }

  static std::string HowOfStored(const ir::StoredPart& part, ColumnMask bound) {
    bool subject = false, object = false, statement = false, predicate = !part.any_predicate;
    for (std::size_t i = 0; i < part.columns.size(); ++i) {
      if (!(bound >> i & 1)) continue;
      subject |= part.columns[i].kind == ir::ColumnKind::kSubject;
      object |= part.columns[i].kind == ir::ColumnKind::kObject;
      predicate |= part.columns[i].kind == ir::ColumnKind::kPredicate;
      statement |= part.columns[i].kind == ir::ColumnKind::kStatement;
    }
    if (statement) return "by statement";
    if (subject && object) return "by subject and object";
    if (subject) return "by subject";
    if (object) return "by object";
    return predicate ? "all of the predicate" : "all statements";
  }

  const Fixpoint& fixpoint_;
  Execution& execution_;
  std::vector<PlanLine> lines_;
};

}  // namespace

Result<std::vector<PlanLine>> DescribePlan(const ir::Query& query, const Fixpoint& fixpoint,
                                           Execution& execution) {
  PlanWriter writer(fixpoint, execution);
  if (Status status = writer.Write(query); !status.ok()) return status;
  return writer.Take();
}

void FillPlan(const std::vector<PlanLine>& lines, const Execution& execution, Answer& answer) {
  answer.is_plan = true;
  answer.columns = {"step", "how", "expected"};
  if (execution.profile) answer.columns.insert(answer.columns.end(), {"rows", "ms"});
  for (const PlanLine& line : lines) {
    std::vector<Value>& row = answer.rows.emplace_back();
    row.push_back(TextValue(std::string(std::size_t{line.depth} * 2, ' ') + line.what));
    row.push_back(TextValue(line.how));
    row.push_back(line.literal ? NumberValue(std::ceil(line.expected)) : TextValue(""));
    if (!execution.profile) continue;
    const auto found = execution.profile->find(line.literal);
    const bool ran = found != execution.profile->end();
    row.push_back(ran ? NumberValue(static_cast<double>(found->second.rows)) : TextValue(""));
    row.push_back(ran ? NumberValue(std::round(found->second.seconds * 1e5) / 100) : TextValue(""));
  }
  answer.row_count = answer.rows.size();
}

}  // namespace lode
