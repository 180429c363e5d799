// Expressions, and the fields of values by which they are compared.

#include <cmath>

#include "lode/compared.h"
#include "query/program/typed_values.h"
#include "query/sql/body.h"

namespace lode::sql {

namespace {

// Days from 1970-01-01 to the first day of a year, for those that a number may be.
std::string FirstDayOfYear(const std::string& year, int later) {
  const std::string y = later == 0 ? "(" + year + ")" : "((" + year + ") + 1)";
  return "(CASE WHEN floor(" + year + ") = " + year + " AND " + year + " >= 0 AND " + year +
         " < 10000 THEN 365 * (" + y + " - 1970) + floor((" + y + " - 1969) / 4) - floor((" + y +
         " - 1901) / 100) + floor((" + y + " - 1601) / 400)" + (later == 0 ? "" : " - 1") + " END)";
}

}  // namespace

// The row of the terms with the value's key. It belongs to the body whose tables give the key.
std::string Body::RowOf(const SqlValue& value) {
  Body* owner = value.owner != nullptr ? value.owner : this;
  for (const auto& [key, row] : owner->rows_)
    if (key == value.key) return row;
  const std::string row = NewName('t');
  owner->rows_.emplace_back(value.key, row);
  return row;
}

std::string Body::NumberOf(const SqlValue& value) {
  return !value.number.empty() ? value.number : RowOf(value) + ".number";
}

std::string Body::DimensionOf(const SqlValue& value) {
  if (!value.dimension.empty()) return value.dimension;
  return value.is_number() ? "'number'" : RowOf(value) + ".dimension";
}

// The letters behind "v:text:" are the words.
std::string Body::WordsOf(const SqlValue& value) {
  if (!value.words.empty()) return value.words;
  if (value.is_number()) return "CAST(NULL AS VARCHAR(1))";
  const std::string behind = "substr(" + value.key + ", 8)";
  const Sorts kinds = value.sorts & kKinds;
  if ((value.sorts & kAbsent) == 0) return RowOf(value) + ".text";
  if (kinds == kStatement) return value.key;
  if (kinds & kStatement)
    return "COALESCE(" + RowOf(value) + ".text, CASE WHEN substr(" + value.key +
           ", 1, 3) = 'st:' THEN " + value.key + " ELSE " + behind + " END)";
  return "COALESCE(" + RowOf(value) + ".text, " + behind + ")";
}

std::string Body::StraightWordsOf(const SqlValue& value) {
  if (value.name != nullptr || (!value.words.empty() && value.owner == nullptr))
    return value.words;  // of constants: made straight already
  return scope_.spelling.StraightQuotes(WordsOf(value));
}

std::string Body::FirstDayOf(const SqlValue& value) {
  if (!value.first_day.empty()) return value.first_day;
  if (!value.dimension.empty() || !value.words.empty()) return "CAST(NULL AS BIGINT)";
  return value.is_number() ? FirstDayOfYear(value.number, 0) : RowOf(value) + ".first_day";
}

std::string Body::LastDayOf(const SqlValue& value) {
  if (!value.last_day.empty()) return value.last_day;
  if (!value.dimension.empty() || !value.words.empty()) return "CAST(NULL AS BIGINT)";
  return value.is_number() ? FirstDayOfYear(value.number, 1) : RowOf(value) + ".last_day";
}

// Whether the value is of these kinds: "TRUE", "FALSE", or a condition.
std::string Body::IsA(const SqlValue& value, Sorts sorts) {
  const Sorts kinds = value.is_number() ? kNumber : value.sorts & kKinds;
  if ((kinds & sorts) == 0) return "FALSE";
  if ((kinds & ~sorts) == 0) return "TRUE";
  std::string names;
  const auto add = [&](Sorts kind, std::string_view written) {
    if (kinds & sorts & kind) names += (names.empty() ? "" : ", ") + std::string(written);
  };
  add(kEntity, "'entity'");
  add(kWords, "'text', 'quote'");
  add(kNumber, "'number'");
  add(kMeasure, "'quantity', 'money', 'percent', 'duration'");
  add(kDate, "'date'");
  add(kBoolean, "'boolean'");
  add(kStatement, "'statement'");
  add(kArticle, "'article'");
  add(kPredicate, "'predicate'");
  std::string kind = RowOf(value) + ".kind";
  if (value.sorts & kAbsent)
    kind = kinds & kStatement ? "COALESCE(" + kind + ", CASE WHEN substr(" + value.key +
                                    ", 1, 3) = 'st:' THEN 'statement' ELSE 'text' END)"
                              : "COALESCE(" + kind + ", 'text')";
  return kind + " IN (" + names + ")";
}

// -- expressions

SqlValue Body::ConstantValue(const ir::Constant& constant) {
  const Value& value = constant.value;
  SqlValue made;
  made.sorts = AsKey(SortsOfValue(value)) & kKinds;
  if (constant.is_name)
    made.name = &constant;
  else
    made.term = scope_.terms.Intern(value);
  const Compared compared = ComparedBy(value);
  if (compared.first_day) made.first_day = std::to_string(*compared.first_day);
  if (compared.last_day) made.last_day = std::to_string(*compared.last_day);
  if (compared.number) {
    made.number = Spelling::Number(*compared.number);
    if (!IsPlainNumber(value)) made.dimension = scope_.spelling.Text(compared.dimension);
    if (IsPlainNumber(value)) made.sorts = kComputed;
  } else {
    made.words = scope_.spelling.Text(StraightQuotes(lode::WordsOf(value)));
  }
  if (made.term && !IsPlainNumber(value)) made.key = scope_.spelling.Text(scope_.KeyOf(made.term));
  return made;
}

SqlValue Body::Constant(TermId term) {
  ir::Constant constant;
  constant.value = scope_.terms.ValueOf(term);
  SqlValue made = ConstantValue(constant);
  made.name = nullptr;
  return made;
}

SqlValue Body::ValueOf(const ir::Expr& expr, ast::Place place) {
  if (const auto* slot = std::get_if<ir::Slot>(&expr.node)) {
    if (const SqlValue* known = Find(*slot)) return *known;
    scope_.Refuse(place, "a value here is bound by what cannot be written as SQL");
    return {};
  }
  if (const auto* constant = std::get_if<ir::Constant>(&expr.node)) return ConstantValue(*constant);
  if (const auto* call = std::get_if<ir::FunctionCall>(&expr.node)) return Called(*call, place);
  return Calculated(std::get<ir::Arithmetic>(expr.node), place);
}

SqlValue Body::Called(const ir::FunctionCall& call, ast::Place place) {
  const SqlValue argument = ValueOf(*call.arguments.at(0), place);
  SqlValue made;
  made.owner = argument.owner != nullptr ? argument.owner : this;
  if (argument.is_number() && call.function != Builtin::kYear) {
    scope_.Refuse(place, std::string(InfoOf(call.function).name) +
                             "() of what is calculated depends on how a number is written, which "
                             "engines do each in their own way");
    return made;
  }
  made.sorts = kComputed;
  switch (call.function) {
    case Builtin::kLower:
      made.sorts = kWords | kAbsent;
      made.words = "lower(" + WordsOf(argument) + ")";
      made.key = "('v:text:' || " + made.words + ")";
      return made;
    case Builtin::kLength:
      made.number = scope_.spelling.AsDouble("length(" + WordsOf(argument) + ")");
      return made;
    default: break;
  }
  if (argument.is_number()) {
    made.number = "(CASE WHEN floor(" + argument.number + ") = " + argument.number + " AND " +
                  argument.number + " >= 0 AND " + argument.number + " < 10000 THEN " +
                  argument.number + " END)";
    return made;
  }
  const std::string date = IsA(argument, kDate), day = FirstDayOf(argument);
  const std::string words = WordsOf(argument);
  std::string cases;
  if (call.function == Builtin::kYear) {
    cases = "WHEN " + day + " IS NOT NULL AND " + date + " THEN " +
            scope_.spelling.AsDouble("substr(" + words + ", 1, 4)");
    if (argument.sorts & kNumber)
      cases += " WHEN " + day + " IS NOT NULL THEN " + NumberOf(argument);
  } else {
    cases = "WHEN " + day + " IS NOT NULL AND " + date + " AND length(" + words +
            ") >= 7 AND substr(" + words + ", 6, 1) NOT IN ('H', 'Q') THEN " +
            scope_.spelling.AsDouble("substr(" + words + ", 6, 2)");
  }
  made.number = "(CASE " + cases + " END)";
  return made;
}

// Numbers are calculated as they are; amounts with their dimensions, as far as these go
// together. Temperatures have no common zero: what is calculated of them is left out.
SqlValue Body::Calculated(const ir::Arithmetic& arithmetic, ast::Place place) {
  const SqlValue a = ValueOf(*arithmetic.left, place), b = ValueOf(*arithmetic.right, place);
  SqlValue made;
  made.owner = this;
  const std::string op = std::string(" ") + arithmetic.op + " ";
  const std::string left = NumberOf(a);
  const std::string right = arithmetic.op == '/' ? "NULLIF(" + NumberOf(b) + ", 0)" : NumberOf(b);
  made.number = "(" + left + op + right + ")";
  if (a.is_number() && b.is_number()) {
    made.sorts = kComputed;
    return made;
  }
  made.sorts = kMeasure | kNumber;
  const std::string da = DimensionOf(a), db = DimensionOf(b);
  std::string cases;
  switch (arithmetic.op) {
    case '+':
    case '-': cases = "WHEN " + da + " = " + db + " THEN " + da; break;
    case '*':
      cases = "WHEN " + db + " = 'number' THEN " + da + " WHEN " + da + " = 'number' THEN " + db;
      break;
    default:
      cases =
          "WHEN " + db + " = 'number' THEN " + da + " WHEN " + da + " = " + db + " THEN 'number'";
  }
  made.dimension = "(CASE WHEN " + da + " LIKE 'temperature%' THEN NULL " + cases + " END)";
  return made;
}

// -- columns of heads

std::string Body::Column(const SqlValue& value, Form form, ast::Place place) {
  if (!value.dimension.empty() && value.key.empty()) {
    scope_.Refuse(place,
                  "what is calculated of stored amounts has a unit, which a column of "
                  "numbers does not keep: compare it, or select what it is made of");
    return "NULL";
  }
  if (form == Form::kCalculated) {
    if (value.is_number()) return scope_.spelling.AsDouble(value.number);
    return RowOf(value) + ".amount";
  }
  if (value.term) return scope_.HeadKey(value.term);
  if (value.is_number()) {
    scope_.Refuse(place,
                  "this column holds numbers that are calculated and keys of stored values: "
                  "a column of SQL is one of the two");
    return "NULL";
  }
  if (value.key.empty()) {
    scope_.Refuse(place, "this value has no key in the tables");
    return "NULL";
  }
  return value.key;
}

}  // namespace lode::sql
