// Types as sets of sorts: a variable can be what all its positions allow, so their
// intersection must not be empty. A whole number serves as a year wherever a date
// may stand; text stands for entities by name and for anything that has words.

#include "query/check/type_check.h"

#include <algorithm>
#include <cmath>

#include "query/check/positions.h"
#include "query/check/stratify.h"
#include "query/syntax/builtins.h"
#include "query/syntax/walk.h"

namespace lode {

namespace {

// What a literal of sort `sort` can be compared with.
Sorts ComparableWith(Sorts sort) {
  switch (sort) {
    case kNumberSort: return kNumberSort | kDateSort;
    case kDateSort: return kDateSort | kNumberSort;
    case kDurationSort:
    case kQuantitySort: return kQuantitySort | kDurationSort;
    case kWordsSort: return kAnySort & ~(kMeasuredSorts | kDateSort);
    default: return sort;
  }
}

class TypeChecker {
 public:
  TypeChecker(const std::map<std::string, Value>& parameters, Findings& findings)
      : parameters_(parameters), findings_(findings) {}

  void CheckPosition(const Position& position) {
    const ast::Expr& expr = *position.expr;
    if (const auto* variable = std::get_if<ast::Variable>(&expr.node)) {
      if (!variable->anonymous()) Narrow(variable->name, position.sorts, position.what, expr.place);
    } else if (const Sorts sort = SortOfConstant(expr); sort != 0) {
      CheckConstant(position, sort);
    }
  }

  void NarrowStatement(const std::string& variable, const ast::Place& place) {
    if (variable != "_") Narrow(variable, kStatementSort, "the variable behind '@'", place);
  }

  void NarrowPath(const std::string& variable, const ast::Place& place) {
    if (variable != "_") Narrow(variable, kPathSort, "the variable behind `as`", place);
  }

  // REQUIRES: the positions of the clause's atoms were checked.
  void CheckComparison(const ast::Comparison& comparison) {
    CheckSides(comparison, comparison.left, comparison.right);
    CheckSides(comparison, comparison.right, comparison.left);
    CheckConstantSides(comparison);
  }

 private:
  struct Known {
    Sorts sorts = kAnySort;
    std::string what;  // the position that said so
  };

  void Narrow(const std::string& variable, Sorts sorts, const std::string& what,
              const ast::Place& place) {
    Known& known = variables_[variable];
    const Sorts both = known.sorts & sorts;
    if (both == 0) {
      findings_.Error(place, "`" + variable + "` is " + NameOf(known.sorts) + " as " + known.what +
                                 " and would have to be " + NameOf(sorts) + " as " + what +
                                 (known.sorts == kStatementSort && sorts == kArticleSort
                                      ? ": the article of a statement is `article(" + variable +
                                            ", A)`, and `A` stands here"
                                      : ""));
      return;
    }
    if (both != known.sorts) known.what = what;
    known.sorts = both;
  }

  // The sort of a literal, a name in quotes, a parameter that has a value; 0 for others.
  Sorts SortOfConstant(const ast::Expr& expr) const {
    if (const auto* literal = std::get_if<ast::Literal>(&expr.node))
      return SortOf(literal->value.kind);
    if (std::holds_alternative<ast::Name>(expr.node)) return kWordsSort;
    if (std::holds_alternative<ast::EntityRef>(expr.node)) return kEntitySort;
    const auto* parameter = std::get_if<ast::Parameter>(&expr.node);
    const auto given = parameter ? parameters_.find(parameter->name) : parameters_.end();
    return given == parameters_.end() ? 0 : SortOf(given->second.kind);
  }

  void CheckConstant(const Position& position, Sorts sort) {
    Sorts allowed = position.sorts;
    if (allowed & kDateSort) allowed |= kNumberSort;  // a year
    // A name stands for an entity, and for whatever is told by its words.
    if (sort == kWordsSort)
      allowed = allowed & (kWordsSort | kEntitySort | kPredicateSort) ? kAnySort : allowed;
    if (allowed & sort) return;
    if (const auto* name = std::get_if<ast::Name>(&position.expr->node);
        name && (position.sorts & kArticleSort) && name->text.starts_with("a:"))
      return;  // an id
    findings_.Error(position.expr->place, position.what + " is " + NameOf(position.sorts) +
                                              ", not " + NameOf(sort) + Hint(position.sorts, sort));
  }

