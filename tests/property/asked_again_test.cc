// What a session keeps of earlier questions changes no answer: random questions asked by one
// session again and again, as text and prepared, while the store and its rules change, give
// what a new session gives, row by row. And a literal that is sought in the index finds what
// comparing every value finds.

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/property/seeds.h"
#include "tests/query/case_file.h"
#include "tests/storage/fixture.h"

namespace lode {
namespace {

std::string Said(const QueryOutcome& outcome) {
  std::string said = Shown(outcome.diagnostics);
  for (const Answer& answer : outcome.answers) {
    said += answer.query + (answer.holds ? " holds\n" : "\n");
    for (const std::vector<Value>& row : answer.rows) {
      for (const Value& value : row) said += Display(value) + " | ";
      said += "\n";
    }
  }
  return said;
}

// Questions with parameters, which are filled in by hand for the one that is asked as text.
struct Question {
  std::string text;   // with $a and $n
  std::string name;   // for $a
  double number = 0;  // for $n
};

class Asker {
 public:
  explicit Asker(unsigned seed) : random_(test::Seed(seed)) {}

  Question Next() {
    static const std::vector<std::string> kTexts = {
        "supplies($a, X)?",
        "supplies(X, $a)?",
        "plans(X, $n)?",
        "triple($a, P, X) limit 3?",
        "supplies(X, Y), leads(Z, X) select Z, Y order by Z limit $n?",
        "near($a, X)?",
        "near(X, Y) select X, count(Y) as N order by N desc limit 4?",
        "said(X, Q), not leads(X, $a) limit 2?",
        "(supplies | leads)+ ($a, X)?",
        "supplies($a, X), supplies(X, Y) select Y?",
        "supplies(X, $a), said(X, Q), leads(Z, X) limit 4?",
        "plans(X, $n), supplies(X, $a), triple(X, P, Y)?",
        "supplies+ ($a, X), leads(Y, X) limit 3?",
        "supplies(X, $a), not leads(Z, $a), X != $a?",
        "supplies(X, Y), leads(Z, X), said(X, Q) limit 5?",
        "shortest any{1,3}($a, X) as P limit 3?",
        "plans(X, 2025-03)?",
        "plans(X, 300 USD)?",
        "leads(X, V), V >= 200 USD?",
        "why near($a, X)?",
        "far(X) select count(X)?",
        "supplies($a, X) @ S, sentence(S, T), article(S, A)?"};
    return {kTexts[random_() % kTexts.size()], Name(), static_cast<double>(random_() % 4 + 1)};
  }
  std::string Name() {
    static const std::vector<std::string> kNames = {"Chipworks",  "CHPW", "Lumen Optics", "Rivera",
                                                    "Ana Rivera", "Sato", "nobody"};
    return kNames[random_() % kNames.size()];
  }
  std::string Rule() {
    static const std::vector<std::string> kRules = {
        "near(X, Y) :- leads(X, Y). ", "near(X, Z) :- near(X, Y), supplies(Y, Z). ",
        "far(X) :- said(X, _), not near(X, _). ", "near(X, Y) :- supplies(Y, X), X != Y. "};
    return kRules[random_() % kRules.size()];
  }
  std::mt19937& random() { return random_; }

