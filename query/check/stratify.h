// Orders rules so that what a rule negates or aggregates is finished before it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lode/query.h"
#include "query/syntax/ast.h"

namespace lode {

class Snapshot;

struct Stratum {
  std::vector<std::string> predicates;  // defined in this stratum
  std::vector<std::shared_ptr<const ast::Rule>> rules;
  bool recursive = false;
};

struct Stratification {
  std::vector<Stratum> strata;     // in order of evaluation
  std::vector<Diagnostic> errors;  // a cycle through `not` or an aggregate, printed
};

// With a snapshot, what is asked of a predicate depends on the rules of its children
// too, and `any` and `triple` on every rule that adds to a stored predicate. Atoms
// with `@`, a speaker, a prefix or qualifiers see stored statements only and depend
// on no rule. Errors carry no source line. Cost: linear in rules and dependencies,
// for each erroneous cycle once more.
Stratification Stratify(const std::vector<std::shared_ptr<const ast::Rule>>& rules,
                        const Snapshot* snapshot = nullptr);

// Whether the atom sees rules at all: it has no `@`, speaker, prefix or qualifier.
bool SeesRules(const ast::Atom& atom);

}  // namespace lode
