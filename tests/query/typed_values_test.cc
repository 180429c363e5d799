// Comparing, calculating and ordering typed values.

#include "query/program/typed_values.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "storage/terms/units.h"
#include "tests/query/ask.h"

namespace lode {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Value Quantity(double number, std::string unit) {
  return Measure(ValueKind::kQuantity, number, std::move(unit));
}

bool Less(const Value& a, const Value& b) {
  const Result<bool> less = CompareValues(a, ast::Compare::kLess, b);
  return less.ok() && *less;
}

TEST(TypedValues, ComparesAcrossUnitsOfOneDimension) {
  EXPECT_TRUE(Less(Quantity(900, "kilogram"), Quantity(1, "metric ton")));
  EXPECT_FALSE(Less(Quantity(1100, "kilogram"), Quantity(1, "metric ton")));
  EXPECT_TRUE(SameValue(Quantity(1000, "kilogram"), Quantity(1, "metric ton")));
}

TEST(TypedValues, EqualityIsTheSameFromEitherSide) {
  EXPECT_TRUE(SameValue(Quantity(226796.185, "kilogram"), Quantity(500000, "pound")));
  EXPECT_TRUE(SameValue(Quantity(500000, "pound"), Quantity(226796.185, "kilogram")));
  const char* const kUnits[] = {"kilogram", "pound", "ounce", "metric ton", "gram"};
  std::mt19937 random(7);
  int equal = 0;
  for (int i = 0; i < 3000; ++i) {
    const Value pounds = Quantity(static_cast<double>(1 + random() % 1000000), "pound");
    Value same = Quantity(0, kUnits[random() % 5]), other = Quantity(0, kUnits[random() % 5]);
    same.number = *NumberInUnitsOf(pounds, same);
    other.number = *NumberInUnitsOf(same, other);
    EXPECT_TRUE(SameValue(pounds, same) && SameValue(same, pounds)) << same.number << same.unit;
    EXPECT_TRUE(SameValue(pounds, other) && SameValue(other, pounds)) << other.number << other.unit;
    Value near = same;  // by a few steps of a double
    for (auto steps = random() % 12; steps > 0; --steps)
      near.number = std::nextafter(near.number, 1e300);
    EXPECT_EQ(SameValue(near, same), SameValue(same, near));
    EXPECT_EQ(SameValue(near, same), SameValue(near, pounds) && SameValue(pounds, near));
    equal += SameValue(near, pounds) ? 1 : 0;
    EXPECT_EQ(Less(near, pounds) || Less(pounds, near), !SameValue(pounds, near));
  }
  EXPECT_GT(equal, 0);
}

TEST(TypedValues, NamesBothValuesWhenThereIsNoConversion) {
  const Result<bool> money = CompareValues(Money(3, "EUR"), ast::Compare::kLess, Money(2, "USD"));
  ASSERT_FALSE(money.ok());
  EXPECT_THAT(money.status().message(), HasSubstr("3 EUR"));
  EXPECT_THAT(money.status().message(), HasSubstr("2 USD"));
  EXPECT_FALSE(CompareValues(Money(3, "EUR"), ast::Compare::kEqual, Money(3, "USD")).ok());
  EXPECT_FALSE(CompareValues(Percent(3), ast::Compare::kGreater, Number(2)).ok());
  EXPECT_FALSE(CompareValues(Text("a lot"), ast::Compare::kGreater, Number(2)).ok());
}

TEST(TypedValues, ComparesDatesByTheirFirstDay) {
  EXPECT_TRUE(Less(Date("2024"), Date("2024-02")));
  EXPECT_TRUE(SameValue(Date("2024-01"), Date("2024-01-01")));
  EXPECT_TRUE(Less(Date("2024-Q1"), Date("2024-Q2")));
  EXPECT_TRUE(SameValue(Date("2024-H2"), Date("2024-07")));
  EXPECT_TRUE(SameValue(Date("2024"), Number(2024)));
  EXPECT_TRUE(Less(Date("2024-05-06"), Number(2025)));
}

TEST(TypedValues, KnowsTheWholePeriodOfADate) {
  const auto february = PeriodOf(Date("2024-02"));
  ASSERT_TRUE(february);
  EXPECT_EQ(february->last_day - february->first_day, 28);
  EXPECT_FALSE(PeriodOf(Date("2024-13")));
  EXPECT_FALSE(PeriodOf(Number(2024.5)));
}

TEST(TypedValues, ComparesTextByWordsWhateverTheQuotationMarks) {
  EXPECT_TRUE(SameValue(Text("it\u2019s \u201cfine\u201d"), Quote("it's \"fine\"")));
  EXPECT_FALSE(SameValue(Text("fine"), Text("Fine")));
  EXPECT_TRUE(SameValueFolded(Text("fine"), Text("Fine")));
  EXPECT_FALSE(SameValue(Text("3"), Number(3)));
}

TEST(TypedValues, CalculatesInUnits) {
  EXPECT_EQ(Calculate(Quantity(1, "metric ton"), '+', Quantity(500, "kilogram"))->number, 1.5);
  EXPECT_EQ(Calculate(Money(10, "USD"), '/', Number(4))->number, 2.5);
  EXPECT_EQ(Calculate(Money(10, "USD"), '/', Money(4, "USD"))->kind, ValueKind::kNumber);
  EXPECT_EQ(Calculate(Number(2), '*', Money(4, "USD"))->kind, ValueKind::kMoney);
  EXPECT_FALSE(Calculate(Money(1, "USD"), '+', Money(1, "EUR")).ok());
  EXPECT_FALSE(Calculate(Number(1), '/', Number(0)).ok());
  EXPECT_FALSE(Calculate(Text("a"), '+', Number(0)).ok());
}

class ValueQueryTest : public testing::Test {
 protected:
  std::vector<std::string> Rows(const std::string& text, const QueryOptions& options = {}) {
    return Ask(world, text, options).rows();
  }
  std::shared_ptr<FakeSnapshot> world =
      std::make_shared<FakeSnapshot>("predicate worth\npredicate has sym\n");
};

TEST_F(ValueQueryTest, CalculatesAndBinds) {
  EXPECT_THAT(Rows("p(2). p(5). p(X), Y = X * 2 + 1?"), ElementsAre("2 | 5", "5 | 11"));
  EXPECT_THAT(Rows("p(2). q(4). p(X), q(Y), Y = X * 2?"), ElementsAre("2 | 4"));
  EXPECT_THAT(Rows("p(2). p(X), Y = Z + 1, Z = X - 3?"), ElementsAre("2 | 0 | -1"));
  EXPECT_THAT(Rows("p(2, 3). r(S) :- p(A, B), S = A + B. r(5)?"), ElementsAre("yes"));
  EXPECT_THAT(Rows("p(\"Abc\"). p(X), Y = lower(X), N = length(Y)?"), ElementsAre("Abc | abc | 3"));
}

TEST_F(ValueQueryTest, FindsDatesByPartAndPeriod) {
  const std::string facts = "on(a, 2024-02-10). on(b, 2024-03). on(c, 2023). ";
  EXPECT_THAT(Rows(facts + "on(X, D), year(D) = 2024 select X?"), ElementsAre("a", "b"));
  EXPECT_THAT(Rows(facts + "on(X, D), during(D, 2024-02) select X?"), ElementsAre("a"));
  EXPECT_THAT(Rows(facts + "on(X, D), overlaps(D, 2024-03-15) select X?"), ElementsAre("b"));
  EXPECT_THAT(Rows(facts + "on(X, D), before(D, 2024) select X?"), ElementsAre("c"));
  EXPECT_THAT(Rows(facts + "on(X, D), D >= 2024 select X?"), ElementsAre("a", "b"));
  EXPECT_THAT(Rows(facts + "on(X, 2023)?"), ElementsAre("c"));
}

TEST_F(ValueQueryTest, NeverPassesOverAUnitInSilence) {
  world->Add("Ada", "worth", Money(5e6, "USD"));
  world->Add("Bo", "worth", Money(7e6, "EUR"));
  world->Add("Cy", "worth", Quote("a lot"));
  const Asked asked = Ask(world, "worth(X, V), V > 1 million USD select X?");
  EXPECT_THAT(asked.rows(), ElementsAre("Ada"));
  ASSERT_EQ(asked.answers[0].notes.size(), 1u);
  EXPECT_THAT(asked.answers[0].notes[0], HasSubstr("2 rows were left out: cannot compare"));
  EXPECT_THAT(asked.answers[0].notes[0], HasSubstr("line 1, column"));
  EXPECT_THAT(Ask(world, "worth(X, V), V > 1 million USD, X = \"Ada\"?").answers[0].notes,
              testing::IsEmpty());
  EXPECT_THAT(Rows("p(0). p(X), Y = 1 / X?").front(), HasSubstr("division by zero"));
}

TEST_F(ValueQueryTest, LeavesOutWhatIsNoDateWhereADateIsWanted) {
  world->Add("Ada", "left-on", Date("2024-05-06"));
  world->Add("Bo", "left-on", Text("Monday"));
  for (const std::string test : {"during(D, 2024)", "before(D, 2025)", "overlaps(D, 2024-05)",
                                 "year(D) = 2024", "month(D) = 5", "D > 2023"}) {
    const Asked asked = Ask(world, "left-on(X, D), " + test + " select X?");
    EXPECT_THAT(asked.rows(), ElementsAre("Ada")) << test;
    ASSERT_EQ(asked.answers.size(), 1u) << test;
    ASSERT_EQ(asked.answers[0].notes.size(), 1u) << test;
    EXPECT_THAT(asked.answers[0].notes[0], HasSubstr("1 row was left out: ")) << test;
    EXPECT_THAT(asked.answers[0].notes[0], HasSubstr("Monday")) << test;
  }
}

TEST_F(ValueQueryTest, FindsWordsWhateverTheirCase) {
  const std::string facts = "p(\"Rare earth\"). p(\"the rare EARTH\"). p(\"\u00c9tude\"). ";
  EXPECT_THAT(Rows(facts + "p(X), contains(X, \"rare Earth\")?"),
              ElementsAre("Rare earth", "the rare EARTH"));
  EXPECT_THAT(Rows(facts + "p(X), starts-with(X, \"rare\")?"), ElementsAre("Rare earth"));
  EXPECT_THAT(Rows(facts + "p(X), contains(X, \"\u00e9T\")?"), ElementsAre("\u00c9tude"));
  EXPECT_THAT(Rows(facts + "p(X), matches(X, \"rare\")?"), ElementsAre("the rare EARTH"));
}

TEST_F(ValueQueryTest, LeavesOutInRulesToo) {
  world->Add("Ada", "worth", Money(5e6, "USD"));
  world->Add("Bo", "worth", Money(7e6, "EUR"));
  const Asked asked = Ask(world, "rich(X) :- worth(X, V), V > 1 million USD. rich(X)?");
  EXPECT_THAT(asked.rows(), ElementsAre("Ada"));
  ASSERT_EQ(asked.answers[0].notes.size(), 1u);
  EXPECT_THAT(asked.answers[0].notes[0], HasSubstr("1 row was left out"));
}

TEST_F(ValueQueryTest, ReportsTypesOnlyOfRowsForWhichAllElseHolds) {
  world->Add("Ada", "worth", Money(5e6, "USD"));
  world->Add("Bo", "worth", Money(7e6, "EUR"));
  const std::vector<std::string> orders[] = {
      Rows("good(ada). worth(X, V), V > 1 million USD, good(X) select X?"),
      Rows("good(ada). good(X), V > 1 million USD, worth(X, V) select X?"),
      Rows("good(ada). worth(X, V), V > 1 million USD, X = \"Ada\" select X?"),
  };
  for (const auto& rows : orders) EXPECT_THAT(rows, ElementsAre("Ada"));
}

TEST_F(ValueQueryTest, MatchesEveryEntityOfAName) {
  const TermId first = world->AddEntity("Delta"), second = world->AddEntity("Delta");
  world->AddTriple(first, "has", world->EntityNamed("wings"));
  world->AddTriple(second, "has", world->EntityNamed("a river mouth"));
  EXPECT_THAT(Rows("has(delta, X)?"), ElementsAre("a river mouth", "wings"));
  EXPECT_THAT(Rows("has(X, Y), X = delta select Y?"), ElementsAre("a river mouth", "wings"));
  EXPECT_THAT(Rows("has(X, wings), X != delta?"), testing::IsEmpty());
  EXPECT_THAT(Rows("has(#e:1, X)?"), ElementsAre("a river mouth"));
}

TEST_F(ValueQueryTest, TakesParameters) {
  world->Add("Ada", "worth", Number(3));
  QueryOptions options;
  options.parameters["who"] = Text("ada");
  options.parameters["least"] = Number(2);
  EXPECT_THAT(Rows("worth($who, V), V > $least?", options), ElementsAre("3"));
  EXPECT_THAT(Rows("worth($nobody, V)?", options).front(), HasSubstr("$nobody"));
}

TEST_F(ValueQueryTest, SumsInOneUnitOrSaysSo) {
  world->Add("Ada", "worth", Measure(ValueKind::kQuantity, 1, "metric ton"));
  world->Add("Bo", "worth", Measure(ValueKind::kQuantity, 500, "kilogram"));
  const Asked sum = Ask(world, "worth(X, V) select sum(V)?");
  ASSERT_TRUE(sum.status.ok()) << sum.status.message();
  EXPECT_THAT(sum.rows(), ElementsAre(testing::AnyOf("1.5 metric ton", "1500 kilogram")));
  world->Add("Cy", "worth", Money(1, "USD"));
  EXPECT_THAT(Rows("worth(X, V) select sum(V)?").front(), HasSubstr("sum(): cannot calculate"));
}

TEST_F(ValueQueryTest, SaysWhatIsWrongWithAPattern) {
  EXPECT_THAT(Rows("p(\"a\"). p(X), matches(X, \"(\")?").front(), HasSubstr("matches()"));
}

}  // namespace
}  // namespace lode