 private:
  std::mt19937 random_;
};

QueryOptions OptionsOf(const Question& question) {
  QueryOptions options;
  options.parameters["a"] = test::Text(question.name);
  options.parameters["n"].kind = ValueKind::kNumber;
  options.parameters["n"].number = question.number;
  return options;
}

TEST(AskedAgain, AnswersAreThoseOfANewSession) {
  for (unsigned seed = 1; seed <= 3; ++seed) {
    Asker asker(seed);
    test::TempFolder folder;
    Store store = test::OpenStore(folder / "store");
    const std::string base = "near(X, Y) :- supplies(X, Y). far(X) :- plans(X, _). ";
    ASSERT_TRUE(AddRules(store, "base", base, true).empty());
    QuerySession old(store);
    std::string rules;  // of the old session
    std::map<std::string, PreparedQuery> prepared;
    for (int i = 0; i < 120; ++i) {
      if (i % 12 == 0) {
        const auto article = test::RandomArticle(asker.random(), "a" + std::to_string(i), 12);
        ASSERT_TRUE(WriteArticles(store, {article}, true).ok());
      }
      if (i % 50 == 35) {
        ASSERT_TRUE(store.Forget("a" + std::to_string(i / 24 * 12)).ok());
      }
      if (i % 40 == 22) {
        ASSERT_TRUE(AddRules(store, "base", base + asker.Rule(), true).empty());
      }
      if (i % 30 == 17) {
        const std::string rule = asker.Rule();
        (void)old.Run(rule);
        rules += rule;
      }
      const Question question = asker.Next();
      const QueryOptions options = OptionsOf(question);
      QuerySession fresh(store);
      if (!rules.empty()) (void)fresh.Run(rules);
      const std::string wanted = Said(fresh.Run(question.text, options));
      ASSERT_EQ(Said(old.Run(question.text, options)), wanted) << question.text << " seed " << seed;
      auto known = prepared.find(question.text);
      if (known == prepared.end())
        known = prepared.emplace(question.text, old.Prepare(question.text)).first;
      ASSERT_EQ(Said(known->second.Run(options)), wanted) << question.text << " prepared";
      if (i == 75) {
        old.Clear();
        rules.clear();
      }
    }
  }
}

// Of a question whose values come in turns the lowered form is kept: names of one and of
// several entities and of none, numbers, and values that are missing or of another sort.
TEST(AskedAgain, EachValueOfAPreparedQuestionHasItsOwnAnswer) {
  test::TempFolder folder;
  Store store = test::OpenStore(folder / "store");
  std::mt19937 random(11);
  for (int i = 0; i < 12; ++i)
    ASSERT_TRUE(
        WriteArticles(store, {test::RandomArticle(random, "a" + std::to_string(i), 20)}, true)
            .ok());
  const std::vector<std::string> texts = {
      "supplies(X, $a), leads(Y, X), said(X, Q)?", "supplies($a, X), supplies(X, Y), leads(Z, Y)?",
      "triple($a, P, X), supplies(X, Y) limit 4?", "supplies($a, $a)?",
      "supplies{1,2}($a, X), leads(Y, X)?"};
  std::vector<Value> values(3);
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i].kind = ValueKind::kNumber;
    values[i].number = static_cast<double>(i) + 1;
  }
  for (const char* name : {"Chipworks", "Rivera", "nobody", "Sato", "Lumen Optics", "CHPW"})
    values.push_back(test::Text(name));
  QuerySession session(store);
  std::size_t answered = 0;
  for (const std::string& text : texts) {
    PreparedQuery prepared = session.Prepare(text);
    for (int i = 0; i < 60; ++i) {
      QueryOptions options;
      if (i % 15 != 7) options.parameters["a"] = values[random() % values.size()];
      const std::string wanted = Said(QuerySession(store).Run(text, options));
      ASSERT_EQ(Said(prepared.Run(options)), wanted) << text << " run " << i;
      answered += wanted.find(" | ") != std::string::npos ? 1 : 0;
    }
  }
  EXPECT_GT(answered, 20U);
}

// A question that was stopped leaves nothing behind.
TEST(AskedAgain, ALimitThatWasMetIsForgotten) {
  test::TempFolder folder;
  Store store = test::OpenStore(folder / "store");
  std::mt19937 random(3);
  for (int i = 0; i < 5; ++i)
    ASSERT_TRUE(
        WriteArticles(store, {test::RandomArticle(random, "a" + std::to_string(i), 20)}, true)
            .ok());
  QuerySession session(store);
  const std::string text = "supplies(X, Y), supplies(Z, W) select X, Y, Z, W?";
  const std::string wanted = Said(session.Run(text));
  QueryOptions tight;
  tight.max_memory_bytes = 1 << 10;
  EXPECT_FALSE(session.Run(text, tight).ok());
  EXPECT_EQ(Said(session.Run(text)), wanted);
  QueryOptions sure;
  sure.min_confidence = 0.9;
  EXPECT_NE(Said(session.Run(text, sure)), wanted);
  EXPECT_EQ(Said(session.Run(text)), wanted);
}

