// A comparison with a literal passes over what it leaves out: the answers are those of a
// comparison with a value that comes from a fact, which reads everything.

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/property/seeds.h"
#include "tests/query/case_file.h"
#include "tests/storage/fixture.h"

namespace lode {
namespace {

Value Number(double number) {
  return test::Measure(ValueKind::kNumber, number, "");
}

std::string DateOf(std::mt19937& random) {
  const auto two = [&](unsigned most) {
    const std::string digits = std::to_string(1 + random() % most);
    return digits.size() < 2 ? "0" + digits : digits;
  };
  const std::string year = std::to_string(1960 + random() % 80);
  if (random() % 4 == 0) return year;
  return random() % 3 == 0 ? year + "-" + two(12) : year + "-" + two(12) + "-" + two(28);
}

// Also some that are worth the same in other words, and some that a rounding tells apart.
Value AnyMeasure(std::mt19937& random) {
  const double number = static_cast<double>(random() % 120) / 4 - 3;
  const char* const units[] = {
      "day", "hour",  "week", "degree celsius", "kelvin", "degree fahrenheit", "kilogram",
      "ton", "pound", "chip"};
  Value value = test::Measure(ValueKind::kQuantity, number, units[random() % std::size(units)]);
  if (value.unit == "day" || value.unit == "hour" || value.unit == "week")
    value.kind = ValueKind::kDuration;
  if (random() % 6 == 0) value = test::Measure(ValueKind::kPercent, number, "");
  if (random() % 6 == 0) value.per = random() % 2 ? "day" : "hour";
  if (random() % 4 == 0) value.comparator = Comparator::kAbout;
  if (random() % 5 == 0) value.number *= 24;
  if (random() % 9 == 0) value.number = std::nextafter(value.number, 1e9);
  return value;
}

Value AnyValue(std::mt19937& random) {
  switch (random() % 14) {
    case 0: return Number(static_cast<double>(random() % 60) / 4 - 5);
    case 1: return test::Text("words " + std::to_string(random() % 9));
    case 2: return test::Measure(ValueKind::kMoney, static_cast<double>(random() % 30), "USD");
    case 3:
    case 4: return test::Date(DateOf(random));
    case 5:
    case 6:
    case 7:
    case 8: return AnyMeasure(random);
    case 9: return Number(static_cast<double>(random() % 3000) / 100 - 5);
    default: return Number(static_cast<double>(random() % 2100) - 30);
  }
}

std::string AnyLiteral(std::mt19937& random) {
  const char* const units[] = {" days",   " hours", " weeks", " degrees celsius", " kelvin", " kg",
                               " pounds", " chips", "%",      " kg per day"};
  switch (random() % 9) {
    case 5: return std::to_string(random() % 20) + "." + std::to_string(random() % 100);
    case 6:
    case 7:
    case 8:
      return std::to_string(random() % 30) + (random() % 2 ? ".25" : "") +
             units[random() % std::size(units)];
    case 0: return std::to_string(random() % 20) + ".5";
    case 1: return std::to_string(random() % 30) + " USD";
    case 2: return "-" + std::to_string(random() % 20);
    case 3: return DateOf(random);
    default: return std::to_string(random() % 2100);
  }
}

struct Found {
  std::vector<std::string> rows;
  std::size_t notes = 0;
  bool operator==(const Found&) const = default;
};

Found Ask(QuerySession& session, const std::string& text) {
  const QueryOutcome outcome = session.Run(text);
  EXPECT_TRUE(outcome.ok()) << text << "\n" << Shown(outcome.diagnostics);
  Found found;
  for (const Diagnostic& diagnostic : outcome.diagnostics)
    found.notes += diagnostic.message.find("left out") != std::string::npos ? 1 : 0;
  for (const Answer& answer : outcome.answers)
    for (const auto& row : answer.rows) {
      std::string line;
      for (const Value& value : row) line += Display(value) + " | ";
      found.rows.push_back(line);
    }
  std::sort(found.rows.begin(), found.rows.end());
  return found;
}

class ValueRangeTest : public testing::Test {
 protected:
  void Write(int articles, int statements, const std::function<Value(std::mt19937&)>& value) {
    for (int i = 0; i < articles; ++i) {
      test::RecordMaker make("a" + std::to_string(i));
      make.Sentence("Much is said of Fernhill in report " + std::to_string(i) + ".");
      const auto one = make.Node(IdentityClass::kName, "Fernhill", "company");
      const auto other = make.Node(IdentityClass::kName, "Marlowe", "company");
      for (int k = 0; k < statements; ++k)
        make.Add(random() % 2 ? one : other, random() % 3 ? "counts" : "holds", value(random));
      ASSERT_TRUE(WriteArticles(store, {make.record()}, true).ok());
    }
  }

