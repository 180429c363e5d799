// How each SQL engine spells what the language needs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lode/sql.h"

namespace lode::sql {

// Threads: a value.
class Spelling {
 public:
  explicit Spelling(SqlDialect dialect) : dialect_(dialect) {}

  SqlDialect dialect() const { return dialect_; }
  std::string_view name() const;                  // "DuckDB"
  std::string Name(std::string_view name) const;  // of a column, quoted
  std::string Text(std::string_view text) const;  // a literal
  std::string NoText() const;                     // an empty one, of the type of keys
  static std::string Number(double number);       // a literal of type double
  std::string AsDouble(const std::string& value) const;
  // The words with straight quotation marks.
  std::string StraightQuotes(const std::string& text) const;
  std::string Contains(const std::string& text, const std::string& part) const;
  std::string StartsWith(const std::string& text, const std::string& part) const;
  // None where the engine may read the pattern otherwise than RE2 does.
  std::optional<std::string> Matches(const std::string& text, std::string_view pattern) const;
  // The value of the row of a group whose `by` is least or greatest.
  std::string ValueOfLeast(const std::string& value, const std::string& by) const;
  std::string ValueOfGreatest(const std::string& value, const std::string& by) const;
  std::string View(std::string_view name) const;  // "CREATE ... AS"
  bool has_recursion() const { return dialect_ != SqlDialect::kSpark; }
  // Whether the part that recurs may name itself in several places.
  bool recurs_in_many_places() const { return dialect_ == SqlDialect::kDuckDb; }

 private:
  SqlDialect dialect_;
};

std::string Joined(const std::vector<std::string>& parts, const std::string& between);

// A name that every engine takes without quotation marks.
std::string PlainName(std::string_view name);

}  // namespace lode::sql
