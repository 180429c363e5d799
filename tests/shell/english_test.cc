// Questions in English over the sample articles: each is told a line, and the line answers.

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "lode/lode.h"
#include "shell/pages/word_senses.h"
#include "tests/shell/program_fixture.h"

namespace lode::shell {
namespace {

struct EnglishCase {
  std::string question, line;
};

// "question<TAB>line"; `#` begins a comment.
std::vector<EnglishCase> Cases() {
  std::ifstream in(LODE_SOURCE_DIR "/tests/cases/language/english.tsv");
  std::vector<EnglishCase> cases;
  for (std::string line; std::getline(in, line);)
    if (const std::size_t tab = line.find('\t'); tab != line.npos && line[0] != '#')
      cases.push_back({line.substr(0, tab), line.substr(tab + 1)});
  return cases;
}

class English : public testing_program::Program {
 protected:
  static QueryOptions Options() {
    QueryOptions options;
    options.near_answers = true;
    options.senses = WordSenses();
    return options;
  }
  static QuerySession Session() {
    const testing_program::Outcome load =
        Run("load '" LODE_SOURCE_DIR "/examples/articles' --quiet --store samples.db");
    EXPECT_EQ(load.status, 0) << load.out;
    OpenOptions read;
    read.read_only = true;
    return QuerySession(*Store::Open((folder_ / "samples.db").string(), read));
  }
};

TEST_F(English, EachQuestionIsToldALineThatAnswers) {
  QuerySession session = Session();
  const std::vector<EnglishCase> cases = Cases();
  ASSERT_GE(cases.size(), 60u);
  for (const auto& [question, line] : cases) {
    const QueryOutcome told = session.Run(question, Options());
    ASSERT_EQ(told.diagnostics.size(), 1u) << question;
    EXPECT_NE(told.diagnostics[0].message.find("write `" + line + "`"), std::string::npos)
        << question << "\n  " << told.diagnostics[0].message;
    const QueryOutcome outcome = session.Run(line);
    ASSERT_TRUE(outcome.ok() && outcome.answers.size() == 1) << line;
    EXPECT_TRUE(outcome.answers[0].row_count > 0 || outcome.answers[0].holds) << line;
  }
}

TEST_F(English, NamesThatNobodyHasAreToldTheNearest) {
  QuerySession session = Session();
  const auto message = [&](const std::string& question) {
    return session.Run(question, Options()).diagnostics.at(0).message;
  };
  EXPECT_EQ(message("What did Hellen Voss say about gallium?"),
            "a question is a pattern with variables, not a sentence: write `said(\"Helen Voss\", "
            "Q), contains(Q, \"gallium\")?`, which has 4 answers; nobody is known as \"Hellen "
            "Voss\", but \"Helen Voss\" is");
  EXPECT_NE(message("Who painted the Mona Lisa?").find("nobody is known as \"Mona Lisa\""),
            std::string::npos);
}

TEST_F(English, LinesForOtherLanguagesCanBeAsked) {
  QuerySession session = Session();
  const std::vector<std::vector<std::string>> cases = {
      {"SELECT name FROM entities WHERE type = 'company'", "triple(X, P, Y) select X?"},
      {"SELECT COUNT(*) FROM articles;", "title(A, X) select count() as N?"},
      {"SELECT * FROM statements LIMIT 3", "triple(X, P, Y)?"},
      {"SELECT text FROM sentences", "sentences(A, I, T)?"},
      {"SELECT count(*) FROM sentences GROUP BY article",
       "sentences(A, I, T) select A, count() as N?"},
      {"SELECT * FROM supplies", "supplies(X, Y)?"},
      {"SELECT * FROM suplies", "supplies(X, Y)?"},
      {"SELECT * FROM zymurgy_2024", "triple(X, P, Y)?"},
      {"MATCH (a)-[:ZYMURGY_OF]->(b) RETURN b", "triple(X, P, Y)?"},
      {"MATCH (a)-[:KNOWS_NOBODY_AT_ALL*]->(b) RETURN b", "any{1,4}(X, Y)?"},
      {"SELECT ?x WHERE { ?x :unheardOfHere ?y }", "triple(X, P, Y)?"}};
  for (const auto& one : cases) {
    const std::string message = session.Run(one[0], Options()).diagnostics.at(0).message;
    EXPECT_NE(message.find("write `" + one[1] + "`"), std::string::npos) << message;
    const QueryOutcome outcome = session.Run(one[1]);
    EXPECT_TRUE(outcome.ok() && outcome.answers.size() == 1) << one[1];
  }
}

TEST_F(English, WhatIsOnlyNearIsCalledSo) {
  QuerySession session = Session();
  const auto message = [&](const std::string& question) {
    return session.Run(question, Options()).diagnostics.at(0).message;
  };
  const std::string denied = message("Did Helen Voss deny anything?");
  EXPECT_NE(denied.find("write `spoke(\"Helen Voss\", Q)?`"), std::string::npos) << denied;
  EXPECT_NE(denied.find("the nearest to it in the store (`denied(\"Helen Voss\", Q)?` has none)"),
            std::string::npos)
      << denied;
  EXPECT_EQ(message("What did Helen Voss say?").find("nearest"), std::string::npos);
}

TEST_F(English, WithoutAStoreToAskNoLineIsTried) {
  QuerySession session = Session();
  QueryOptions plain = Options();
  plain.near_answers = false;
  EXPECT_EQ(session.Run("who supplies Lovik?", plain).diagnostics.at(0).message,
            "a question is a pattern with variables, not a sentence: write `supplies(Who, "
            "\"Lovik\")?`");
}

}  // namespace
}  // namespace lode::shell
