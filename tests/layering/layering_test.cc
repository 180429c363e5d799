// Who may include whom, as docs/architecture.md says: held here so that it cannot fade.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct Include {
  std::string file;  // from the project's root
  int line;
  std::string name;  // what is included
};

std::vector<Include> IncludesOf(const fs::path& root, const std::string& folder) {
  static const std::regex kInclude(R"re(^\s*#\s*include\s*[<"]([^>"]+)[>"])re");
  std::vector<Include> includes;
  for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".h" && extension != ".cc") continue;
    std::ifstream file(entry.path());
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
      std::smatch match;
      if (std::regex_search(line, match, kInclude))
        includes.push_back({fs::relative(entry.path(), root).string(), number, match[1].str()});
    }
  }
  return includes;
}

bool StartsWith(const std::string& text, const std::string& front) {
  return text.rfind(front, 0) == 0;
}

class Layering : public testing::Test {
 protected:
  // Fails for each include of `folder` that begins with one of `forbidden`.
  void Forbid(const std::string& folder, const std::vector<std::string>& forbidden,
              const std::vector<std::string>& except = {}) {
    const std::vector<Include> includes = IncludesOf(root_, folder);
    EXPECT_FALSE(includes.empty()) << folder << " has no sources; is the folder right?";
    for (const Include& include : includes)
      for (const std::string& front : forbidden)
        if (StartsWith(include.name, front) &&
            std::find(except.begin(), except.end(), include.file) == except.end())
          ADD_FAILURE() << include.file << ":" << include.line << ": " << folder
                        << " may not include " << include.name;
  }

  const fs::path root_ = LODE_SOURCE_DIR;
};

TEST_F(Layering, TheDoorIncludesTheStandardLibraryAndItselfOnly) {
  for (const Include& include : IncludesOf(root_, "include"))
    EXPECT_TRUE(StartsWith(include.name, "lode/") || StartsWith(include.name, "std") ||
                include.name.find_first_of("./") == std::string::npos)
        << include.file << ":" << include.line << ": " << include.name;
}

TEST_F(Layering, StorageKnowsNeitherTextNorQuestions) {
  Forbid("storage", {"loaders/", "query/", "shell/"});
}

TEST_F(Layering, LoadersKnowNoQuestions) {
  Forbid("loaders", {"query/", "shell/"});
}

TEST_F(Layering, QueryKnowsNoLoaders) {
  Forbid("query", {"loaders/", "shell/"});
}

TEST_F(Layering, TheShellStandsWhereAnEmbedderStands) {
  Forbid("shell", {"storage/", "loaders/", "query/"});
}

TEST_F(Layering, TheProgramsCommandsKnowNothingOfTheInteractiveShell) {
  for (const Include& include : IncludesOf(root_, "shell"))
    EXPECT_TRUE(StartsWith(include.file, "shell/repl/") || !StartsWith(include.name, "shell/repl/"))
        << include.file << ":" << include.line << ": " << include.name;
}

TEST_F(Layering, ViewsAreWhatAnEmbedderCouldBuild) {
  Forbid("views", {"storage/", "loaders/", "query/", "shell/"});
}

TEST_F(Layering, TheDoorsStandWhereAnEmbedderStands) {
  Forbid("doors", {"storage/", "loaders/", "query/", "shell/"});
  Forbid("doors/rows", {"doors/c/"});
  Forbid("python", {"storage/", "loaders/", "query/", "shell/", "doors/c/"});
}

TEST_F(Layering, TheServerStandsWhereAnEmbedderStands) {
  Forbid("server", {"storage/", "loaders/", "query/", "shell/"});
}

TEST_F(Layering, TheReadersKnowNothingOfLanguage) {
  Forbid("loaders/readers", {"loaders/language/", "loaders/resolution/", "loaders/pipeline"});
  Forbid("loaders/language", {"loaders/extraction/", "loaders/resolution/", "loaders/pipeline"});
}

TEST_F(Layering, OnlyTheTopOfLoadersCallsTheNetwork) {
  for (const char* folder : {"loaders/readers", "loaders/language", "loaders/extraction",
                             "loaders/resolution", "storage", "query"})
    Forbid(folder, {"loaders/network/", "loaders/web_queue", "curl/"});
  Forbid("loaders/network", {"loaders/language/", "loaders/load", "loaders/web_queue", "storage/"});
  Forbid("loaders", {"loaders/network/"},
         {"loaders/web_queue.h", "loaders/network/address.cc", "loaders/network/fetcher.cc",
          "loaders/network/fetcher.h", "loaders/network/http_client.cc",
          "loaders/network/http_client.h", "loaders/network/robots.cc"});
}