  test::TempFolder folder;
  Store store = test::OpenStore(folder / "store");
  std::mt19937 random{test::Seed(17)};
};

TEST_F(ValueRangeTest, FindsWhatComparingEveryValueFinds) {
  Write(8, 60, AnyValue);
  QuerySession session(store);
  const char* const ops[] = {"<", "<=", ">", ">=", "=", "!="};
  for (int i = 0; i < 250; ++i) {
    const std::string one = AnyLiteral(random), two = AnyLiteral(random);
    const std::string op = ops[random() % 6], other_op = ops[random() % 4];
    const std::string atom = random() % 2 ? "counts(X, V)" : "counts(X, V), holds(X, W)";
    const bool both = random() % 2, turned = random() % 2;
    const auto test = [&](const std::string& a, const std::string& b) {
      return ", " + (turned ? a + " " + op + " V" : "V " + op + " " + a) +
             (both ? ", V " + other_op + " " + b : "");
    };
    const std::string facts = "bound" + std::to_string(i) + "(" + one + ", " + two + "). ";
    const std::string bound = "bound" + std::to_string(i) + "(A, B), ";
    const Found sought = Ask(session, atom + test(one, two) + " select X, V?");
    const Found compared = Ask(session, facts + bound + atom + test("A", "B") + " select X, V?");
    EXPECT_EQ(sought.rows, compared.rows) << atom << test(one, two);
    EXPECT_EQ(sought.notes, compared.notes) << atom << test(one, two);
  }
}

TEST_F(ValueRangeTest, ReadsTheRangeOnly) {
  int next = 0;
  Write(20, 300, [&](std::mt19937&) { return Number(next++); });
  QuerySession session(store);
  for (const auto& [range, wanted] :
       {std::pair{"V > 5900", 99.0}, std::pair{"V < 40", 40.0}, std::pair{"V = 2000", 1.0},
        std::pair{"V >= 3000, V < 3050", 50.0}, std::pair{"V > 7000", 0.0}}) {
    const QueryOutcome read = session.Run(std::string("profile counts(X, V), ") + range + "?");
    ASSERT_TRUE(read.ok()) << Shown(read.diagnostics);
    double rows = -1;
    for (const auto& row : read.answers.at(0).rows)
      if (Display(row.at(0)).find("counts(") != std::string::npos) {
        rows = row.at(3).number;
        EXPECT_EQ(row.at(2).number, rows) << "expected of " << range;
        EXPECT_EQ(Display(row.at(1)), "all of the predicate, values in a range");
      }
    EXPECT_GE(rows, 0) << range;
    EXPECT_LE(rows, wanted) << range;
  }
}

TEST_F(ValueRangeTest, ReadsTheRangeOfMeasuresOnly) {
  int next = 0;
  Write(20, 300, [&](std::mt19937&) {
    const double number = next++ / 3 + 0.5;
    if (next % 3 == 0) return test::Measure(ValueKind::kMoney, number * 1000, "USD");
    if (next % 3 == 1) return Number(number);
    return test::Measure(ValueKind::kDuration, number, next % 2 ? "day" : "hour");
  });
  QuerySession session(store);
  // Sums of money and decimals are of another kind each: so many are read to be left out.
  const auto rows_of = [&](const std::string& question) {
    const QueryOutcome read = session.Run("profile " + question + " select X, V?");
    EXPECT_TRUE(read.ok()) << Shown(read.diagnostics);
    for (const auto& row : read.answers.at(0).rows)
      if (Display(row.at(0)).find("counts(") != std::string::npos) return row.at(3).number;
    return -1.0;
  };
  const double all = rows_of("counts(X, V)");
  ASSERT_GT(all, 3000);
  for (const char* const range :
       {"V > 1990.2", "V < 9.2", "V > 1990000 USD", "V >= 1000000 USD, V < 1010000 USD",
        "V > 1980 days", "V < 72 hours", "V = 600.5"}) {
    const double rows = rows_of(std::string("counts(X, V), ") + range);
    EXPECT_GE(rows, all * 0.6) << range;
    EXPECT_LE(rows, all * 0.7) << range;
  }
}

}  // namespace
}  // namespace lode
