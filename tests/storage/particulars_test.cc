// Things without a name of their own belong to their article; kinds are one in all.

#include "fixture.h"
#include "storage/names/name_form.h"
#include "storage/schema/schema.h"
#include "storage/snapshot/snapshot.h"

namespace lode {
namespace {

using test::Everything;
using test::Exported;
using test::OpenStore;
using test::RecordMaker;
using test::TempFolder;
using test::Text;

constexpr auto kName = IdentityClass::kName;
constexpr auto kTerm = IdentityClass::kTerm;
constexpr auto kParticular = IdentityClass::kParticular;

// A yard decides something; the article calls it by shorter words, too.
ArticleRecord Deciding(const std::string& path, const std::string& yard) {
  RecordMaker make(path);
  make.Sentence(yard + " reached the decision to sell the dock in " + path + ".");
  const auto subject = make.Node(kName, yard, "company");
  const auto decision = make.Node(kParticular, "decision to sell the dock", "event");
  make.record().nodes[decision].forms.push_back({"the decision", 3, false});
  make.Add(subject, "reach", decision);
  make.Add(decision, "concerns", Text("the dock"));
  return make.record();
}

struct ParticularsTest : testing::Test {
  TempFolder folder;
  Store store = OpenStore(folder / "s");

  void Load(const ArticleRecord& record) {
    auto outcome = WriteArticles(store, {record}, true);
    ASSERT_TRUE(outcome.ok()) << outcome.status().message();
  }
  std::vector<std::string> Named(const std::string& name) const {
    std::vector<std::string> found;
    for (const EntityInfo& info : Must(store.Resolve(name)))
      found.push_back(info.entity.name + "/" + std::string(NameOf(info.entity.kind)));
    return found;
  }
};

using Names = std::vector<std::string>;

TEST_F(ParticularsTest, OfTwoArticlesAreTwo) {
  Load(Deciding("a", "Halden Yard"));
  Load(Deciding("b", "Halden Yard"));
  EXPECT_EQ(Must(store.Resolve("Halden Yard")).size(), 1u);
  const auto found = Must(store.Resolve("decision to sell the dock"));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_NE(found[0].entity.id, found[1].entity.id);
  EXPECT_EQ(found[0].articles, 1u);
  EXPECT_EQ(found[0].entity.kind, EntityKind::kParticular);
}

TEST_F(ParticularsTest, OfOneNameInOneArticleStayTwo) {
  RecordMaker make("a");
  make.Sentence("Each board took a decision.");
  const auto first = make.Node(kParticular, "decision", "event");
  const auto second = make.Node(kParticular, "the decision", "event");
  make.Add(first, "concerns", Text("a dock"));
  make.Add(second, "concerns", Text("a crane"));
  Load(make.record());
  ASSERT_EQ(Must(store.Resolve("decision")).size(), 2u);
  for (const EntityInfo& info : Must(store.Resolve("decision")))
    EXPECT_EQ(Must(store.StatementsAbout(info.entity.id)).size(), 1u);
}

TEST_F(ParticularsTest, AreFoundByTheirDescriptionsWhereNothingIsCalledSo) {
  Load(Deciding("a", "Halden Yard"));
  EXPECT_EQ(Named("The Decision"), (Names{"decision to sell the dock/particular"}));
  EXPECT_EQ(Must(store.Resolve("decision"))[0].entity.aliases, (Names{"the decision"}));
  RecordMaker make("b");
  make.Sentence("A decision is a choice.");
  make.Add(make.Node(kTerm, "decision", "topic"), "is-a", Text("choice"));
  Load(make.record());
  EXPECT_EQ(Named("decision"), (Names{"decision/kind"}));
  EXPECT_EQ(Named("decision to sell the dock"), (Names{"decision to sell the dock/particular"}));
  ASSERT_TRUE(store.Forget("b").ok());
  EXPECT_EQ(Named("decision"), (Names{"decision to sell the dock/particular"}));
}

TEST_F(ParticularsTest, JoinNothingByEvidenceOrShortForms) {
  ArticleRecord record = Deciding("a", "Halden Yard");
  record.nodes[1].short_forms = {"decision"};
  record.nodes[1].is_short = true;
  record.aliases.push_back({1, "Halden Plan", "apposition", 1});
  Load(record);
  Load(Deciding("b", "Halden Yard"));
  RecordMaker make("c");
  make.Sentence("The decision was late.");
  make.Add(make.Node(kTerm, "decision", "topic", {}, true), "is-a", Text("late"));
  Load(make.record());
  EXPECT_TRUE(Must(store.Merges("")).empty());
  EXPECT_EQ(Must(store.Stats()).particulars, 2u);
  EXPECT_EQ(Must(store.Stats()).kinds, 1u);
  EXPECT_EQ(Must(store.Stats()).names, 1u);
}

TEST_F(ParticularsTest, AreTheSameWhateverCameBeforeAndAreForgottenWhole) {
  Load(Deciding("a", "Halden Yard"));
  const std::string alone = Everything(store);
  Load(Deciding("b", "Moe Docks"));
  const std::string both = Everything(store);
  Store other = OpenStore(folder / "other");
  ASSERT_TRUE(WriteArticles(other, {Deciding("b", "Moe Docks")}, true).ok());
  ASSERT_TRUE(WriteArticles(other, {Deciding("a", "Halden Yard")}, true).ok());
  EXPECT_EQ(Everything(other), both);
  ASSERT_TRUE(store.Forget("b").ok());
  EXPECT_EQ(Everything(store), alone);
}

TEST_F(ParticularsTest, AreImportedAsThemselves) {
  Load(Deciding("a", "Halden Yard"));
  Load(Deciding("b", "Halden Yard"));
  const std::string statements = Exported(store, ExportFormat::kStatements);
  EXPECT_NE(statements.find("\"kind\": \"particular\""), std::string::npos) << statements;
  EXPECT_NE(statements.find("\"entity_kind\": \"particular\""), std::string::npos) << statements;
  std::istringstream in(Exported(store, ExportFormat::kArticles) + statements);
  Store copy = OpenStore(folder / "copy");
  ASSERT_TRUE(copy.Import(in, "export").ok());
  EXPECT_EQ(Everything(copy), Everything(store));
}

TEST_F(ParticularsTest, KindsKeepTheirShorterFormsToThemselves) {
  RecordMaker make("a");
  make.Sentence("Export controls bite, and the controls hurt.");
  const auto controls = make.Node(kTerm, "export controls", "topic", {"controls", "EC"});
  make.record().nodes[controls].forms.push_back({"the controls", 1, true});
  make.Add(controls, "is-a", Text("rule"));
  Load(make.record());
  EXPECT_EQ(Named("controls"), (Names{"export controls/kind"})) << "nothing else is called so";
  EXPECT_EQ(Named("EC"), (Names{"export controls/kind"}));
  RecordMaker other("b");
  other.Sentence("The controls of the crane failed.");
  other.Add(other.Node(kTerm, "controls", "topic", {}, true), "is-a", Text("lever"));
  Load(other.record());
  EXPECT_EQ(Named("controls"), (Names{"controls/kind"}));
  EXPECT_TRUE(Must(store.Merges("")).empty());
}

TEST(NodeKeys, HoldTheArticleOfAParticular) {
  const auto schema = Schema::BuiltIn();
  EntityNode node;
  node.identity = kParticular;
  node.name = "the | decision";
  const std::vector<std::string> keys = KeysOfNodes({node, node}, "a:0123456789ab", *schema);
  EXPECT_EQ(keys[0], "particular|a:0123456789ab/1|| decision");
  EXPECT_EQ(keys[1], "particular|a:0123456789ab/2|| decision");
  EXPECT_EQ(IdentityOfKey(keys[1]), kParticular);
  EXPECT_EQ(NameOfKey(keys[1]), "| decision");
  EXPECT_EQ(ArticleOfKey(keys[1]), "a:0123456789ab");
  EXPECT_EQ(ArticleOfKey("person|ana rivera"), "");
  EXPECT_EQ(NameOfKey("particular|ana|rivera"), "ana|rivera") << "a name of the class, no key";
}

}  // namespace
}  // namespace lode
