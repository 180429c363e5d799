// The body of a rule as the FROM and WHERE of a SELECT.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "query/sql/scope.h"

namespace lode::sql {

class Body;

// What a slot or an expression is in SQL. Either a key, by which a row of `terms` says the
// rest, or what is calculated: of that the fields that it has are set.
struct SqlValue {
  Sorts sorts = 0;
  std::string key;
  std::string number, dimension;    // the dimension is empty of plain numbers
  std::string words;                // as written
  std::string first_day, last_day;  // of constants
  std::string folded;               // of metadata: what compares without letter case
  const ir::Constant* name = nullptr;
  TermId term;            // of a constant that is no name
  Body* owner = nullptr;  // whose tables the key is of
  bool is_number() const { return key.empty() && words.empty() && dimension.empty(); }
};

// Threads: one at a time. What cannot be said is refused in the scope, and stands for FALSE.
class Body {
 public:
  // `parent`: whose rows the body is asked for, of a negation.
  explicit Body(Scope& scope, Body* parent = nullptr) : scope_(scope), parent_(parent) {}
  Body(const Body&) = delete;
  Body& operator=(const Body&) = delete;

  // REQUIRES: once.
  void Take(const std::vector<ir::Literal>& literals);
  const SqlValue* Find(ir::Slot slot) const;
  // As a column of a head: a key, or a number.
  std::string Column(const SqlValue& value, Form form, ast::Place place);
  SqlValue Constant(TermId term);
  // " FROM ... WHERE ...".
  std::string Text() const;
  bool has_tables() const { return !tables_.empty(); }

 private:
  struct Columns {
    std::vector<SqlValue> values;
    std::vector<std::string> tables, conditions;
  };

  // -- atoms
  void TakeAtom(const ir::Atom& atom);
  void TakeInline(const ir::Atom& atom);
  void TakeNegation(const ir::Negation& negation);
  Columns SourceOf(const ir::Atom& atom);
  Columns StoredColumns(const ir::StoredPart& part, bool swapped);
  Columns RelationColumns(const ir::RelationPart& part, std::size_t width);
  Columns AttributeColumns(const ir::Atom& atom);
  Columns United(const ir::Atom& atom, const std::vector<Columns>& parts);
  void Bind(const ir::Term& term, SqlValue value);
  std::string Same(const SqlValue& a, const SqlValue& b);
  std::string SameAsTerm(const SqlValue& value, TermId term);
  std::string NewName(char letter);

  // -- fields; of a key they are those of a row of the terms
  std::string RowOf(const SqlValue& value);
  std::string NumberOf(const SqlValue& value);
  std::string DimensionOf(const SqlValue& value);
  std::string WordsOf(const SqlValue& value);
  std::string StraightWordsOf(const SqlValue& value);
  std::string FirstDayOf(const SqlValue& value);
  std::string LastDayOf(const SqlValue& value);
  std::string IsA(const SqlValue& value, Sorts sorts);

  // -- expressions and tests
  SqlValue ValueOf(const ir::Expr& expr, ast::Place place);
  SqlValue ConstantValue(const ir::Constant& constant);
  SqlValue Called(const ir::FunctionCall& call, ast::Place place);
  SqlValue Calculated(const ir::Arithmetic& arithmetic, ast::Place place);
  std::string Holds(const ir::Comparison& comparison);
  std::string Holds(const ir::Test& test);
  std::string Compare(ast::Compare op, const SqlValue& a, const SqlValue& b);
  std::string CompareEntities(ast::Compare op, const SqlValue& a, const SqlValue& b);
  std::string HoldsOfName(const ir::Comparison& comparison, const SqlValue& a, const SqlValue& b);

  Scope& scope_;
  Body* parent_;
  std::map<ir::Slot, SqlValue> values_;
  std::vector<std::string> tables_, conditions_;
  std::vector<std::pair<std::string, std::string>> rows_;  // key -> its row of the terms
  unsigned names_ = 0;
};

}  // namespace lode::sql
