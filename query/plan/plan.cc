// Join order: dynamic programming over the sets of positive atoms, left-deep, since
// every join is a probe of the next atom; the state of a set is its cheapest order.
// Beyond ten atoms the cheapest next one is taken. Tests, bindings and negations are
// no choice: each runs as soon as its variables are there, of several the one that leaves out most
// for its cost. The order in which literals were written decides nothing.

#include "query/plan/plan.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <type_traits>

#include "query/plan/estimate.h"
#include "query/plan/literal_order.h"

namespace lode {

namespace {

constexpr std::size_t kMostForDynamicProgramming = 10;
constexpr std::size_t kMostLookedAhead = 64;  // atoms; beyond, tests are not weighed in advance

struct State {
  double cost = std::numeric_limits<double>::infinity();
  double rows = 1;
  std::size_t last = 0;  // atom
};

class Planner {
 public:
  Planner(const PlanRequest& request, Execution& execution)
      : request_(request),
        execution_(execution),
        estimator_(request.body, request.views, execution) {
    for (std::size_t i = 0; i < request.body.size(); ++i) {
      slots_.push_back(ir::SlotsOf(request.body[i]));
      if (std::holds_alternative<ir::Atom>(request.body[i].node))
        atoms_.push_back(i);
      else
        others_.push_back(i);
    }
    LiteralOrder order(request.body, request.slots, request.names);
    order.SortTests(others_);
    order.SortAtoms(atoms_);
    start_ = request.bound;
    start_.resize(request.slots);
    CountUses();
  }

  Result<Plan> Run() {
    std::vector<std::size_t> order(atoms_.size());  // with one atom there is no choice
    if (atoms_.size() > 1)
      order = atoms_.size() <= kMostForDynamicProgramming ? BestOrder() : GreedyOrder();
    if (execution_.budget.stopped()) return execution_.budget.status();
    return Assemble(order);
  }

 private:
  using Bound = std::vector<bool>;

  // Slots of a negation that only it uses are free inside it.
  void CountUses() {
    uses_.assign(request_.slots, 0);
    for (const auto& slots : slots_)
      for (const ir::Slot slot : slots) ++uses_[slot];
    for (std::size_t slot = 0; slot < request_.needed.size(); ++slot)
      if (request_.needed[slot]) ++uses_[slot];
  }

  bool IsReady(std::size_t literal, const Bound& bound) const {
    const auto* binding = std::get_if<ir::Binding>(&request_.body[literal].node);
    const bool negation = std::holds_alternative<ir::Negation>(request_.body[literal].node);
    return std::all_of(slots_[literal].begin(), slots_[literal].end(), [&](ir::Slot slot) {
      if (bound[slot] || (binding && binding->slot == slot)) return true;
      return negation && uses_[slot] == 1;
    });
  }

  void Bind(std::size_t literal, Bound& bound) const {
    if (const auto* binding = std::get_if<ir::Binding>(&request_.body[literal].node))
      bound[binding->slot] = true;
    if (std::holds_alternative<ir::Atom>(request_.body[literal].node))
      for (const ir::Slot slot : slots_[literal]) bound[slot] = true;
  }

  // Runs what has become ready; returns the share of rows that pass.
  double Settle(Bound& bound, std::vector<bool>& done, std::vector<std::size_t>* order) const {
    double share = 1;
    for (bool again = true; again;) {
      again = false;
      for (const std::size_t literal : others_) {
        if (done[literal] || !IsReady(literal, bound)) continue;
        done[literal] = again = true;
        Bind(literal, bound);
        share *= Selectivity(request_.body[literal]);
        if (order) order->push_back(literal);
      }
    }
    return share;
  }

  ColumnMask BoundColumns(std::size_t literal, const Bound& bound) const {
    const auto& atom = std::get<ir::Atom>(request_.body[literal].node);
    ColumnMask mask = 0;
    for (std::size_t i = 0; i < atom.terms.size(); ++i)
      if (!atom.terms[i].is_slot() || bound[atom.terms[i].slot]) mask |= ColumnMask{1} << i;
    return mask;
  }