  static std::string Hint(Sorts wanted, Sorts given) {
    if ((wanted & kPercentSort) && given == kNumberSort) return ": write it with %, as in 60%";
    if ((wanted & kMoneySort) && given == kNumberSort)
      return ": write its currency, as in 5 million USD";
    if ((wanted & kDateSort) && given == kWordsSort)
      return ": write YYYY, YYYY-MM or YYYY-MM-DD without quotation marks";
    if (wanted == kStatementSort) return ": bind one by p(X, Y) @ S";
    if (wanted == kArticleSort) return ": bind one by article(S, A), or write its id, \"a:...\"";
    return "";
  }

  void CheckSides(const ast::Comparison& comparison, const ast::ExprPtr& side,
                  const ast::ExprPtr& other) {
    const ast::Variable* variable = AsVariable(side);
    const Sorts sort = SortOfConstant(*other);
    if (!variable || sort == 0) return;
    const auto known = variables_.find(variable->name);
    if (known == variables_.end() || (known->second.sorts & ComparableWith(sort))) return;
    findings_.Error(comparison.place, "`" + variable->name + "` is " + NameOf(known->second.sorts) +
                                          " as " + known->second.what +
                                          " and cannot be compared with " + NameOf(sort) +
                                          Hint(known->second.sorts, sort));
  }

  void CheckConstantSides(const ast::Comparison& comparison) {
    const Sorts left = SortOfConstant(*comparison.left), right = SortOfConstant(*comparison.right);
    if (left == 0 || right == 0 || (left & ComparableWith(right))) return;
    findings_.Error(comparison.place, NameOf(left) + " cannot be compared with " + NameOf(right) +
                                          AsRole(comparison.left, right));
  }

  // `amount > 5 USD`: what is meant is what a statement has in that role.
  static std::string AsRole(const ast::ExprPtr& side, Sorts other) {
    const auto* word = std::get_if<ast::Name>(&side->node);
    if (word == nullptr || word->quoted || (other & (kMoneySort | kNumberSort | kPercentSort)) == 0)
      return "";
    return ": `" + word->text +
           "` is a word here; a role's value is bound in its atom, as in p(X, "
           "Y, " +
           word->text + ": M), M > 5 million USD";
  }

  const std::map<std::string, Value>& parameters_;
  Findings& findings_;
  std::map<std::string, Known> variables_;
};

void CheckCalls(const ast::Clause& clause, Findings& findings) {
  WalkClause(clause, [&](const ast::Expr& expr) {
    const auto* call = std::get_if<ast::Call>(&expr.node);
    if (!call) return;
    constexpr const char* kFunctions = "`lower`, `length`, `year` and `month`";
    if (!FindFunction(call->function))
      findings.Error(expr.place, "there is no function `" + call->function + "`: there are " +
                                     kFunctions + "; the value of an atom is bound in it, " +
                                     call->function + "(X, V), V > 3");
    else if (call->arguments.size() != 1)
      findings.Error(expr.place, "`" + call->function + "` takes one argument");
  });
}

}  // namespace

void CheckTypes(const ast::Clause& clause, const Definitions& definitions,
                const std::map<std::string, Value>& parameters, Findings& findings) {
  TypeChecker checker(parameters, findings);
  for (const ast::BodyLiteral& literal : BodyOf(clause)) {
    const auto* atom = std::get_if<ast::Atom>(&literal);
    if (!atom) continue;
    for (const Position& position : PositionsOf(*atom, definitions))
      checker.CheckPosition(position);
    if (atom->statement) checker.NarrowStatement(*atom->statement, atom->statement_place);
    if (atom->path_variable) checker.NarrowPath(*atom->path_variable, atom->place);
  }
  if (const auto* rule = std::get_if<ast::Rule>(&clause))
    for (const Position& position : PositionsOf(rule->head, definitions))
      checker.CheckPosition(position);
  for (const ast::BodyLiteral& literal : BodyOf(clause))
    if (const auto* comparison = std::get_if<ast::Comparison>(&literal))
      checker.CheckComparison(*comparison);
  CheckCalls(clause, findings);
}

}  // namespace lode
