// conflicts(S, T) and sources(S, N): which statements cannot both be so, and how many
// independent sources stand behind a triple.

#include "query/run/contradiction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/query/ask.h"

namespace lode {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr const char* kSchema = R"(
type company
predicate supplies
predicate rivals sym
predicate price
predicate has-reserve steady
predicate opens-on
)";

Value About(Value value, Comparator comparator) {
  value.comparator = comparator;
  return value;
}
Value Tons(double number, const std::string& unit = "ton") {
  return Measure(ValueKind::kQuantity, number, unit);
}
Value Range(Value value, double to) {
  value.number_to = to;
  return value;
}

class ContradictionTest : public testing::Test {
 protected:
  ContradictionTest() : world(std::make_shared<FakeSnapshot>(kSchema)) {
    world->Article("a:1").published = "2024-03-05";
    world->Article("a:2").published = "2024-03-05";
    world->Article("a:3").published = "2024-03-06";
    world->Article("a:4").published = "2026-01-01";
  }
  // The pairs that contradict each other, as "0-1".
  std::vector<std::string> Pairs(const QueryOptions& options = {}) const {
    std::vector<std::string> pairs;
    const Asked asked = Ask(world, "conflicts(S, T)?", options);
    EXPECT_TRUE(asked.status.ok()) << asked.status.message();
    for (const auto& row : asked.answers.at(0).rows) {
      const std::string one = row[0].text.substr(3), two = row[1].text.substr(3);
      if (std::stoi(one) < std::stoi(two)) pairs.push_back(one + "-" + two);
    }
    return pairs;
  }
  std::string Sources(const std::string& atom) const {
    const auto rows = Ask(world, atom + " @ S, sources(S, N) select N?").rows();
    return rows.size() == 1 ? rows[0] : "?";
  }
  std::shared_ptr<FakeSnapshot> world;
};

TEST_F(ContradictionTest, ADenialContradictsWhatItDenies) {
  world->Add("Ada Mill", "supplies", "Borg Works");
  world->Add("Ada Mill", "supplies", "Borg Works",
             {.polarity = Polarity::kNegated, .article = "a:4"});
  world->Add("Ada Mill", "supplies", "Cole Port", {.polarity = Polarity::kNegated});
  EXPECT_THAT(Pairs(), ElementsAre("0-1"));
  EXPECT_THAT(Ask(world, "conflicts(S, T), supplies(X, Y) @ S select X, Y?").rows(),
              ElementsAre("Ada Mill | Borg Works"));
  EXPECT_THAT(Ask(world, "supplies(X, Y) @ T, conflicts(S, T) select X, Y?").rows(),
              ElementsAre("Ada Mill | Borg Works"))
      << "from either side";
}

TEST_F(ContradictionTest, ADenialOfSymmetricPredicatesHoldsBothWays) {
  world->Add("Ada Mill", "rivals", "Borg Works");
  world->Add("Borg Works", "rivals", "Ada Mill", {.polarity = Polarity::kNegated});
  EXPECT_THAT(Pairs(), ElementsAre("0-1"));
}

TEST_F(ContradictionTest, WhatIsPlannedOrEndedContradictsNothing) {
  world->Add("Ada Mill", "supplies", "Borg Works", {.polarity = Polarity::kNegated});
  world->Add("Ada Mill", "supplies", "Borg Works", {.modality = Modality::kPlanned});
  world->Add("Ada Mill", "supplies", "Borg Works", {.ended = true});
  world->Add("Ada Mill", "supplies", "Borg Works", {.modality = Modality::kRumored});
  EXPECT_THAT(Pairs(), IsEmpty());
}

TEST_F(ContradictionTest, ADenialThatSaysMoreLeavesTheRest) {
  world->Add("Ada Mill", "supplies", "Borg Works");
  world->Add("Ada Mill", "supplies", "Borg Works",
             {.polarity = Polarity::kNegated, .qualifiers = {{"with", Text("iron")}}});
  EXPECT_THAT(Pairs(), IsEmpty()) << "not with iron, perhaps with wood";
  world->Add("Ada Mill", "supplies", "Borg Works", {.qualifiers = {{"with", Text("iron")}}});
  EXPECT_THAT(Pairs(), ElementsAre("1-2"));
  world->Add("Ada Mill", "supplies", "Borg Works", {.polarity = Polarity::kNegated});
  EXPECT_THAT(Pairs(), UnorderedElementsAre("0-3", "1-2", "2-3")) << "not at all";
}