  // What it costs to join one more atom to `from`.
  State Extend(const State& from, std::size_t atom, Bound bound, std::vector<bool> done) const {
    const AtomEstimate estimate =
        estimator_.EstimateAtom(atoms_[atom], BoundColumns(atoms_[atom], bound));
    State state = Join(from, estimate, atom);
    Bind(atoms_[atom], bound);
    state.rows *= Settle(bound, done, nullptr);
    return state;
  }

  static State Join(const State& from, const AtomEstimate& estimate, std::size_t atom) {
    State state;
    state.last = atom;
    double probes = from.rows * estimate.probe_cost;
    if (estimate.build_cost > 0) probes = std::min(probes, estimate.build_cost + 2 * from.rows);
    state.rows = from.rows * estimate.rows;
    state.cost = from.cost + probes + state.rows;
    return state;
  }

  std::vector<std::size_t> BestOrder() const {
    const std::size_t sets = std::size_t{1} << atoms_.size();
    std::vector<State> best(sets);
    best[0].cost = 0;
    for (std::size_t set = 0; set + 1 < sets; ++set) {
      Bound bound = start_;
      std::vector<bool> done(request_.body.size());
      for (std::size_t i = 0; i < atoms_.size(); ++i)
        if (set >> i & 1) Bind(atoms_[i], bound);
      Settle(bound, done, nullptr);
      if (!execution_.budget.Ok()) return {};
      for (std::size_t atom = 0; atom < atoms_.size(); ++atom) {
        if (set >> atom & 1) continue;
        const State state = Extend(best[set], atom, bound, done);
        State& known = best[set | std::size_t{1} << atom];
        if (state.cost < known.cost) known = state;
      }
    }
    std::vector<std::size_t> order;
    for (std::size_t set = sets - 1; set != 0; set &= ~(std::size_t{1} << best[set].last))
      order.push_back(best[set].last);
    std::reverse(order.begin(), order.end());
    return order;
  }

  std::vector<std::size_t> GreedyOrder() const {
    Bound bound = start_;
    std::vector<bool> done(request_.body.size()), used(atoms_.size());
    Settle(bound, done, nullptr);
    State state;
    state.cost = 0;
    std::vector<std::size_t> order;
    // Estimates hold while the same columns are bound.
    std::vector<std::pair<ColumnMask, AtomEstimate>> known(atoms_.size());
    const bool looks_ahead = atoms_.size() <= kMostLookedAhead;
    while (order.size() < atoms_.size()) {
      State best;
      if (!execution_.budget.Ok()) return {};
      for (std::size_t atom = 0; atom < atoms_.size(); ++atom) {
        if (used[atom]) continue;
        const State next = looks_ahead ? Extend(state, atom, bound, done)
                                       : Join(state, EstimateOnce(atom, bound, known[atom]), atom);
        if (next.cost < best.cost || (best.cost == next.cost && next.rows < best.rows)) best = next;
      }
      used[best.last] = true;
      order.push_back(best.last);
      Bind(atoms_[best.last], bound);
      const double share = Settle(bound, done, nullptr);
      state = best;
      if (!looks_ahead) state.rows *= share;
    }
    return order;
  }

  const AtomEstimate& EstimateOnce(std::size_t atom, const Bound& bound,
                                   std::pair<ColumnMask, AtomEstimate>& known) const {
    const ColumnMask mask = BoundColumns(atoms_[atom], bound);
    if (known.first != mask || known.second.probe_cost == 0)
      known = {mask, estimator_.EstimateAtom(atoms_[atom], mask)};
    return known.second;
  }

