// Values of expressions, and whether a row passes a test.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>

#include "lode/status.h"
#include "query/program/ir.h"
#include "query/program/term_table.h"

namespace re2 {
class RE2;
}

namespace lode {

// Evaluates expressions over rows of slots. Results live until the next call of a
// member that evaluates. Threads: one at a time.
class Evaluator {
 public:
  explicit Evaluator(TermTable& terms);
  ~Evaluator();

  // kInvalidInput is an error of types: the row has no answer.
  Result<const Value*> Evaluate(const ir::Expr& expr, const TermId* row);
  Result<bool> Passes(const ir::Comparison& comparison, const TermId* row);
  Result<bool> Passes(const ir::Test& test, const TermId* row);
  // The value as a term.
  Result<TermId> TermOf(const ir::Expr& expr, const TermId* row);

  TermTable& terms() { return terms_; }

 private:
  Result<const Value*> Run(const ir::Expr& expr, const TermId* row);
  Result<const Value*> Call(const ir::FunctionCall& call, const TermId* row);
  Result<bool> Matches(const std::string& text, const std::string& pattern);
  const Value* Keep(Value value);

  TermTable& terms_;
  std::deque<Value> scratch_;
  std::map<std::string, std::unique_ptr<re2::RE2>> patterns_;
};

}  // namespace lode
