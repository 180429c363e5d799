// Sentences by their words: the index of words gives what a walk over all of them gives.

#include <algorithm>

#include "lode/query.h"
#include "tests/storage/fixture.h"

namespace lode {
namespace {

using test::OpenStore;
using test::RecordMaker;
using test::TempFolder;

std::string Lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

class Sentences : public testing::Test {
 protected:
  void SetUp() override {
    static const std::vector<std::string> kWords = {
        "U.S. quay",  "tape-out", "J.R.R. Moe", "foo.x.y", "Stra\u00dfe", "\u201cfourth best\u201d",
        "don\u2019t", "3.5",      "AB\u00a0CD", "resting", "the fourth",  "best",
        "\ufb01re",   "arrest",   "x\u0302yz",  "(Moe's)", "13.55",       "fourth  best"};
    std::mt19937 random(3);
    for (int i = 0; i < 40; ++i) {
      RecordMaker make("f" + std::to_string(i));
      for (int s = 0; s < 3; ++s) {
        std::string sentence = "S";
        for (int w = 0; w < 4; ++w) sentence += " " + kWords[random() % kWords.size()];
        make.Sentence(sentence + ".");
      }
      ASSERT_TRUE(WriteArticles(store_, {make.record()}, true, i % 2 == 0 ? "even" : "").ok());
    }
  }
  std::vector<std::string> Rows(const std::string& query) {
    QuerySession session(store_);
    const QueryOutcome outcome = session.Run(query);
    EXPECT_TRUE(outcome.ok()) << query << ": "
                              << (outcome.diagnostics.empty() ? ""
                                                              : outcome.diagnostics[0].message);
    std::vector<std::string> rows;
    if (outcome.answers.empty()) return rows;
    for (const auto& row : outcome.answers[0].rows) {
      std::string cells;
      for (const Value& value : row) cells += Display(value) + "|";
      rows.push_back(cells);
    }
    std::sort(rows.begin(), rows.end());
    return rows;
  }
  TempFolder folder_;
  Store store_ = OpenStore(folder_ / "s");
};

TEST_F(Sentences, OfTheIndexAreThoseOfAWalk) {
  std::size_t all = 0;
  for (const std::string part :
       {"fourth best", "tape-out", "ape-ou", "U.S. quay", ".S. q",   "S. quay",      "o.x.y",
        "foo.x",       "rest",     "est",    "Stra",      "\u00dfe", "don't",        "3.5",
        "AB",          "D.",       "x.y",    "Moe's",     "the",     "fourth  best", "R.R. Moe",
        "J.R",         " ",        ".",      "yz",        "re",      "nowhere",      "best tape",
        "u.s. QUAY",   "TAPE-out", "ab"}) {
    const std::string with = "sentences(A, N, T), contains(T, \"" + part + "\")?";
    const auto found = Rows(with);
    std::vector<std::string> walked;
    for (const std::string& row : Rows("sentences(A, N, T)?")) {
      const std::size_t words = row.find('|', row.find('|') + 1);
      std::string text = row.substr(words + 1);
      for (const auto& [curly, straight] : std::vector<std::pair<std::string, std::string>>{
               {"\u2019", "'"}, {"\u201c", "\""}, {"\u201d", "\""}})
        for (std::size_t at = 0; (at = text.find(curly, at)) != text.npos;)
          text.replace(at, curly.size(), straight);
      if (Lower(text).find(Lower(part)) != text.npos) walked.push_back(row);
    }
    EXPECT_EQ(found, walked) << part;
    all += walked.size();
  }
  EXPECT_GT(all, 200u);
}

TEST_F(Sentences, ThePlanSaysWhenTheIndexOfWordsIsUsed) {
  const auto plan = [&](const std::string& query) {
    std::string text;
    for (const std::string& row : Rows("explain " + query)) text += row;
    return text;
  };
  EXPECT_NE(plan("sentences(A, N, T), contains(T, \"tape-out\")?").find("index of words"),
            std::string::npos);
  EXPECT_EQ(plan("sentences(A, N, T)?").find("index of words"), std::string::npos);
}

TEST_F(Sentences, ASetIsAnAttributeOfItsArticles) {
  EXPECT_EQ(Rows("set(A, even)?").size(), 20u);
  EXPECT_EQ(Rows("sentences(A, 2, T), set(A, \"even\")?").size(), 20u);
  EXPECT_EQ(Rows("set(_, S)?"), std::vector<std::string>{"even|"});
}

}  // namespace
}  // namespace lode
