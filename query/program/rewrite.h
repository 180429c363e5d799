// Lowers checked trees to the ir: names to terms, predicates to what they stand for,
// sugar to plain literals.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "lode/query.h"
#include "lode/status.h"
#include "query/program/ir.h"
#include "query/program/term_table.h"
#include "query/syntax/ast.h"

namespace lode {

using RelationNames = std::map<std::pair<std::string, std::size_t>, ir::RelationId>;

// What lowering reads. References outlive the call.
struct LoweringContext {
  TermTable& terms;
  const std::map<std::string, Value>& parameters;
  const ir::Program& program;
  const RelationNames& relations;
  // By relation: the path that it is, or null. None are given where rules must be seen.
  std::span<const std::shared_ptr<const ir::PathPart>> closures = {};
};

// Numbers the relations that the rules define and lowers every rule.
// REQUIRES: the rules passed check. The trees must outlive the program.
Result<ir::Program> LowerRules(const std::vector<std::shared_ptr<const ast::Rule>>& rules,
                               TermTable& terms, const std::map<std::string, Value>& parameters,
                               RelationNames& relations);

// REQUIRES: the query passed check; it outlives the result.
Result<ir::Query> LowerQuery(const ast::Query& query, const LoweringContext& context);

// A term of a lowered query that is the value of a parameter.
struct ParameterPlace {
  std::size_t literal = 0;  // an atom of the body
  std::size_t column = 0;
  const ast::Expr* parameter = nullptr;
};

// As LowerQuery. `places`: where the parameters' values stand, if nothing else of the result
// depends on them; else none.
Result<ir::Query> LowerQuery(const ast::Query& query, const LoweringContext& context,
                             std::optional<std::vector<ParameterPlace>>& places);

// Puts the values of the context into their places. False: the query has to be lowered anew,
// and what stands in the places is worth nothing.
bool PutParameters(const std::vector<ParameterPlace>& places, const LoweringContext& context,
                   ir::Query& lowered);

// A number for `limit` and `offset`; kInvalidInput when the parameter is none.
Result<std::uint64_t> LowerCount(const ast::Count& count,
                                 const std::map<std::string, Value>& parameters);

}  // namespace lode
