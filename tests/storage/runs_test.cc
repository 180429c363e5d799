// Runs: what is merged from them is what single changes make, whatever their number and order;
// what is damaged is refused before anything is written.

#include "lode/runs.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <random>

#include "lode/check.h"
#include "storage/database.h"
#include "storage/import_runs.h"
#include "tests/storage/run_fixture.h"

namespace lode {
namespace {

using test::Everything;
using test::Given;
using test::OpenStore;
using test::RandomArticle;
using test::RecordMaker;
using test::TempFolder;
using test::WriteRun;

// Of which everything comes in several changes.
constexpr ImportLimits kSmall{
    .waiting_bytes = 2048, .written_statements = 8, .written_bytes = 1 << 20};

std::string BytesAt(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void ExpectSound(Store& store) {
  const auto check = CheckStore(store);
  ASSERT_TRUE(check.ok()) << check.status().message();
  EXPECT_TRUE(check->is_sound()) << check->wrong << " " << check->wrong_texts;
}

struct RunsTest : testing::Test {
  TempFolder folder;
  std::mt19937 random{77};

  std::vector<Given> Articles(int count, const std::string& front = "f") {
    std::vector<Given> given;
    for (int i = 0; i < count; ++i) {
      given.push_back(
          {RandomArticle(random, front + std::to_string(i)), i % 3 == 0 ? "trial" : ""});
      if (i % 4 == 1) {  // the same text elsewhere
        given.push_back(given.back());
        given.back().record.article.info.path += "-copy";
      }
    }
    return given;
  }
  void Load(Store& store, const std::vector<Given>& given) {
    for (const Given& one : given)
      ASSERT_TRUE(WriteArticles(store, {one.record}, true, one.set).ok());
  }
};

TEST_F(RunsTest, AnySplitAndOrderGivesWhatLoadingGives) {
  const std::vector<Given> given = Articles(40);
  Store loaded = OpenStore(folder / "loaded");
  Load(loaded, given);
  const std::string whole = Everything(loaded);
  for (const std::size_t runs : {1u, 2u, 3u, 7u, 30u}) {
    std::vector<std::vector<Given>> parts(runs);
    for (const Given& one : given) parts[random() % runs].push_back(one);
    parts[0].push_back(given[3]);  // in two runs, maybe
    std::vector<std::string> paths;
    for (std::size_t i = 0; i < runs; ++i) {
      paths.push_back(folder / (std::to_string(runs) + "-" + std::to_string(i)));
      WriteRun(paths.back(), parts[i], i % 2 == 0 ? 64 << 20 : 4000);
    }
    std::shuffle(paths.begin(), paths.end(), random);
    for (const bool is_small : {true, false}) {
      Store store = OpenStore(folder / ("s" + std::to_string(runs) + (is_small ? "s" : "")));
      const auto report =
          is_small ? ImportRunFiles(store.database(), paths, kSmall, 3) : ImportRuns(store, paths);
      ASSERT_TRUE(report.ok()) << report.status().message();
      EXPECT_EQ(report->articles, Must(loaded.Articles()).size());
      EXPECT_EQ(Everything(store), whole) << runs;
      ExpectSound(store);
      EXPECT_FALSE(std::filesystem::exists(store.path() + "/import"));
    }
  }
}

TEST_F(RunsTest, ARunHasTheSameBytesHoweverItWasSorted) {
  std::vector<Given> given = Articles(12);
  WriteRun(folder / "one", given);
  std::shuffle(given.begin(), given.end(), random);
  given.push_back(given.front());
  WriteRun(folder / "other", given, 3000);
  EXPECT_EQ(BytesAt(folder / "one"), BytesAt(folder / "other"));
  EXPECT_FALSE(std::filesystem::exists(folder / "other.part"));
  EXPECT_FALSE(std::filesystem::exists(folder / "other.part.1"));
}

TEST_F(RunsTest, ImportedOnceMoreNothingChanges) {
  const std::vector<Given> given = Articles(10);
  WriteRun(folder / "run", given);
  Store store = OpenStore(folder / "s");
  ASSERT_TRUE(ImportRuns(store, {folder / "run"}).ok());
  const std::string before = Everything(store);
  const auto again = ImportRunFiles(store.database(), {folder / "run"}, kSmall);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->articles, 0u);
  EXPECT_EQ(again->statements, 0u);
  EXPECT_GT(again->skipped, 0u);
  EXPECT_EQ(Everything(store), before);
}

TEST_F(RunsTest, AStoreWithArticlesBecomesWhatLoadingThemLaterMakes) {
  const std::vector<Given> old = Articles(20);
  std::vector<Given> young = Articles(12, "g");
  for (int i = 0; i < 8; ++i) {  // other texts at paths that the store has
    young.push_back({RandomArticle(random, "f" + std::to_string(i)), ""});
    young.back().record.article.info.url = "https://news.example/" + std::to_string(i);
  }
  young.push_back(old[15]);  // unchanged
  Store loaded = OpenStore(folder / "loaded");
  Load(loaded, old);
  Load(loaded, young);
  WriteRun(folder / "a", {young.begin(), young.begin() + 9});
  WriteRun(folder / "b", {young.begin() + 9, young.end()});
  for (const bool is_small : {true, false}) {
    Store store = OpenStore(folder / (is_small ? "small" : "large"));
    Load(store, old);
    const auto report = ImportRunFiles(store.database(), {folder / "b", folder / "a"},
                                       is_small ? kSmall : ImportLimits());
    ASSERT_TRUE(report.ok()) << report.status().message();
    EXPECT_EQ(Everything(store), Everything(loaded));
    ExpectSound(store);
  }
}

Given AtUrl(const std::string& path, const std::string& words, const std::string& url) {
  RecordMaker make(path);
  make.Sentence(words);
  make.record().article.info.url = url;
  const auto ann = make.Node(IdentityClass::kPerson, "Ann Berg", "person");
  make.Add(ann, "sold", make.Node(IdentityClass::kTerm, "yard", "topic"));
  return {make.record(), ""};
}

TEST_F(RunsTest, OfOneAddressTheLastPathStays) {
  const std::string url = "https://news.example/yard";
  std::vector<Given> given;
  for (int i = 0; i < 6; ++i)
    given.push_back(AtUrl("p" + std::to_string(i), "Ann sold it " + std::to_string(i), url));
  given.push_back(AtUrl("q", "Ann sold another one.", "https://news.example/other"));
  Store loaded = OpenStore(folder / "loaded");
  Load(loaded, given);
  ASSERT_EQ(Must(loaded.Articles()).size(), 2u);
  const Given old = AtUrl("z", "Ann sold it once.", url);  // a later path, loaded before
  for (const bool is_small : {true, false}) {
    Store store = OpenStore(folder / (is_small ? "small" : "large"));
    Load(store, {old});
    std::shuffle(given.begin(), given.end(), random);
    WriteRun(folder / "a", {given.begin(), given.begin() + 3});
    WriteRun(folder / "b", {given.begin() + 3, given.end()});
    const ImportLimits one{.waiting_bytes = 1, .written_statements = 1, .written_bytes = 1};
    const auto report = ImportRunFiles(store.database(), {folder / "a", folder / "b"},
                                       is_small ? one : ImportLimits());
    ASSERT_TRUE(report.ok()) << report.status().message();
    EXPECT_EQ(Everything(store), Everything(loaded));
    ExpectSound(store);
  }
}

TEST_F(RunsTest, WhatTheStoreHasAndTheRunsHaveTooStaysWhereItWins) {
  const std::string url = "https://news.example/yard";
  std::vector<Given> given;
  for (int i = 0; i < 6; ++i)
    given.push_back(AtUrl("p" + std::to_string(i), "Ann sold it " + std::to_string(i), url));
  Store loaded = OpenStore(folder / "loaded");
  Load(loaded, given);
  WriteRun(folder / "run", given);
  for (const bool is_small : {true, false}) {
    Store store = OpenStore(folder / (is_small ? "small" : "large"));
    Load(store, {given.back()});
    const ImportLimits one{.waiting_bytes = 1, .written_statements = 1, .written_bytes = 1};
    const auto report =
        ImportRunFiles(store.database(), {folder / "run"}, is_small ? one : ImportLimits());
    ASSERT_TRUE(report.ok()) << report.status().message();
    EXPECT_EQ(Everything(store), Everything(loaded));
    ExpectSound(store);
  }
}

TEST_F(RunsTest, OfTwoTextsAtOnePlaceTheLaterDateStays) {
  Given one = AtUrl("p", "Ann sold it.", ""), other = AtUrl("p", "Ann sold it again.", "");
  one.record.article.info.published = "2025-03-04";
  other.record.article.info.published = "2025-03-03";
  WriteRun(folder / "a", {one});
  WriteRun(folder / "b", {other});
  for (const bool is_small : {true, false}) {
    Store store = OpenStore(folder / (is_small ? "small" : "large"));
    const ImportLimits tiny{.waiting_bytes = 1, .written_statements = 1, .written_bytes = 1};
    const auto report = ImportRunFiles(store.database(), {folder / "b", folder / "a"},
                                       is_small ? tiny : ImportLimits());
    ASSERT_TRUE(report.ok()) << report.status().message();
    const auto articles = Must(store.Articles());
    ASSERT_EQ(articles.size(), 1u);
    EXPECT_EQ(articles.front().published, "2025-03-04");
    ExpectSound(store);
  }
}

TEST_F(RunsTest, AChangedTextStaysInTheSetsOfItsPlace) {
  Given old = AtUrl("p", "Ann sold it.", ""), young = AtUrl("p", "Ann sold it again.", "");
  old.set = "trial";
  Store loaded = OpenStore(folder / "loaded"), store = OpenStore(folder / "s");
  Load(loaded, {old, young});
  Load(store, {old});
  WriteRun(folder / "run", {young});
  ASSERT_TRUE(ImportRuns(store, {folder / "run"}).ok());
  EXPECT_EQ(Everything(store), Everything(loaded));
}

TEST_F(RunsTest, NamesOfAnotherSchemaAreWorkedOutAgain) {
  const auto other = Schema::Parse(Schema::BuiltIn()->text() + "\n# another\n", "other");
  ASSERT_TRUE(other.ok()) << other.status().message();
  const std::vector<Given> given = Articles(10);
  WriteRun(folder / "run", given, 64 << 20, *other);
  Store loaded = OpenStore(folder / "loaded"), store = OpenStore(folder / "s");
  Load(loaded, given);
  ASSERT_TRUE(ImportRuns(store, {folder / "run"}).ok());
  EXPECT_EQ(Everything(store), Everything(loaded));
  ExpectSound(store);
}

TEST_F(RunsTest, WhatIsDamagedIsRefusedWithItsPlaceAndNothingIsWritten) {
  const std::vector<Given> given = Articles(6);
  WriteRun(folder / "good", {given.begin(), given.begin() + 3});
  WriteRun(folder / "run", {given.begin() + 3, given.end()});
  const std::string sound = BytesAt(folder / "run");
  Store store = OpenStore(folder / "s");
  Load(store, {{RandomArticle(random, "there"), ""}});
  const std::string before = Everything(store);
  const auto refused = [&](const std::string& bytes, const std::string& what) {
    std::ofstream(folder / "bad", std::ios::binary) << bytes;
    const auto report = ImportRuns(store, {folder / "good", folder / "bad"});
    ASSERT_FALSE(report.ok()) << what;
    EXPECT_NE(report.status().message().find("'" + (folder / "bad") + "'"), std::string::npos)
        << report.status().message();
    EXPECT_TRUE(report.status().code() == Code::kCorrupt ||
                report.status().code() == Code::kInvalidInput ||
                report.status().code() == Code::kUnsupported)
        << what << ": " << report.status().message();
  };
  for (std::size_t at = 0; at < sound.size(); at += 1 + at / 40) {
    std::string bytes = sound;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
    refused(bytes, "byte " + std::to_string(at));
    refused(sound.substr(0, at), "cut at " + std::to_string(at));
  }
  refused(sound + "x", "more behind the end");
  EXPECT_EQ(Everything(store), before);
  const auto missing = ImportRuns(store, {folder / "good", folder / "nowhere"});
  EXPECT_EQ(missing.status().code(), Code::kNotFound);
  std::string newer = sound;
  newer[16] = 9;
  std::ofstream(folder / "bad", std::ios::binary) << newer;
  const auto report = ImportRuns(store, {folder / "bad"});
  EXPECT_EQ(report.status().code(), Code::kUnsupported);
  EXPECT_NE(report.status().message().find("layout 9"), std::string::npos);
}

// Blocks that are sound each, but not of one run.
TEST_F(RunsTest, AMissingBlockIsNoticed) {
  std::vector<Given> given;
  for (int i = 0; i < 6; ++i) {
    std::string words;
    while (words.size() < kRunBlock) words += " " + std::to_string(random());
    RecordMaker make("p" + std::to_string(i));
    make.Sentence(words);
    given.push_back({make.record(), ""});
  }
  WriteRun(folder / "run", given);
  const std::string bytes = BytesAt(folder / "run");
  const std::size_t head = 9 + 8 + 16 + 8;
  std::uint64_t size = 0;
  for (std::size_t i = 0; i < 8; ++i)
    size = size << 8 | static_cast<unsigned char>(bytes[head + i]);
  std::ofstream(folder / "less", std::ios::binary)
      << bytes.substr(0, head) << bytes.substr(head + 32 + size);
  Store store = OpenStore(folder / "s");
  const auto report = ImportRuns(store, {folder / "less"});
  EXPECT_EQ(report.status().code(), Code::kCorrupt);
  EXPECT_NE(report.status().message().find("blocks are missing"), std::string::npos);
  ASSERT_TRUE(ImportRuns(store, {folder / "run"}).ok());
  EXPECT_EQ(Must(store.Articles()).size(), 6u);
}

TEST_F(RunsTest, StopsWhenItIsTold) {
  WriteRun(folder / "run", Articles(6));
  Store store = OpenStore(folder / "s");
  const std::atomic<bool> cancel = true;
  EXPECT_EQ(ImportRuns(store, {folder / "run"}, &cancel).status().code(), Code::kCancelled);
  EXPECT_TRUE(Must(store.Articles()).empty());
}

TEST_F(RunsTest, ARunOfNothingIsARun) {
  WriteRun(folder / "run", {});
  Store store = OpenStore(folder / "s");
  const auto report = ImportRuns(store, {folder / "run"});
  ASSERT_TRUE(report.ok()) << report.status().message();
  EXPECT_EQ(report->articles, 0u);
}

}  // namespace
}  // namespace lode
