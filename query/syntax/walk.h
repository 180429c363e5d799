// Walking over the trees of a clause.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "query/syntax/ast.h"

namespace lode {

using ExprVisitor = std::function<void(const ast::Expr&)>;

// The expression and all inside it, outermost first. A null expression has none.
void WalkExpr(const ast::ExprPtr& expr, const ExprVisitor& visit);

// Every expression of an atom, a literal, a head: speaker, arguments, qualifiers.
void WalkAtom(const ast::Atom& atom, const ExprVisitor& visit);
void WalkLiteral(const ast::BodyLiteral& literal, const ExprVisitor& visit);
void WalkHead(const ast::Head& head, const ExprVisitor& visit);
void WalkClause(const ast::Clause& clause, const ExprVisitor& visit);

struct VariableUse {
  std::string name;
  ast::Place place;
};

// In order of appearance, repeated as often as they stand there. `_` is left out;
// the variables behind `@` and `as` are in.
std::vector<VariableUse> VariablesOf(const ast::ExprPtr& expr);
std::vector<VariableUse> VariablesOf(const ast::BodyLiteral& literal);

// The variable that an expression is, or null.
const ast::Variable* AsVariable(const ast::ExprPtr& expr);

const std::vector<ast::BodyLiteral>& BodyOf(const ast::Clause& clause);

// Whether the paths of an expression have a longest one.
bool IsBounded(const ast::Path& path);

}  // namespace lode
