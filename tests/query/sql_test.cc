// Rules as SQL: the text of each construct, and what is refused. That the rows are the same is
// held by python/tests/test_sql.py, with an engine.

#include "lode/sql.h"

#include <gmock/gmock.h>

#include <sstream>

#include "lode/triples.h"
#include "tests/storage/fixture.h"

namespace lode {
namespace {

using testing::HasSubstr;
using testing::Not;

class Sql : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new test::TempFolder;
    store_ = new Store(test::OpenStore(*folder_ / "s"));
    std::istringstream lines(
        "fernhill\tsupplies\tmarlowe\nmarlowe\tsupplies\toslo works\n"
        "fernhill\tcompetes-with\tmarlowe\nfernhill\tweighs\t12\nmarlowe\topened\t2024-05-07\n");
    ASSERT_TRUE(ImportTriples(*store_, lines, "x.tsv").ok());
  }
  static void TearDownTestSuite() {
    delete store_;
    delete folder_;
  }

  // All statements, or the messages.
  static std::string Written(const std::string& text, SqlDialect dialect = SqlDialect::kDuckDb,
                             const QueryOptions& options = {}) {
    const SqlScript script = WriteSql(*store_, text, dialect, options);
    std::string all;
    if (!script.ok())
      for (const Diagnostic& diagnostic : script.diagnostics)
        if (diagnostic.severity == Severity::kError) all += Render(diagnostic) + "\n";
    for (const auto* statements : {&script.views, &script.questions})
      for (const std::string& statement : *statements) all += statement + ";\n";
    return all;
  }
  static std::string Refused(const std::string& text, SqlDialect dialect = SqlDialect::kDuckDb) {
    const SqlScript script = WriteSql(*store_, text, dialect);
    EXPECT_FALSE(script.ok()) << text;
    EXPECT_TRUE(script.views.empty() && script.questions.empty());
    return Written(text, dialect);
  }

  static test::TempFolder* folder_;
  static Store* store_;
};
test::TempFolder* Sql::folder_ = nullptr;
Store* Sql::store_ = nullptr;

TEST_F(Sql, AnAtomIsFilteredAsItsPrefixSays) {
  const std::string plain = Written("supplies(X, Y)?");
  EXPECT_THAT(plain, HasSubstr("FROM statements s1"));
  EXPECT_THAT(plain, HasSubstr("s1.predicate IN ('p:supplies')"));
  EXPECT_THAT(plain, HasSubstr("s1.polarity = 'affirmed'"));
  EXPECT_THAT(plain, HasSubstr("s1.modality = 'actual'"));
  EXPECT_THAT(plain, HasSubstr("NOT s1.ended"));
  EXPECT_THAT(Written("denied rumored supplies(X, Y)?"), HasSubstr("s1.polarity = 'negated'"));
  EXPECT_THAT(Written("denied rumored supplies(X, Y)?"), HasSubstr("s1.modality = 'rumored'"));
  EXPECT_THAT(Written("former supplies(X, Y)?"), HasSubstr("AND s1.ended"));
  EXPECT_THAT(Written("any supplies(X, Y)?"), Not(HasSubstr("polarity")));
  QueryOptions sure;
  sure.min_confidence = 0.5;
  EXPECT_THAT(Written("supplies(X, Y)?", SqlDialect::kDuckDb, sure),
              HasSubstr("s1.confidence >= 0.5e0"));
}

TEST_F(Sql, ANameIsTheKeyOfItsEntity) {
  const std::string key = Must(store_->Resolve("fernhill")).front().entity.id;
  EXPECT_THAT(Written("supplies(fernhill, X)?"), HasSubstr("s1.subject = '" + key + "'"));
  EXPECT_THAT(Written("supplies(fernhill, marlowe)?"), HasSubstr("SELECT EXISTS ("));
}

TEST_F(Sql, APredicateThatHoldsBothWaysIsAUnion) {
  EXPECT_THAT(Written("competes-with(X, Y)?"), HasSubstr("UNION ALL SELECT s2.object AS c1"));
}