TEST_F(ContradictionTest, ADenialOfAnotherYearContradictsNothing) {
  world->Add("Ada Mill", "supplies", "Borg Works", {.time = "2023"});
  world->Add("Ada Mill", "supplies", "Borg Works",
             {.polarity = Polarity::kNegated, .time = "2024"});
  EXPECT_THAT(Pairs(), IsEmpty());
  world->Add("Ada Mill", "supplies", "Borg Works", {.time = "2024-05"});
  EXPECT_THAT(Pairs(), ElementsAre("1-2"));
}

TEST_F(ContradictionTest, YesterdaysPriceDoesNotContradictTodays) {
  world->Add("Ore", "price", Money(40, "USD"));
  world->Add("Ore", "price", Money(60, "USD"), {.article = "a:3"});
  EXPECT_THAT(Pairs(), IsEmpty());
  world->Add("Ore", "price", Money(50, "USD"), {.article = "a:2"});
  EXPECT_THAT(Pairs(), ElementsAre("0-2")) << "two prices of one day";
}

TEST_F(ContradictionTest, ValuesAreComparedByWhatTheyMeasure) {
  world->Add("Ore", "price", Money(40, "USD"));
  world->Add("Ore", "price", Money(60, "EUR"), {.article = "a:2"});
  world->Add("Ore", "price", Money(60, "USD"),
             {.article = "a:2", .qualifiers = {{"of", Text("a barrel")}}});
  world->Add("Ore", "price", Tons(60), {.article = "a:2"});
  EXPECT_THAT(Pairs(), IsEmpty());
}

TEST_F(ContradictionTest, SteadyMeasuresContradictEachOtherForAYear) {
  world->Add("Norland", "has-reserve", Tons(40));
  world->Add("Norland", "has-reserve", Tons(90000, "kilogram"), {.article = "a:3"});
  world->Add("Norland", "has-reserve", Tons(70), {.article = "a:4"});
  EXPECT_THAT(Pairs(), ElementsAre("0-1"));
}

TEST_F(ContradictionTest, OneVoiceDoesNotContradictItself) {
  world->Add("Norland", "has-reserve", Tons(40));
  world->Add("Norland", "has-reserve", Tons(90));
  EXPECT_THAT(Pairs(), IsEmpty());
  world->Add("Norland", "has-reserve", Tons(70), {.said_by = "Jo Fenn"});
  EXPECT_THAT(Pairs(), UnorderedElementsAre("0-2", "1-2"));
}

TEST_F(ContradictionTest, DatesContradictWhereTheyShareNoDay) {
  world->Add("Fair", "opens-on", Date("2024-05"));
  world->Add("Fair", "opens-on", Date("2024-05-07"), {.article = "a:2"});
  world->Add("Fair", "opens-on", Date("2024-06-01"), {.said_by = "Jo Fenn", .article = "a:2"});
  EXPECT_THAT(Pairs(), UnorderedElementsAre("0-2", "1-2"));
}

TEST_F(ContradictionTest, SeesNothingLessSureThanWasAskedFor) {
  world->Add("Ada Mill", "supplies", "Borg Works", {.confidence = 0.4});
  world->Add("Ada Mill", "supplies", "Borg Works", {.polarity = Polarity::kNegated});
  QueryOptions options;
  options.min_confidence = 0.5;
  EXPECT_THAT(Pairs(options), IsEmpty());
}

