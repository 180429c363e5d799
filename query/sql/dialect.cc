#include "query/sql/dialect.h"

#include <charconv>
#include <cmath>

namespace lode::sql {

namespace {

// Letters, groups, alternatives and plain repeats mean the same to RE2, Java and PostgreSQL.
bool IsCommonPattern(std::string_view pattern) {
  constexpr std::string_view kCommon = " -_,;:'\"/!&%#@=<>~.|()*+?";
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    const bool letter = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && kCommon.find(c) == kCommon.npos) return false;
    const char before = i == 0 ? '(' : pattern[i - 1];
    const bool repeats = c == '*' || c == '+' || c == '?';
    if (repeats && std::string_view("(|*+?").find(before) != std::string_view::npos) return false;
  }
  return true;
}

}  // namespace

std::string_view Spelling::name() const {
  switch (dialect_) {
    case SqlDialect::kSpark: return "Spark";
    case SqlDialect::kPostgres: return "PostgreSQL";
    default: return "DuckDB";
  }
}

std::string Spelling::Name(std::string_view name) const {
  const char mark = dialect_ == SqlDialect::kSpark ? '`' : '"';
  std::string quoted(1, mark);
  for (const char c : name) quoted += c == mark ? std::string(2, c) : std::string(1, c);
  return quoted + mark;
}

std::string Spelling::Text(std::string_view text) const {
  std::string quoted = "'";
  for (const char c : text) {
    if (dialect_ == SqlDialect::kSpark && (c == '\\' || c == '\''))
      quoted += '\\';
    else if (c == '\'')
      quoted += '\'';
    quoted += c;
  }
  return quoted + "'";
}

std::string Spelling::NoText() const {
  return dialect_ == SqlDialect::kPostgres ? "CAST('' AS TEXT) COLLATE \"C\"" : "''";
}

std::string Spelling::Number(double number) {
  char digits[64];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  std::string text(digits, end);
  if (text.find_first_of("e.") == text.npos) text += ".0";
  if (text.find('e') == text.npos) text += "e0";  // a double, not a decimal
  return number < 0 ? "(" + text + ")" : text;
}

std::string Spelling::AsDouble(const std::string& value) const {
  return "CAST(" + value + " AS " +
         (dialect_ == SqlDialect::kPostgres ? "DOUBLE PRECISION)" : "DOUBLE)");
}

std::string Spelling::StraightQuotes(const std::string& text) const {
  return "translate(" + text + ", '\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f', " +
         Text("''''\"\"\"\"") + ")";
}

std::string Spelling::Contains(const std::string& text, const std::string& part) const {
  if (dialect_ == SqlDialect::kPostgres) return "strpos(" + text + ", " + part + ") > 0";
  return "contains(" + text + ", " + part + ")";
}

std::string Spelling::StartsWith(const std::string& text, const std::string& part) const {
  return (dialect_ == SqlDialect::kSpark ? "startswith(" : "starts_with(") + text + ", " + part +
         ")";
}

std::optional<std::string> Spelling::Matches(const std::string& text,
                                             std::string_view pattern) const {
  if (dialect_ == SqlDialect::kDuckDb)  // which is RE2 itself
    return "regexp_matches(" + text + ", " + Text(pattern) + ")";
  const std::string_view whole = pattern;
  const bool folds = pattern.starts_with("(?i)");
  if (folds) pattern.remove_prefix(4);
  if (!IsCommonPattern(pattern)) return std::nullopt;
  if (dialect_ == SqlDialect::kSpark) return "(" + text + " RLIKE " + Text(whole) + ")";
  return "(" + text + (folds ? " ~* " : " ~ ") + Text(pattern) + ")";
}

std::string Spelling::ValueOfLeast(const std::string& value, const std::string& by) const {
  if (dialect_ == SqlDialect::kPostgres) return "(array_agg(" + value + " ORDER BY " + by + "))[1]";
  return (dialect_ == SqlDialect::kSpark ? "min_by(" : "arg_min(") + value + ", " + by + ")";
}

std::string Spelling::ValueOfGreatest(const std::string& value, const std::string& by) const {
  if (dialect_ == SqlDialect::kPostgres)
    return "(array_agg(" + value + " ORDER BY " + by + " DESC))[1]";
  return (dialect_ == SqlDialect::kSpark ? "max_by(" : "arg_max(") + value + ", " + by + ")";
}

std::string Spelling::View(std::string_view name) const {
  const bool spark = dialect_ == SqlDialect::kSpark;
  return std::string("CREATE OR REPLACE ") + (spark ? "TEMPORARY " : "") + "VIEW " +
         std::string(name) + " AS\n";
}

std::string Joined(const std::vector<std::string>& parts, const std::string& between) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : between) + part;
  return text;
}

std::string PlainName(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z')
      plain += static_cast<char>(c - 'A' + 'a');
    else
      plain += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '_';
  }
  if (plain.empty() || (plain.front() >= '0' && plain.front() <= '9')) plain.insert(0, "r_");
  return plain;
}

}  // namespace lode::sql