TEST_F(Sql, StatementsSpeakersAndQualifiersAreColumns) {
  const std::string text =
      Written("Who: supplies(X, Y) @ S, article(S, A), source(A, \"The Gazette\")?");
  EXPECT_THAT(text, HasSubstr("COALESCE(s1.said_by, s1.article)"));
  EXPECT_THAT(text, HasSubstr("CROSS JOIN statements a2"));
  EXPECT_THAT(text, HasSubstr("s1.id = a2.id"));
  EXPECT_THAT(text, HasSubstr("a3.source_folded = 'the gazette'"));
  EXPECT_THAT(Written("any supplies(X, Y) @ S, qualifier(S, R, V)?"),
              HasSubstr("CROSS JOIN qualifiers a2"));
  EXPECT_THAT(Written("any supplies(X, Y) @ S, sentence(S, T), contains(T, \"oslo\")?"),
              HasSubstr("contains(lower(translate(x3.text"));
}

TEST_F(Sql, ARuleThatUsesItselfIsRecursive) {
  const std::string rules =
      "feeds(X, Y) :- supplies(X, Y). feeds(X, Z) :- feeds(X, Y), supplies(Y, Z).\n";
  const std::string text = Written(rules + "feeds(X, Y)?");
  EXPECT_THAT(text, HasSubstr("WITH RECURSIVE feeds_2_all(c1, c2) AS"));
  EXPECT_THAT(text, HasSubstr("FROM feeds_2 r1"));
  const std::string twice = rules + "feeds(X, Z) :- feeds(X, Y), competes-with(Y, Z).\n";
  EXPECT_THAT(Written(twice, SqlDialect::kPostgres),
              HasSubstr("FROM feeds_2_all last CROSS JOIN LATERAL"));
}

TEST_F(Sql, RelationsThatNeedEachOtherShareAView) {
  const std::string rules =
      "a(X, Y) :- supplies(X, Y). a(X, Z) :- b(X, Y), supplies(Y, Z).\n"
      "b(X, Z) :- a(X, Y), competes-with(Y, Z).\n";
  const std::string text = Written(rules + "b(X, Y)?");
  EXPECT_THAT(text, HasSubstr("WITH RECURSIVE a_2_together_all(which, k1, k2, n1, n2) AS"));
  EXPECT_THAT(
      text, HasSubstr("VIEW b_2 AS\nSELECT k1 AS c1, k2 AS c2 FROM a_2_together WHERE which = 1"));
  EXPECT_THAT(Refused(rules + "a(X, Y) :- b(X, Y), a(Y, X)."),
              HasSubstr("this rule needs `a` twice"));
}

TEST_F(Sql, NegationAsksForNoRow) {
  EXPECT_THAT(Written("supplies(X, Y), not supplies(Y, _)?"),
              HasSubstr("NOT EXISTS (SELECT 1\n  FROM statements s2"));
  EXPECT_THAT(Written("supplies(X, Y), not contains(X, \"a\")?"), HasSubstr("NOT (COALESCE("));
}

TEST_F(Sql, AggregatesRunOverDistinctBindings) {
  const std::string text =
      Written("supplies(X, Y) select X, count(Y) as N order by N desc limit 3?");
  EXPECT_THAT(text, HasSubstr("FROM (SELECT DISTINCT s1.subject AS b0, s1.object AS b1"));
  EXPECT_THAT(text, HasSubstr("CAST(count(DISTINCT b.b1) AS DOUBLE)"));
  EXPECT_THAT(text, HasSubstr("GROUP BY b.b0"));
  EXPECT_THAT(text, HasSubstr("ORDER BY q.c2 DESC, w1.ordinal, q.c2\nLIMIT 3"));
  EXPECT_THAT(Written("weighs(X, V) select min(V)?"), HasSubstr("HAVING count(*) > 0"));
}

TEST_F(Sql, AmountsCompareInTheirBaseUnitAndDatesByTheirFirstDay) {
  const std::string weight = Written("weighs(X, V), V > 2 metric tons?");
  EXPECT_THAT(weight, HasSubstr("t2.dimension = 'mass' THEN t2.number > 2000.0e0"));
  EXPECT_THAT(Written("opened(X, D), D >= 2024-05?"), HasSubstr("t2.first_day >= 19844"));
}

TEST_F(Sql, ConstantsOfFactsStandBesideTheTerms) {
  const std::string text = Written("watched(fernhill, 3). watched(X, N)?");
  EXPECT_THAT(text, HasSubstr("SELECT * FROM (VALUES ("));
  EXPECT_THAT(text, HasSubstr("3.0e0)) AS f(c1, c2)"));
  EXPECT_THAT(Written("due(marlowe, 2031-04-05). due(X, D)?"),
              HasSubstr("('v:date:2031-04-05', 'date', '2031-04-05'"));
}

