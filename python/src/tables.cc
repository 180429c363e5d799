// A store as tables, and rules as SQL over them.

#include "doors/export/tables.h"

#include "doors/export/table_columns.h"
#include "lode/sql.h"
#include "python/src/python.h"

namespace lode::python {
namespace {

void WriteTablesOf(const Store& store, const std::string& folder) {
  Damage damage;
  Check(WithoutLock([&] { return doors::WriteTables(store, folder, damage); }));
  if (!damage.empty()) Raise(damage.front());
}

py::list Shapes() {
  constexpr const char* kTypes[] = {"text", "double", "integer", "boolean"};
  py::list shapes;
  for (const doors::TableShape& table : doors::TableShapes()) {
    py::list columns;
    for (const doors::TableColumn& column : table.columns)
      columns.append(py::make_tuple(column.name, kTypes[static_cast<int>(column.type)]));
    shapes.append(py::make_tuple(table.name, columns));
  }
  return shapes;
}

py::tuple Sql(const Store& store, const std::string& text, const std::string& dialect,
              double min_confidence) {
  const std::optional<SqlDialect> known = SqlDialectOf(dialect);
  if (!known)
    Raise(
        Status(Code::kInvalidInput, "'" + dialect + "' is no dialect: duckdb, spark or postgres"));
  QueryOptions options;
  options.min_confidence = min_confidence;
  const SqlScript script = WithoutLock([&] { return WriteSql(store, text, *known, options); });
  if (!script.ok()) Raise(script.diagnostics);
  return py::make_tuple(script.views, script.questions);
}

}  // namespace

void DefineTables(py::module_& module) {
  module.def("write_tables", &WriteTablesOf);
  module.def("table_shapes", &Shapes);
  module.def("sql", &Sql);
}

}  // namespace lode::python
