// Sessions on a real store: what is kept, what is seen, what is refused.

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <vector>

#include "lode/query.h"
#include "storage/database.h"
#include "storage/terms/key_layout.h"
#include "tests/query/case_file.h"
#include "tests/storage/fixture.h"

namespace lode {
namespace {

class QuerySessionTest : public testing::Test {
 protected:
  QuerySessionTest() : store_(test::OpenStore(folder_ / "store")), session_(store_) {
    test::RecordMaker make("news.txt", "Copper prices rise");
    make.record().article.info.source = "Gazette";
    make.record().article.info.published = "2023-03-09";
    make.Sentence("Fernhill supplies Marlowe, said Ana Rivera.");
    make.Sentence("Marlowe supplies Oslo Steel.");
    const auto rivera = make.Node(IdentityClass::kPerson, "Ana Rivera", "person", {"Rivera"});
    const auto fernhill = make.Node(IdentityClass::kName, "Fernhill", "company");
    const auto marlowe = make.Node(IdentityClass::kName, "Marlowe", "company");
    const auto oslo = make.Node(IdentityClass::kName, "Oslo Steel", "company");
    make.Add(fernhill, "supplies", marlowe).said_by = rivera;
    make.Add(marlowe, "supplies", oslo, 2);
    make.Add(marlowe, "supplies", fernhill, 2).polarity = Polarity::kNegated;
    make.Add(rivera, "said", test::Text("We deliver on time", ValueKind::kQuote));
    const Result<WriteOutcome> written = WriteArticles(store_, {make.record()}, true);
    EXPECT_TRUE(written.ok()) << written.status().message();
  }

  // The rows of the last answer, "a | b" each; or what is wrong.
  std::vector<std::string> Rows(const std::string& text, const QueryOptions& options = {}) {
    const QueryOutcome outcome = session_.Run(text, options);
    if (!outcome.ok()) return {Shown(outcome.diagnostics)};
    if (outcome.answers.empty()) return {};
    const Answer& answer = outcome.answers.back();
    if (answer.yes_no) return {answer.holds ? "yes" : "no"};
    std::vector<std::string> rows;
    for (const std::vector<Value>& row : answer.rows) {
      std::string line;
      for (const Value& value : row) line += (line.empty() ? "" : " | ") + Display(value);
      rows.push_back(line);
    }
    return rows;
  }

