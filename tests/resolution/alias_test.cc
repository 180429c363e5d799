#include "loaders/resolution/alias.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lode {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class AliasTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto opened = OpenEntityLexicon(LODE_DATA_DIR);
    ASSERT_TRUE(opened.ok()) << opened.status().message();
    lexicon_ = *opened;
  }

  static EntityNode Node(IdentityClass identity, std::string type, std::string name,
                         std::vector<std::string> forms = {}) {
    EntityNode node;
    node.identity = identity;
    node.type = std::move(type);
    node.name = std::move(name);
    node.forms.push_back({node.name, 1, true});
    for (std::string& form : forms) node.forms.push_back({std::move(form), 1, true});
    return node;
  }

  static ArticleRecord RecordOf(EntityNode node) {
    ArticleRecord record;
    record.nodes.push_back(std::move(node));
    AddNameVariants(*lexicon_, record);
    return record;
  }

  static std::shared_ptr<const EntityLexicon> lexicon_;
};
std::shared_ptr<const EntityLexicon> AliasTest::lexicon_;

TEST(SurnameOf, KeepsParticlesAndDropsGenerations) {
  EXPECT_EQ(SurnameOf("Ana Rivera"), "Rivera");
  EXPECT_EQ(SurnameOf("Anna van der Berg"), "van der Berg");
  EXPECT_EQ(SurnameOf("Otis Hale Jr."), "Hale");
  EXPECT_EQ(SurnameOf("Madonna"), "Madonna");
}

TEST_F(AliasTest, MakesASurnameAShortForm) {
  const ArticleRecord record = RecordOf(Node(IdentityClass::kPerson, "person", "Ana Rivera"));
  EXPECT_THAT(record.nodes[0].short_forms, ElementsAre("Rivera"));
  EXPECT_FALSE(record.nodes[0].is_short);
  EXPECT_THAT(record.aliases, IsEmpty());
}

TEST_F(AliasTest, KeepsASurnameOfSeveralInItsArticle) {
  ArticleRecord record;
  for (const char* name : {"Angela Merkel", "Ulrich Merkel", "Merkel"})
    record.nodes.push_back(Node(IdentityClass::kPerson, "person", name));
  AddNameVariants(*lexicon_, record);
  EXPECT_EQ(record.nodes[2].identity, IdentityClass::kParticular);
  record.nodes.erase(record.nodes.begin() + 1);
  record.nodes[1].identity = IdentityClass::kPerson;
  AddNameVariants(*lexicon_, record);
  EXPECT_EQ(record.nodes[1].identity, IdentityClass::kPerson);
}

TEST_F(AliasTest, JoinsASurnameThatOnePersonIsKnownBy) {
  const ArticleRecord record = RecordOf(Node(IdentityClass::kPerson, "person", "Angela Merkel"));
  ASSERT_EQ(record.aliases.size(), 1u);
  EXPECT_EQ(record.aliases[0].name + " " + record.aliases[0].reason, "Merkel surname");
  EXPECT_THAT(RecordOf(Node(IdentityClass::kPerson, "person", "Ana Merkel")).aliases, IsEmpty());
}

TEST_F(AliasTest, MarksAPersonKnownByOneWordOnly) {
  EXPECT_TRUE(RecordOf(Node(IdentityClass::kPerson, "person", "Zarensky")).nodes[0].is_short);
}

TEST_F(AliasTest, KeepsAPersonWithACommonNameAloneInItsArticle) {
  const auto identity = [](const char* name) {
    return RecordOf(Node(IdentityClass::kPerson, "person", name)).nodes[0].identity;
  };
  EXPECT_EQ(identity("Sarah"), IdentityClass::kParticular);     // a given name
  EXPECT_EQ(identity("Martinez"), IdentityClass::kParticular);  // a name of millions
  EXPECT_EQ(identity("Nguyen"), IdentityClass::kParticular);
  EXPECT_EQ(identity("Zarensky"), IdentityClass::kPerson);
  EXPECT_EQ(identity("Sarah Martinez"), IdentityClass::kPerson);
}

TEST_F(AliasTest, KeepsABodyThatEveryStateHasInItsArticle) {
  const auto identity = [](const char* type, const char* name) {
    return RecordOf(Node(IdentityClass::kName, type, name)).nodes[0].identity;
  };
  EXPECT_EQ(identity("government-body", "Senate"), IdentityClass::kParticular);
  EXPECT_EQ(identity("government-body", "Ministry of Health"), IdentityClass::kParticular);
  EXPECT_EQ(identity("government-body", "Defense Ministry"), IdentityClass::kParticular);
  EXPECT_EQ(identity("government-body", "Danish Defense Ministry"), IdentityClass::kName);
  EXPECT_EQ(identity("government-body", "U.S. Department of Energy"), IdentityClass::kName);
  EXPECT_EQ(identity("government-body", "European Parliament"), IdentityClass::kName);
  EXPECT_EQ(identity("company", "Orrin Holdings"), IdentityClass::kName);
}

