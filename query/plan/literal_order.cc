// What a literal is, apart from its variables, is written down as numbers that compare.

#include "query/plan/literal_order.h"

#include <algorithm>
#include <functional>
#include <string>

#include "query/plan/estimate.h"

namespace lode {

namespace {

// In units of one comparison of numbers.
constexpr double kTextCost = 4, kPatternCost = 8, kFunctionCost = 3, kPeriodCost = 2;
constexpr double kTwoTermsCost = 2;  // what one term gives is remembered for the next row
constexpr double kNegationCost = 10;

using Shape = std::vector<std::uint64_t>;

std::uint64_t NumberOf(const std::string& text) {
  return std::hash<std::string>()(text);
}

void AppendShape(const ir::Expr& expr, Shape& shape) {
  shape.push_back(expr.node.index());
  if (const auto* constant = std::get_if<ir::Constant>(&expr.node)) {
    shape.push_back(NumberOf(constant->value.text + constant->value.date + constant->value.unit));
    shape.push_back(std::hash<double>()(constant->value.number));
    for (const TermId term : constant->terms) shape.push_back(term.bits);
  } else if (const auto* call = std::get_if<ir::FunctionCall>(&expr.node)) {
    shape.push_back(static_cast<std::uint64_t>(call->function));
    for (const ir::ExprPtr& argument : call->arguments) AppendShape(*argument, shape);
  } else if (const auto* arithmetic = std::get_if<ir::Arithmetic>(&expr.node)) {
    shape.push_back(static_cast<std::uint64_t>(arithmetic->op));
    AppendShape(*arithmetic->left, shape);
    AppendShape(*arithmetic->right, shape);
  }
}

void AppendShape(const ir::Atom& atom, Shape& shape) {
  if (atom.stored) {
    shape.push_back(atom.stored->any_predicate ? 2 : 1);
    for (const ir::PredicateUse& use : atom.stored->predicates) shape.push_back(use.id.bits);
    shape.push_back(atom.stored->columns.size());
  }
  shape.push_back(atom.relations.size());
  for (const ir::RelationPart& part : atom.relations) shape.push_back(part.relation);
  shape.push_back(atom.attribute ? 1 + static_cast<std::uint64_t>(*atom.attribute) : 0);
  shape.push_back(atom.path != nullptr ? atom.path->positions.size() : 0);
  for (const TermId term : atom.inline_terms) shape.push_back(term.bits);
  for (const ir::Term& term : atom.terms) shape.push_back(term.is_slot() ? 0 : term.constant.bits);
}

void AppendShape(const ir::Literal& literal, Shape& shape) {
  shape.push_back(literal.node.index());
  if (const auto* atom = std::get_if<ir::Atom>(&literal.node)) {
    AppendShape(*atom, shape);
  } else if (const auto* negation = std::get_if<ir::Negation>(&literal.node)) {
    for (const ir::Literal& inner : negation->body) AppendShape(inner, shape);
  } else if (const auto* comparison = std::get_if<ir::Comparison>(&literal.node)) {
    shape.push_back(static_cast<std::uint64_t>(comparison->op));
    AppendShape(*comparison->left, shape);
    AppendShape(*comparison->right, shape);
  } else if (const auto* test = std::get_if<ir::Test>(&literal.node)) {
    shape.push_back(static_cast<std::uint64_t>(test->builtin));
    for (const ir::ExprPtr& argument : test->arguments) AppendShape(*argument, shape);
  } else {
    AppendShape(*std::get<ir::Binding>(literal.node).value, shape);
  }
}

double CostOf(const ir::Expr& expr) {
  if (const auto* call = std::get_if<ir::FunctionCall>(&expr.node)) {
    double cost = kFunctionCost;
    for (const ir::ExprPtr& argument : call->arguments) cost += CostOf(*argument);
    return cost;
  }
  const auto* arithmetic = std::get_if<ir::Arithmetic>(&expr.node);
  return arithmetic ? 1 + CostOf(*arithmetic->left) + CostOf(*arithmetic->right) : 0;
}

double CostOf(const ir::Literal& literal) {
  if (const auto* negation = std::get_if<ir::Negation>(&literal.node))
    return kNegationCost * static_cast<double>(negation->body.size());
  std::vector<ir::Slot> slots = ir::SlotsOf(literal);
  std::sort(slots.begin(), slots.end());
  const auto end = std::unique(slots.begin(), slots.end());
  const double terms = end - slots.begin() > 1 ? kTwoTermsCost : 0;
  if (const auto* comparison = std::get_if<ir::Comparison>(&literal.node))
    return 1 + terms + CostOf(*comparison->left) + CostOf(*comparison->right);
  const auto& test = std::get<ir::Test>(literal.node);
  double cost = terms + (test.builtin == Builtin::kMatches  ? kPatternCost
                         : test.builtin >= Builtin::kBefore ? kPeriodCost
                                                            : kTextCost);
  for (const ir::ExprPtr& argument : test.arguments) cost += CostOf(*argument);
  return cost;
}

std::uint64_t Mixed(std::uint64_t hash, std::uint64_t bits) {
  hash = (hash ^ bits) * 0x9E3779B97F4A7C15ull;
  return hash ^ (hash >> 29);
}

struct Sorted {
  double rank = 0;  // the lowest first
  std::vector<std::uint64_t> shape;
  std::size_t literal = 0;
};

bool ComesBefore(const Sorted& a, const Sorted& b) {
  return a.rank != b.rank ? a.rank < b.rank : a.shape < b.shape;
}

}  // namespace

// Each round tells slots apart by the literals that hold them, and where in these they stand.
LiteralOrder::Colours LiteralOrder::Refined(Colours colours,
                                            const std::vector<std::uint64_t>& shapes) const {
  constexpr int kRounds = 3;
  for (int round = 0; round < kRounds; ++round) {
    Colours next = colours;
    for (std::size_t literal = 0; literal < body_.size(); ++literal) {
      const std::vector<ir::Slot> held = ir::SlotsOf(body_[literal]);
      std::uint64_t whole = shapes[literal];
      for (const ir::Slot slot : held) whole = Mixed(whole, colours[slot]);
      std::uint64_t place = 0;  // a sum does not tell which literal came first
      for (const ir::Slot slot : held) next[slot] += Mixed(whole, ++place);
    }
    colours = std::move(next);
  }
  return colours;
}

void LiteralOrder::FindColours() {
  std::vector<std::uint64_t> shapes;
  for (const ir::Literal& literal : body_) {
    Shape shape;
    AppendShape(literal, shape);
    std::uint64_t hash = 0;
    for (const std::uint64_t part : shape) hash = Mixed(hash, part);
    shapes.push_back(hash);
  }
  places_ = Refined(Colours(slots_), shapes);
  Colours named(slots_);
  for (std::size_t slot = 0; names_ != nullptr && slot < std::min(slots_, names_->size()); ++slot)
    named[slot] = NumberOf((*names_)[slot]);
  named_ = Refined(std::move(named), shapes);
}

template <typename RankOf>
void LiteralOrder::Sort(std::vector<std::size_t>& which, const RankOf& rank_of) {
  if (which.size() < 2) return;
  std::vector<Sorted> all;
  for (const std::size_t literal : which) {
    Sorted& one = all.emplace_back();
    one.rank = rank_of(body_[literal]);
    AppendShape(body_[literal], one.shape);
    one.literal = literal;
  }
  std::stable_sort(all.begin(), all.end(), ComesBefore);
  const auto is_alike = [](const Sorted& a, const Sorted& b) { return !ComesBefore(a, b); };
  if (std::adjacent_find(all.begin(), all.end(), is_alike) != all.end()) {
    if (places_.empty()) FindColours();
    for (Sorted& one : all) {
      const std::vector<ir::Slot> held = ir::SlotsOf(body_[one.literal]);
      for (const ir::Slot slot : held) one.shape.push_back(places_[slot]);
      for (const ir::Slot slot : held) one.shape.push_back(named_[slot]);
    }
    std::stable_sort(all.begin(), all.end(), ComesBefore);
  }
  for (std::size_t i = 0; i < all.size(); ++i) which[i] = all[i].literal;
}

void LiteralOrder::SortTests(std::vector<std::size_t>& which) {
  Sort(which, [](const ir::Literal& literal) {
    if (std::holds_alternative<ir::Binding>(literal.node)) return -1e9;
    return -(1 - Selectivity(literal)) / CostOf(literal);
  });
}

void LiteralOrder::SortAtoms(std::vector<std::size_t>& which) {
  Sort(which, [](const ir::Literal&) { return 0.0; });
}

}  // namespace lode
