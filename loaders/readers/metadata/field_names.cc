// Names of fields are a table (words/fields.list). What the user says comes before it.

#include "loaders/readers/metadata/field_names.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "loaders/readers/words/tables.h"

namespace lode {
namespace {

// [ArticleField]
constexpr std::array<std::string_view, 7> kFieldNames = {"title", "text",      "source",  "author",
                                                         "url",   "published", "language"};

// The words of the rows of a section that go by a key.
std::vector<std::string> Names(std::string_view section, std::string_view key) {
  std::vector<std::string> names;
  for (const TableRow& row : RowsOf(kFieldWords))
    if (row.section == section && row.key == key)
      for (std::string_view word : WordsOf(row.value)) names.emplace_back(word);
  return names;
}

}  // namespace

FieldNames::FieldNames() {
  static const std::vector<std::vector<std::string>> table = [] {
    std::vector<std::vector<std::string>> made;
    for (std::string_view field : kFieldNames) made.push_back(Names("fields", field));
    return made;
  }();
  names_ = table;
}

Result<FieldNames> FieldNames::With(const std::map<std::string, std::string>& given) {
  FieldNames names;
  for (const auto& [field, path] : given) {
    const auto at = static_cast<std::size_t>(
        std::find(kFieldNames.begin(), kFieldNames.end(), field) - kFieldNames.begin());
    if (at == kFieldNames.size() || path.empty())
      return {Code::kInvalidInput,
              "there is no field '" + field + "=" + path +
                  "': say one of title, text, source, author, url, published, language, and its "
                  "name in the file, as in text=body"};
    names.names_[at].insert(names.names_[at].begin(), path);
  }
  return names;
}

const std::vector<std::string>& ListNames() {
  static const std::vector<std::string> names = Names("lists", "any");
  return names;
}

}  // namespace lode