  Result<Plan> Assemble(const std::vector<std::size_t>& atom_order) const {
    Bound bound = start_;
    std::vector<bool> done(request_.body.size());
    std::vector<std::size_t> order;
    Settle(bound, done, &order);
    for (const std::size_t atom : atom_order) {
      order.push_back(atoms_[atom]);
      Bind(atoms_[atom], bound);
      Settle(bound, done, &order);
    }
    if (order.size() != request_.body.size())
      return Status(Code::kInternal,
                    "a variable of a rule or query is never bound: please report it");
    return Steps(order);
  }

  Result<Plan> Steps(const std::vector<std::size_t>& order) const {
    Plan plan;
    Bound bound = start_;
    double rows = 1;
    const bool wants_rows = request_.wants_rows || CountsForNegation();
    for (std::size_t at = 0; at < order.size(); ++at) {
      if (!execution_.budget.Ok()) return execution_.budget.status();
      const std::size_t literal = order[at];
      PlanStep step;
      step.literal = literal;
      const double rows_before = rows;
      if (!request_.views.empty()) step.view = request_.views[literal];
      if (std::holds_alternative<ir::Atom>(request_.body[literal].node)) {
        step.bound = BoundColumns(literal, bound);
        step.exists_only = BindsNothingNeeded(order, at, bound);
        if (at == 0) step.probes = request_.probes;
        if (wants_rows) rows *= estimator_.EstimateAtom(literal, step.bound).rows;
      } else {
        rows *= Selectivity(request_.body[literal]);
      }
      if (const auto* negation = std::get_if<ir::Negation>(&request_.body[literal].node)) {
        Result<Plan> inner = InnerPlan(*negation, bound, wants_rows ? rows_before : 0);
        if (!inner.ok()) return inner;
        step.inner = *std::move(inner);
      }
      step.rows = rows;
      Bind(literal, bound);
      plan.push_back(std::move(step));
    }
    return plan;
  }

  // Whether it is known for nothing how many rows a negation is asked for: those of joins were
  // estimated for their order, a scan's are. Else distinct values would be counted for this alone.
  bool CountsForNegation() const {
    const auto has = [&]<typename Kind>(std::type_identity<Kind>) {
      return std::any_of(others_.begin(), others_.end(), [&](std::size_t literal) {
        return std::holds_alternative<Kind>(request_.body[literal].node);
      });
    };
    return request_.bound.empty() && has(std::type_identity<ir::Negation>()) &&
           (atoms_.size() > 1 || !has(std::type_identity<ir::Binding>()));
  }

  Result<Plan> InnerPlan(const ir::Negation& negation, const Bound& bound, double probes) const {
    const PlanRequest inner{
        negation.body,       request_.slots, bound, std::vector<bool>(request_.slots), {},
        request_.wants_rows, request_.names, probes};
    return MakePlan(inner, execution_);
  }

  bool BindsNothingNeeded(const std::vector<std::size_t>& order, std::size_t at,
                          const Bound& bound) const {
    return std::all_of(slots_[order[at]].begin(), slots_[order[at]].end(), [&](ir::Slot slot) {
      if (bound[slot]) return true;
      if (request_.needed.empty() || request_.needed[slot]) return false;
      return std::none_of(order.begin() + static_cast<std::ptrdiff_t>(at) + 1, order.end(),
                          [&](std::size_t later) {
                            const auto& slots = slots_[later];
                            return std::find(slots.begin(), slots.end(), slot) != slots.end();
                          });
    });
  }

  const PlanRequest& request_;
  Execution& execution_;
  Estimator estimator_;
  std::vector<std::vector<ir::Slot>> slots_;  // by literal
  std::vector<std::size_t> atoms_, others_;   // literals
  std::vector<std::size_t> uses_;             // by slot: literals that hold it
  Bound start_;
};

}  // namespace

Result<Plan> MakePlan(const PlanRequest& request, Execution& execution) {
  if (request.body.size() > kMostLiterals)
    return Status(Code::kLimit, "a body has " + std::to_string(request.body.size()) +
                                    " literals, the limit `literals` is " +
                                    std::to_string(kMostLiterals) + ": make rules of parts of it");
  return Planner(request, execution).Run();
}

}  // namespace lode
