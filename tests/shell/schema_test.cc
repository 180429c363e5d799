// The vocabulary from outside: listed, explained, and a user's own on top of it.

#include <gtest/gtest.h>

#include <string>

#include "tests/shell/program_fixture.h"

namespace {

using lode::shell::testing_program::Outcome;

class SchemaProgram : public lode::shell::testing_program::Program {
 protected:
  static bool Has(const Outcome& outcome, const std::string& words) {
    return outcome.out.find(words) != std::string::npos;
  }
};

constexpr const char* kShipping = "'" LODE_SOURCE_DIR "/examples/shipping.schema'";

TEST_F(SchemaProgram, ListsFamiliesPredicatesAndRules) {
  const Outcome outcome = Run("schema list --format csv");
  EXPECT_EQ(outcome.status, 0);
  EXPECT_TRUE(Has(outcome, "organizations,competes-with,")) << outcome.out;
  EXPECT_TRUE(Has(outcome, "rules,parent-of-unit,")) << outcome.out;
}

TEST_F(SchemaProgram, ExplainsAPredicate) {
  const Outcome outcome = Run("schema explain competes-with");
  EXPECT_EQ(outcome.status, 0);
  for (const char* words :
       {"symmetric", "verb vie with", "drawn by", "part-of(U, P)", "alternative to the Condor"})
    EXPECT_TRUE(Has(outcome, words)) << words << "\n" << outcome.out;
  EXPECT_TRUE(Has(Run("schema explain works-for"), "leads"));
  const Outcome unknown = Run("schema explain competes");
  EXPECT_EQ(unknown.status, 2);
  EXPECT_TRUE(Has(unknown, "is it 'competes-with'?")) << unknown.out;
}

TEST_F(SchemaProgram, ChecksTheSampleOfTheDocumentation) {
  const Outcome outcome = Run(std::string("schema check ") + kShipping);
  EXPECT_EQ(outcome.status, 0) << outcome.out;
  EXPECT_TRUE(Has(outcome, "5 predicates")) << outcome.out;
  EXPECT_TRUE(Has(outcome, "all hold")) << outcome.out;
}

TEST_F(SchemaProgram, ReadsAndAsksWithAVocabularyOfYourOwn) {
  Write("ship.txt", "The tanker docked at Lisbon on Monday.\n");
  const Outcome load =
      Run(std::string("load ship.txt --quiet --store own.db --schema ") + kShipping);
  ASSERT_EQ(load.status, 0) << load.out;
  EXPECT_TRUE(Has(Run("query 'docks-at(X, lisbon)?' --store own.db"), "tanker"));
  // A store that has articles takes it too, and another version of the file replaces it.
  Write("mine.schema",
        "predicate anchors-off\nsection frames\n[anchors-off]\nverb: anchor off\n"
        "example: The tanker anchored off Lisbon. | tanker | Lisbon\n");
  EXPECT_EQ(Run("load ship.txt --quiet --store own.db --schema mine.schema").status, 0);
  EXPECT_EQ(Run("load ship.txt --quiet --store own.db --schema mine.schema").status, 0);
  EXPECT_EQ(Run("query 'docks-at(X, lisbon)?' --store own.db").status, 0);
}

TEST_F(SchemaProgram, RefusesAWrongFileWithPlaceAndReason) {
  const auto refused = [](const std::string& text, const std::string& reason) {
    Write("wrong.schema", text);
    for (const char* command :
         {"schema check wrong.schema", "load port.txt --store never.db --schema wrong.schema"}) {
      const Outcome outcome = Run(command);
      EXPECT_NE(outcome.status, 0) << command;
      EXPECT_TRUE(Has(outcome, reason)) << command << "\n" << outcome.out;
    }
  };
  refused("predicate tows : vessel -> any\n", "wrong.schema:1: predicate 'tows' names a type");
  refused("predicate a < b\npredicate b < a\n", "is its own ancestor");
  refused("section frames\n[tows]\nverb: tow\n", "line 2: there is no predicate 'tows'");
  refused("predicate tows\nsection frames\n[tows]\nverb (X vessel): tow\n",
          "line 4: there is no type 'vessel'");
  refused(
      "predicate tows\nsection frames\n[tows]\nverb: tow\n"
      "example: The tanker sank. | tanker | barge\n",
      "line 5: \"The tanker sank.\" does not give tanker -tows-> barge");
  refused("section rules\nrule r\nowns(X, Z) :- owns(X, Y).\n", "'Z' of the head");
  refused("section verbs\n", "wrong.schema:1: there is no section 'verbs'");
  EXPECT_NE(Run("stats --store never.db").status, 0);  // nothing was made
}

TEST_F(SchemaProgram, DrawsNothingWhereRulesAreOff) {
  Write("unit.txt", "Tarn Cloud competes with Velt Systems. Tarn Cloud is a unit of Tarn Group.\n");
  const std::string asked = "query 'competes-with(\"Tarn Group\", \"Velt Systems\")?' --store ";
  EXPECT_EQ(Run("load unit.txt --quiet --store on.db").status, 0);
  EXPECT_TRUE(Has(Run(asked + "on.db"), "yes")) << Run(asked + "on.db").out;
  EXPECT_EQ(Run("load unit.txt --quiet --no-derived --store off.db").status, 0);
  EXPECT_FALSE(Has(Run(asked + "off.db"), "yes"));
  EXPECT_EQ(Run("load unit.txt --quiet --without-rules parent-of-unit --store less.db").status, 0);
  EXPECT_FALSE(Has(Run(asked + "less.db"), "yes"));
  EXPECT_EQ(Run("load unit.txt --quiet --without-rules no-rule --store no.db").status, 2);
  const Outcome why =
      Run("query 'why competes-with(\"Tarn Group\", \"Velt Systems\")?' --store on.db");
  EXPECT_TRUE(Has(why, "is a unit of")) << why.out;
  EXPECT_TRUE(Has(why, "competes with Velt")) << why.out;
}

}  // namespace
