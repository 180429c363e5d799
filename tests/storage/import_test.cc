// Import: faults name the place, and nothing half stays behind.

#include "storage/import.h"

#include "fixture.h"
#include "lode/check.h"

namespace lode {
namespace {

using test::Everything;
using test::Exported;
using test::OpenStore;
using test::RandomArticle;
using test::TempFolder;

struct ImportTest : testing::Test {
  TempFolder folder;
  Store store = OpenStore(folder / "s");
  std::string articles, statements;

  ImportTest() {
    std::mt19937 random(31);
    Store source = OpenStore(folder / "source");
    for (int i = 0; i < 3; ++i)
      EXPECT_TRUE(
          WriteArticles(source, {RandomArticle(random, "f" + std::to_string(i))}, true).ok());
    articles = Exported(source, ExportFormat::kArticles);
    statements = Exported(source, ExportFormat::kStatements);
  }
  Result<ImportReport> Import(const std::string& text) {
    std::istringstream in(text);
    return store.Import(in, "export.jsonl");
  }
};

TEST_F(ImportTest, FaultsNameTheFileAndTheLine) {
  const std::pair<std::string, std::string> kTable[] = {
      {"{", "export.jsonl:1: "},
      {articles + "[1]\n", "export.jsonl:4: a line of an export is a JSON object"},
      {"{\"a\": 1}", "neither an article nor a statement"},
      {statements, "export.jsonl:1: a statement's article"},
      {articles + "{\"subject\": 3}", "export.jsonl:4: "},
      {"{\"id\": \"a:1\", \"text\": \"x\", \"blocks\": [{}]}", "export.jsonl:1: "},
      {"{\"id\": \"a:1\", \"text\": \"x\", \"blocks\": [], \"sentences\": [], \"nodes\": []}",
       "another text than its id"},
      {"{\"id\": \"a:1\", \"text\": \"x\", \"blocks\": [], \"sentences\": [[0, 99]], \"nodes\": "
       "[]}",
       "beyond the text"},
      {std::string(200000, '['), "export.jsonl:1: "},
      {"{\"id\": \"\xff\"}", "export.jsonl:1: "},
  };
  for (const auto& [text, message] : kTable) {
    auto report = Import(text);
    ASSERT_FALSE(report.ok()) << text.substr(0, 60);
    EXPECT_EQ(report.status().code(), Code::kInvalidInput);
    EXPECT_NE(report.status().message().find(message), std::string::npos)
        << report.status().message();
    EXPECT_TRUE(Must(store.Articles()).empty()) << "nothing of it was to be kept";
  }
}

TEST_F(ImportTest, AFaultKeepsOnlyWholeArticles) {
  auto report = Import(articles + statements + "oops");
  ASSERT_FALSE(report.ok());
  std::string left = Exported(store, ExportFormat::kStatements);
  EXPECT_EQ(statements.substr(0, left.size()), left);
  EXPECT_EQ(Must(store.Articles()).size(), 2u) << "the last one's statements might not have ended";
  ASSERT_TRUE(Import(articles + statements).ok());
  EXPECT_EQ(Everything(store), Everything(OpenStore(folder / "source")));
}

TEST_F(ImportTest, OrderOfTheLinesDoesNotMatterWithinTheRules) {
  std::vector<std::string> lines;
  std::istringstream in(statements);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  std::string mixed = articles;
  // Statements of different articles take turns; premises may be missing in a
  // group that comes first, so leave derived ones for the end.
  for (const std::string& line : lines)
    if (line.find("\"premises\": []") != std::string::npos) mixed += line + "\n";
  for (const std::string& line : lines)
    if (line.find("\"premises\": []") == std::string::npos) mixed += line + "\n";
  auto report = Import(mixed);
  ASSERT_TRUE(report.ok()) << report.status().message();
  EXPECT_EQ(Everything(store), Everything(OpenStore(folder / "source")));
}

TEST_F(ImportTest, WhatIsThereAlreadyIsSkipped) {
  ASSERT_TRUE(Import(articles + statements).ok());
  auto report = Import(articles + statements);
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->articles, 0u);
  EXPECT_EQ(report->statements, 0u);
  EXPECT_GT(report->skipped, 0u);
}

// One text under two dates, as two files of two outlets are.
ArticleRecord Dated(const std::string& path, const std::string& date) {
  test::RecordMaker make(path);
  make.record().article.info.published = date;
  make.Sentence("Ann Berg sold the yard on Monday.");
  const auto ann = make.Node(IdentityClass::kPerson, "Ann Berg", "person");
  const auto yard = make.Node(IdentityClass::kTerm, "yard", "topic");
  make.Add(ann, "sold", yard).time = test::Date(date);
  make.Add(ann, "knows", yard);
  return make.record();
}

TEST_F(ImportTest, NeverMixesTwoReadingsOfOneText) {
  for (const bool first_is_there : {true, false}) {
    Store both = OpenStore(folder / (first_is_there ? "both1" : "both2"));
    ASSERT_TRUE(WriteArticles(both, {Dated("a.txt", "2025-03-03")}, true).ok());
    ASSERT_TRUE(WriteArticles(both, {Dated("b.txt", "2025-06-02")}, true).ok());
    const std::string exported =
        Exported(both, ExportFormat::kArticles) + Exported(both, ExportFormat::kStatements);
    const std::string there = first_is_there ? "a.txt" : "b.txt";
    const std::string other = first_is_there ? "b.txt" : "a.txt";
    const std::string date = first_is_there ? "2025-03-03" : "2025-06-02";
    Store target = OpenStore(folder / ("one of " + there));
    ASSERT_TRUE(WriteArticles(target, {Dated(there, date)}, true).ok());
    const std::string before = Everything(target);
    std::istringstream in(exported);
    const auto report = target.Import(in, "export");
    ASSERT_TRUE(report.ok()) << report.status().message();
    EXPECT_EQ(
        Exported(target, ExportFormat::kArticles) + Exported(target, ExportFormat::kStatements),
        exported)
        << there;
    EXPECT_EQ(Must(target.Forget(other)), 0u) << "the text stays, it was seen elsewhere";
    EXPECT_EQ(Everything(target), before) << there;
  }
}

TEST_F(ImportTest, APlaceOfAnotherDateKeepsItsReading) {
  Store target = OpenStore(folder / "t");
  ASSERT_TRUE(WriteArticles(target, {Dated("a.txt", "2025-06-02")}, true).ok());
  const std::string before = Everything(target);
  Store other = OpenStore(folder / "o");
  ASSERT_TRUE(WriteArticles(other, {Dated("a.txt", "2025-03-03")}, true).ok());
  std::istringstream in(Exported(other, ExportFormat::kArticles) +
                        Exported(other, ExportFormat::kStatements));
  const auto report = target.Import(in, "export");
  ASSERT_TRUE(report.ok()) << report.status().message();
  EXPECT_EQ(Everything(target), before);
  std::istringstream statements_alone(Exported(other, ExportFormat::kStatements));
  EXPECT_EQ(target.Import(statements_alone, "export").status().code(), Code::kInvalidInput);
  EXPECT_EQ(Everything(target), before);
}

TEST_F(ImportTest, ArticlesFirstAndStatementsLaterIsTheSame) {
  std::istringstream first(articles), second(statements);
  ASSERT_TRUE(store.Import(first, "a").ok());
  ASSERT_TRUE(store.Import(second, "b").ok());
  EXPECT_EQ(Everything(store), Everything(OpenStore(folder / "source")));
}

// What is kept aside and put in at once is what single changes make, kept names and all.
TEST_F(ImportTest, PutInAtOnceIsTheSame) {
  std::istringstream in(articles + statements);
  const auto report =
      ImportJsonLines(store.database(), in, "export.jsonl",
                      {.waiting_bytes = 1, .written_statements = 2, .written_bytes = 1 << 20});
  ASSERT_TRUE(report.ok()) << report.status().message();
  EXPECT_EQ(report->articles, 3u);
  EXPECT_EQ(Everything(store), Everything(OpenStore(folder / "source")));
  EXPECT_TRUE(Must(CheckStore(store)).is_sound());
  ASSERT_TRUE(store.Forget("f1").ok());
  ASSERT_TRUE(Import(articles + statements).ok()) << "now by single changes";
  EXPECT_EQ(Everything(store), Everything(OpenStore(folder / "source")));
}

// A store that has articles, some of them the same: laid over it, and as one change.
TEST_F(ImportTest, PutInAtOnceBesideOthersIsTheSame) {
  std::mt19937 random(77);
  std::vector<ArticleRecord> others;
  for (int i = 0; i < 3; ++i) others.push_back(RandomArticle(random, "g" + std::to_string(i)));
  Store wanted = OpenStore(folder / "wanted");
  for (Store* one : {&store, &wanted}) ASSERT_TRUE(WriteArticles(*one, others, true).ok());
  ASSERT_TRUE(store.Forget("g1").ok());
  ASSERT_TRUE(Import(articles).ok());  // their statements come below
  std::istringstream single(articles + statements);
  ASSERT_TRUE(wanted.Import(single, "export").ok());
  ASSERT_TRUE(wanted.Forget("g1").ok());
  std::istringstream in(articles + statements);
  const auto report =
      ImportJsonLines(store.database(), in, "export.jsonl",
                      {.waiting_bytes = 1, .written_statements = 2, .written_bytes = 1 << 20});
  ASSERT_TRUE(report.ok()) << report.status().message();
  EXPECT_EQ(Everything(store), Everything(wanted));
  EXPECT_TRUE(Must(CheckStore(store)).is_sound());
  for (const char* path : {"f0", "f1", "f2", "g0", "g2"}) ASSERT_EQ(*store.Forget(path), 1u);
  EXPECT_TRUE(Must(store.Articles()).empty());
  EXPECT_TRUE(Must(store.Entities("")).empty());
  EXPECT_TRUE(Must(CheckStore(store)).is_sound());
}

TEST_F(ImportTest, RulesAndNamesKeptApartOutliveAnImportAtOnce) {
  ASSERT_TRUE(store.SaveRules({"mine", "p(1)."}, false).ok());
  std::istringstream in(articles + statements);
  ASSERT_TRUE(
      ImportJsonLines(store.database(), in, "export.jsonl", {.written_statements = 2}).ok());
  EXPECT_EQ(Must(store.Rules()).size(), 1u);
}

TEST_F(ImportTest, LongWholeNumbersAreRead) {
  std::string line = statements.substr(0, statements.find('\n'));
  const std::size_t at = line.find("\"confidence\": ") + 14;
  line = line.substr(0, at) + "0.50000000000000000000000" + line.substr(line.find(',', at));
  const std::string premises = "\"premises\": [";
  const std::size_t first = line.find(premises) + premises.size();
  line.erase(first, line.find(']', first) - first);
  const std::string object = "\"object\": ";
  const std::size_t from = line.find(object) + object.size();
  std::size_t depth = 0, to = from;
  do {
    depth += line[to] == '{' ? 1 : 0;
    depth -= line[to] == '}' ? 1 : 0;
  } while (++to < line.size() && depth > 0);
  line = line.substr(0, from) +
         "{\"kind\": \"number\", \"value\": 20000000000000000000, \"text\": "
         "\"1 \\\" 20000000000000000000\"}" +
         line.substr(to);
  const auto report = Import(articles + line + "\n");
  ASSERT_TRUE(report.ok()) << report.status().message() << line;
  const std::string out = Exported(store, ExportFormat::kStatements);
  EXPECT_NE(out.find("\"value\": 2e+19, "), std::string::npos) << out;
}

}  // namespace
}  // namespace lode
