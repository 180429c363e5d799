// Computes the relations that rules define, stratum by stratum, to the fixpoint.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "query/rows/execution.h"
#include "query/run/best_rows.h"
#include "query/run/join.h"

namespace lode {

// The strongly connected parts of the rules: relations that need each other.
struct Component {
  std::vector<ir::RelationId> relations;
  std::vector<std::size_t> rules;  // of the program
  bool recursive = false;
};

// Components in an order in which each needs only earlier ones, of the relations from
// `first` on; those before are taken as finished. kInvalidInput when a relation needs its
// own negation, aggregate or path.
Result<std::vector<Component>> OrderComponents(const ir::Program& program,
                                               ir::RelationId first = 0);

// The same of a whole program, whether or not it has an order of evaluation.
std::vector<Component> FindComponents(const ir::Program& program);

// Runs one body into a sink: plans it, builds the pipeline, drives it. False when the
// sink or the budget stopped it.
bool RunBody(const PlanRequest& request, Step& sink, Execution& execution,
             const TermId* seed = nullptr);

// Runs a rule or query into `result`. `views` as in PlanRequest. REQUIRES: no views
// for a rule with aggregates.
bool RunRule(const ir::Rule& rule, const std::vector<AtomView>& views, Step& sink,
             Execution& execution);
// The two halves of RunRule for a query that is asked again.
Result<Plan> PlanRule(const ir::Rule& rule, Execution& execution);
bool RunPlanned(const ir::Rule& rule, const Plan& plan, InsertSink& sink, Execution& execution);
bool RunAggregateRule(const ir::Rule& rule, Relation& result, Execution& execution);

// Threads: one at a time.
class Fixpoint {
 public:
  Fixpoint(Execution& execution, std::vector<Component> components);
  // Of relations that were added to the program, after all others.
  void Add(std::vector<Component> components);

  // Back to the first so many relations, none of them computed. Those of the program and of
  // the execution are there still.
  void Reset(std::size_t relations);

  // The components that these relations need, in the order in which they are computed.
  std::vector<const Component*> Needed(const std::vector<ir::RelationId>& relations) const;
  // Computes what these relations need and is not computed yet. False when the
  // budget stopped; what was half computed is dropped.
  bool Compute(const std::vector<ir::RelationId>& relations);

  bool IsComputed(ir::RelationId relation) const { return computed_[component_of_[relation]]; }

  // In which round of its component a row came: all that it was drawn from inside
  // the component came in earlier rounds.
  std::uint32_t RoundOf(ir::RelationId relation, std::uint32_t row) const;
  // How many rows the relation had before that round.
  std::uint32_t RowsBefore(ir::RelationId relation, std::uint32_t round) const;
  const Component& ComponentOf(ir::RelationId relation) const {
    return components_[component_of_[relation]];
  }
  bool SameComponent(ir::RelationId a, ir::RelationId b) const {
    return component_of_[a] == component_of_[b];
  }

 private:
  std::vector<bool> Wanted(const std::vector<ir::RelationId>& relations) const;
  bool ComputeComponent(std::size_t component);
  void StartBests(const Component& component);
  bool RunOnce(const Component& component);
  bool RunViewed(std::size_t rule, const std::vector<AtomView>& views);
  bool RunDeltas(const Component& component);
  std::vector<AtomView> ViewsFor(const ir::Rule& rule, std::size_t component,
                                 std::size_t delta) const;
  bool IsInside(const ir::Atom& atom, std::size_t component) const;
  bool CanGrow(const ir::Rule& rule) const;
  void EndRound(const Component& component);
  void Drop(const Component& component);

  Execution& execution_;
  std::vector<Component> components_;
  std::vector<std::size_t> component_of_;               // by relation
  std::vector<bool> computed_;                          // by component
  std::vector<std::vector<std::uint32_t>> round_ends_;  // by relation: size after each round
  // Of the component that is being computed.
  std::map<ir::RelationId, std::unique_ptr<BestRows>> bests_;
  std::map<std::size_t, std::unique_ptr<GrowingCount>> counts_;  // by rule
};

}  // namespace lode
