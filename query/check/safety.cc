// Safety, as in Ullman's Principles of Database and Knowledge-Base Systems, 3.2: the
// bound variables are a least fixpoint. Positive atoms bind what stands in them; then
// `V = expression` and functions used as atoms bind what they compute, as long as
// something new is bound. Whatever else is used must be among them.

#include "query/check/safety.h"

#include <map>
#include <set>
#include <string>
#include <vector>

#include "query/check/stratify.h"
#include "query/syntax/builtins.h"
#include "query/syntax/walk.h"

namespace lode {

namespace {

constexpr const char* kFact = "a fact";

using Bound = std::set<std::string, std::less<>>;

const BuiltinInfo* BuiltinOf(const ast::Atom& atom) {
  return SeesRules(atom) ? FindBuiltinNamed(atom.predicate()) : nullptr;
}

bool IsTest(const ast::Atom& atom) {
  const BuiltinInfo* builtin = BuiltinOf(atom);
  return builtin && builtin->kind == BuiltinKind::kTest;
}

bool IsFunction(const ast::Atom& atom) {
  const BuiltinInfo* builtin = BuiltinOf(atom);
  return builtin && builtin->kind == BuiltinKind::kFunction && atom.arguments.size() == 2;
}

bool AllBound(const ast::ExprPtr& expr, const Bound& bound) {
  bool all = true;
  WalkExpr(expr, [&](const ast::Expr& inner) {
    if (const auto* variable = std::get_if<ast::Variable>(&inner.node))
      all = all && bound.count(variable->name) > 0;
  });
  return all;
}

bool Bind(const ast::ExprPtr& expr, Bound& bound) {
  const ast::Variable* variable = AsVariable(expr);
  return variable && !variable->anonymous() && bound.insert(variable->name).second;
}

void BindAtom(const ast::Atom& atom, Bound& bound) {
  if (atom.negated || IsTest(atom) || IsFunction(atom)) return;
  Bind(atom.speaker, bound);
  for (const ast::ExprPtr& argument : atom.arguments) Bind(argument, bound);
  for (const ast::NamedArgument& named : atom.named) Bind(named.value, bound);
  if (atom.statement) bound.insert(*atom.statement);
  if (atom.path_variable) bound.insert(*atom.path_variable);
}

// What an equality or a function computes once its other side is bound; whether it did.
bool BindComputed(const ast::BodyLiteral& literal, Bound& bound) {
  if (const auto* atom = std::get_if<ast::Atom>(&literal))
    return IsFunction(*atom) && !atom->negated && AllBound(atom->arguments[0], bound) &&
           Bind(atom->arguments[1], bound);
  const auto& comparison = std::get<ast::Comparison>(literal);
  if (comparison.op != ast::Compare::kEqual) return false;
  return (AllBound(comparison.right, bound) && Bind(comparison.left, bound)) ||
         (AllBound(comparison.left, bound) && Bind(comparison.right, bound));
}

Bound BoundBy(const std::vector<ast::BodyLiteral>& body) {
  Bound bound;
  for (const ast::BodyLiteral& literal : body)
    if (const auto* atom = std::get_if<ast::Atom>(&literal)) BindAtom(*atom, bound);
  std::map<std::string, std::vector<const ast::BodyLiteral*>, std::less<>> users;
  std::vector<const ast::BodyLiteral*> open;  // may compute something now
  for (const ast::BodyLiteral& literal : body) {
    open.push_back(&literal);
    for (const VariableUse& use : VariablesOf(literal)) users[use.name].push_back(&literal);
  }
  while (!open.empty()) {
    const ast::BodyLiteral& literal = *open.back();
    open.pop_back();
    if (!BindComputed(literal, bound)) continue;
    for (const VariableUse& use : VariablesOf(literal)) {
      const auto waiting = users.find(use.name);
      if (waiting == users.end() || bound.count(use.name) == 0) continue;
      open.insert(open.end(), waiting->second.begin(), waiting->second.end());
      users.erase(waiting);
    }
  }
  return bound;
}

// Reports each unbound variable once.
class UnboundReporter {
 public:
  UnboundReporter(const Bound& bound, Findings& findings) : bound_(bound), findings_(findings) {}

