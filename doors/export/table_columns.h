// The tables and their columns, in order.
#pragma once

#include <string>
#include <vector>

namespace lode::doors {

enum class ColumnType { kText, kDouble, kInteger, kBoolean };
struct TableColumn {
  std::string name;
  ColumnType type = ColumnType::kText;
};
struct TableShape {
  std::string name;
  std::vector<TableColumn> columns;
};

std::vector<TableShape> TableShapes();
// Scripts that make the tables out of the CSV files beside them.
std::string DuckDbScript();
std::string PostgresScript();

}  // namespace lode::doors
