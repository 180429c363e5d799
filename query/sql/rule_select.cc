// One rule as a SELECT. What is aggregated are the distinct bindings of the variables that have
// a name, so these are selected first, and their rows are grouped.

#include <algorithm>

#include "query/sql/body.h"
#include "query/sql/script.h"

namespace lode::sql {

namespace {

using ast::AggregateKind;

// The SELECT over the grouped bindings.
class Grouped {
 public:
  Grouped(const ir::Rule& rule, Scope& scope) : rule_(rule), scope_(scope), body_(scope) {
    body_.Take(rule.body);
  }

  std::string Text() {
    slots_ = BindingSlots(rule_);
    // A calculated amount tells no bindings apart: it hangs on other variables.
    std::erase_if(slots_, [&](ir::Slot slot) { return IsAmount(slot) && !IsShown(slot); });
    std::string bindings;
    for (const ir::Slot slot : slots_)
      bindings += (bindings.empty() ? "" : ", ") + BindingOf(slot) + " AS b" + std::to_string(slot);
    if (bindings.empty()) bindings = "1 AS b";
    std::string columns;
    for (std::size_t i = 0; i < rule_.columns.size(); ++i)
      columns += (i == 0 ? "" : ", ") + ColumnOf(i) + " AS c" + std::to_string(i + 1);
    std::string text =
        "SELECT " + columns + "\nFROM (SELECT DISTINCT " + bindings + body_.Text() + ") b" + rows_;
    if (!groups_.empty()) text += "\nGROUP BY " + groups_;
    // Without bindings there is a row only where everything is counted or summed.
    if (groups_.empty() && (has_plain_ || needs_a_value_)) text += "\nHAVING count(*) > 0";
    return text;
  }

 private:
  std::string BindingOf(ir::Slot slot) {
    const SqlValue* value = body_.Find(slot);
    if (value == nullptr) return "NULL";
    return body_.Column(*value, value->is_number() ? Form::kCalculated : Form::kKey, scope_.place);
  }
  bool IsAmount(ir::Slot slot) const {
    const SqlValue* value = body_.Find(slot);
    return value != nullptr && value->key.empty() && !value->dimension.empty();
  }
  bool IsShown(ir::Slot slot) const {
    return std::any_of(rule_.columns.begin(), rule_.columns.end(), [&](const auto& column) {
      const auto* term = std::get_if<ir::Term>(&column);
      return slot == (term ? term->slot : std::get<ir::Aggregate>(column).argument);
    });
  }
  bool IsNumber(ir::Slot slot) const {
    const SqlValue* value = body_.Find(slot);
    return value != nullptr && value->is_number();
  }

  std::string ColumnOf(std::size_t i) {
    const Form form = rule_.source ? FormOf(scope_.sorts[rule_.head][i]) : Form::kKey;
    if (const auto* aggregate = std::get_if<ir::Aggregate>(&rule_.columns[i]))
      return Folded(*aggregate);
    const ir::Term& term = std::get<ir::Term>(rule_.columns[i]);
    has_plain_ = true;
    if (!term.is_slot()) {
      const Value& value = scope_.terms.ValueOf(term.constant);
      if (form == Form::kCalculated || (!rule_.source && IsPlainNumber(value)))
        return Spelling::Number(value.number);
      return scope_.HeadKey(term.constant);
    }
    const std::string column = "b.b" + std::to_string(term.slot);
    groups_ += (groups_.empty() ? "" : ", ") + column;
    if (rule_.source && (form == Form::kCalculated) != IsNumber(term.slot))
      scope_.Refuse(scope_.place,
                    "a column of this rule holds numbers that are calculated and "
                    "keys of stored values: a column of SQL is one of the two");
    return column;
  }

