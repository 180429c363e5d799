// Walking over the trees of a clause: one walk over expressions, and what needs it.
// Expressions are at most as deep as the limit `depth`, so recursion is safe here.

#include "query/syntax/walk.h"

#include <algorithm>

namespace lode {

namespace {

template <typename... Cases>
struct Overload : Cases... {
  using Cases::operator()...;
};
template <typename... Cases>
Overload(Cases...) -> Overload<Cases...>;

void WalkArgument(const std::variant<ast::ExprPtr, ast::Aggregate>& argument,
                  const ExprVisitor& visit) {
  if (const auto* expr = std::get_if<ast::ExprPtr>(&argument))
    WalkExpr(*expr, visit);
  else
    WalkExpr(std::get<ast::Aggregate>(argument).argument, visit);
}

ExprVisitor Collector(std::vector<VariableUse>& uses) {
  return [&uses](const ast::Expr& expr) {
    const auto* variable = std::get_if<ast::Variable>(&expr.node);
    if (variable && !variable->anonymous()) uses.push_back({variable->name, expr.place});
  };
}

}  // namespace

void WalkExpr(const ast::ExprPtr& expr, const ExprVisitor& visit) {
  if (!expr) return;
  visit(*expr);
  std::visit(Overload{[&](const ast::Call& call) {
                        for (const ast::ExprPtr& argument : call.arguments)
                          WalkExpr(argument, visit);
                      },
                      [&](const ast::Binary& binary) {
                        WalkExpr(binary.left, visit);
                        WalkExpr(binary.right, visit);
                      },
                      [&](const ast::Negate& negate) { WalkExpr(negate.operand, visit); },
                      [](const auto&) {}},
             expr->node);
}

void WalkAtom(const ast::Atom& atom, const ExprVisitor& visit) {
  WalkExpr(atom.speaker, visit);
  for (const ast::ExprPtr& argument : atom.arguments) WalkExpr(argument, visit);
  for (const ast::NamedArgument& named : atom.named) WalkExpr(named.value, visit);
}

void WalkLiteral(const ast::BodyLiteral& literal, const ExprVisitor& visit) {
  if (const auto* atom = std::get_if<ast::Atom>(&literal)) {
    WalkAtom(*atom, visit);
    return;
  }
  const auto& comparison = std::get<ast::Comparison>(literal);
  WalkExpr(comparison.left, visit);
  WalkExpr(comparison.right, visit);
}

void WalkHead(const ast::Head& head, const ExprVisitor& visit) {
  for (const auto& argument : head.arguments) WalkArgument(argument, visit);
}

void WalkClause(const ast::Clause& clause, const ExprVisitor& visit) {
  if (const auto* rule = std::get_if<ast::Rule>(&clause)) WalkHead(rule->head, visit);
  for (const ast::BodyLiteral& literal : BodyOf(clause)) WalkLiteral(literal, visit);
  if (const auto* query = std::get_if<ast::Query>(&clause))
    for (const ast::Column& column : query->select) WalkArgument(column.value, visit);
}

std::vector<VariableUse> VariablesOf(const ast::ExprPtr& expr) {
  std::vector<VariableUse> uses;
  WalkExpr(expr, Collector(uses));
  return uses;
}

std::vector<VariableUse> VariablesOf(const ast::BodyLiteral& literal) {
  std::vector<VariableUse> uses;
  WalkLiteral(literal, Collector(uses));
  if (const auto* atom = std::get_if<ast::Atom>(&literal)) {
    if (atom->statement && *atom->statement != "_")
      uses.push_back({*atom->statement, atom->statement_place});
    if (atom->path_variable && *atom->path_variable != "_")
      uses.push_back({*atom->path_variable, atom->place});
  }
  return uses;
}

const ast::Variable* AsVariable(const ast::ExprPtr& expr) {
  return expr ? std::get_if<ast::Variable>(&expr->node) : nullptr;
}

const std::vector<ast::BodyLiteral>& BodyOf(const ast::Clause& clause) {
  return std::visit(
      [](const auto& node) -> const std::vector<ast::BodyLiteral>& { return node.body; }, clause);
}

bool IsBounded(const ast::Path& path) {
  if (path.kind == ast::Path::Kind::kRepeat && !path.most) return false;
  return std::all_of(path.parts.begin(), path.parts.end(),
                     [](const ast::PathPtr& part) { return IsBounded(*part); });
}

}  // namespace lode