  using Lines = std::vector<std::string>;
  test::TempFolder folder_;
  Store store_;
  QuerySession session_;
};

TEST_F(QuerySessionTest, KeepsARuleOnceHoweverOftenItIsGiven) {
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(Rows("near(X, Y) :- supplies(X, Y). near(X, Y)?"),
              (Lines{"Fernhill | Marlowe", "Marlowe | Oslo Steel"}));
  EXPECT_EQ(session_.rules_text(), "near(X, Y) :- supplies(X, Y).\n");
}

TEST_F(QuerySessionTest, AnswersWhatStatementsSay) {
  EXPECT_EQ(Rows("supplies(X, Y)?"), (Lines{"Fernhill | Marlowe", "Marlowe | Oslo Steel"}));
  EXPECT_EQ(Rows("Who: supplies(fernhill, X)?"), (Lines{"Ana Rivera | Marlowe"}));
  EXPECT_EQ(Rows("denied supplies(X, Y)?"), (Lines{"Marlowe | Fernhill"}));
  EXPECT_EQ(Rows("supplies(fernhill, marlowe)?"), Lines{"yes"});
  EXPECT_EQ(Rows("supplies(X, Y) @ S, article(S, A), source(A, O), published(A, D), D >= 2023 "
                 "select X, O, D?"),
            (Lines{"Fernhill | Gazette | 2023-03-09", "Marlowe | Gazette | 2023-03-09"}));
}

TEST_F(QuerySessionTest, KeepsRulesAndFactsForLaterTexts) {
  EXPECT_EQ(
      Rows("reaches(X, Y) :- supplies(X, Y). reaches(X, Z) :- reaches(X, Y), supplies(Y, Z)."),
      Lines{});
  EXPECT_EQ(Rows("reaches(fernhill, X)?"), (Lines{"Marlowe", "Oslo Steel"}));
  EXPECT_EQ(session_.rule_heads(), Lines{"reaches"});
  EXPECT_EQ(session_.rules_text(),
            "reaches(X, Y) :- supplies(X, Y).\nreaches(X, Z) :- reaches(X, Y), supplies(Y, Z).\n");
  session_.Clear();
  EXPECT_TRUE(session_.rule_heads().empty());
  EXPECT_FALSE(session_.Run("reaches(fernhill, X)?").ok());
}

TEST_F(QuerySessionTest, KeepsNothingOfATextWithAnError) {
  const QueryOutcome outcome = session_.Run("mine(a). supplies(X, Y)? mine(X, Y)?");
  EXPECT_FALSE(outcome.ok());
  EXPECT_TRUE(outcome.answers.empty());
  EXPECT_TRUE(session_.rule_heads().empty());
}

TEST_F(QuerySessionTest, AnswersSeveralQuestionsInOrder) {
  const QueryOutcome outcome =
      session_.Run("supplies(fernhill, X)? f(a). f(X)? supplies(fernhill, \"oslo steel\")?");
  ASSERT_TRUE(outcome.ok()) << Shown(outcome.diagnostics);
  ASSERT_EQ(outcome.answers.size(), 3u);
  EXPECT_EQ(outcome.answers[0].columns, Lines{"X"});
  EXPECT_FALSE(outcome.answers[2].holds);
}

TEST_F(QuerySessionTest, HandsNotesBesideAnswers) {
  const QueryOutcome outcome = session_.Run("supplies(Fernhill, X)?");
  ASSERT_TRUE(outcome.ok());
  ASSERT_EQ(outcome.diagnostics.size(), 1u);
  EXPECT_EQ(outcome.diagnostics[0].severity, Severity::kNote);
  EXPECT_EQ(outcome.answers.size(), 1u);
}

TEST_F(QuerySessionTest, SaysWhatIsNearAnEmptyAnswer) {
  QueryOptions options;
  options.near_answers = true;
  const auto notes = [&](const std::string& text) {
    const QueryOutcome outcome = session_.Run(text, options);
    EXPECT_TRUE(outcome.ok()) << Shown(outcome.diagnostics);
    return outcome.answers.empty() ? Lines{} : outcome.answers.back().notes;
  };
  EXPECT_EQ(notes("supplies(marlowe, fernhill)?"),
            (Lines{"denied, there is 1 answer: `denied supplies(marlowe, fernhill)?`",
                   "the other way round, there is 1 answer: `supplies(fernhill, marlowe)?`"}));
  EXPECT_EQ(notes("supplies( \u201cOslo Steel\u201d, X ) select X order by X limit 3?"),
            Lines{"the other way round, there is 1 answer: `supplies( X, \u201cOslo Steel\u201d ) "
                  "select X order by X limit 3?`"});
  EXPECT_EQ(notes("planned supplies(fernhill, X)?"),
            Lines{"affirmed and actual, there is 1 answer: `supplies(fernhill, X)?`"});
  EXPECT_EQ(notes("Who: supplies(marlowe, fernhill), X = 1?"),
            (Lines{"denied, there is 1 answer: `Who: denied supplies(marlowe, fernhill), X = 1?`",
                   "the other way round, there is 1 answer: `Who: supplies(fernhill, marlowe), "
                   "X = 1?`"}));
  EXPECT_EQ(notes("said(rivera, \"on time\")?"),
            Lines{"with these words inside of longer ones, there is 1 answer: `said(rivera, Q), "
                  "contains(Q, \"on time\")?`"});
  EXPECT_EQ(notes("said(rivera, marlowe)?").size(), 0u);
  EXPECT_EQ(notes("makes(fernhill, X)?"),
            Lines{"by other predicates, there is 1 answer: `triple(fernhill, P, X)?`"});
  EXPECT_EQ(notes("supplies(X, Y)?"), Lines{"1 more under `any` (denied): `any supplies(X, Y)?`"});
  EXPECT_EQ(notes("supplies(X, Y) limit 1?"), Lines{}) << "who cuts rows knows of more";
  EXPECT_EQ(notes("supplies(X, Y) select count() as N?"), Lines{});
  EXPECT_EQ(notes("any supplies(X, Y)?"), Lines{});
  EXPECT_EQ(notes("supplies(fernhill, X), supplies(X, Z)?"),
            Lines{"1 more under `any` (denied): `supplies(fernhill, X), any supplies(X, Z)?`"});
  EXPECT_EQ(notes("delivers(X, marlowe)?"),
            (Lines{"with predicates near it, there is 1 answer: `(delivers | supplies)(X, "
                   "marlowe)?`"}));
  EXPECT_EQ(notes("delivers(X, marlowe) @ S?"),
            (Lines{"with predicates near it, there is 1 answer: `supplies(X, marlowe) @ S?`"}));
  EXPECT_EQ(notes("supplies(fernhill, X) @ S, qualifier(S, to, V)?"),
            Lines{"without `qualifier(S, to, V)` there is 1 answer"});
  EXPECT_EQ(notes("supplies(fernhill, X), makes(X, Z) select X, Z?"),
            Lines{"without `makes(X, Z)` there is 1 answer"});
  EXPECT_EQ(notes("supplies(marlowe, fernhill) select count() as N?"), Lines{}) << "a number";
  options.near_answers = false;
  EXPECT_EQ(notes("supplies(marlowe, fernhill)?"), Lines{});
}

TEST_F(QuerySessionTest, SaysWhatThereIsWithoutARole) {
  test::RecordMaker make("sums.txt", "Sums");
  make.Sentence("Fernhill bought Marlowe for 5 million USD, Oslo Steel bought nothing else.");
  const auto fernhill = make.Node(IdentityClass::kName, "Fernhill", "company");
  const auto marlowe = make.Node(IdentityClass::kName, "Marlowe", "company");
  const auto oslo = make.Node(IdentityClass::kName, "Oslo Steel", "company");
  const auto role = [](const char* text) {
    Argument argument;
    argument.literal = test::Text(text, ValueKind::kText);
    return argument;
  };
  make.Add(fernhill, "acquired", marlowe).qualifiers.emplace("of", role("5 million"));
  make.Add(oslo, "acquired", fernhill);
  make.Add(marlowe, "acquired", make.Node(IdentityClass::kName, "Iver Quay", "company"))
      .qualifiers.emplace("amount", role("6 million"));
  ASSERT_TRUE(WriteArticles(store_, {make.record()}, true).ok());
  QuerySession session(store_);
  QueryOptions options;
  options.near_answers = true;
  const auto notes = [&](const std::string& text) {
    const QueryOutcome outcome = session.Run(text, options);
    EXPECT_TRUE(outcome.ok()) << Shown(outcome.diagnostics);
    return outcome.answers.empty() ? Lines{} : outcome.answers.back().notes;
  };
  EXPECT_EQ(notes("acquired(fernhill, X, amount: M)?"),
            Lines{"without the role `amount:` there is 1 answer: `acquired(fernhill, X)?`; the "
                  "role carried there is of:, `acquired(fernhill, X, of: M)?`"});
  EXPECT_EQ(notes("acquired(\"Oslo Steel\", X, amount: M) select X, M order by M?"),
            Lines{"without the role `amount:` there is 1 answer: `acquired(\"Oslo Steel\", X)?`, "
                  "where no roles are carried; what was read: `acquired(\"Oslo Steel\", X) @ S, "
                  "sentence(S, T)?`"});
  for (const char* told :
       {"acquired(fernhill, X, of: M)?", "acquired(\"Oslo Steel\", X) @ S, sentence(S, T)?"})
    EXPECT_EQ(session.Run(told).answers.at(0).row_count, 1u) << told;
  EXPECT_EQ(notes("acquired(marlowe, X, amount: M)?"), Lines{}) << "it has its answer";
}

TEST_F(QuerySessionTest, EnglishIsToldWhatOneHasAndWhenOthersDidIt) {
  test::RecordMaker make("ore.txt", "Ore");
  make.Sentence("Fernhill may have 5 tons.");
  const auto fernhill = make.Node(IdentityClass::kName, "Fernhill", "company");
  const auto oslo = make.Node(IdentityClass::kName, "Oslo Steel", "company");
  make.Add(fernhill, "has-reserve", test::Text("5 tons")).modality = Modality::kPossible;
  make.Add(fernhill, "restricts", test::Text("ore exports"));
  make.Add(oslo, "restricts", test::Text("ore exports")).time = test::Text("Tuesday");
  ASSERT_TRUE(WriteArticles(store_, {make.record()}, true).ok());
  QuerySession session(store_);
  QueryOptions options;
  options.near_answers = true;
  const auto told = [&](const std::string& question) {
    return session.Run(question, options).diagnostics.at(0).message;
  };
  EXPECT_NE(told("How much gold does Fernhill have?")
                .find("write `any has-reserve(\"Fernhill\", X)?`, "
                      "which has 1 answer"),
            std::string::npos)
      << told("How much gold does Fernhill have?");
  EXPECT_NE(
      told("When did Fernhill restricts ore exports?")
          .find("write `any restricts(Who, What) @ S, contains(What, \"export\"), time(S, When)?`"),
      std::string::npos)
      << told("When did Fernhill restricts ore exports?");
}

TEST_F(QuerySessionTest, KeepsItsAnswersAfterALookAtWhatIsNear) {
  QueryOptions options;
  options.near_answers = true;
  const QueryOutcome outcome = session_.Run(
      "up(X, Y) :- supplies(X, Y). up(X, Z) :- up(X, Y), supplies(Y, Z). "
      "up(X, \"oslo steel\")? supplies(marlowe, fernhill)? up(X, \"oslo steel\")?",
      options);
  ASSERT_TRUE(outcome.ok()) << Shown(outcome.diagnostics);
  ASSERT_EQ(outcome.answers.size(), 3u);
  EXPECT_EQ(outcome.answers[2].rows.size(), 2u);
  EXPECT_EQ(outcome.answers[0].rows.size(), 2u);
}

TEST_F(QuerySessionTest, SeesTheRulesOfTheStore) {
  const std::string rules = "% who feeds whom\nfeeds(X, Y) :- supplies(X, Y).";
  EXPECT_TRUE(AddRules(store_, "trade", rules, false).empty());
  EXPECT_EQ(Rows("feeds(fernhill, X)?"), Lines{"Marlowe"});
  EXPECT_FALSE(AddRules(store_, "trade", rules, false).empty()) << "it is there already";
  EXPECT_TRUE(AddRules(store_, "trade", "feeds(X) :- supplies(X, _).", true).empty());
  EXPECT_EQ(Rows("feeds(X)?"), (Lines{"Fernhill", "Marlowe"}));
}

TEST_F(QuerySessionTest, StoresNoRulesThatDoNotCheck) {
  for (const char* text : {"f(X) :- .", "f(X)?", "f(X) :- supplies(Y, _).",
                           "f(X) :- supplies(X, _), not f(X).", "supplies(X) :- supplies(X, _)."}) {
    const std::vector<Diagnostic> found = AddRules(store_, "bad", text, false);
    ASSERT_FALSE(found.empty()) << text;
    EXPECT_EQ(found[0].severity, Severity::kError) << text;
  }
  EXPECT_TRUE(Must(store_.Rules()).empty());
}

TEST_F(QuerySessionTest, TellsOfACycleThroughTheStoresRules) {
  EXPECT_TRUE(AddRules(store_, "one", "f(X) :- g(X). g(a).", false).empty());
  const std::vector<Diagnostic> found =
      AddRules(store_, "two", "g(X) :- supplies(X, _), not f(X).", false);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NE(found[0].message.find("(g :- not f :- g)"), std::string::npos) << found[0].message;
}

TEST_F(QuerySessionTest, GivesParametersTheirValues) {
  QueryOptions options;
  options.parameters["who"] = test::Text("fernhill");
  options.parameters["n"].kind = ValueKind::kNumber;
  options.parameters["n"].number = 1;
  EXPECT_EQ(Rows("supplies($who, X)?", options), Lines{"Marlowe"});
  EXPECT_EQ(Rows("supplies(X, Y) order by X limit $n?", options), Lines{"Fernhill | Marlowe"});
}

TEST_F(QuerySessionTest, LooksAtTypesAgainForValuesOfAnotherKind) {
  PreparedQuery prepared = session_.Prepare("supplies($who, X)?");
  QueryOptions options;
  const auto ask = [&] {
    const QueryOutcome outcome = prepared.Run(options);
    return outcome.ok() ? outcome.answers.at(0).rows.size() : std::size_t{99};
  };
  for (int turn = 0; turn < 2; ++turn) {
    options.parameters["who"] = test::Text("fernhill");
    EXPECT_EQ(ask(), 1u);
    options.parameters["who"] = test::Text("marlowe");
    EXPECT_EQ(ask(), 1u);
    options.parameters["who"] = test::Measure(ValueKind::kMoney, 3, "USD");
    EXPECT_EQ(ask(), 99u) << "money supplies nothing";
    options.parameters["who"] = test::Date("2025-01-01");
    EXPECT_EQ(ask(), 99u);
    options.parameters.clear();
    EXPECT_EQ(ask(), 99u);
    options.parameters["who"] = test::Text("nobody at all");
    EXPECT_EQ(ask(), 99u);
  }
}

TEST_F(QuerySessionTest, ProvesDownToTheSentence) {
  const QueryOutcome outcome =
      session_.Run("feeds(X, Y) :- supplies(X, Y). why feeds(fernhill, X)?");
  ASSERT_TRUE(outcome.ok()) << Shown(outcome.diagnostics);
  ASSERT_EQ(outcome.answers.size(), 1u);
  ASSERT_EQ(outcome.answers[0].proofs.size(), 1u);
  const Proof& proof = outcome.answers[0].proofs[0];
  EXPECT_EQ(proof.rule, "feeds(X, Y) :- supplies(X, Y).");
  ASSERT_EQ(proof.children.size(), 1u);
  EXPECT_EQ(proof.children[0].statements.size(), 1u);
}

TEST_F(QuerySessionTest, KeepsTheAnswersBeforeALimit) {
  std::string facts;
  for (int i = 0; i < 300; ++i) facts += "n(" + std::to_string(i) + ").\n";
  QueryOptions options;
  options.max_rows = 1000;
  const QueryOutcome outcome = session_.Run(facts + "supplies(fernhill, X)?\nn(X), n(Y)?", options);
  EXPECT_EQ(outcome.answers.size(), 1u);
  ASSERT_EQ(outcome.diagnostics.size(), 2u);  // the first notes that nothing joins X and Y
  EXPECT_EQ(outcome.diagnostics[1].line, 302u);
  EXPECT_NE(outcome.diagnostics[1].message.find("rows"), std::string::npos)
      << outcome.diagnostics[1].message;
  EXPECT_EQ(outcome.diagnostics[1].code, Code::kLimit);
}

TEST_F(QuerySessionTest, StopsWhenToldTo) {
  const std::atomic<bool> cancelled = true;
  QueryOptions options;
  options.cancel = &cancelled;
  const QueryOutcome outcome = session_.Run("supplies(X, Y), supplies(Y, Z)?", options);
  EXPECT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.diagnostics.back().code, Code::kCancelled);
  EXPECT_EQ(session_.Run("supplies(X,").diagnostics.at(0).code, Code::kInvalidInput);
}

TEST_F(QuerySessionTest, CanBeMoved) {
  QuerySession other = std::move(session_);
  EXPECT_TRUE(other.Run("supplies(X, Y)?").ok());
  session_ = std::move(other);
  EXPECT_TRUE(session_.Run("supplies(X, Y)?").ok());
}

// -- values

class MeasuresTest : public testing::Test {
 protected:
  MeasuresTest() : store_(test::OpenStore(folder_ / "store")) {
    test::RecordMaker make("times.txt");
    make.Sentence("The trip takes 72 hours, the crossing 3 days, the walk 2 hours.");
    const auto trip = make.Node(IdentityClass::kName, "Trip", "event");
    const auto crossing = make.Node(IdentityClass::kName, "Crossing", "event");
    const auto walk = make.Node(IdentityClass::kName, "Walk", "event");
    make.Add(trip, "takes", test::Measure(ValueKind::kDuration, 72, "hour"));
    make.Add(crossing, "takes", test::Measure(ValueKind::kDuration, 3, "day"));
    make.Add(walk, "takes", test::Measure(ValueKind::kDuration, 2, "hour"));
    EXPECT_TRUE(WriteArticles(store_, {make.record()}, true).ok());
  }
  // The last query's rows, "a | b"; the first error.
  std::string Rows(const std::string& text) {
    QuerySession session(store_);
    const QueryOutcome outcome = session.Run(text);
    if (!outcome.ok()) return outcome.diagnostics.front().message;
    std::string rows;
    for (const std::vector<Value>& row : outcome.answers.back().rows) {
      for (const Value& value : row) rows += Display(value) + " ";
      rows += "; ";
    }
    return rows;
  }
  test::TempFolder folder_;
  Store store_;
};

TEST_F(MeasuresTest, AVariableJoinsWhatAnEqualSignJoins) {
  EXPECT_EQ(Rows("p(3 days). q(72 hours). p(X), q(X)?"), "3 day ; ");
  EXPECT_EQ(Rows("p(3 days). q(72 hours). p(X), q(Y), X = Y?"), "3 day 72 hour ; ");
  EXPECT_EQ(Rows("p(3 days). q(72 hours). q(2 days). q(X), not p(X)?"), "2 days ; ");
  EXPECT_EQ(Rows("p(3 days, 72 hours). p(3 days, 2 days). p(X, X)?"), "3 day ; ");
  EXPECT_EQ(Rows("p(3 km). q(3000 meters). q(3 kg). p(X), q(X)?"), "3 km ; ");
  EXPECT_EQ(Rows("p(3 EUR). q(3 USD). p(X), q(X)?"), "");
}

TEST_F(MeasuresTest, StoredMeasuresJoinByTheirWorth) {
  EXPECT_EQ(Rows("triple(A, takes, T), triple(B, takes, T), A != B select A, B?"),
            "Crossing Trip ; Trip Crossing ; ");
  EXPECT_EQ(Rows("p(4320 minutes). p(T), triple(A, takes, T) select A?"), "Crossing ; Trip ; ");
  EXPECT_EQ(
      Rows("p(36 hours). p(T), triple(A, takes, U), U = T * 2, triple(B, takes, U) select B?"),
      "Crossing ; Trip ; ");
  EXPECT_EQ(Rows("p(4320 minutes). r(A) :- p(T), triple(A, takes, T). why r(A)?"),
            "Crossing ; Trip ; ");
}

TEST_F(MeasuresTest, OverflowIsAnErrorLikeDivisionByZero) {
  EXPECT_NE(Rows("n(1). n(Y) :- n(X), Y = X * 2. n(X)?").find("too large"), std::string::npos);
  EXPECT_NE(Rows("n(1). n(Y) :- n(X), Y = X / 0.00001. n(X)?").find("too large"),
            std::string::npos);
  EXPECT_NE(Rows("n(1). n(Y) :- n(X), Y = -X * 10 - X. n(X)?").find("too large"),
            std::string::npos);
}

// -- damage

TEST_F(MeasuresTest, ADamagedArticleIsNamedAndTheOthersAnswer) {
  for (const char* path : {"b.txt", "c.txt"}) {
    test::RecordMaker make(path);
    make.Sentence(std::string("The walk is long, says ") + path);
    const auto walk = make.Node(IdentityClass::kName, "Walk", "event");
    make.Add(walk, "praises", walk);
    ASSERT_TRUE(WriteArticles(store_, {make.record()}, true).ok());
  }
  ASSERT_TRUE(store_.database()
                  .Change(true,
                          [](const KvView& view, KvBatch& batch) -> Status {
                            auto it = view.Iterate(KeyOf(Table::kRecord, std::uint64_t{2}));
                            batch.Put(it->key(), "no record");
                            return it->status();
                          })
                  .ok());
  QuerySession session(store_);
  const QueryOutcome outcome =
      session.Run("praises(X, Y) @ S, sentence(S, T)? why praises(X, Y)? takes(X, Y)?");
  EXPECT_FALSE(outcome.ok()) << "nobody takes the answer for whole";
  ASSERT_EQ(outcome.answers.size(), 3u);
  EXPECT_EQ(outcome.answers[0].rows.size(), 1u);
  EXPECT_EQ(outcome.answers[1].proofs.size(), 1u);
  EXPECT_EQ(outcome.answers[2].rows.size(), 3u);
  ASSERT_EQ(outcome.diagnostics.size(), 1u);
  EXPECT_NE(outcome.diagnostics[0].message.find("b.txt"), std::string::npos)
      << outcome.diagnostics[0].message;
  EXPECT_TRUE(session.Run("takes(X, Y)?").ok()) << "what it does not touch is whole";
}

}  // namespace
}  // namespace lode