TEST_F(Sql, EachDialectSpellsInItsWay) {
  const std::string text = "supplies(X, Y), contains(X, \"it's \\\\\"), matches(Y, \"(?i)os|lo\")?";
  EXPECT_THAT(Written(text), HasSubstr("regexp_matches("));
  EXPECT_THAT(Written(text, SqlDialect::kPostgres), HasSubstr("'it''s \\'"));
  EXPECT_THAT(Written(text, SqlDialect::kPostgres), HasSubstr(" ~* 'os|lo'"));
  EXPECT_THAT(Written(text, SqlDialect::kSpark), HasSubstr("'it\\'s \\\\'"));
  EXPECT_THAT(Written(text, SqlDialect::kSpark), HasSubstr("CREATE OR REPLACE TEMPORARY VIEW"));
  EXPECT_THAT(Written(text, SqlDialect::kSpark), HasSubstr("AS `X`"));
}

TEST_F(Sql, WhatCannotBeSaidIsRefusedAtItsPlace) {
  const std::string own = "p(X, Y) :- supplies(X, Y).\np(X, Z) :- p(X, Y), p(Y, Z).\n";
  EXPECT_THAT(Refused(own), HasSubstr("<query>:2:1: error: this rule needs `p` twice"));
  EXPECT_THAT(Refused("d(x, 0).\nd(Y, min(D)) :- d(X, E), supplies(X, Y), D = E + 1.\n?- d(X, D)."),
              HasSubstr("`d` keeps the best row of each group"));
  EXPECT_THAT(Refused("supplies+(X, Y)?"), HasSubstr("<query>:1:1: error: a path goes on"));
  EXPECT_THAT(
      Refused("f(X, Y) :- supplies(X, Y). f(X, Z) :- f(X, Y), supplies(Y, Z).", SqlDialect::kSpark),
      HasSubstr("end on no circle"));
  EXPECT_THAT(Refused("supplies(X, Y),\n  triple(X, supplies, Y) @ S, sources(S, N)?"),
              HasSubstr("<query>:2:31: error: `sources` is worked out from the texts"));
  EXPECT_THAT(Refused("supplies(X, Y) @ S, conflicts(S, T)?"), HasSubstr("`conflicts`"));
  EXPECT_THAT(Refused("supplies(X, Y) select list(X)?"), HasSubstr("list()"));
  EXPECT_THAT(Refused("weighs(X, V) select sum(V)?"), HasSubstr("have their units"));
  EXPECT_THAT(Refused("weighs(X, V), W = V * 2 select X, W?"), HasSubstr("has a unit"));
  EXPECT_THAT(Refused("why supplies(X, Y)?"), HasSubstr("sentences behind a row"));
  EXPECT_THAT(Refused("explain supplies(X, Y)?"), HasSubstr("nor a plan"));
  EXPECT_THAT(
      Refused("m(X, N) :- supplies(X, Y), N = length(Y). m(X, V) :- weighs(X, V). m(X, V)?"),
      HasSubstr("a column of SQL is one of the two"));
  EXPECT_THAT(Refused("supplies(X, Y), matches(X, \"\\\\d+\")?", SqlDialect::kPostgres),
              HasSubstr("may read this pattern otherwise"));
  EXPECT_THAT(Refused("supplies(X, Y) @ S, sentence(S, \"So it is.\")?"), HasSubstr("contains()"));
}

TEST_F(Sql, MistakesAreThoseOfAQuestion) {
  EXPECT_THAT(Refused("supplys(X, Y)?"), HasSubstr("<query>:1:1: error:"));
  EXPECT_THAT(Refused("supplies(X, Y"), HasSubstr("error:"));
}

TEST_F(Sql, RulesOfTheStoreComeWhereTheyAreNeeded) {
  ASSERT_TRUE(AddRules(*store_, "near",
                       "near(X, Y) :- supplies(X, Y). odd(X) :- shortest "
                       "any{1,2}(X, _) as P.",
                       true)
                  .empty());
  const std::string text = Written("near(X, Y)?");
  EXPECT_THAT(text, HasSubstr("VIEW near_2"));
  EXPECT_THAT(text, Not(HasSubstr("odd")));
  EXPECT_THAT(Refused("odd(X)?"), HasSubstr("rules/near:1:"));
}

}  // namespace
}  // namespace lode
