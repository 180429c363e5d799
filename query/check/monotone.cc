// Every variable of a rule moves one way as the recursion goes on: not at all, down, up, or
// nobody knows how. Atoms of the recursion say so of their values, `V = expression` of what
// it computes, and each use of a variable that moves is looked at.

#include "query/check/monotone.h"

#include <algorithm>
#include <map>
#include <optional>

#include "query/check/stratify.h"
#include "query/syntax/walk.h"

namespace lode {

namespace {

enum class Moves { kNot, kDown, kUp, kAnyhow };

Moves Turned(Moves moves) {
  if (moves == Moves::kDown) return Moves::kUp;
  return moves == Moves::kUp ? Moves::kDown : moves;
}

Moves Together(Moves a, Moves b) {
  if (a == Moves::kNot || a == b) return b;
  return b == Moves::kNot ? a : Moves::kAnyhow;
}

// The column of a predicate that keeps its best value.
struct BestColumn {
  std::size_t column = 0;
  ast::AggregateKind kind = ast::AggregateKind::kMin;
  Moves moves() const { return kind == ast::AggregateKind::kMin ? Moves::kDown : Moves::kUp; }
};
using BestColumns = std::map<std::string, BestColumn, std::less<>>;

const ast::Aggregate* AggregateOf(const ast::Head& head, std::size_t column) {
  return std::get_if<ast::Aggregate>(&head.arguments[column]);
}

std::optional<std::size_t> AggregateColumn(const ast::Head& head) {
  for (std::size_t i = 0; i < head.arguments.size(); ++i)
    if (AggregateOf(head, i)) return i;
  return std::nullopt;
}

class RuleChecker {
 public:
  RuleChecker(const ast::Rule& rule, const BestColumns& best, const std::vector<InnerUse>& uses,
              std::vector<NotMonotone>& found)
      : rule_(rule), best_(best), found_(found) {
    for (const InnerUse& use : uses)
      if (use.rule == &rule && best.contains(use.predicate)) uses_.push_back(&use);
  }

  void Run() {
    const std::size_t before = found_.size();
    for (const InnerUse* use : uses_) ReadAtom(*use);
    if (found_.size() > before) return;
    FollowBindings();
    for (const ast::BodyLiteral& literal : rule_.body) CheckLiteral(literal);
    CheckHead();
  }

 private:
  void Error(ast::Place place, std::string message) {
    found_.push_back({&rule_, place, std::move(message)});
  }

  static std::string WordFor(const BestColumn& best) {
    return best.kind == ast::AggregateKind::kMin   ? "`min`"
           : best.kind == ast::AggregateKind::kMax ? "`max`"
                                                   : "`count`";
  }

  void ReadAtom(const InnerUse& use) {
    const BestColumn& best = best_.find(use.predicate)->second;
    const ast::Atom* atom = nullptr;
    for (const ast::BodyLiteral& literal : rule_.body)
      if (const auto* one = std::get_if<ast::Atom>(&literal);
          one && one->place.offset == use.place.offset)
        atom = one;
    if (atom->predicate() != use.predicate || atom->arguments.size() <= best.column)
      return Error(use.place, "`" + use.predicate + "` keeps its best values in this recursion (" +
                                  WordFor(best) + "): ask for it by its own name, `" +
                                  use.predicate + "(...)`");
    const ast::ExprPtr& argument = atom->arguments[best.column];
    const ast::Variable* variable = AsVariable(argument);
    if (!variable)
      return Error(argument->place, "a value of " + WordFor(best) +
                                        " in its own recursion is not known before the end: put a "
                                        "variable here and compare it");
    if (variable->anonymous()) return;
    moves_[variable->name] = best.moves();
    source_[variable->name] = atom;
  }

  bool IsFromAtom(const std::string& name) const {
    return std::any_of(rule_.body.begin(), rule_.body.end(), [&](const ast::BodyLiteral& literal) {
      if (!std::holds_alternative<ast::Atom>(literal)) return false;
      const auto uses = VariablesOf(literal);
      return std::any_of(uses.begin(), uses.end(),
                         [&](const VariableUse& use) { return use.name == name; });
    });
  }

  // `V = expression`, in whatever order they stand, for variables of no atom.
  void FollowBindings() {
    for (bool again = true; again;) {
      again = false;
      for (const ast::BodyLiteral& literal : rule_.body) {
        const auto* comparison = std::get_if<ast::Comparison>(&literal);
        if (!comparison || comparison->op != ast::Compare::kEqual ||
            std::find(bindings_.begin(), bindings_.end(), comparison) != bindings_.end())
          continue;
        if (!Follow(comparison->left, comparison->right) &&
            !Follow(comparison->right, comparison->left))
          continue;
        bindings_.push_back(comparison);
        again = true;
      }
    }
  }

