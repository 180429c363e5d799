// What a schema text may say, and what is said of one that is wrong.
#include "storage/schema/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/schema/near_predicates.h"
#include "storage/schema_file.h"

namespace lode {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(SchemaText, GivesPredicatesTheirSignatureAndMeaning) {
  const auto schema = Schema::Parse(
      "type person\ntype place\ntype port < place\nset agent person place\nfamily trade\n"
      "predicate calls\npredicate ships sym < calls : agent, text -> port = X sends goods to Y\n",
      "s");
  ASSERT_TRUE(schema.ok()) << schema.status().message();
  const PredicateInfo* info = (*schema)->FindPredicate("ships");
  ASSERT_NE(info, nullptr);
  EXPECT_TRUE(info->symmetric);
  EXPECT_THAT(info->domain, ElementsAre("person", "place", "text"));
  EXPECT_THAT(info->range, ElementsAre("port"));
  EXPECT_EQ(info->meaning, "X sends goods to Y");
  EXPECT_EQ(info->family, "trade");
  EXPECT_TRUE((*schema)->IsA("port", "place"));
  EXPECT_THAT((*schema)->WithDescendants("calls"), ElementsAre("calls", "ships"));
}

TEST(SchemaText, NamesTheLineThatIsWrong) {
  const auto message = [](std::string_view text) {
    return Schema::Parse(text, "my.schema").status().message();
  };
  EXPECT_THAT(message("type a\nset b a c\n"), HasSubstr("my.schema:2: set 'b' names a type 'c'"));
  EXPECT_THAT(message("type a\nset a a\n"), HasSubstr("my.schema:2: 'a' is a type already"));
  EXPECT_THAT(message("type a < b\ntype b < a\n"), HasSubstr("is its own ancestor"));
  EXPECT_THAT(message("\npredicate p < q\npredicate q < p\n"), HasSubstr("my.schema:2"));
  EXPECT_THAT(message("predicate p : x -> any\n"), HasSubstr("type 'x' that is not declared"));
  EXPECT_THAT(message("kind x\n"), HasSubstr("'kind' is no declaration"));
}

TEST(SchemaFile, LiesOnTopOfASchemaAndReplacesItsEarlierVersion) {
  const auto base = Schema::Parse("type ship\npredicate tows\n", "base");
  ASSERT_TRUE(base.ok());
  const auto first = ExtendSchema(**base, "predicate moors < tows", "a/my.schema");
  ASSERT_TRUE(first.ok()) << first.status().message();
  EXPECT_NE((*first)->FindPredicate("moors"), nullptr);
  const auto second = ExtendSchema(**first, "predicate docks < tows", "b/my.schema");
  ASSERT_TRUE(second.ok()) << second.status().message();
  EXPECT_EQ((*second)->FindPredicate("moors"), nullptr);
  EXPECT_NE((*second)->FindPredicate("docks"), nullptr);
  EXPECT_THAT(ExtendSchema(**base, "\npredicate tows\n", "my.schema").status().message(),
              HasSubstr("my.schema:2: predicate 'tows' is declared twice"));
}

TEST(SchemaFile, KeepsTheLinesOfItsParts) {
  const std::string_view text = "predicate tows\nsection frames\n[tows]\nsection rules\nrule r\n";
  EXPECT_EQ(*PartOfSchemaFile(text, "schema", "f"), "predicate tows\n\n\n\n\n");
  EXPECT_EQ(*PartOfSchemaFile(text, "frames", "f"), "\n\n[tows]\n\n\n");
  EXPECT_THAT(PartOfSchemaFile("section x\n", "rules", "f").status().message(),
              HasSubstr("f:1: there is no section 'x'"));
}

TEST(SchemaText, TellsWhatIsNearAPredicate) {
  const auto schema = Schema::Parse(
      "predicate owns\npredicate bought\npredicate branch-of\npredicate tows\n"
      "near owns bought ^branch-of  # both ways\nnear tows bought\n",
      "ships.schema");
  ASSERT_TRUE(schema.ok()) << schema.status().message();
  using Near = std::vector<NearPredicate>;
  EXPECT_EQ(PredicatesNear(**schema, "owns"), (Near{{"bought"}, {"branch-of", true}}));
  EXPECT_EQ(PredicatesNear(**schema, "branch-of"), (Near{{"owns", true}, {"bought", true}}));
  EXPECT_EQ(PredicatesNear(**schema, "bought"), (Near{{"owns"}, {"branch-of", true}, {"tows"}}));
  EXPECT_EQ(PredicatesNear(**schema, "sinks"), Near{});
  EXPECT_EQ(PredicatesNear(**Schema::Parse("predicate owns\n", "old"), "subsidiary-of").front(),
            (NearPredicate{"owns", true}))
      << "a schema without such lines has those of the built-in one";
  EXPECT_THAT(Schema::Parse("predicate owns\nnear owns ^rents\n", "f").status().message(),
              HasSubstr("f:2: `near` names a predicate '^rents' that is not declared"));
  EXPECT_THAT(Schema::Parse("near owns\n", "f").status().message(),
              HasSubstr("f:1: write: near PREDICATE [^]OTHER ..."));
}

TEST(SchemaText, OfNewsIsRightAndSaysWhatEachPredicateMeans) {
  const auto schema = Schema::BuiltIn();
  EXPECT_GE(schema->predicates().size(), 140u);
  for (const PredicateInfo& info : schema->predicates()) {
    EXPECT_FALSE(info.meaning.empty()) << info.name;
    EXPECT_FALSE(info.family.empty()) << info.name;
  }
}

}  // namespace
}  // namespace lode