  void Need(const ast::ExprPtr& expr, const std::string& where) {
    WalkExpr(expr, [&](const ast::Expr& inner) {
      const auto* variable = std::get_if<ast::Variable>(&inner.node);
      if (variable) NeedVariable(variable->name, inner.place, where);
    });
  }

  void NeedVariable(const std::string& name, const ast::Place& place, const std::string& where) {
    if (where == kFact)
      return findings_.Error(
          place, "a fact takes no variables: write names in lower case or in quotation marks");
    if (name == "_")
      findings_.Error(place, "`_` has no value to use in " + where +
                                 ": name the variable and bind it in an atom");
    else if (bound_.count(name) == 0 && reported_.insert(name).second)
      findings_.Error(place, "`" + name + "` in " + where +
                                 " has no value: use it in an atom of the " +
                                 "body, without `not`, as well");
  }

  void NeedNegated(const ast::Atom& atom) {
    for (const VariableUse& use : VariablesOf(ast::BodyLiteral(atom)))
      if (bound_.count(use.name) == 0 && reported_.insert(use.name).second)
        findings_.Error(use.place,
                        "`" + use.name +
                            "` stands under `not` only and has no value: write "
                            "`_` for \"none at all\", or use it in an atom without `not`");
  }

  // Expressions inside the arguments of a positive atom are computed before it.
  void NeedInside(const ast::ExprPtr& argument) {
    if (argument && !AsVariable(argument)) Need(argument, "an expression");
  }

 private:
  const Bound& bound_;
  Findings& findings_;
  Bound reported_;
};

void CheckLiteral(const ast::BodyLiteral& literal, UnboundReporter& reporter) {
  if (const auto* comparison = std::get_if<ast::Comparison>(&literal)) {
    reporter.Need(comparison->left, "a comparison");
    reporter.Need(comparison->right, "a comparison");
    return;
  }
  const auto& atom = std::get<ast::Atom>(literal);
  if (IsTest(atom)) {
    for (const ast::ExprPtr& argument : atom.arguments)
      reporter.Need(argument, "`" + std::string(atom.predicate()) + "`");
  } else if (IsFunction(atom)) {
    reporter.Need(atom.arguments[0], "`" + std::string(atom.predicate()) + "`");
    if (atom.negated) reporter.Need(atom.arguments[1], "`" + std::string(atom.predicate()) + "`");
  } else if (atom.negated) {
    reporter.NeedNegated(atom);
  }
  for (const ast::ExprPtr& argument : atom.arguments) reporter.NeedInside(argument);
  for (const ast::NamedArgument& named : atom.named) reporter.NeedInside(named.value);
}

void CheckOutput(const std::variant<ast::ExprPtr, ast::Aggregate>& output, const std::string& where,
                 UnboundReporter& reporter) {
  if (const auto* expr = std::get_if<ast::ExprPtr>(&output))
    reporter.Need(*expr, where);
  else
    reporter.Need(std::get<ast::Aggregate>(output).argument, "an aggregate");
}

}  // namespace

void CheckSafety(const ast::Clause& clause, Findings& findings) {
  const Bound bound = BoundBy(BodyOf(clause));
  UnboundReporter reporter(bound, findings);
  if (const auto* rule = std::get_if<ast::Rule>(&clause))
    for (const auto& argument : rule->head.arguments)
      CheckOutput(argument, rule->body.empty() ? kFact : "the head", reporter);
  for (const ast::BodyLiteral& literal : BodyOf(clause)) CheckLiteral(literal, reporter);
  if (const auto* query = std::get_if<ast::Query>(&clause))
    for (const ast::Column& column : query->select) CheckOutput(column.value, "`select`", reporter);
}

}  // namespace lode
