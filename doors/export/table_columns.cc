#include "doors/export/table_columns.h"

#include <string_view>

namespace lode::doors {
namespace {

constexpr auto kText = ColumnType::kText;
constexpr auto kDouble = ColumnType::kDouble;
constexpr auto kInteger = ColumnType::kInteger;
constexpr auto kBoolean = ColumnType::kBoolean;

std::string_view NameOf(ColumnType type, bool postgres) {
  switch (type) {
    case kDouble: return postgres ? "DOUBLE PRECISION" : "DOUBLE";
    case kInteger: return "BIGINT";
    case kBoolean: return "BOOLEAN";
    default: return postgres ? "TEXT" : "VARCHAR";
  }
}

}  // namespace

std::vector<TableShape> TableShapes() {
  return {
      {"articles",
       {{"id"},
        {"path"},
        {"title"},
        {"source"},
        {"author"},
        {"url"},
        {"published"},
        {"language"},
        {"title_folded"},
        {"source_folded"},
        {"author_folded"},
        {"url_folded"}}},
      {"terms",
       {{"key"},
        {"kind"},
        {"text"},
        {"type"},
        {"entity_kind"},
        {"amount", kDouble},
        {"amount_to", kDouble},
        {"comparator"},
        {"unit"},
        {"per"},
        {"dimension"},
        {"number", kDouble},
        {"first_day", kInteger},
        {"last_day", kInteger},
        {"same"},
        {"ordinal", kInteger}}},
      {"aliases", {{"entity"}, {"alias"}}},
      {"statements",
       {{"id"},
        {"subject"},
        {"predicate"},
        {"object"},
        {"polarity"},
        {"modality"},
        {"ended", kBoolean},
        {"confidence", kDouble},
        {"time"},
        {"said_by"},
        {"article"},
        {"sentence", kInteger},
        {"derived", kBoolean},
        {"relation"},
        {"extractor"}}},
      {"qualifiers", {{"statement"}, {"role"}, {"n", kInteger}, {"value"}, {"role_folded"}}},
      {"via", {{"statement"}, {"n", kInteger}, {"value"}}},
      {"premises", {{"statement"}, {"premise"}}},
      {"sentences", {{"article"}, {"number", kInteger}, {"text"}}},
      {"sets", {{"article"}, {"name"}, {"name_folded"}}},
      {"rules", {{"name"}, {"text"}}},
      {"records", {{"article"}, {"n", kInteger}, {"record"}}},
  };
}

std::string DuckDbScript() {
  std::string script = "-- In this folder: duckdb news.duckdb < duckdb.sql\n";
  for (const TableShape& table : TableShapes()) {
    std::string columns;
    for (const TableColumn& column : table.columns)
      columns += (columns.empty() ? "'" : ", '") + column.name + "': '" +
                 std::string(NameOf(column.type, false)) + "'";
    script += "CREATE TABLE " + table.name + " AS SELECT * FROM read_csv('" + table.name +
              ".csv', header = true, delim = ',', quote = '\"', escape = '\"', " +
              "auto_detect = false, max_line_size = 100000000, columns = {" + columns + "});\n";
  }
  return script;
}

std::string PostgresScript() {
  std::string script = "-- In this folder: psql news < postgres.sql\n";
  for (const TableShape& table : TableShapes()) {
    std::string columns;
    for (const TableColumn& column : table.columns)
      columns += (columns.empty() ? "" : ", ") + column.name + " " +
                 std::string(NameOf(column.type, true)) +
                 (column.type == ColumnType::kText ? " COLLATE \"C\"" : "");
    script += "CREATE TABLE " + table.name + " (" + columns + ");\n\\copy " + table.name +
              " FROM '" + table.name + ".csv' WITH (FORMAT csv, HEADER)\n";
  }
  return script;
}

}  // namespace lode::doors
