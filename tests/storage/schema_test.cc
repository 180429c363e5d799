// What a schema text may say, and what is said of one that is wrong.
#include "storage/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
