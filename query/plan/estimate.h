// How many rows an atom gives, and what asking it costs.
#pragma once

#include <vector>

#include "query/plan/plan.h"
#include "query/rows/execution.h"

namespace lode {

// For one row that comes in. Costs are in units of one row handled.
struct AtomEstimate {
  double rows = 1;
  double probe_cost = 1;
  double build_cost = 0;  // once, when probed often
};

// Estimates of one body. Looks each statistic up when it is first asked for. Not thread-safe.
class Estimator {
 public:
  Estimator(const std::vector<ir::Literal>& body, const std::vector<AtomView>& views,
            Execution& execution);
  // `bound`: columns that are known.
  AtomEstimate EstimateAtom(std::size_t literal, ColumnMask bound) const;

 private:
  struct AtomStatistics {
    bool is_known = false;
    double stored_rows = 0;
    double subjects = 1, objects = 1;  // distinct ones, when counted
    bool is_counted = false;
    double owners = 1;  // of an attribute
  };
  void LookUp(const ir::Atom& atom, AtomStatistics& statistics) const;
  void CountDistincts(const ir::StoredPart& part, AtomStatistics& statistics) const;
  AtomEstimate OfStored(const ir::Atom& atom, AtomStatistics& statistics, ColumnMask bound) const;
  double OfRelation(const ir::RelationPart& part, const RowWindow& window, std::size_t columns,
                    ColumnMask bound) const;

  static double OfKept(const KeptRead& kept, std::size_t columns, ColumnMask bound);

  const std::vector<ir::Literal>& body_;
  const std::vector<AtomView>& views_;
  Execution& execution_;
  mutable std::vector<AtomStatistics> statistics_;  // by literal
};

// The share of rows that pass a test or comparison.
double Selectivity(const ir::Literal& literal);

}  // namespace lode