  bool Follow(const ast::ExprPtr& to, const ast::ExprPtr& from) {
    const ast::Variable* variable = AsVariable(to);
    const Moves moves = MovesOf(from);
    if (!variable || moves == Moves::kNot || moves_.contains(variable->name) ||
        IsFromAtom(variable->name))
      return false;
    moves_[variable->name] = moves;
    return true;
  }

  Moves MovesOf(const ast::ExprPtr& expr) const {
    if (!expr) return Moves::kNot;
    if (const auto* variable = std::get_if<ast::Variable>(&expr->node)) {
      const auto known = moves_.find(variable->name);
      return known == moves_.end() ? Moves::kNot : known->second;
    }
    if (const auto* negate = std::get_if<ast::Negate>(&expr->node))
      return Turned(MovesOf(negate->operand));
    if (const auto* binary = std::get_if<ast::Binary>(&expr->node)) return MovesOf(*binary);
    Moves moves = Moves::kNot;
    if (const auto* call = std::get_if<ast::Call>(&expr->node))
      for (const ast::ExprPtr& argument : call->arguments)
        if (MovesOf(argument) != Moves::kNot) moves = Moves::kAnyhow;
    return moves;
  }

  Moves MovesOf(const ast::Binary& binary) const {
    const Moves left = MovesOf(binary.left), right = MovesOf(binary.right);
    if (left == Moves::kNot && right == Moves::kNot) return Moves::kNot;
    if (binary.op == '+') return Together(left, right);
    if (binary.op == '-') return Together(left, Turned(right));
    if (right == Moves::kNot) return Scaled(left, binary.right);
    return binary.op == '*' && left == Moves::kNot ? Scaled(right, binary.left) : Moves::kAnyhow;
  }

  Moves Scaled(Moves moves, const ast::ExprPtr& factor) const {
    if (IsAtLeastZero(factor)) return moves;
    const ast::ExprPtr* negated = nullptr;
    if (const auto* negate = std::get_if<ast::Negate>(&factor->node)) negated = &negate->operand;
    const auto* number = std::get_if<ast::Literal>(&factor->node);
    const bool is_negative = negated ? IsAtLeastZero(*negated) : number != nullptr;
    return is_negative ? Turned(moves) : Moves::kAnyhow;
  }

  bool IsAtLeastZero(const ast::ExprPtr& expr) const {
    if (const auto* literal = std::get_if<ast::Literal>(&expr->node))
      return literal->value.number >= 0;
    const ast::Variable* variable = AsVariable(expr);
    return variable &&
           std::any_of(rule_.body.begin(), rule_.body.end(), [&](const ast::BodyLiteral& literal) {
             return SaysAtLeastZero(literal, variable->name);
           });
  }

  static bool SaysAtLeastZero(const ast::BodyLiteral& literal, const std::string& name) {
    const auto* comparison = std::get_if<ast::Comparison>(&literal);
    if (!comparison) return false;
    const bool above =
        comparison->op == ast::Compare::kGreater || comparison->op == ast::Compare::kGreaterEqual;
    const bool below =
        comparison->op == ast::Compare::kLess || comparison->op == ast::Compare::kLessEqual;
    if (!above && !below) return false;
    const ast::Variable* variable = AsVariable(above ? comparison->left : comparison->right);
    const ast::ExprPtr& bound = above ? comparison->right : comparison->left;
    const auto* number = std::get_if<ast::Literal>(&bound->node);
    return variable && variable->name == name && number && number->value.number >= 0;
  }

  void CheckLiteral(const ast::BodyLiteral& literal) {
    if (const auto* comparison = std::get_if<ast::Comparison>(&literal)) {
      if (std::find(bindings_.begin(), bindings_.end(), comparison) == bindings_.end())
        CheckComparison(*comparison);
      return;
    }
    const auto& atom = std::get<ast::Atom>(literal);
    std::map<std::string, int> times;
    for (const VariableUse& use : VariablesOf(literal)) {
      const auto known = moves_.find(use.name);
      if (known == moves_.end()) continue;
      if (source_.at(use.name) == &atom && ++times[use.name] == 1) continue;
      Error(use.place, "`" + use.name +
                           "` still gets better while the recursion goes on, so nothing can be "
                           "equal to it yet: compare it with < or >, or join it in a second rule");
    }
  }

  void CheckComparison(const ast::Comparison& comparison) {
    Moves left = MovesOf(comparison.left), right = MovesOf(comparison.right);
    if (left == Moves::kNot && right == Moves::kNot) return;
    if (comparison.op == ast::Compare::kGreater || comparison.op == ast::Compare::kGreaterEqual)
      std::swap(left, right);
    const bool is_order =
        comparison.op != ast::Compare::kEqual && comparison.op != ast::Compare::kNotEqual;
    const bool holds_on = (left == Moves::kNot || left == Moves::kDown) &&
                          (right == Moves::kNot || right == Moves::kUp);
    if (!is_order || !holds_on)
      Error(comparison.place,
            "this holds for a value of the recursion and may not hold for a better one: only a "
            "comparison that stays true may stand here (a falling value < or <=, a rising one > "
            "or >=); put others into a second rule");
  }