// The wings of a folder in the order in which the data walk: a wing includes only those
// before it, and nothing from the top of its folder.
TEST_F(Layering, WingsIncludeOnlyThoseBeforeThem) {
  const std::map<std::string, std::vector<std::string>> kWings = {
      {"loaders/extraction",
       {"words", "values", "names", "reference", "patterns", "clauses", "speech", "nominals",
        "tuples", "critic"}},
      {"loaders/language", {"sentences", "model", "text", "heads", "output"}},
      {"loaders/readers",
       {"words", "bytes", "lines", "archives", "markup", "metadata", "formats", "structure"}},
      {"storage",
       {"disk", "terms", "schema", "articles", "lines", "names", "text", "runs", "statements",
        "kept", "snapshot", "search", "exchange"}},
      {"server", {"http", "api", "page"}},
      {"shell", {"terminal", "pages", "eval", "commands", "repl"}},
      {"query", {"syntax", "check", "program", "sql", "rows", "plan", "run", "kept"}},
  };
  for (const auto& [folder, wings] : kWings)
    for (std::size_t own = 0; own < wings.size(); ++own)
      for (const Include& include : IncludesOf(root_, folder + "/" + wings[own])) {
        if (!StartsWith(include.name, folder + "/")) continue;
        const std::string rest = include.name.substr(folder.size() + 1);
        const std::string wing = rest.substr(0, rest.find('/'));
        const auto place = std::find(wings.begin(), wings.end(), wing);
        EXPECT_TRUE(place != wings.end() && static_cast<std::size_t>(place - wings.begin()) <= own)
            << include.file << ":" << include.line << ": " << wings[own] << " may not include "
            << include.name;
      }
}

TEST_F(Layering, ForeignLibrariesStayBehindTheirWalls) {
  for (const char* folder :
       {"include", "storage", "loaders", "query", "views", "server", "shell", "doors", "python"}) {
    Forbid(folder, {"rocksdb/", "storage/disk/rocks.h"},
           {"storage/disk/rocks.h", "storage/disk/rocks.cc", "storage/disk/kv.cc",
            "storage/disk/kv_run.cc", "storage/disk/kv_care.cc"});
    Forbid(folder, {"antlr4", "Lode"}, {"query/syntax/parse.cc"});
    Forbid(folder, {"poppler/"}, {"loaders/readers/formats/pdf.cc"});
    Forbid(folder, {"curl/"}, {"loaders/network/http_client.cc", "loaders/network/address.cc"});
    for (const Include& include : IncludesOf(root_, folder)) {
      const bool header =
          include.file.size() > 2 && include.file.substr(include.file.size() - 2) == ".h";
      EXPECT_FALSE(header &&
                   (StartsWith(include.name, "boost/") || StartsWith(include.name, "spdlog/")))
          << include.file << ":" << include.line << ": " << include.name << " belongs into a .cc";
    }
  }
}

// Two types of one name in one namespace break programs in ways no compiler reports.
TEST_F(Layering, NoTwoHeadersDefineTypesOfOneName) {
  static const std::regex kNamespace(R"re(^namespace ([a-z:_]+) \{)re");
  static const std::regex kType(R"re(^(?:struct|class|enum class) ([A-Z]\w*)(?!::|\w)[^;]*$)re");
  std::map<std::string, std::string> homes;
  for (const char* folder :
       {"include", "storage", "loaders", "query", "views", "server", "shell", "doors", "python"})
    for (const auto& entry : fs::recursive_directory_iterator(root_ / folder)) {
      if (entry.path().extension() != ".h") continue;
      std::ifstream file(entry.path());
      std::string line;
      std::string space;
      for (std::smatch match; std::getline(file, line);) {
        if (std::regex_search(line, match, kNamespace)) space = match[1].str();
        if (!std::regex_search(line, match, kType)) continue;
        const std::string name = space + "::" + match[1].str();
        const std::string home = fs::relative(entry.path(), root_).string();
        const auto [known, fresh] = homes.emplace(name, home);
        EXPECT_TRUE(fresh || known->second == home)
            << name << " is defined in " << known->second << " and in " << home;
      }
    }
  EXPECT_GT(homes.size(), 50u);
}

}  // namespace
