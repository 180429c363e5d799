// A store as tables, and rules as SQL over them.

#include "doors/export/tables.h"

#include <exception>
#include <istream>
#include <streambuf>

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

// What an iterator gives, bytes after bytes. Read without the interpreter's lock, which is taken
// for each step. What the iterator raises ends the stream and is kept.
class BytesFrom : public std::streambuf {
 public:
  explicit BytesFrom(py::iterator parts) : parts_(std::move(parts)) {}
  const std::exception_ptr& raised() const { return raised_; }

 protected:
  int_type underflow() override {
    if (raised_) return traits_type::eof();
    py::gil_scoped_acquire locked;
    try {
      do {
        if (PyErr_CheckSignals() != 0) throw py::error_already_set();
        if (parts_ == py::iterator::sentinel()) return traits_type::eof();
        now_ = parts_->cast<std::string>();
        ++parts_;
      } while (now_.empty());
    } catch (...) {
      raised_ = std::current_exception();
      return traits_type::eof();
    }
    setg(now_.data(), now_.data(), now_.data() + now_.size());
    return traits_type::to_int_type(now_.front());
  }

 private:
  py::iterator parts_;
  std::string now_;
  std::exception_ptr raised_;
};

py::tuple ImportBytes(Store& store, py::iterator parts, const std::string& name) {
  BytesFrom bytes(std::move(parts));
  std::istream in(&bytes);
  const Result<ImportReport> report = WithoutLock([&] { return store.Import(in, name); });
  if (bytes.raised()) std::rethrow_exception(bytes.raised());
  if (!report.ok()) Raise(report.status());
  return py::make_tuple(report->articles, report->statements, report->skipped);
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
  module.def("import_bytes", &ImportBytes);
  module.def("table_shapes", &Shapes);
  module.def("sql", &Sql);
}

}  // namespace lode::python
