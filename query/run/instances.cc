// The head's columns are bound to the row and the body is joined as in a query. The hard
// bit is what bindings calculate: it cannot be given, only compared when it is there, so
// the search goes on until enough rows have agreed, and not until enough have come.

#include "query/run/instances.h"

namespace lode {

namespace {

// Binds the plain columns of a head to a row. False when they cannot agree.
bool Unify(const ir::Rule& rule, const TermId* tuple, std::vector<TermId>& seed,
           std::vector<bool>& bound) {
  for (std::size_t i = 0; i < rule.columns.size(); ++i) {
    const auto* term = std::get_if<ir::Term>(&rule.columns[i]);
    if (!term) continue;
    if (!term->is_slot()) {
      if (term->constant != tuple[i]) return false;
    } else if (bound[term->slot]) {
      if (seed[term->slot] != tuple[i]) return false;
    } else {
      seed[term->slot] = tuple[i];
      bound[term->slot] = true;
    }
  }
  return true;
}

// Slots that bindings calculate cannot be seeded: the body computes them, and what it
// computes is compared afterwards.
void UnbindCalculated(const ir::Rule& rule, std::vector<bool>& bound) {
  for (const ir::Literal& literal : rule.body)
    if (const auto* binding = std::get_if<ir::Binding>(&literal.node)) bound[binding->slot] = false;
}

bool AgreesWithHead(const ir::Rule& rule, const TermId* row, const TermId* tuple) {
  for (std::size_t i = 0; i < rule.columns.size(); ++i) {
    const auto* term = std::get_if<ir::Term>(&rule.columns[i]);
    if (term && term->is_slot() && row[term->slot] != tuple[i]) return false;
  }
  return true;
}

// The first rows of a body that draw `tuple`. What a binding calculates is known only
// here, so rows that draw another tuple are passed over and do not count.
class CollectSink : public Step {
 public:
  CollectSink(const ir::Rule& rule, const TermId* tuple, std::size_t limit, Budget& budget)
      : rule_(rule), tuple_(tuple), limit_(limit), budget_(budget) {}
  ~CollectSink() override { budget_.GiveBack(bytes_); }
  bool Push(const Batch& batch) override {
    const RowLayout layout{rule_.slot_count};
    for (std::size_t i = 0; i < batch.rows() && rows_.size() < limit_; ++i) {
      const TermId* row = batch.row(i);
      if (row[layout.fault()] || !AgreesWithHead(rule_, row, tuple_)) continue;
      rows_.emplace_back(row, row + rule_.slot_count);
      bytes_ += rule_.slot_count * sizeof(TermId);
      if (!budget_.Take(rule_.slot_count * sizeof(TermId))) return false;
    }
    return rows_.size() < limit_ && budget_.Ok();
  }
  bool Flush() override { return true; }
  std::vector<std::vector<TermId>> Take() { return std::move(rows_); }

 private:
  const ir::Rule& rule_;
  const TermId* tuple_;
  std::size_t limit_;
  Budget& budget_;
  std::uint64_t bytes_ = 0;
  std::vector<std::vector<TermId>> rows_;
};

}  // namespace

std::vector<std::vector<TermId>> InstancesOf(const ir::Rule& rule, const TermId* tuple,
                                             const std::vector<AtomView>& views, std::size_t limit,
                                             Execution& execution) {
  std::vector<TermId> seed(rule.slot_count);
  std::vector<bool> bound(rule.slot_count);
  if (!Unify(rule, tuple, seed, bound)) return {};
  UnbindCalculated(rule, bound);
  for (std::size_t slot = 0; slot < bound.size(); ++slot)
    if (!bound[slot]) seed[slot] = {};
  CollectSink sink(rule, tuple, limit, execution.budget);
  const PlanRequest request{rule.body, rule.slot_count, bound, {}, views, false, &rule.slot_names};
  RunBody(request, sink, execution, seed.data());
  return sink.Take();
}

std::vector<TermId> TermsOf(const ir::Atom& atom, const std::vector<TermId>& row) {
  std::vector<TermId> terms;
  for (const ir::Term& term : atom.terms)
    terms.push_back(term.is_slot() ? row[term.slot] : term.constant);
  return terms;
}

}  // namespace lode
