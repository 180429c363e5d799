// One state of a store with the rules that are kept up to date in it, ready to be run.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "query/kept/definition.h"
#include "query/run/fixpoint.h"
#include "storage/snapshot/stored_snapshot.h"

namespace lode {

// Threads: one. Stays where it is made.
class KeptWorld {
  std::shared_ptr<const KvView> view_;
  std::shared_ptr<NameTables> names_;
  std::shared_ptr<StoredSnapshot> snapshot_;

 public:
  // `rules`: all that the store keeps, in order; `heads`: of those of groups that are kept. They
  // and all that they read are kept. `budget` of the options: time from now on.
  // Errors: the rules cannot be lowered, or have no order of evaluation.
  static Result<std::unique_ptr<KeptWorld>> Make(
      std::shared_ptr<const KvView> view, std::shared_ptr<const Schema> schema,
      const std::vector<std::shared_ptr<const ast::Rule>>& rules,
      const std::vector<std::pair<std::string, std::uint32_t>>& heads, const QueryOptions& options,
      const NameTables::Distincts& distincts);

  const StoredSnapshot& snapshot() const { return *snapshot_; }
  const std::shared_ptr<const KvView>& view() const { return view_; }
  Status status() const;  // of the budget, and of all that was read
  NameTables::Distincts distincts() const { return names_->distincts(); }

  // A relation that has its place in the store, by its name; none is one that only others need.
  struct Part {
    ir::RelationId id = 0;
    std::vector<std::size_t> rules;  // of the program, in their order
    std::string definition;
  };
  const std::map<std::pair<std::string, std::uint32_t>, Part>& parts() const { return parts_; }
  const Part* PartOf(ir::RelationId relation) const;
  const std::vector<Component>& components() const { return components_; }
  // These rules of a component, and those of relations without a place that they need.
  std::vector<std::size_t> RulesBehind(std::vector<std::size_t> rules) const;

  ir::Program program;
  Budget budget;
  TermTable terms;
  Evaluator evaluator;
  std::vector<std::unique_ptr<Relation>> relations;
  std::map<std::string, StoredRead> stored_reads;
  Execution execution;
  std::unique_ptr<Fixpoint> fixpoint;

  // Runs a body with one more relation in it, of `tuples` standing one after the other: in the
  // place of a literal, or beside all. What `needed` says is bound at the end goes to the sink.
  // The status of the budget.
  struct Variant {
    const ir::Rule* rule = nullptr;
    std::size_t replaced = kBeside;  // literal
    std::vector<ir::Term> terms;     // of the relation
    const std::vector<TermId>* tuples = nullptr;
  };
  static constexpr std::size_t kBeside = ~std::size_t{0};
  Status Run(const Variant& variant, const std::vector<ir::Term>& wanted, Relation& result);
  Status Run(const ir::Rule& rule, const std::vector<ir::Term>& wanted, Relation& result);

 private:
  KeptWorld(std::shared_ptr<const KvView> view, std::shared_ptr<const Schema> schema,
            const QueryOptions& options, const NameTables::Distincts& distincts);
  Status Lower(const std::vector<std::shared_ptr<const ast::Rule>>& rules,
               const std::vector<std::pair<std::string, std::uint32_t>>& heads,
               const QueryOptions& options);
  Status RunBodyInto(const std::vector<ir::Literal>& body, const ir::Rule& rule,
                     const std::vector<ir::Term>& wanted, Relation& result);

  std::map<std::pair<std::string, std::uint32_t>, Part> parts_;
  std::vector<Component> components_;
  ir::RelationId changing_ = 0;  // the relation of a variant
};

}  // namespace lode