TEST(AreIncompatible, AllowsForRoundingAndBounds) {
  const auto tons = [](double number) { return Tons(number); };
  EXPECT_FALSE(AreIncompatible(tons(3.2e6), tons(3.24e6))) << "rounded";
  EXPECT_TRUE(AreIncompatible(tons(3.2e6), tons(3.4e6)));
  EXPECT_TRUE(AreIncompatible(tons(100), tons(130)));
  EXPECT_TRUE(AreIncompatible(tons(12), tons(13)));
  EXPECT_FALSE(AreIncompatible(About(tons(50), Comparator::kAbout), tons(46)));
  EXPECT_TRUE(AreIncompatible(About(tons(50), Comparator::kAbout), tons(30)));
  EXPECT_FALSE(AreIncompatible(About(tons(50), Comparator::kGreater), tons(60)));
  EXPECT_TRUE(AreIncompatible(About(tons(50), Comparator::kGreater), tons(30)));
  EXPECT_FALSE(AreIncompatible(Range(tons(50), 60), tons(55)));
  EXPECT_TRUE(AreIncompatible(Range(tons(50), 60), tons(70)));
  EXPECT_FALSE(AreIncompatible(tons(1), Tons(1000, "kilogram")));
  EXPECT_FALSE(AreIncompatible(tons(1), Number(7)));
  EXPECT_FALSE(AreIncompatible(tons(0), tons(0)));
  EXPECT_TRUE(AreIncompatible(tons(0), tons(5)));
  EXPECT_FALSE(AreIncompatible(Text("a"), Text("b")));
}

TEST_F(ContradictionTest, CountsArticlesThatSayItIndependently) {
  world->Add("Ada Mill", "supplies", "Borg Works", {.sentence = "Ada Mill feeds Borg Works."});
  world->Add("Ada Mill", "supplies", "Borg Works",
             {.sentence = "It is again Ada Mill that Borg Works lives on, we hear."});
  EXPECT_EQ(Sources("supplies(_, _)"), "1") << "one article";
  world->Add("Ada Mill", "supplies", "Borg Works",
             {.article = "a:2", .sentence = "Borg Works buys from Ada Mill only."});
  EXPECT_EQ(Sources("supplies(_, _)"), "2");
  world->Add("Ada Mill", "supplies", "Borg Works",
             {.article = "a:3", .sentence = "Borg Works buys from Ada Mill only, too."});
  EXPECT_EQ(Sources("supplies(_, _)"), "2") << "nearly the same sentence";
  world->Add("Ada Mill", "supplies", "Borg Works",
             {.polarity = Polarity::kNegated, .article = "a:4", .sentence = "Nobody does."});
  EXPECT_EQ(Sources("denied supplies(_, _)"), "1");
}

TEST_F(ContradictionTest, CountsOutletsAgenciesAndSpeakersOnce) {
  const auto add = [&](const std::string& article, const std::string& sentence,
                       const std::string& said_by) {
    world->Add("Ada Mill", "supplies", "Borg Works",
               {.said_by = said_by, .article = article, .sentence = sentence});
  };
  add("a:1", "Every week planks go over.", "");
  add("a:2", "Borg lives on the mill up the river.", "");
  add("a:3", "The works have one seller of wood.", "Jo Fenn");
  add("a:4", "She called it a bond for life.", "Jo Fenn");
  EXPECT_EQ(Sources("supplies(_, _)"), "3") << "she is one source in two papers";
  world->Article("a:1").source = "Harbour Post";
  world->Article("a:2").source = "harbour post";
  EXPECT_EQ(Sources("supplies(_, _)"), "2") << "one outlet";
  world->texts["a:2"] = "TOLVIK (Fjordnews) \u2014 Borg lives on the mill up the river.";
  world->texts["a:3"] = "(Fjordnews) - The works have one seller of wood.";
  EXPECT_EQ(Sources("supplies(_, _)"), "1") << "one agency";
}

TEST_F(ContradictionTest, CountsCopiesOfOneArticleOnce) {
  const std::string text =
      "The mill by the river has fed the works for forty years and nobody in the town would have "
      "it otherwise, the mayor told a full hall on Monday before the band began to play.";
  world->Add("Ada Mill", "supplies", "Borg Works", {.sentence = "It has fed them for years."});
  world->Add("Ada Mill", "supplies", "Borg Works",
             {.article = "a:2", .sentence = "Planks come from the mill, the mayor said."});
  EXPECT_EQ(Sources("supplies(_, _)"), "2");
  world->texts["a:1"] = text;
  world->texts["a:2"] = text + " Few stayed.";
  EXPECT_EQ(Sources("supplies(_, _)"), "1");
}

}  // namespace
}  // namespace lode
