// What the grammar leaves open: whether the parts of a clause make a fact, a
// rule or a question, and whether what stands in front of ':-' can be a head.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "query/syntax/ast.h"

namespace lode {

// A clause as the grammar reads it: [?-] [verb] body [:- rule_body] tail end.
struct ClauseParts {
  ast::Place place, end;  // of the whole, of its last character
  std::string text, origin;
  bool asks = false;  // begins with '?-'
  bool ends_with_question = false;
  std::optional<ast::Verb> verb;
  std::vector<ast::BodyLiteral> body;
  std::optional<std::vector<ast::BodyLiteral>> rule_body;  // what follows ':-'
  std::vector<ast::Column> select;
  std::vector<ast::OrderKey> order;
  std::optional<ast::Count> limit, offset;
};

using ReportError = std::function<void(const ast::Place&, std::string)>;

// The clause, or none after a report of what keeps it from being one.
std::optional<ast::Clause> ShapeClause(ClauseParts parts, const ReportError& report);

// Which aggregate a function's name is, if it is one.
std::optional<ast::AggregateKind> AggregateKindOf(const std::string& function);

// The place of a body literal.
const ast::Place& PlaceOf(const ast::BodyLiteral& literal);

}  // namespace lode
