// Rules and questions as SQL, for engines that have the tables of `lode export --format tables`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lode/query.h"

namespace lode {

enum class SqlDialect { kDuckDb, kSpark, kPostgres };

// "duckdb", "spark", "postgres".
std::optional<SqlDialect> SqlDialectOf(std::string_view name);

struct SqlScript {
  std::vector<std::string> views;      // a statement each, in the order in which they are needed
  std::vector<std::string> questions;  // a SELECT each, in the order of the text
  // Mistakes of the text, and what the dialect cannot say, with their places.
  std::vector<Diagnostic> diagnostics;
  bool ok() const;  // no error among them; else there are no statements
};

// The text checked as a session checks it, with the rules kept in the store, and written as
// SQL: a view for each relation of the text and each that it needs, a SELECT for each question,
// whose rows are those of QuerySession::Run. Names are resolved to what the store knows now.
// What cannot be said alike is an error, kUnsupported; docs/sql.md lists it.
// Of the options count `file`, `parameters`, `min_confidence` and those of reading.
// Threads: any. Cost: that of reading the text.
SqlScript WriteSql(const Store& store, std::string_view text, SqlDialect dialect,
                   const QueryOptions& options = {});

}  // namespace lode
