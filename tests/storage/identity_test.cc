// Which names are one entity, and how articles come and go.

#include <algorithm>

#include "fixture.h"
#include "storage/names/prepared_article.h"
#include "storage/snapshot/materialize.h"
#include "storage/snapshot/snapshot.h"

namespace lode {
namespace {

using test::Everything;
using test::OpenStore;
using test::RecordMaker;
using test::TempFolder;
using test::Text;

constexpr auto kPerson = IdentityClass::kPerson;
constexpr auto kName = IdentityClass::kName;

ArticleRecord About(const std::string& path, const std::string& text, IdentityClass identity,
                    const std::string& name, const std::string& type,
                    std::vector<std::string> short_forms = {}, bool is_short = false) {
  RecordMaker make(path);
  make.Sentence(text);
  make.Add(make.Node(identity, name, type, std::move(short_forms), is_short), "said",
           Text("words"));
  return make.record();
}

struct IdentityTest : testing::Test {
  TempFolder folder;
  Store store = OpenStore(folder / "s");

  void Load(const ArticleRecord& record) {
    auto outcome = WriteArticles(store, {record}, true);
    ASSERT_TRUE(outcome.ok()) << outcome.status().message();
  }
  std::size_t EntityCount() const { return Must(store.Entities("")).size(); }
};

TEST_F(IdentityTest, AShortFormJoinsTheOnePersonWhoHasIt) {
  Load(About("a", "Ana Rivera spoke.", kPerson, "Ana Rivera", "person", {"Rivera"}));
  Load(About("b", "Rivera said so.", kPerson, "Rivera", "person", {}, true));
  EXPECT_EQ(EntityCount(), 2u) << "one article that knows her is no evidence";
  Load(About("c", "Ana Rivera left.", kPerson, "Ana Rivera", "person", {"Rivera"}));
  ASSERT_EQ(Must(store.Resolve("rivera")).size(), 1u);
  EXPECT_EQ(Must(store.Resolve("rivera"))[0].entity.name, "Ana Rivera");
  EXPECT_EQ(Must(store.Resolve("rivera"))[0].articles, 3u);
  auto merges = Must(store.Merges(""));
  ASSERT_EQ(merges.size(), 1u);
  EXPECT_EQ(merges[0].reason, "short-form");
  EXPECT_EQ(merges[0].name, "Ana Rivera");
  EXPECT_EQ(merges[0].other_name, "Rivera");
}

TEST_F(IdentityTest, AShortFormBesideTheFullNameNeedsNoSecondArticle) {
  RecordMaker make("a");
  make.Sentence("The National Widget Council spoke. NWC left.");
  make.Add(make.Node(kName, "National Widget Council", "organization", {"NWC"}), "said",
           Text("words"));
  make.Add(make.Node(kName, "NWC", "organization", {}, true), "left", Text("early"));
  Load(make.record());
  EXPECT_EQ(EntityCount(), 1u);
  Load(About("b", "NWC won.", kName, "NWC", "organization", {}, true));
  EXPECT_EQ(EntityCount(), 2u) << "whose letters these are nobody says";
  ASSERT_TRUE(store.Forget("b").ok());
  EXPECT_EQ(EntityCount(), 1u);
}

TEST_F(IdentityTest, AShortFormOfTwoPersonsStaysAloneUntilOneIsForgotten) {
  Load(About("a", "Ana Rivera spoke.", kPerson, "Ana Rivera", "person", {"Rivera"}));
  Load(About("b", "Rivera said so.", kPerson, "Rivera", "person", {}, true));
  const std::string before = Everything(store);
  Load(About("c", "Bruno Rivera spoke.", kPerson, "Bruno Rivera", "person", {"Rivera"}));
  EXPECT_EQ(EntityCount(), 3u);
  EXPECT_EQ(Must(store.Resolve("Rivera")).size(), 3u) << "all whom the name may mean";
  ASSERT_TRUE(store.Forget("c").ok());
  EXPECT_EQ(Everything(store), before);
}

TEST_F(IdentityTest, AnAliasOfOneArticleHoldsInAll) {
  Load(About("a", "CHPW rose.", kName, "CHPW", "company"));
  Load(About("b", "Chipworks fell.", kName, "Chipworks", "company"));
  EXPECT_EQ(EntityCount(), 2u);
  RecordMaker make("c");
  make.Sentence("Chipworks Inc. (CHPW) is a firm.");
  const auto node = make.Node(kName, "Chipworks Inc.", "company");
  make.Alias(node, "CHPW", "ticker", 1);
  Load(make.record());
  ASSERT_EQ(EntityCount(), 1u);
  const Entity entity = Must(store.Entities(""))[0].entity;
  EXPECT_EQ(entity.name, "CHPW") << "a tie in numbers goes by bytes";
  EXPECT_EQ(entity.aliases, (std::vector<std::string>{"Chipworks", "Chipworks Inc."}));
  ASSERT_EQ(Must(store.Merges(entity.id)).size(), 1u);
  EXPECT_EQ(Must(store.Merges(entity.id))[0].reason, "ticker");
  ASSERT_TRUE(store.Forget("c").ok());
  EXPECT_EQ(EntityCount(), 2u);
}

// Each opening leaves a file of its own, and names are sought in all of them.
TEST_F(IdentityTest, AliasesAreFoundInWhicheverFileTheyStand) {
  for (int i = 0; i < 3; ++i) {
    RecordMaker make("file " + std::to_string(i));
    make.Sentence("Firm number " + std::to_string(i) + " is listed.");
    const auto node = make.Node(kName, "Chipworks " + std::to_string(i), "company");
    make.Alias(node, "CHPW" + std::to_string(i), "ticker", 1);
    make.record().nodes[node].forms.push_back({"Chips " + std::to_string(i), 1, true});
    Store one = OpenStore(folder / "files");
    ASSERT_TRUE(WriteArticles(one, {make.record()}, true).ok());
  }
  const Store files = OpenStore(folder / "files");
  for (int i = 0; i < 3; ++i)
    for (const char* name : {"CHPW", "Chips ", "Chipworks "})
      EXPECT_EQ(Must(files.Resolve(name + std::to_string(i))).size(), 1u) << name << i;
  EXPECT_TRUE(Must(files.Resolve("Chips 3")).empty());
}

TEST_F(IdentityTest, DescriptionsAreNoAliases) {
  RecordMaker make("a");
  make.Sentence("Chipworks grew. The company hired.");
  const auto node = make.Node(kName, "Chipworks", "company");
  make.record().nodes[node].forms.push_back({"the company", 9, false});
  make.Add(node, "plans", Text("growth"));
  Load(make.record());
  const Entity entity = Must(store.Entities(""))[0].entity;
  EXPECT_EQ(entity.name, "Chipworks");
  EXPECT_TRUE(entity.aliases.empty());
  EXPECT_TRUE(Must(store.Resolve("the company")).empty());
}

TEST_F(IdentityTest, TheTypeIsWhatMostMentionsSay) {
  Load(About("a", "One.", kName, "Harbor Line", "organization"));
  Load(About("b", "Two.", kName, "Harbor Line", "company"));
  EXPECT_EQ(Must(store.Entities(""))[0].entity.type, "organization")
      << "a tie goes by the schema's order";
  Load(About("c", "Three.", kName, "Harbor Line", "company"));
  EXPECT_EQ(Must(store.Entities(""))[0].entity.type, "company");
}

TEST_F(IdentityTest, PersonsAndPlacesOfOneNameAreTwo) {
  Load(About("a", "One.", kPerson, "Washington", "person"));
  Load(About("b", "Two.", IdentityClass::kPlace, "Washington", "city"));
  EXPECT_EQ(Must(store.Resolve("washington")).size(), 2u);
}

TEST_F(IdentityTest, EntitiesAreNamedByTheirIdsToo) {
  Load(About("a", "One.", kPerson, "Ana Rivera", "person"));
  const std::string id = Must(store.Entities(""))[0].entity.id;
  auto snapshot = OpenSnapshot(store);
  ASSERT_EQ(snapshot->Resolve(id).size(), 1u);
  EXPECT_EQ(snapshot->EntityAt(snapshot->Resolve(id)[0]).id, id);
  EXPECT_EQ(Must(store.StatementsAbout(id)).size(), 1u);
}

TEST_F(IdentityTest, OneTextUnderTwoPathsIsOneArticle) {
  Load(About("b.txt", "The same.", kPerson, "Ana Rivera", "person"));
  const std::string before = Everything(store);
  auto outcome =
      WriteArticles(store, {About("a.txt", "The same.", kPerson, "Ana Rivera", "person")}, true);
  EXPECT_EQ(outcome->unchanged, 1u);
  ASSERT_EQ(Must(store.Articles()).size(), 1u);
  EXPECT_EQ(Must(store.Articles())[0].path, "a.txt");
  EXPECT_EQ(Must(store.Articles())[0].paths, (std::vector<std::string>{"a.txt", "b.txt"}));
  EXPECT_EQ(*store.Forget("a.txt"), 0u) << "it is still at b.txt";
  EXPECT_EQ(Everything(store), before);
  EXPECT_EQ(*store.Forget("b.txt"), 1u);
  EXPECT_EQ(Everything(store), Everything(OpenStore(folder / "empty")));
}

TEST_F(IdentityTest, AChangedArticleReplacesTheOldOne) {
  auto old = About("x.json", "Old words.", kPerson, "Ana Rivera", "person");
  old.article.info.url = "https://news.example/1";
  Load(old);
  auto moved = About("y.json", "New words.", kPerson, "Bruno Sato", "person");
  moved.article.info.url = "https://news.example/1";
  auto outcome = WriteArticles(store, {moved}, true);
  EXPECT_EQ(outcome->replaced, 1u);
  ASSERT_EQ(Must(store.Articles()).size(), 1u);
  EXPECT_EQ(Must(store.Articles())[0].path, "y.json");
  Load(About("y.json", "Newer words.", kPerson, "Bruno Sato", "person"));
  ASSERT_EQ(Must(store.Articles()).size(), 1u);
  EXPECT_EQ(store.Forget("https://news.example/1").status().code(), Code::kNotFound);
}

TEST_F(IdentityTest, ArticlesAreForgottenByIdAndUrl) {
  auto record = About("x.json", "Words.", kPerson, "Ana Rivera", "person");
  record.article.info.url = "https://news.example/1";
  Load(record);
  EXPECT_TRUE(HasArticle(store, record.article));
  EXPECT_EQ(*store.Forget("https://news.example/1"), 1u);
  EXPECT_FALSE(HasArticle(store, record.article));
  Load(record);
  EXPECT_EQ(*store.Forget(Must(store.Articles())[0].id), 1u);
  EXPECT_EQ(store.Forget("x.json").status().code(), Code::kNotFound);
}

TEST_F(IdentityTest, OtherFactsAboutTheSameTextAreWrittenAgain) {
  auto record = About("x.txt", "Words.", kPerson, "Ana Rivera", "person");
  Load(record);
  record.article.info.published = "2025-07-15";
  EXPECT_FALSE(HasArticle(store, record.article));
  record.statements[0].time = test::Date("2025-07-15");
  auto outcome = WriteArticles(store, {record}, true);
  EXPECT_EQ(outcome->replaced, 1u);
  EXPECT_EQ(Must(store.Articles())[0].published, "2025-07-15");
  auto statements = Must(store.StatementsAbout(Must(store.Entities(""))[0].entity.id));
  ASSERT_EQ(statements.size(), 1u);
  EXPECT_EQ(statements[0].time->date, "2025-07-15");
}

TEST_F(IdentityTest, LinesOfOneFileComeOneByOneAndStaleOnesGo) {
  auto line = [](const char* text, std::uint32_t part) {
    ArticleRecord record = About("feed.jsonl", text, kPerson, "Ana Rivera", "person");
    record.article.info.part = part;
    return record;
  };
  auto load = [&](Store& into, const std::vector<const char*>& texts) {
    std::vector<FilePart> keep;
    for (std::uint32_t part = 1; part <= texts.size(); ++part) {
      const ArticleRecord record = line(texts[part - 1], part);
      keep.push_back({ArticleIdOf(record.article), part});
      EXPECT_TRUE(WriteArticles(into, {record}, false).ok());
    }
    return *DropStale(into, "feed.jsonl", keep);
  };
  EXPECT_EQ(load(store, {"One.", "Two.", "Three."}), 0u);
  EXPECT_EQ(load(store, {"Four.", "Two.", "One.", "Two."}), 1u) << "Three went, One moved";
  Store fresh = OpenStore(folder / "fresh");
  EXPECT_EQ(load(fresh, {"Four.", "Two.", "One.", "Two."}), 0u);
  EXPECT_EQ(Everything(store), Everything(fresh));
}

TEST_F(IdentityTest, MaterializeGivesWhatAStoreOfOneArticleGives) {
  std::mt19937 random(21);
  const ArticleRecord record = test::RandomArticle(random, "one.txt", 12);
  Load(record);
  auto snapshot = OpenSnapshot(store);
  const std::vector<Statement> alone = Materialize(record);
  ASSERT_EQ(alone.size(), snapshot->AllStatements().size());
  for (std::size_t i = 0; i < alone.size(); ++i) {
    const Statement stored = *snapshot->Materialize(snapshot->AllStatements()[i]);
    EXPECT_EQ(stored.id, alone[i].id);
    EXPECT_EQ(stored.subject, alone[i].subject);
    EXPECT_EQ(stored.object, alone[i].object);
  }
}

TEST_F(IdentityTest, RulesAreKeptAndReplaced) {
  EXPECT_TRUE(store.SaveRules({"mine", "a(X) :- b(X)."}, false).ok());
  EXPECT_EQ(store.SaveRules({"mine", "other"}, false).code(), Code::kInvalidInput);
  EXPECT_TRUE(store.SaveRules({"mine", "other"}, true).ok());
  EXPECT_TRUE(store.SaveRules({"also", "text"}, false).ok());
  ASSERT_EQ(Must(store.Rules()).size(), 2u);
  EXPECT_EQ(Must(store.Rules())[0].name, "also");
  EXPECT_EQ(Must(store.Rules())[1].text, "other");
  EXPECT_TRUE(store.RemoveRules("also").ok());
  EXPECT_EQ(store.RemoveRules("also").code(), Code::kNotFound);
}

TEST_F(IdentityTest, UnfitRecordsAreRefusedWhole) {
  auto record = About("x.txt", "Words.", kPerson, "Ana Rivera", "person");
  record.statements[0].object.node = 7;
  EXPECT_EQ(WriteArticles(store, {record}, true).status().code(), Code::kInvalidInput);
  record = About("x.txt", "Words.", kPerson, "Ana Rivera", "person");
  record.statements[0].sentence = 9;
  EXPECT_EQ(WriteArticles(store, {record}, true).status().code(), Code::kInvalidInput);
  record = About("x.txt", "Words.", kPerson, "Ana Rivera", "person");
  record.statements[0].subject_span = {{3, 900}};
  EXPECT_EQ(WriteArticles(store, {record}, true).status().code(), Code::kInvalidInput);
  EXPECT_TRUE(Must(store.Articles()).empty());
}

TEST_F(IdentityTest, WhatHasEndedIsAnotherStatement) {
  RecordMaker make("a");
  make.Sentence("Ana Rivera led Chipworks, and leads it again.");
  const auto node = make.Node(kPerson, "Ana Rivera", "person");
  make.Add(node, "leads", Text("Chipworks"));
  make.Add(node, "leads", Text("Chipworks")).ended = true;
  Load(make.record());
  auto statements = Must(store.StatementsAbout(Must(store.Entities(""))[0].entity.id));
  ASSERT_EQ(statements.size(), 2u);
  EXPECT_NE(statements[0].id, statements[1].id);
  EXPECT_NE(statements[0].ended, statements[1].ended);
}

TEST_F(IdentityTest, StatementsThatSayTheSameAreOne) {
  RecordMaker make("a");
  make.Sentence("Ana Rivera spoke.");
  const auto node = make.Node(kPerson, "Ana Rivera", "person");
  make.Add(node, "said", Text("words"));
  make.Add(node, "said", Text("words"));
  make.Add(node, "said", Text("other words"));
  make.Add(node, "plans", Text("x")).premises = {1, 2};
  Load(make.record());
  auto statements = Must(store.StatementsAbout(Must(store.Entities(""))[0].entity.id));
  ASSERT_EQ(statements.size(), 3u);
  for (const Statement& s : statements)
    for (const std::string& premise : s.premises)
      EXPECT_TRUE(std::any_of(statements.begin(), statements.end(),
                              [&](const auto& o) { return o.id == premise; }));
}

}  // namespace
}  // namespace lode
