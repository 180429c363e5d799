// A question to a closure by rules is asked as the path that it is; its rows are those of the
// rules, for every way of writing them, whatever is known, asked again or with confidence.

#include <algorithm>

#include "lode/query.h"
#include "tests/storage/fixture.h"

namespace lode {
namespace {

using test::OpenStore;
using test::RandomArticle;
using test::TempFolder;

constexpr const char* kRules[] = {
    "r(X, Y) :- supplies(X, Y). r(X, Z) :- r(X, Y), supplies(Y, Z).",
    "r(X, Y) :- supplies(X, Y). r(X, Z) :- supplies(X, Y), r(Y, Z).",
    "r(X, Z) :- r(X, Y), r(Y, Z). r(X, Y) :- supplies(X, Y).",
    "s(X, Y) :- supplies(X, Y). s(X, Z) :- s(X, Y), supplies(Y, Z). r(X, Y) :- s(X, Y).",
    // None of these is one:
    "s(X, Y) :- supplies(X, Y). s(X, Z) :- s(X, Y), supplies(Y, Z). r(X, Y) :- s(Y, X).",
    "s(X, Y) :- supplies(X, Y). s(X, Z) :- s(X, Y), supplies(Y, Z). r(X, X) :- s(X, X).",
    "r(X, Y) :- competes-with(X, Y). r(X, Z) :- r(X, Y), competes-with(Y, Z).",
    "r(X, Y) :- supplies(X, Y). r(X, Z) :- r(X, Y), leads(Y, Z).",
    "r(X, Y) :- supplies(X, Y). r(X, Z) :- r(X, Y), supplies(Z, Y).",
    "r(X, Y) :- supplies(X, Y). r(X, Z) :- r(X, Y), supplies(Y, Z). r(\"Ana Rivera\", \"Ork\").",
};
constexpr const char* kQuestions[] = {
    "r($a, X)?", "r(X, $a)?", "r($a, $b)?",         "not r($a, $b)?",
    "r(X, Y)?",  "r(X, X)?",  "r($a, X), r(X, Y)?", "r($a, X) select count()?",
    "r($a, _)?",
};

class ClosurePaths : public testing::Test {
 protected:
  void SetUp() override {
    std::mt19937 random(3);
    for (int i = 0; i < 12; ++i) {
      ArticleRecord record = RandomArticle(random, "f" + std::to_string(i), 8);
      for (StatementRecord& statement : record.statements) {
        statement.polarity = Polarity::kAffirmed, statement.modality = Modality::kActual;
        statement.ended = false;
        if (statement.predicate == "said" || statement.predicate == "plans")
          statement.predicate = "supplies";
      }
      ASSERT_TRUE(WriteArticles(store_, {record}, true).ok());
    }
  }
  static std::vector<std::string> RowsOf(const QueryOutcome& outcome) {
    std::vector<std::string> rows;
    for (const Diagnostic& found : outcome.diagnostics) {
      EXPECT_NE(found.severity, Severity::kError) << found.message;
      rows.push_back("note " + found.message);
    }
    if (outcome.answers.empty()) return rows;
    if (outcome.answers[0].yes_no) rows.push_back(outcome.answers[0].holds ? "yes" : "no");
    for (const auto& row : outcome.answers[0].rows) {
      std::string& cells = rows.emplace_back();
      for (const Value& value : row) cells += Display(value) + "|";
    }
    std::sort(rows.begin(), rows.end());
    return rows;
  }
  static Value Words(const std::string& text) {
    Value value;
    value.text = text;
    return value;
  }

  TempFolder folder_;
  Store store_ = OpenStore(folder_ / "s");
};

TEST_F(ClosurePaths, GiveTheRowsOfTheRules) {
  const std::string names[] = {"Ana Rivera", "Chipworks", "words 3", "Bruno Sato"};
  std::size_t found = 0;
  for (const char* rules : kRules) {
    QuerySession session(store_), other(store_);
    (void)session.Run(rules);
    (void)other.Run(rules);
    for (const char* question : kQuestions) {
      PreparedQuery prepared = session.Prepare(question);
      for (std::size_t i = 0; i < std::size(names); ++i) {
        QueryOptions plain;
        plain.rewrites = false;
        plain.parameters["a"] = Words(names[i]);
        plain.parameters["b"] = Words(names[(i + 3) % std::size(names)]);
        QueryOptions options = plain;
        options.rewrites = true;
        const auto expected = RowsOf(other.Run(question, plain));
        EXPECT_EQ(RowsOf(prepared.Run(options)), expected) << rules << question << names[i];
        options.with_confidence = true;
        const QueryOutcome sure = prepared.Run(options);
        EXPECT_EQ(RowsOf(sure), expected) << rules << question << names[i];
        options.with_confidence = false;
        EXPECT_EQ(RowsOf(prepared.Run(options)), expected) << rules << question << names[i];
        found += expected.size();
      }
    }
  }
  EXPECT_GT(found, 1000u);
}

TEST_F(ClosurePaths, LeaveProofsToTheRules) {
  QuerySession session(store_);
  (void)session.Run(kRules[3]);
  const QueryOutcome asked = session.Run("r(\"Chipworks\", X)?");
  ASSERT_FALSE(asked.answers.at(0).rows.empty());
  const QueryOutcome why = session.Run("why r(\"Chipworks\", X)?");
  ASSERT_FALSE(why.answers.at(0).proofs.empty());
  EXPECT_EQ(why.answers[0].proofs[0].rule, "r(X, Y) :- s(X, Y).");
}

}  // namespace
}  // namespace lode
