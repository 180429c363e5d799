// What a row of an answer rests on.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "lode/lode.h"

namespace lode::views {

// The conditions of a question under a name of their own, whose head has those columns that they
// bind: `why` of it, with a row's values. Threads: one.
class RowQuestion {
 public:
  // `rules`: text that the question was asked with. `options` limit each of what is asked here.
  RowQuestion(Store store, const std::string& rules, const Answer& answer, QueryOptions options);

  // Empty where the row cannot be asked about. Cost: a `why`.
  std::vector<Proof> Ask(const std::vector<Value>& row);

 private:
  QueryOptions options_;
  QuerySession session_;
  std::vector<std::size_t> places_;
  std::string why_;
};

// The statements at the leaves, each once.
std::vector<Statement> StatementsOf(const std::vector<Proof>& proofs);

// A question's conditions, without what asks for rows of it: "p(X), q(X, Y)" of
// "?- p(X), q(X, Y) select X limit 3?". Empty where it is no plain question (`why`, a rule).
std::string ConditionsOf(const std::string& question);

}  // namespace lode::views
