// Each comparison is a range of whole numbers, of dates and of the literal's dimension; ranges
// of one kind are laid over each other, and what is outside of them are the gaps.

#include "query/plan/value_range.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "query/program/typed_values.h"
#include "storage/terms/dictionary.h"
#include "storage/terms/worth.h"

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

// The same for values of the literal's dimension. Both ends hold some that the comparison drops.
void NarrowMeasures(ast::Compare op, Wanted& wanted, TermTag tag, std::uint16_t dimension,
                    const Worth& worth) {
  const bool has_least = op != ast::Compare::kLess && op != ast::Compare::kLessEqual;
  const bool has_most = op != ast::Compare::kGreater && op != ast::Compare::kGreaterEqual;
  if (has_least) wanted.NotBefore(MeasuresFrom(tag, dimension, worth));
  if (has_most) wanted.Before(MeasuresBehind(tag, dimension, worth));
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

std::vector<ObjectGap> GapsOf(const ir::Atom& atom, const std::vector<ir::Literal>& body,
                              const Snapshot& snapshot) {
  const std::optional<ir::Slot> slot = ObjectSlot(atom);
  if (!slot) return {};
  Wanted integers(InlineIntegers()), dates(InlineDates());
  std::map<TermId, Wanted> measures;  // by the first id of the dimension
  for (const ir::Literal& literal : body) {
    const std::optional<Bound> bound = BoundOf(literal, *slot);
    if (!bound) continue;
    const Value& value = *bound->literal;
    if (value.kind == ValueKind::kNumber)
      Narrow(bound->op, integers, value.number, [](double n) { return IntegerFrom(n); });
    if (const std::optional<Period> period = PeriodOf(value))
      Narrow(bound->op, dates, static_cast<double>(period->first_day),
             [](double day) { return DateFrom(static_cast<std::int64_t>(std::ceil(day))); });
    const std::optional<Worth> worth = WorthOf(value);
    const auto dimension = worth ? snapshot.DimensionAt(worth->dimension) : std::nullopt;
    if (!dimension) continue;
    const TermTag tag = value.kind == ValueKind::kNumber ? TermTag::kDecimal : TermTag::kMeasure;
    const InlineIds all = MeasuresOf(tag, *dimension);
    NarrowMeasures(bound->op, measures.try_emplace(all.begin, all).first->second, tag, *dimension,
                   *worth);
  }
  std::vector<ObjectGap> gaps;
  integers.AddGaps(gaps);
  for (const auto& [begin, wanted] : measures) wanted.AddGaps(gaps);
  dates.AddGaps(gaps);
  return gaps;
}

}  // namespace lode
