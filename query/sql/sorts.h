// What can stand in the columns of relations: told before anything is written, because a column
// of SQL holds keys of terms or numbers, never both.
#pragma once

#include <vector>

#include "query/program/ir.h"
#include "query/program/term_table.h"

namespace lode::sql {

// Bits: what a value can be.
using Sorts = unsigned;
inline constexpr Sorts kEntity = 1, kWords = 2, kNumber = 4, kMeasure = 8, kDate = 16,
                       kBoolean = 32, kStatement = 64, kArticle = 128, kPredicate = 256;
inline constexpr Sorts kKinds = 511;
// Of an object or a qualifier.
inline constexpr Sorts kStoredValue = kEntity | kWords | kNumber | kMeasure | kDate | kBoolean;
// Its key may stand in no row of `terms`: words then, or a statement.
inline constexpr Sorts kAbsent = 1 << 10;
// It may have no place in the order of answers: a constant of the program.
inline constexpr Sorts kUnplaced = 1 << 11;
// A number that is calculated, and one that is written out: it goes with either.
inline constexpr Sorts kComputed = 1 << 12, kWrittenNumber = 1 << 13;
// A number and the dimension that it is of, beside each other: for comparisons alone.
inline constexpr Sorts kAmount = 1 << 14;
// It stands beside keys in one atom.
inline constexpr Sorts kBesideKeys = 1 << 15;

enum class Form { kKey, kCalculated, kNeither };
// `sorts`: of all that comes into one column.
Form FormOf(Sorts sorts);

// By relation and column.
using RelationSorts = std::vector<std::vector<Sorts>>;
// The least that holds for all rules.
RelationSorts SortsOf(const ir::Program& program, TermTable& terms);

// By column of the rule's head, or of a question.
std::vector<Sorts> SortsOfColumns(const ir::Rule& rule, const RelationSorts& relations,
                                  TermTable& terms);
Sorts SortsOfConstant(TermId term, TermTable& terms);
Sorts SortsOfValue(const Value& value);
Sorts SortsOfColumn(const ir::Atom& atom, std::size_t column, const RelationSorts& relations,
                    TermTable& terms);
// The same as keys: a number becomes that of a term.
Sorts AsKey(Sorts sorts);
// What is in two columns at once.
Sorts Shared(Sorts a, Sorts b);
bool IsPlainNumber(const Value& value);

}  // namespace lode::sql
