// Each comparison is a range of whole numbers and one of dates; ranges are laid over each
// other, and what is outside of them are the gaps.

#include "query/plan/value_range.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "query/program/typed_values.h"
#include "storage/terms/dictionary.h"

namespace lode {

namespace {

// Ids from one on, up to another, of those of one kind.
struct Wanted {
  InlineIds all, some;
  explicit Wanted(InlineIds ids) : all(ids), some(ids) {}

  void NotBefore(TermId id) { some.begin = std::max(some.begin, id); }
  void Before(TermId id) { some.end = std::min(some.end, id); }
  void AddGaps(std::vector<ObjectGap>& gaps) const {
    if (some.begin >= some.end) {
      gaps.push_back({all.begin, all.end});
      return;
    }
    if (all.begin < some.begin) gaps.push_back({all.begin, some.begin});
    if (some.end < all.end) gaps.push_back({some.end, all.end});
  }
};

// A literal and how the slot stands to it: `slot < literal`.
struct Bound {
  ast::Compare op = ast::Compare::kEqual;
  const Value* literal = nullptr;
};

ast::Compare TurnedRound(ast::Compare op) {
  switch (op) {
    case ast::Compare::kLess: return ast::Compare::kGreater;
    case ast::Compare::kLessEqual: return ast::Compare::kGreaterEqual;
    case ast::Compare::kGreater: return ast::Compare::kLess;
    case ast::Compare::kGreaterEqual: return ast::Compare::kLessEqual;
    default: return op;
  }
}

std::optional<Bound> BoundOf(const ir::Literal& literal, ir::Slot slot) {
  const auto* comparison = std::get_if<ir::Comparison>(&literal.node);
  if (!comparison || comparison->matches || comparison->op == ast::Compare::kNotEqual)
    return std::nullopt;
  const auto* left = std::get_if<ir::Slot>(&comparison->left->node);
  const auto* right = std::get_if<ir::Slot>(&comparison->right->node);
  const bool is_turned = right != nullptr;
  if ((left != nullptr) == is_turned || *(is_turned ? right : left) != slot) return std::nullopt;
  const ir::ExprPtr& other = is_turned ? comparison->left : comparison->right;
  const auto* constant = std::get_if<ir::Constant>(&other->node);
  if (!constant || constant->is_name) return std::nullopt;
  return Bound{is_turned ? TurnedRound(comparison->op) : comparison->op, &constant->value};
}

// Lets `wanted` hold what stands so to a value of which `from` says where it and all greater
// ones begin.
template <typename From>
void Narrow(ast::Compare op, Wanted& wanted, double value, From from) {
  constexpr double kMost = std::numeric_limits<double>::infinity();
  switch (op) {
    case ast::Compare::kLess: return wanted.Before(from(value));
    case ast::Compare::kLessEqual: return wanted.Before(from(std::nextafter(value, kMost)));
    case ast::Compare::kGreater: return wanted.NotBefore(from(std::nextafter(value, kMost)));
    case ast::Compare::kGreaterEqual: return wanted.NotBefore(from(value));
    case ast::Compare::kEqual:
      wanted.NotBefore(from(value));
      return wanted.Before(from(std::nextafter(value, kMost)));
    case ast::Compare::kNotEqual: return;
  }
}

std::optional<ir::Slot> ObjectSlot(const ir::Atom& atom) {
  if (!atom.stored || atom.stored->any_predicate) return std::nullopt;
  const auto& columns = atom.stored->columns;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i].kind == ir::ColumnKind::kObject && atom.terms[i].is_slot())
      return atom.terms[i].slot;
  return std::nullopt;
}

}  // namespace

std::vector<ObjectGap> GapsOf(const ir::Atom& atom, const std::vector<ir::Literal>& body) {
  const std::optional<ir::Slot> slot = ObjectSlot(atom);
  if (!slot) return {};
  Wanted integers(InlineIntegers()), dates(InlineDates());
  for (const ir::Literal& literal : body) {
    const std::optional<Bound> bound = BoundOf(literal, *slot);
    if (!bound) continue;
    const Value& value = *bound->literal;
    if (value.kind == ValueKind::kNumber)
      Narrow(bound->op, integers, value.number, [](double n) { return IntegerFrom(n); });
    if (const std::optional<Period> period = PeriodOf(value))
      Narrow(bound->op, dates, static_cast<double>(period->first_day),
             [](double day) { return DateFrom(static_cast<std::int64_t>(std::ceil(day))); });
  }
  std::vector<ObjectGap> gaps;
  integers.AddGaps(gaps);
  dates.AddGaps(gaps);
  return gaps;
}

}  // namespace lode