TEST_F(AliasTest, JoinsACompanyWithItsNameWithoutLegalForm) {
  const ArticleRecord record =
      RecordOf(Node(IdentityClass::kName, "company", "Orrin Holdings, Inc."));
  ASSERT_EQ(record.aliases.size(), 1u);
  EXPECT_EQ(record.aliases[0].name, "Orrin Holdings");
  EXPECT_EQ(record.aliases[0].reason, "suffix");
}

TEST_F(AliasTest, DoesNotJoinACompanyWithThePlaceItIsNamedAfter) {
  EXPECT_THAT(RecordOf(Node(IdentityClass::kName, "company", "Chile Ltd.")).aliases, IsEmpty());
}

TEST_F(AliasTest, KeepsAStatedAcronymAsAShortForm) {
  const ArticleRecord record =
      RecordOf(Node(IdentityClass::kName, "organization", "National Widget Council", {"NWC"}));
  EXPECT_THAT(record.nodes[0].short_forms, ElementsAre("NWC"));
  EXPECT_THAT(record.aliases, IsEmpty());
}

TEST_F(AliasTest, JoinsLettersThatEverybodyKnows) {
  const auto aliases = [](const char* name) {
    std::vector<std::string> names;
    for (const AliasEvidence& alias :
         RecordOf(Node(IdentityClass::kName, "government-body", name)).aliases)
      names.push_back(alias.name + " " + alias.reason);
    return names;
  };
  EXPECT_THAT(aliases("Federal Trade Commission"), ElementsAre("FTC letters"));
  EXPECT_THAT(aliases("Faroese Trawler Committee"), IsEmpty());
}

TEST_F(AliasTest, MarksAnAcronymWithoutItsLongForm) {
  EXPECT_TRUE(RecordOf(Node(IdentityClass::kName, "organization", "NWC")).nodes[0].is_short);
}

TEST_F(AliasTest, JoinsTheNamesOfACountry) {
  const ArticleRecord record = RecordOf(Node(IdentityClass::kPlace, "country", "U.K."));
  ASSERT_EQ(record.aliases.size(), 1u);
  EXPECT_EQ(record.aliases[0].name, "United Kingdom");
}

TEST_F(AliasTest, ListsACompanyNameWithoutItsLineOfBusiness) {
  const auto forms = [](const char* name) {
    return RecordOf(Node(IdentityClass::kName, "company", name)).nodes[0].short_forms;
  };
  EXPECT_THAT(forms("Orrin Industries"), ElementsAre("Orrin"));
  EXPECT_THAT(forms("Tarn Harbour Capital"), ElementsAre("Tarn Harbour"));
  EXPECT_THAT(forms("Orrin Cloud"), IsEmpty());     // part of something bigger
  EXPECT_THAT(forms("General Motors"), IsEmpty());  // says nothing alone
  EXPECT_THAT(forms("Danish Foods"), IsEmpty());
  EXPECT_THAT(forms("Chile Mining"), IsEmpty());
}

TEST_F(AliasTest, MarksAnOrganizationKnownByOneWordOnly) {
  EXPECT_TRUE(RecordOf(Node(IdentityClass::kName, "organization", "Orrin")).nodes[0].is_short);
  EXPECT_TRUE(RecordOf(Node(IdentityClass::kName, "product", "Orrin")).nodes[0].is_short);
  EXPECT_FALSE(RecordOf(Node(IdentityClass::kName, "product", "X9")).nodes[0].is_short);
  EXPECT_FALSE(RecordOf(Node(IdentityClass::kName, "company", "Orrin Foods")).nodes[0].is_short);
}

TEST_F(AliasTest, ClaimsNoShortFormThatTheArticleKeepsApart) {
  ArticleRecord record;
  record.nodes.push_back(Node(IdentityClass::kName, "company", "Orrin"));
  record.nodes.push_back(Node(IdentityClass::kName, "company", "Orrin Bank"));
  AddNameVariants(*lexicon_, record);
  EXPECT_THAT(record.nodes[1].short_forms, IsEmpty());
}

TEST_F(AliasTest, ChangesNothingTheSecondTime) {
  ArticleRecord record = RecordOf(Node(IdentityClass::kName, "company", "Orrin Inc."));
  AddNameVariants(*lexicon_, record);
  EXPECT_EQ(record.aliases.size(), 1u);
}

}  // namespace
}  // namespace lode
