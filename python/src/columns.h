// The rows of an answer as columns of one type each.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "doors/rows/row_stream.h"

namespace lode::python {

enum class ColumnType {
  kText,  // words, names, ids; values of several kinds as people read them
  kInteger,
  kDecimal,
  kMeasure,  // numbers with units beside them
  kDate,     // days since 1970; a month or a year is its first day
  kBoolean,
};

struct Columns {
  std::vector<std::string> names;
  std::vector<doors::RowBatch> batches;
  std::size_t rows() const;
};

// What holds every value of the column; kText where there are none.
ColumnType TypeOf(const Columns& columns, std::size_t column);

// What a text column shows of a value: a name, the words. `scratch` may hold it.
std::string_view WordsOf(const Value& value, std::string& scratch);
// Days since 1970-01-01 of an ISO date, cut to its precision.
std::int32_t DayOf(const std::string& iso);

}  // namespace lode::python
