// Sets of articles, and articles of one origin.

#include "lode/sets.h"

#include "fixture.h"
#include "lode/articles.h"
#include "lode/check.h"
#include "storage/articles/article_table.h"
#include "storage/database.h"
#include "storage/snapshot/stored_snapshot.h"
#include "storage/terms/key_layout.h"
#include "storage/text/agencies.h"
#include "storage/text/text_traits.h"

namespace lode {
namespace {

using test::Everything;
using test::Exported;
using test::OpenStore;
using test::RecordMaker;
using test::TempFolder;

ArticleRecord Made(const std::string& path, const std::string& sentence) {
  RecordMaker make(path);
  make.Sentence(sentence);
  return make.record();
}

void Put(Store& store, const std::string& path, const std::string& set,
         const std::string& sentence) {
  const auto outcome = WriteArticles(store, {Made(path, sentence)}, true, set);
  EXPECT_TRUE(outcome.ok()) << outcome.status().message();
}

std::string NamesOfSets(const Store& store, const std::string& path) {
  std::string sets;
  for (const ArticleInfo& info : Must(store.Articles()))
    if (info.path == path)
      for (const std::string& set : Must(SetsOf(store, info.id))) sets += "'" + set + "'";
  return sets;
}

TEST(Sets, AnArticleIsInEachThatItWasLoadedInto) {
  TempFolder folder;
  Store store = OpenStore(folder / "s");
  Put(store, "one", "north", "One.");
  EXPECT_EQ(NamesOfSets(store, "one"), "'north'");
  Put(store, "one", "south", "One.");
  EXPECT_EQ(NamesOfSets(store, "one"), "'north''south'");
  // Another text at the place stays in its sets.
  Put(store, "one", "", "One more.");
  EXPECT_EQ(NamesOfSets(store, "one"), "'north''south'");
  EXPECT_EQ(Must(Sets(store)).size(), 2u);
  EXPECT_EQ(Must(Sets(store))[0].articles, 1u);
}

TEST(Sets, ADroppedOneLeavesWhatElseIsThere) {
  TempFolder folder;
  Store store = OpenStore(folder / "s"), without = OpenStore(folder / "w");
  for (Store* each : {&store, &without}) {
    Put(*each, "plain", "", "In no set.");
    Put(*each, "both", "south", "In two.");
    Put(*each, "first", "", "First without.");
  }
  const std::string before = Everything(without);
  Put(store, "both", "north", "In two.");
  Put(store, "first", "north", "First without.");
  for (int i = 0; i < 300; ++i) {
    const std::string number = std::to_string(i);
    Put(store, "only" + number, "north", "Only " + number + ".");
  }
  EXPECT_EQ(Must(ForgetSet(store, "north")), 300u);
  EXPECT_EQ(Everything(store), before);
  EXPECT_EQ(ForgetSet(store, "north").status().code(), Code::kNotFound);
  EXPECT_TRUE(Must(CheckStore(store)).is_sound());
}

TEST(Sets, AreKeptByExportAndImport) {
  TempFolder folder;
  Store store = OpenStore(folder / "s"), copy = OpenStore(folder / "c");
  Put(store, "one", "north", "One.");
  Put(store, "one", "", "One.");
  Put(store, "two", "", "Two.");
  std::istringstream in(Exported(store, ExportFormat::kArticles));
  ASSERT_TRUE(copy.Import(in, "export").ok());
  EXPECT_EQ(Everything(copy), Everything(store));
  EXPECT_EQ(NamesOfSets(copy, "one"), "'north'");
  EXPECT_EQ(Must(ForgetSet(copy, "north")), 0u);
  std::ostringstream of_set;
  ASSERT_TRUE(ExportSet(store, "north", ExportFormat::kArticles, of_set).ok());
  EXPECT_NE(of_set.str().find("\"One.\\n\""), std::string::npos);
  EXPECT_EQ(of_set.str().find("Two."), std::string::npos);
  EXPECT_FALSE(ExportSet(store, "none", ExportFormat::kArticles, of_set).ok());
}

TEST(Sets, HaveNamesThatCanBePrinted) {
  EXPECT_TRUE(CheckSetName("Trial 2025/ä").ok());
  for (const std::string& name : {std::string(), std::string("a\nb"), std::string(201, 'x')})
    EXPECT_FALSE(CheckSetName(name).ok());
}

std::string Sentences(unsigned seed, int count) {
  std::mt19937 random(seed);
  std::string text;
  for (int i = 0; i < count; ++i) {
    text += "So";
    for (int j = 0; j < 14; ++j) text += " w" + std::to_string(random() % 5000);
    text += ". ";
  }
  return text;
}

TEST(SameStories, AreFoundWhateverTheOrderAndForgotten) {
  std::vector<ArticleRecord> records;
  for (unsigned story = 0; story < 3; ++story)
    for (unsigned outlet = 0; outlet < 3; ++outlet)
      records.push_back(Made("s" + std::to_string(story) + "o" + std::to_string(outlet),
                             Sentences(story, 20) + Sentences(100 + story * 10 + outlet, 8)));
  records.push_back(Made("other", Sentences(999, 30)));
  const auto groups_of = [](const Store& store) {
    std::vector<std::string> groups;
    for (const auto& group : Must(SameStories(store))) {
      std::string paths;
      for (const ArticleInfo& info : group) paths += info.path + " ";
      groups.push_back(paths);
    }
    return groups;
  };
  const std::vector<std::string> expected = {"s0o0 s0o1 s0o2 ", "s1o0 s1o1 s1o2 ",
                                             "s2o0 s2o1 s2o2 "};
  TempFolder folder;
  Store store = OpenStore(folder / "a"), other = OpenStore(folder / "b");
  for (const ArticleRecord& record : records)
    ASSERT_TRUE(WriteArticles(store, {record}, true).ok());
  for (auto it = records.rbegin(); it != records.rend(); ++it)
    ASSERT_TRUE(WriteArticles(other, {*it}, true).ok());
  EXPECT_EQ(groups_of(store), expected);
  EXPECT_EQ(groups_of(other), expected);
  ASSERT_TRUE(store.Forget("s1o1").ok());
  ASSERT_TRUE(store.Forget("s1o0").ok());
  EXPECT_EQ(groups_of(store).size(), 2u);
  EXPECT_TRUE(Must(CheckStore(store)).is_sound());
}

// Each article leans on the one with the least id that shares one of its least hashes and is like
// it: pair by pair, from the texts themselves.
std::set<std::set<std::string>> GroupsByPairs(const Store& store) {
  const auto snapshot =
      std::static_pointer_cast<const StoredSnapshot>(store.database().OpenSnapshot());
  struct One {
    std::string path;
    TextTraits traits;
    std::size_t root = 0;
  };
  std::map<std::string, One> by_id;
  for (const ArticleInfo& info : Must(store.Articles())) {
    const auto number = Must(FindArticle(snapshot->view(), info.id));
    by_id[info.id] = {info.path, *snapshot->OriginOf(ArticleTerm(*number)).traits, 0};
  }
  const auto share = [](const TextTraits& a, const TextTraits& b) {
    for (std::size_t i = 0; i < std::min(kLookedHashes, a.sketch.size()); ++i)
      for (std::size_t j = 0; j < std::min(kLookedHashes, b.sketch.size()); ++j)
        if (a.sketch[i] == b.sketch[j]) return true;
    return false;
  };
  std::vector<One> all;
  for (auto& [id, one] : by_id) {
    one.root = all.size();
    for (const One& other : all)
      if (share(one.traits, other.traits) &&
          AreOfOneOrigin(one.traits.sketch, other.traits.sketch)) {
        one.root = other.root;
        break;
      }
    all.push_back(std::move(one));
  }
  std::map<std::size_t, std::set<std::string>> groups;
  for (const One& one : all) groups[one.root].insert(one.path);
  std::set<std::set<std::string>> several;
  for (const auto& [root, group] : groups)
    if (group.size() > 1) several.insert(group);
  return several;
}

TEST(SameStories, AreThoseThatAComparisonOfAllPairsFinds) {
  // Texts of some of forty passages each, so that their likeness is anything from none to all,
  // much of it near the bound; some too short for a whole sketch, some for any.
  std::mt19937 random(11);
  TempFolder folder;
  Store store = OpenStore(folder / "s");
  std::vector<ArticleRecord> records;
  for (int i = 0; i < 60; ++i) {
    std::string text;
    const auto passages = i % 6 == 0 ? 1 : 3 + static_cast<int>(random() % 8);
    for (int j = 0; j < passages; ++j) {
      const auto passage = static_cast<unsigned>(random() % 40);
      text += Sentences(passage, i % 12 == 0 ? 1 : 2);
    }
    records.push_back(Made("p" + std::to_string(i), text + "End " + std::to_string(i) + "."));
  }
  ASSERT_TRUE(WriteArticles(store, records, true).ok());
  std::set<std::set<std::string>> groups;
  std::size_t most = 0;
  for (const auto& story : Must(SameStories(store))) {
    std::set<std::string> group;
    for (const ArticleInfo& info : story) group.insert(info.path);
    most = std::max(most, group.size());
    groups.insert(std::move(group));
  }
  EXPECT_EQ(groups, GroupsByPairs(store));
  EXPECT_GE(groups.size(), 3u);
  EXPECT_GE(most, 5u);

  const auto listed = [&](std::size_t limit) {
    const StoriesPage page = Must(ListStories(store, {{}, {}, limit}));
    std::vector<std::string> paths;
    for (const auto& story : page.stories)
      for (const ArticleInfo& info : story) paths.push_back(info.path);
    return std::pair(paths, page.more);
  };
  const auto [whole, more] = listed(0);
  EXPECT_FALSE(more);
  for (std::size_t limit = 1; limit <= whole.size(); ++limit) {
    const auto [paths, is_cut] = listed(limit);
    EXPECT_EQ(paths, std::vector(whole.begin(), whole.begin() + static_cast<long>(limit)));
    EXPECT_EQ(is_cut, limit < whole.size()) << limit;
  }
}

TEST(Agencies, AreReadFromTheLinesThatCreditThem) {
  struct Case {
    std::string line;
    CreditLine kind;
    std::string agency;
  };
  for (const Case& c : std::vector<Case>{
           {"OSLO, March 4 (Reuters) - The quay was sold.", CreditLine::kDateline, "reuters"},
           {"ARN (AP) \u2014 The quay was sold.", CreditLine::kDateline, "associated press"},
           {"ARN (Fjordnews) - The quay was sold.", CreditLine::kDateline, "fjordnews"},
           {"The quay (north of Arn) was sold.", CreditLine::kDateline, ""},
           {"By The Associated Press", CreditLine::kByline, "associated press"},
           {"AFP", CreditLine::kByline, "agence france-presse"},
           {"By Ingrid Moe", CreditLine::kByline, ""},
           {"This story was originally published by ProPublica.", CreditLine::kAnywhere,
            "propublica"},
           {"Copyright The Associated Press. All rights reserved.", CreditLine::kAnywhere,
            "associated press"},
           {"The firm denied what Reuters wrote.", CreditLine::kAnywhere, ""},
           {"\u00a9 AFP", CreditLine::kAnywhere, "agence france-presse"}})
    EXPECT_EQ(AgencyInLine(c.line, c.kind), c.agency) << c.line;
}

TEST(Agencies, AnOutletIsNoCreditOfItsOwn) {
  ArticleInfo info;
  EXPECT_EQ(AgencyOf(info, "reuters"), "reuters");
  info.source = "Reuters";
  EXPECT_EQ(AgencyOf(info, "reuters"), "");
  info.source = "Arn Courier", info.author = "Associated Press";
  EXPECT_EQ(AgencyOf(info, ""), "associated press");
}

}  // namespace
}  // namespace lode