  void CheckHead() {
    const auto own = best_.find(rule_.head.predicate);
    for (std::size_t i = 0; i < rule_.head.arguments.size(); ++i) {
      const ast::Aggregate* aggregate = AggregateOf(rule_.head, i);
      const ast::ExprPtr& expr =
          aggregate ? aggregate->argument : std::get<ast::ExprPtr>(rule_.head.arguments[i]);
      const Moves moves = MovesOf(expr);
      if (own != best_.end() && i == own->second.column)
        CheckBest(own->second, aggregate, expr, moves);
      else if (moves != Moves::kNot)
        Error(expr->place,
              "this value still gets better while the recursion goes on: keep its best by "
              "min(...) or max(...), or draw it in a second rule");
    }
  }

  void CheckBest(const BestColumn& best, const ast::Aggregate* aggregate, const ast::ExprPtr& expr,
                 Moves moves) {
    if (aggregate && aggregate->kind == ast::AggregateKind::kCount) {
      const bool counts_moving =
          expr ? moves != Moves::kNot : !moves_.empty();  // count() counts bindings of all names
      if (counts_moving)
        Error(aggregate->place,
              "a value of the recursion is counted once for each time it gets better: count a "
              "variable that does not change, or write `_` for the value");
      return;
    }
    if (moves == Moves::kNot || moves == best.moves()) return;
    const ast::Place place = expr->place;
    Error(place, moves == Moves::kAnyhow
                     ? "nothing says that this gets better with the values that it is made of: "
                       "use sums, or factors that are not negative (say so: `W >= 0`)"
                     : "this gets worse where the values that it is made of get better, so " +
                           WordFor(best) + " in the recursion would have no end");
  }

  const ast::Rule& rule_;
  const BestColumns& best_;
  std::vector<NotMonotone>& found_;
  std::vector<const InnerUse*> uses_;                // of predicates that keep their best
  std::map<std::string, Moves, std::less<>> moves_;  // variables that move
  std::map<std::string, const ast::Atom*> source_;   // the atom of those that an atom gives
  std::vector<const ast::Comparison*> bindings_;
};

bool ReadsRecursion(const ast::Rule& rule, const std::vector<InnerUse>& uses) {
  return std::any_of(uses.begin(), uses.end(),
                     [&](const InnerUse& use) { return use.rule == &rule; });
}

// Every other aggregate of such a predicate must be the same, in the same column.
void CheckAlike(const ast::Rule& rule, const BestColumns& best, std::vector<NotMonotone>& found) {
  const auto own = best.find(rule.head.predicate);
  if (own == best.end()) return;
  for (std::size_t i = 0; i < rule.head.arguments.size(); ++i) {
    const ast::Aggregate* aggregate = AggregateOf(rule.head, i);
    if (aggregate && (i != own->second.column || aggregate->kind != own->second.kind))
      found.push_back({&rule, aggregate->place,
                       "the rules of `" + rule.head.predicate +
                           "` keep the best of one column in their recursion: all of them take "
                           "the same aggregate, in the same place"});
  }
}

}  // namespace

bool MayAggregateInRecursion(const ast::Head& head) {
  std::size_t aggregates = 0;
  for (std::size_t i = 0; i < head.arguments.size(); ++i) {
    const ast::Aggregate* aggregate = AggregateOf(head, i);
    if (!aggregate) continue;
    ++aggregates;
    if (aggregate->kind != ast::AggregateKind::kMin &&
        aggregate->kind != ast::AggregateKind::kMax &&
        aggregate->kind != ast::AggregateKind::kCount)
      return false;
  }
  return aggregates == 1;
}

std::vector<NotMonotone> CheckMonotone(const std::vector<std::shared_ptr<const ast::Rule>>& rules,
                                       const std::vector<InnerUse>& uses) {
  BestColumns best;
  for (const auto& rule : rules) {
    const auto column = AggregateColumn(rule->head);
    if (column && ReadsRecursion(*rule, uses))
      best.try_emplace(rule->head.predicate,
                       BestColumn{*column, AggregateOf(rule->head, *column)->kind});
  }
  std::vector<NotMonotone> found;
  for (const auto& rule : rules) CheckAlike(*rule, best, found);
  if (!found.empty()) return found;
  for (const auto& rule : rules) RuleChecker(*rule, best, uses, found).Run();
  return found;
}

}  // namespace lode
