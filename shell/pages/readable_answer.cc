#include "shell/pages/readable_answer.h"

#include <cctype>
#include <map>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>

#include "lode/json.h"

namespace lode::shell {
namespace {

bool InWord(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// How often a variable stands in a question; what is in quotation marks does not count.
std::size_t UsesOf(std::string_view variable, std::string_view question) {
  std::size_t uses = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < question.size(); ++at) {
    if (question[at] == '\\' && quoted) ++at;
    if (at < question.size() && question[at] == '"') quoted = !quoted;
    if (quoted || !question.substr(at).starts_with(variable)) continue;
    const std::size_t end = at + variable.size();
    if ((at == 0 || !InWord(question[at - 1])) &&
        (end == question.size() || !InWord(question[end])))
      ++uses;
  }
  return uses;
}

bool OnlyJoins(const Answer& answer, std::size_t column) {
  for (const auto& row : answer.rows)
    if (row[column].kind != ValueKind::kStatement) return false;
  return UsesOf(answer.columns[column], answer.query) > 1;
}

std::vector<std::size_t> UpTo(std::size_t size) {
  std::vector<std::size_t> places(size);
  std::iota(places.begin(), places.end(), std::size_t{0});
  return places;
}

// A row as one text, with two of its columns exchanged.
std::string TextOf(const std::vector<Value>& row, std::size_t left, std::size_t right) {
  std::string text;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const Value& value = row[i == left ? right : i == right ? left : i];
    text += (value.kind == ValueKind::kEntity ? value.entity.id : ToJson(value)) + '\n';
  }
  return text;
}

// The first rows of all pairs that are mirrors of each other in the columns `left` and the one
// behind it; empty where some row has no mirror.
std::vector<std::size_t> FirstOfPairs(const Answer& answer, std::size_t left) {
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < answer.rows.size(); ++i) {
    const auto& row = answer.rows[i];
    if (row[left].kind != ValueKind::kEntity || row[left + 1].kind != ValueKind::kEntity) return {};
    places.emplace(TextOf(row, left, left), i);
  }
  std::vector<std::size_t> firsts;
  for (std::size_t i = 0; i < answer.rows.size(); ++i) {
    const auto mirror = places.find(TextOf(answer.rows[i], left, left + 1));
    if (mirror == places.end()) return {};
    if (i <= mirror->second) firsts.push_back(i);
  }
  return firsts;
}

}  // namespace

ReadableAnswer ReadableOf(const Answer& answer) {
  ReadableAnswer readable{{}, UpTo(answer.rows.size()), false};
  const bool asked = UsesOf("select", answer.query) > 0;
  for (std::size_t column = 0; column < answer.columns.size(); ++column)
    if (asked || answer.rows.empty() || !OnlyJoins(answer, column))
      readable.columns.push_back(column);
  if (readable.columns.empty()) readable.columns = UpTo(answer.columns.size());
  if (answer.is_plan || answer.rows.empty()) return readable;
  for (std::size_t left = 0; left + 1 < answer.columns.size() && !readable.both_ways; ++left) {
    std::vector<std::size_t> firsts = FirstOfPairs(answer, left);
    if (firsts.empty() || firsts.size() == answer.rows.size()) continue;
    readable.rows = std::move(firsts);
    readable.both_ways = true;
  }
  return readable;
}

}  // namespace lode::shell
