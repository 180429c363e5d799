// Orders rules so that what a rule negates or aggregates is finished before it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lode/query.h"
#include "query/ast.h"

namespace lode {

struct Stratum {
  std::vector<std::string> predicates;               // defined in this stratum
  std::vector<std::shared_ptr<const ast::Rule>> rules;
  bool recursive = false;
};

struct Stratification {
  std::vector<Stratum> strata;        // in order of evaluation
  std::vector<Diagnostic> errors;     // a cycle through `not` or an aggregate, printed
};

Stratification Stratify(const std::vector<std::shared_ptr<const ast::Rule>>& rules);

}  // namespace lode
