// What the code asks the word lists for is there: a list that is misspelled or gone answers "no" to
// every word, and nothing else tells.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "tests/extraction/reading.h"

namespace lode {
namespace {

std::string SourcesOfExtraction() {
  std::ostringstream text;
  const std::filesystem::path folder =
      std::filesystem::path(LODE_SOURCE_DIR) / "loaders" / "extraction";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".cc" || entry.path().extension() == ".h")
      text << std::ifstream(entry.path()).rdbuf();
  return std::move(text).str();
}

// Adds what stands in quotation marks as the first argument of calls by that name.
void AddAskedFor(const std::string& sources, const std::string& call,
                 std::set<std::string>& names) {
  for (std::size_t at = sources.find(call); at != std::string::npos;
       at = sources.find(call, at + 1)) {
    const std::size_t quote = sources.find_first_not_of(" \n", at + call.size());
    if (quote == std::string::npos || sources[quote] != '"') continue;
    names.insert(sources.substr(quote + 1, sources.find('"', quote + 1) - quote - 1));
  }
}

TEST(WordLists, HoldEveryListThatTheCodeAsksFor) {
  ASSERT_TRUE(testing::Rules());
  const std::string sources = SourcesOfExtraction();
  std::set<std::string> names;
  for (const char* call : {".Has(", ".Find(", ".FindOther(", ".Section("})
    AddAskedFor(sources, call, names);
  EXPECT_GT(names.size(), 80u);
  for (const std::string& name : names)
    EXPECT_NE(testing::Rules()->lists.Section(name), nullptr) << "[" << name << "]";
}

}  // namespace
}  // namespace lode