  std::string Folded(const ir::Aggregate& aggregate) {
    const std::string argument = "b.b" + std::to_string(aggregate.argument);
    if (aggregate.kind == AggregateKind::kCount)
      return scope_.spelling.AsDouble(
          aggregate.argument == ir::kNoSlot ? "count(*)" : "count(DISTINCT " + argument + ")");
    if (aggregate.kind != AggregateKind::kSum) needs_a_value_ = true;
    if (aggregate.kind == AggregateKind::kList) {
      scope_.Refuse(scope_.place,
                    "list() writes values as they are shown, which no engine does "
                    "in the same way");
      return "NULL";
    }
    const bool least = aggregate.kind == AggregateKind::kMin;
    if (least || aggregate.kind == AggregateKind::kMax) {
      if (IsNumber(aggregate.argument)) return (least ? "min(" : "max(") + argument + ")";
      return ExtremeKey(aggregate.argument, argument, least);
    }
    if (!IsNumber(aggregate.argument)) {
      scope_.Refuse(scope_.place,
                    "sum() and avg() of stored values have their units, which a "
                    "column of numbers does not keep");
      return "NULL";
    }
    return aggregate.kind == AggregateKind::kSum ? "COALESCE(sum(" + argument + "), 0.0e0)"
                                                 : "avg(" + argument + ")";
  }

  std::string ExtremeKey(ir::Slot slot, const std::string& argument, bool least) {
    const Sorts sorts = body_.Find(slot)->sorts;
    std::string by;
    if ((sorts & (kKinds | kAbsent)) == (kWords | kAbsent)) {
      by = argument;  // letters behind "v:text:"
    } else if (sorts & (kAbsent | kUnplaced)) {
      scope_.Refuse(scope_.place, "min() and max() want values that all stand in the tables");
      return "NULL";
    } else {
      const std::string row = "o" + std::to_string(slot);
      if (rows_.find(" " + row + " ") == rows_.npos)
        rows_ += "\nLEFT JOIN " + std::string(Scope::kTerms) + " " + row + " ON " + row +
                 ".key = " + argument;
      by = row + ".ordinal";
    }
    return least ? scope_.spelling.ValueOfLeast(argument, by)
                 : scope_.spelling.ValueOfGreatest(argument, by);
  }

  const ir::Rule& rule_;
  Scope& scope_;
  Body body_;
  std::vector<ir::Slot> slots_;
  std::string groups_, rows_;
  bool has_plain_ = false, needs_a_value_ = false;
};

std::string PlainSelect(const ir::Rule& rule, Scope& scope) {
  Body body(scope);
  body.Take(rule.body);
  std::string columns;
  for (std::size_t i = 0; i < rule.columns.size(); ++i) {
    const ir::Term& term = std::get<ir::Term>(rule.columns[i]);
    const SqlValue* known = term.is_slot() ? body.Find(term.slot) : nullptr;
    const SqlValue value = known            ? *known
                           : term.is_slot() ? SqlValue()
                                            : body.Constant(term.constant);
    const Form form = rule.source         ? FormOf(scope.sorts[rule.head][i])
                      : value.is_number() ? Form::kCalculated
                                          : Form::kKey;
    if (form == Form::kNeither && value.dimension.empty())
      scope.Refuse(scope.place, "column " + std::to_string(i + 1) +
                                    " of this relation holds numbers that are calculated and "
                                    "keys of stored values: a column of SQL is one of the two");
    columns += (i == 0 ? "" : ", ") + body.Column(value, form, scope.place) + " AS c" +
               std::to_string(i + 1);
  }
  return "SELECT " + (columns.empty() ? "1 AS c1" : columns) + body.Text();
}

}  // namespace

std::string RuleSelect(const ir::Rule& rule, Scope& scope) {
  if (rule.source) scope.rule = rule.source.get(), scope.place = rule.source->place;
  std::string text = rule.has_aggregate() ? Grouped(rule, scope).Text() : PlainSelect(rule, scope);
  scope.rule = nullptr;
  return text;
}

}  // namespace lode::sql
