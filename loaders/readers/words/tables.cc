// The form is as small as can be: who knows a language adds its row without reading code. A value
// runs to the end of its line, so that patterns may hold every mark.

#include "loaders/readers/words/tables.h"

#include <algorithm>

namespace lode {
namespace {

std::string_view Trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

}  // namespace

std::vector<TableRow> RowsOf(std::string_view text) {
  std::vector<TableRow> rows;
  std::string_view section;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = Trimmed(text.substr(at, end - at));
    at = end + 1;
    if (line.empty() || line.front() == '#') continue;
    const std::size_t colon = line.find(':');
    if (line.front() == '[' && line.back() == ']')
      section = line.substr(1, line.size() - 2);
    else if (colon != std::string_view::npos)
      rows.push_back({section, Trimmed(line.substr(0, colon)), Trimmed(line.substr(colon + 1))});
  }
  return rows;
}

std::string_view ValueOf(std::string_view text, std::string_view section, std::string_view key) {
  for (const TableRow& row : RowsOf(text))
    if (row.section == section && row.key == key) return row.value;
  return {};
}

std::string AnyWordOf(std::string_view text, std::string_view section, std::string_view key) {
  std::string any;
  for (const TableRow& row : RowsOf(text)) {
    if (row.section != section || row.key == "example" || (!key.empty() && row.key != key))
      continue;
    for (std::string_view word : WordsOf(row.value))
      any += (any.empty() ? "" : "|") + std::string(word);
  }
  return any;
}

std::vector<std::string_view> WordsOf(std::string_view value) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t end = std::min(value.find(' ', at), value.size());
    if (end > at) words.push_back(value.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

std::vector<TableExample> ExamplesOf(std::string_view text) {
  std::vector<TableExample> examples;
  for (const TableRow& row : RowsOf(text)) {
    if (row.key != "example") continue;
    const std::size_t bar = std::min(row.value.rfind('|'), row.value.size());
    examples.push_back({row.section, Trimmed(row.value.substr(0, bar)),
                        Trimmed(row.value.substr(std::min(bar + 1, row.value.size())))});
  }
  return examples;
}

}  // namespace lode
