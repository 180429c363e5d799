// Names of different articles that are one name, and names that only look so.

#include <gtest/gtest.h>

#include "tests/storage/fixture.h"

namespace lode {
namespace {

using test::Everything;
using test::OpenStore;
using test::RecordMaker;
using test::TempFolder;
using test::Text;

constexpr auto kPerson = IdentityClass::kPerson;
constexpr auto kPlace = IdentityClass::kPlace;
constexpr auto kName = IdentityClass::kName;
constexpr auto kTerm = IdentityClass::kTerm;

struct Named {
  IdentityClass identity;
  std::string name, type;
};

struct CandidatesTest : testing::Test {
  TempFolder folder;
  Store store = OpenStore(folder / "s");

  // An article that names these, each with its last word as short form.
  static ArticleRecord Article(const std::string& path, const std::vector<Named>& names) {
    RecordMaker make(path);
    make.Sentence("What " + path + " says.");
    for (const Named& named : names) {
      const std::size_t space = named.name.rfind(' ');
      std::vector<std::string> short_forms;
      if (named.identity == kPerson && space != std::string::npos)
        short_forms.push_back(named.name.substr(space + 1));
      const bool is_short = named.identity == kPerson && space == std::string::npos;
      make.Add(make.Node(named.identity, named.name, named.type, short_forms, is_short), "said",
               Text("words"));
    }
    return make.record();
  }
  void Load(const ArticleRecord& record) { ASSERT_TRUE(WriteArticles(store, {record}, true).ok()); }
  void Load(const std::string& path, const std::vector<Named>& names) {
    Load(Article(path, names));
  }
  std::size_t Count(const std::string& name) { return Must(store.Resolve(name)).size(); }
  std::string NameOf(const std::string& name) { return Must(store.Resolve(name))[0].entity.name; }
  bool AreOne(const std::string& a, const std::string& b) {
    const auto left = Must(store.Resolve(a)), right = Must(store.Resolve(b));
    return left.size() == 1 && right.size() == 1 && left[0].entity.id == right[0].entity.id;
  }
};

TEST_F(CandidatesTest, MarksAndHyphensMakeNoOtherName) {
  Load("a", {{kPlace, "São Bento", "city"}, {kPerson, "Lin Wei-hao", "person"}});
  Load("b", {{kPlace, "Sao Bento", "city"}, {kPerson, "Lin Weihao", "person"}});
  EXPECT_TRUE(AreOne("São Bento", "Sao Bento"));
  EXPECT_TRUE(AreOne("Lin Wei-hao", "Lin Weihao"));
  const auto merges = Must(store.Merges(Must(store.Resolve("Sao Bento"))[0].entity.id));
  ASSERT_EQ(merges.size(), 1u);
  EXPECT_EQ(merges[0].reason, "same-letters");
  EXPECT_GT(merges[0].score, 0.9);
}

TEST_F(CandidatesTest, ASpellingOfAPersonNeedsCompany) {
  Load("a", {{kPerson, "Mohammed Darwish", "person"}, {kName, "Kestrel Bank", "company"}});
  Load("b", {{kPerson, "Muhammad Darwish", "person"}, {kPlace, "Tolvik", "city"}});
  EXPECT_FALSE(AreOne("Mohammed Darwish", "Muhammad Darwish")) << "two may be called so";
  Load("c", {{kPerson, "Muhammad Darwish", "person"}, {kName, "Kestrel Bank", "company"}});
  EXPECT_TRUE(AreOne("Mohammed Darwish", "Muhammad Darwish")) << "both go with the bank";
  EXPECT_EQ(Must(store.Merges(""))[0].reason, "spelling");
  ASSERT_TRUE(store.Forget("c").ok());
  EXPECT_FALSE(AreOne("Mohammed Darwish", "Muhammad Darwish"));
}

TEST_F(CandidatesTest, CompanyThatEverybodyKeepsProvesLittle) {
  for (int i = 0; i < 9; ++i) Load("x" + std::to_string(i), {{kPlace, "Tolvik", "city"}});
  Load("a", {{kPerson, "Sergei Lebedev", "person"}, {kPlace, "Tolvik", "city"}});
  Load("b", {{kPerson, "Sergey Lebedev", "person"}, {kPlace, "Tolvik", "city"}});
  EXPECT_FALSE(AreOne("Sergei Lebedev", "Sergey Lebedev"));
}

TEST_F(CandidatesTest, AnArticleThatNamesBothKeepsThemApart) {
  Load("a", {{kPerson, "Oleh Zarensky", "person"}, {kName, "Kestrel Bank", "company"}});
  Load("b", {{kPerson, "Oleh Zarenskyy", "person"}, {kName, "Kestrel Bank", "company"}});
  EXPECT_TRUE(AreOne("Oleh Zarensky", "Oleh Zarenskyy"));
  Load("c", {{kPerson, "Oleh Zarensky", "person"}, {kPerson, "Oleh Zarenskyy", "person"}});
  EXPECT_FALSE(AreOne("Oleh Zarensky", "Oleh Zarenskyy"));
}

// Context is counted in names as written (decision 1): Kiev is no company of Kyiv's.
TEST_F(CandidatesTest, PlacesOfTwoSpellingsAreOneAndLendNoCompany) {
  Load("a", {{kPerson, "Oleh Zarensky", "person"}, {kPlace, "Kiev", "city"}});
  Load("b", {{kPerson, "Oleh Zarenskiy", "person"}, {kPlace, "Kyiv", "city"}});
  EXPECT_TRUE(AreOne("Kiev", "Kyiv"));
  EXPECT_FALSE(AreOne("Oleh Zarensky", "Oleh Zarenskiy"));
  Load("c", {{kPerson, "Oleh Zarenskiy", "person"}, {kPlace, "Kiev", "city"}});
  EXPECT_TRUE(AreOne("Oleh Zarensky", "Oleh Zarenskiy"));
}

TEST_F(CandidatesTest, AMiddleInitialIsLeftOutWhereNobodyElseHasAnother) {
  const Named bank = {kName, "Kestrel Bank", "company"};
  Load("a", {{kPerson, "Ana Maria Rivera", "person"}, bank});
  Load("b", {{kPerson, "Ana M. Rivera", "person"}, bank});
  Load("c", {{kPerson, "Ana Rivera", "person"}, bank});
  EXPECT_TRUE(AreOne("Ana Rivera", "Ana Maria Rivera"));
  Load("d", {{kPerson, "Ana P. Rivera", "person"}, bank});
  EXPECT_FALSE(AreOne("Ana Rivera", "Ana Maria Rivera")) << "it may be either";
}

TEST_F(CandidatesTest, AShortFormInAnotherSpellingFindsItsOnlyPerson) {
  Load("a", {{kPerson, "Oleh Zarensky", "person"}});
  Load("d", {{kPerson, "Oleh Zarensky", "person"}});
  Load("b", {{kPerson, "Zarenskyy", "person"}});
  EXPECT_EQ(NameOf("Zarenskyy"), "Oleh Zarensky");
  Load("c", {{kPerson, "Iryna Zarenskiy", "person"}});
  EXPECT_EQ(NameOf("Zarenskyy"), "Zarenskyy") << "it may be either";
}

TEST_F(CandidatesTest, TermsMeetTheirPluralsWhereTheyAreOneKind) {
  Load("a",
       {{kTerm, "fuel cell", "product"}, {kTerm, "farmer", "person"}, {kTerm, "arm", "topic"}});
  Load("b",
       {{kTerm, "fuel cells", "product"}, {kTerm, "farmers", "group"}, {kTerm, "arms", "topic"}});
  EXPECT_TRUE(AreOne("fuel cell", "fuel cells"));
  EXPECT_FALSE(AreOne("farmer", "farmers"));
  EXPECT_FALSE(AreOne("arm", "arms"));
}

TEST_F(CandidatesTest, AKindIsWrittenSmallWhereItIsSoAnywhere) {
  Load("a", {{kTerm, "FUEL CELL", "product"}, {kTerm, "DRAM", "product"}});
  EXPECT_EQ(NameOf("fuel cell"), "FUEL CELL");
  Load("b", {{kTerm, "fuel cell", "product"}, {kTerm, "DRAM", "product"}});
  EXPECT_EQ(NameOf("fuel cell"), "fuel cell");
  EXPECT_EQ(NameOf("dram"), "DRAM");
}

TEST_F(CandidatesTest, AnAcronymMayStandForAName) {
  for (const char* path : {"a", "d"}) {
    RecordMaker long_form(path);
    long_form.Sentence(std::string("The National Widget Council (NWC) met ") + path + ".");
    long_form.Add(long_form.Node(kName, "National Widget Council", "organization", {"NWC"}),
                  "met-with", Text("words"));
    Load(long_form.record());
  }
  RecordMaker letters("b");
  letters.Sentence("The NWC warned.");
  letters.Add(letters.Node(kTerm, "NWC", "topic", {}, true), "warned", Text("words"));
  Load(letters.record());
  ASSERT_EQ(Count("NWC"), 1u);
  RecordMaker other("c");
  other.Sentence("Northern Water Company (NWC) grew.");
  other.Add(other.Node(kName, "Northern Water Company", "company", {"NWC"}), "plans",
            Text("words"));
  Load(other.record());
  EXPECT_EQ(Count("NWC"), 3u) << "all whom the letters may mean";
  ASSERT_TRUE(store.Forget("c").ok());
  EXPECT_EQ(Count("NWC"), 1u);
}

TEST_F(CandidatesTest, ANameIsFoundWithoutItsMarks) {
  Load("a", {{kPlace, "São Bento", "city"}, {kTerm, "ore bearing rock", "topic"}});
  EXPECT_EQ(Count("Sao Bento"), 1u);
  EXPECT_EQ(Count("ore-bearing rock"), 1u);
  EXPECT_EQ(Count("Sao Bente"), 0u);
}

TEST_F(CandidatesTest, AnotherSpellingIsTheFirstSuggestion) {
  Load("a", {{kPerson, "Piotr Chaikovskii", "person"}, {kPerson, "Piotr Tchaikowska", "person"}});
  ASSERT_FALSE(store.Suggest("Piotr Tchaikovsky", 3).empty());
  EXPECT_EQ(store.Suggest("Piotr Tchaikovsky", 3)[0], "Piotr Chaikovskii");
}

TEST_F(CandidatesTest, AMergeIsUndoneByHandAndTheUndoingToo) {
  Load("a", {{kPlace, "Kiev", "city"}, {kPerson, "Ana Rivera", "person"}});
  Load("c", {{kPerson, "Ana Rivera", "person"}});
  const std::string alone = Everything(store);
  Load("b", {{kPlace, "Kyiv", "city"}, {kPerson, "Rivera", "person"}});
  const std::string joined = Everything(store);
  ASSERT_TRUE(store.KeepApart("Kyiv", "Kiev").ok());
  ASSERT_TRUE(store.KeepApart("Ana Rivera", "Rivera").ok());
  EXPECT_FALSE(AreOne("Kiev", "Kyiv"));
  EXPECT_EQ(Must(store.Resolve("Rivera")).size(), 2u);
  EXPECT_TRUE(Must(store.Merges("")).empty()) << "what is undone is not logged";
  ASSERT_EQ(Must(store.Apart()).size(), 2u);
  EXPECT_EQ(Must(store.Apart())[0].name, "ana rivera");
  EXPECT_EQ(store.KeepApart("Kyiv", "Kiev").code(), Code::kNotFound);
  ASSERT_TRUE(store.LetMeet("Kiev", "Kyiv").ok());
  ASSERT_TRUE(store.LetMeet("Rivera", "Ana Rivera").ok());
  EXPECT_EQ(Everything(store), joined);
  EXPECT_EQ(store.LetMeet("Kiev", "Kyiv").code(), Code::kNotFound);
  ASSERT_TRUE(store.Forget("b").ok());
  EXPECT_EQ(Everything(store), alone);
}

TEST_F(CandidatesTest, WhatAnArticleSaysIsUndoneByHandToo) {
  RecordMaker make("a");
  make.Sentence("Chipworks (CHPW) grew.");
  const auto node = make.Node(kName, "Chipworks", "company");
  make.Alias(node, "CHPW", "ticker", 1);
  make.Add(node, "plans", Text("words"));
  Load(make.record());
  Load("b", {{kName, "CHPW", "company"}});
  EXPECT_TRUE(AreOne("Chipworks", "CHPW"));
  ASSERT_TRUE(store.KeepApart("Chipworks", "CHPW").ok());
  EXPECT_FALSE(AreOne("Chipworks", "CHPW"));
  EXPECT_TRUE(Must(store.Merges("")).empty());
  Store again = OpenStore(folder / "t");
  EXPECT_EQ(again.KeepApart("Chipworks", "CHPW").code(), Code::kNotFound);
}

// Whatever joins and parts them, entities depend on the set of articles alone.
TEST_F(CandidatesTest, TheOrderOfArticlesDoesNotMatterAndForgettingIsExact) {
  const std::vector<std::string> kFirst = {"Sergei", "Sergey", "Mohammed", "Muhammad"},
                                 kLast = {"Lebedev", "Lebedyev", "Zarensky", "Zarenskyy"},
                                 kPlaces = {"Kiev", "Kyiv", "São Bento", "Sao Bento", "Tolvik"},
                                 kTerms = {"fuel cell", "fuel cells", "fuel-cell"};
  for (unsigned seed = 1; seed <= 8; ++seed) {
    std::mt19937 random(seed);
    auto pick = [&](const std::vector<std::string>& list) { return list[random() % list.size()]; };
    std::vector<ArticleRecord> articles;
    for (int i = 0; i < 12; ++i) {
      const std::string last = pick(kLast);
      const std::string middle = random() % 4 == 0 ? " K. " : " ";
      articles.push_back(
          Article("f" + std::to_string(i),
                  {{kPerson, random() % 5 == 0 ? last : pick(kFirst) + middle + last, "person"},
                   {kPerson, pick(kFirst) + " " + pick(kLast), "person"},
                   {kPlace, pick(kPlaces), "city"},
                   {kTerm, pick(kTerms), random() % 4 == 0 ? "topic" : "product"}}));
    }
    Store forwards = OpenStore(folder / ("f" + std::to_string(seed)));
    ASSERT_TRUE(WriteArticles(forwards, {articles.begin(), articles.begin() + 8}, true).ok());
    const std::string before = Everything(forwards);
    for (std::size_t i = 8; i < 12; ++i)
      ASSERT_TRUE(WriteArticles(forwards, {articles[i]}, true).ok());
    Store backwards = OpenStore(folder / ("b" + std::to_string(seed)));
    for (auto article = articles.rbegin(); article != articles.rend(); ++article)
      ASSERT_TRUE(WriteArticles(backwards, {*article}, true).ok());
    EXPECT_EQ(Everything(forwards), Everything(backwards)) << "seed " << seed;
    for (Store* store_left : {&forwards, &backwards})
      for (int i = 8; i < 12; ++i) ASSERT_TRUE(store_left->Forget("f" + std::to_string(i)).ok());
    EXPECT_EQ(Everything(forwards), before);
    EXPECT_EQ(Everything(backwards), before) << "seed " << seed;
  }
}

}  // namespace
}  // namespace lode
