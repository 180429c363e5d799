// A body fails at one literal of its plan: the prefix before it has a row, the prefix with it
// has none. Each prefix is run for one row, so the cost is that of the body, once for each of
// its literals.

#include "query/run/why_not.h"

#include <algorithm>
#include <bit>

#include "query/run/instances.h"
#include "query/run/proof_text.h"

namespace lode {

namespace {

constexpr std::uint32_t kMostDepth = 4;  // rules looked into, one below the other
constexpr std::size_t kMostNear = 3;     // facts shown of one kind
constexpr std::size_t kMostRules = 5;    // of one predicate

// Keeps the first row.
class FirstRow : public Step {
 public:
  explicit FirstRow(std::size_t slots) : layout_{slots} {}
  bool Push(const Batch& batch) override {
    for (std::size_t i = 0; i < batch.rows() && !row_; ++i)
      if (!batch.row(i)[layout_.fault()]) row_.emplace(batch.row(i), batch.row(i) + layout_.slots);
    return !row_;
  }
  bool Flush() override { return true; }
  const std::optional<std::vector<TermId>>& row() const { return row_; }

 private:
  RowLayout layout_;
  std::optional<std::vector<TermId>> row_;
};

// Binds a head to what is known of a row; false where they cannot agree.
bool BindHead(const ir::Rule& rule, const std::vector<TermId>& known, std::vector<TermId>& seed,
              std::vector<bool>& bound) {
  for (std::size_t i = 0; i < rule.columns.size() && i < known.size(); ++i) {
    const auto* term = std::get_if<ir::Term>(&rule.columns[i]);
    if (!term || !known[i]) continue;
    if (!term->is_slot()) {
      if (term->constant != known[i]) return false;
    } else if (bound[term->slot] && seed[term->slot] != known[i]) {
      return false;
    } else {
      seed[term->slot] = known[i];
      bound[term->slot] = true;
    }
  }
  for (const ir::Literal& literal : rule.body)  // computed by the body itself
    if (const auto* binding = std::get_if<ir::Binding>(&literal.node))
      bound[binding->slot] = false, seed[binding->slot] = {};
  return true;
}

}  // namespace

std::optional<WhyNot::Failure> WhyNot::FirstFailure(const std::vector<ir::Literal>& body,
                                                    std::size_t slots, const Row& seed,
                                                    const std::vector<bool>& bound) {
  const PlanRequest request{body, slots, bound, {}, {}, false};
  const Result<Plan> plan = MakePlan(request, execution_);
  if (!plan.ok()) return std::nullopt;
  Row last = seed;
  for (std::size_t length = 1; length <= plan->size(); ++length) {
    if (!execution_.budget.Ok()) return std::nullopt;
    FirstRow first(slots);
    const Plan prefix(plan->begin(), plan->begin() + static_cast<std::ptrdiff_t>(length));
    JoinPipeline(body, slots, prefix, first, execution_).Run(seed.data());
    if (!first.row()) return Failure{(*plan)[length - 1].literal, last};
    last = *first.row();
  }
  return std::nullopt;
}

// Statements that agree with the key, whatever their polarity, modality and end.
bool WhyNot::AddNear(const ir::Atom& atom, std::vector<TermId> key, const std::string& what,
                     Proof& proof) {
  const std::vector<TermId> found = StatementsBehind(atom, key.data(), kMostNear, execution_);
  if (found.empty()) return false;
  Proof near;
  near.atom = what;
  for (const TermId statement : found)
    if (Result<Statement> whole = execution_.snapshot.Materialize(statement); whole.ok())
      near.statements.push_back(*std::move(whole));
  proof.children.push_back(std::move(near));
  return true;
}

void WhyNot::AddNearFacts(const ir::Atom& atom, const std::vector<TermId>& terms, Proof& proof) {
  if (terms.size() < 2 || atom.stored->columns[0].kind != ir::ColumnKind::kSubject) return;
  ir::Atom wide = atom;
  ir::StoredPart& stored = *wide.stored;
  stored.columns = {{ir::ColumnKind::kSubject, ""}, {ir::ColumnKind::kObject, ""}};
  stored.polarity = std::nullopt, stored.modality = std::nullopt, stored.ended = std::nullopt;
  wide.terms.resize(2);
  const TermId subject = terms[0], object = terms[1];
  const bool both = subject && object;
  if ((subject || object) && AddNear(wide, {subject, object},
                                     both ? "stated, but not as asked" : "stated otherwise", proof))
    return;
  if (both && AddNear(wide, {object, subject}, "stated the other way round", proof)) return;
  if (both) {
    ir::Atom any = wide;
    any.stored->any_predicate = true;
    any.stored->predicates.clear();
    const bool joined = AddNear(any, {subject, object}, "what joins the two", proof);
    if (AddNear(any, {object, subject}, "what joins the two", proof) || joined) return;
  }
  if (both && subject &&
      AddNear(wide, {subject, {}}, "of " + WriteTerm(subject, execution_), proof))
    return;
  if (both && object) AddNear(wide, {{}, object}, "of " + WriteTerm(object, execution_), proof);
}

bool WhyNot::AddBetter(const ir::Atom& atom, const ir::RelationPart& part,
                       std::vector<TermId> terms, Proof& proof) {
  const ir::RelationInfo& info = execution_.program.relations[part.relation];
  if (!info.so_far || terms.size() != info.arity) return false;
  const std::size_t best = execution_.program.relations[*info.so_far].best->column;
  ColumnMask group = 0;
  for (std::size_t i = 0; i < terms.size(); ++i)
    if (i != best && terms[i]) group |= ColumnMask{1} << i;
  Relation& relation = *execution_.relations[part.relation];
  if (group == 0 || std::popcount(group) + 1 < static_cast<int>(terms.size())) return false;
  const std::uint32_t row = relation.First(group, terms.data());
  if (row == Relation::kNoRow) return false;
  terms[best] = relation.row(row)[best];
  proof.children.emplace_back().atom = "its best is " + WriteAtom(atom, terms.data(), execution_);
  return true;
}

void WhyNot::OfAtom(const ir::Atom& atom, const Row& row, std::uint32_t depth, Proof& proof) {
  const std::vector<TermId> terms = TermsOf(atom, row);
  if (atom.stored) AddNearFacts(atom, terms, proof);
  if (depth >= kMostDepth) return;
  std::size_t shown = 0;
  for (const ir::RelationPart& part : atom.relations) {
    const ir::RelationId relation =
        execution_.program.relations[part.relation].so_far.value_or(part.relation);
    if (AddBetter(atom, part, terms, proof)) continue;
    std::vector<TermId> known(terms.begin(), terms.end());
    if (part.swapped && known.size() > 1) std::swap(known[0], known[1]);
    for (const std::size_t number : fixpoint_.ComponentOf(relation).rules) {
      const ir::Rule& rule = execution_.program.rules[number];
      if (rule.head != relation || rule.body.empty() || rule.has_aggregate()) continue;
      Row seed(rule.slot_count);
      std::vector<bool> bound(rule.slot_count);
      if (!BindHead(rule, known, seed, bound) || ++shown > kMostRules) continue;
      Proof of_rule = OfBody(rule.body, rule, seed, bound, depth + 1);
      of_rule.rule = rule.source->text;
      of_rule.rule_origin = rule.source->origin + ":" + std::to_string(rule.source->place.line);
      proof.children.push_back(std::move(of_rule));
    }
  }
}

Proof WhyNot::OfBody(const std::vector<ir::Literal>& body, const ir::Rule& rule, const Row& seed,
                     const std::vector<bool>& bound, std::uint32_t depth) {
  Proof proof;
  const std::optional<Failure> failure = FirstFailure(body, rule.slot_count, seed, bound);
  if (!failure) {
    proof.atom = "holds for other values only";
    return proof;
  }
  const ir::Literal& literal = body[failure->literal];
  const auto* atom = std::get_if<ir::Atom>(&literal.node);
  if (atom && atom->source && !atom->attribute && !atom->path) {
    proof.atom = "no " + WriteAtom(*atom, TermsOf(*atom, failure->row).data(), execution_);
    OfAtom(*atom, failure->row, depth, proof);
    return proof;
  }
  const auto name = [&](TermId term) { return WriteTerm(term, execution_); };
  proof.atom = "fails: " + ir::ToString(literal, rule, execution_.program, name);
  for (const ir::Slot slot : ir::SlotsOf(literal))
    if (failure->row[slot] && !rule.slot_names[slot].empty())
      proof.atom +=
          ", where " + rule.slot_names[slot] + " is " + WriteTerm(failure->row[slot], execution_);
  return proof;
}

Result<Proof> WhyNot::Explain(const ir::Query& query, const std::string& text) {
  const ir::Rule& rule = query.rule;
  Row seed(rule.slot_count);
  std::vector<bool> bound(rule.slot_count);
  // A name of several meanings is taken in its first.
  for (const ir::Literal& literal : rule.body)
    if (const auto* atom = std::get_if<ir::Atom>(&literal.node);
        atom && !atom->inline_terms.empty()) {
      seed[atom->terms[0].slot] = atom->inline_terms.front();
      bound[atom->terms[0].slot] = true;
    }
  Proof proof = OfBody(rule.body, rule, seed, bound, 0);
  if (execution_.budget.stopped()) return execution_.budget.status();
  if (proof.children.empty() && proof.atom.empty()) proof.atom = text;
  return proof;
}

}  // namespace lode