// The handler of a row may ask, too.
TEST(AskedAgain, ARowMayLeadToAnotherQuestion) {
  test::TempFolder folder;
  Store store = test::OpenStore(folder / "store");
  std::mt19937 random(4);
  ASSERT_TRUE(WriteArticles(store, {test::RandomArticle(random, "a", 30)}, true).ok());
  QuerySession session(store);
  std::size_t rows = 0, inner = 0;
  QueryOptions options;
  options.on_row = [&](const Answer&, const RowView& row) {
    ++rows;
    const QueryOutcome outcome = session.Run("triple(X, P, Y) limit 2?");
    inner += outcome.answers.at(0).rows.size();
    return row.size() == 3;
  };
  ASSERT_TRUE(session.Run("triple(X, P, Y)?", options).ok());
  EXPECT_GT(rows, 2u);
  EXPECT_EQ(inner, 2 * rows);
}

Value Number(double number, Comparator comparator = Comparator::kEqual) {
  Value value = test::Measure(ValueKind::kNumber, number, "");
  value.comparator = comparator;
  return value;
}

TEST(AskedAgain, ASoughtLiteralFindsWhatIsWorthTheSame) {
  test::TempFolder folder;
  Store store = test::OpenStore(folder / "store");
  test::RecordMaker make("a");
  make.Sentence("Much is said of Fernhill.");
  const auto fernhill = make.Node(IdentityClass::kName, "Fernhill", "company");
  std::vector<Value> values = {Number(2023),
                               Number(2023, Comparator::kAbout),
                               Number(2.5),
                               Number(2.5, Comparator::kLess),
                               Number(12),
                               Number(-3),
                               test::Date("2023"),
                               test::Date("2023-01"),
                               test::Date("2023-01-01"),
                               test::Date("2023-Q1"),
                               test::Date("2023-04"),
                               test::Date("2023-Q2"),
                               test::Date("2023-04-01T10"),
                               test::Date("2023-04-02"),
                               test::Measure(ValueKind::kDuration, 3, "day"),
                               test::Measure(ValueKind::kDuration, 72, "hour"),
                               test::Measure(ValueKind::kMoney, 5, "USD"),
                               test::Measure(ValueKind::kMoney, 5, "EUR"),
                               test::Measure(ValueKind::kPercent, 5, "%"),
                               test::Text("2023")};
  for (const Value& value : values) make.Add(fernhill, "counts", value);
  ASSERT_TRUE(WriteArticles(store, {make.record()}, true).ok());
  QuerySession session(store);
  for (const char* literal :
       {"2023", "2.5", "12", "-3", "2023-01", "2023-01-01", "2023-04", "2023-04-01", "2023-04-02",
        "3 days", "72 hours", "5 USD", "5%", "7"}) {
    // `not` and `any` read the same; the whole is compared value by value.
    const auto rows = [&](const std::string& text) {
      const QueryOutcome outcome = session.Run(text);
      EXPECT_TRUE(outcome.ok()) << text;
      std::vector<std::string> lines;
      for (const Answer& answer : outcome.answers)
        for (const auto& row : answer.rows) lines.push_back(Display(row.back()));
      return lines;
    };
    const std::string word(literal);
    const auto sought = rows("counts(X, " + word + ") @ S, counts(X, V) @ S select X, S, V?");
    auto compared = rows("counts(X, V) @ S, V = " + word + " select X, S, V?");
    EXPECT_EQ(sought.size(), compared.size()) << word;
    EXPECT_TRUE(std::is_permutation(sought.begin(), sought.end(), compared.begin(), compared.end()))
        << word;
    EXPECT_EQ(sought.empty(), word == "7") << word;
  }
}

}  // namespace
}  // namespace lode
