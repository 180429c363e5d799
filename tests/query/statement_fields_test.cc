// Fields of statements and articles: asked of many at once they are what each one has.

#include <algorithm>
#include <set>

#include "lode/query.h"
#include "tests/storage/fixture.h"

namespace lode {
namespace {

using test::OpenStore;
using test::RandomArticle;
using test::TempFolder;

// Of the statement S; what follows `select` is compared.
constexpr const char* kAsked[] = {
    "article(S, V)",
    "said-by(S, V)",
    "polarity(S, V)",
    "modality(S, V)",
    "time(S, V)",
    "confidence(S, V)",
    "sentence(S, V)",
    "confidence(S, V), V >= 0.35",
    "confidence(S, V), V = 0.35",
    "sentence(S, V), contains(V, \"7\")",
    "sentence(S, V), contains(V, \"Sentence 7\")",
    "sentence(S, V), contains(V, \"about\"), length(V) > 38",
    "said-by(S, V), V != \"Sato\"",
    "time(S, V), V > 2024",
    "ended(S), article(S, V)",
    "article(S, A), title(A, V)",
    "article(S, A), source(A, V)",
    "article(S, A), source(A, \"Outlet 1\"), title(A, V)",
    "article(S, A), published(A, V)",
    "article(S, A), published(A, V), V >= 2025-04-01",
    "article(S, A), published(A, V), year(V) = 2025, month(V) < 5",
    "article(S, A), language(A, V)",
    "article(S, A), author(A, V)",
};

class StatementFields : public testing::Test {
 protected:
  void Load(int from, int to) {
    for (int i = from; i < to; ++i) {
      ArticleRecord record = RandomArticle(random_, "f" + std::to_string(i));
      ArticleInfo& info = record.article.info;
      if (i % 3 > 0) info.source = "Outlet " + std::to_string(i % 3);
      if (i % 4 == 0) info.author = "Writer " + std::to_string(i % 5);
      for (StatementRecord& statement : record.statements)
        statement.confidence = static_cast<double>(random_() % 20) / 20;
      ASSERT_TRUE(WriteArticles(store_, {record}, true).ok());
    }
  }
  static std::vector<std::string> Rows(QuerySession& session, const std::string& query) {
    const QueryOutcome outcome = session.Run(query);
    EXPECT_TRUE(outcome.ok()) << query << ": "
                              << (outcome.diagnostics.empty() ? ""
                                                              : outcome.diagnostics[0].message);
    std::vector<std::string> rows;
    if (outcome.answers.empty()) return rows;
    for (const auto& row : outcome.answers[0].rows) {
      std::string& cells = rows.emplace_back();
      for (const Value& value : row) cells += Display(value) + "|";
    }
    std::sort(rows.begin(), rows.end());
    return rows;
  }
  // One subject and predicate at a time is too few for anything to be laid out.
  std::vector<std::string> Few() {
    QuerySession session(store_);
    const QueryOutcome outcome = session.Run("any triple(X, P, _) select X, P?");
    std::vector<std::string> few;
    for (const auto& row : outcome.answers.at(0).rows)
      if (row[0].kind == ValueKind::kEntity)  // the other side of a symmetric predicate may be none
        few.push_back("any triple(#" + row[0].entity.id + ", \"" + row[1].text + "\", _) @ S");
    return few;
  }
  void ExpectThatManyAreAsEach() {
    QuerySession session(store_);
    const std::string all = "any triple(_, _, _) @ S";
    ASSERT_GT(Rows(session, all + " select S?").size(), 100u);
    const std::vector<std::string> few = Few();
    for (const char* asked : kAsked) {
      std::set<std::string> each;
      for (const std::string& some : few) {
        QuerySession alone(store_);
        const auto rows = Rows(alone, some + ", " + asked + " select S, V?");
        EXPECT_LT(rows.size(), 64u);
        each.insert(rows.begin(), rows.end());
      }
      for (int turn = 0; turn < 2; ++turn)
        EXPECT_EQ(Rows(session, all + ", " + asked + " select S, V?"),
                  std::vector<std::string>(each.begin(), each.end()))
            << asked;
      EXPECT_FALSE(each.empty()) << asked;
    }
  }

  std::mt19937 random_{5};
  TempFolder folder_;
  Store store_ = OpenStore(folder_ / "s");
};

TEST_F(StatementFields, OfManyAreThoseOfEach) {
  Load(0, 60);
  ExpectThatManyAreAsEach();
}

TEST_F(StatementFields, FollowTheStoreAsItChanges) {
  Load(0, 25);
  QuerySession before(store_);
  const std::string speakers = "any triple(X, P, Y) @ S, said-by(S, V) select S, V?";
  EXPECT_FALSE(Rows(before, speakers).empty());
  ASSERT_TRUE(store_.Forget("f3").ok());
  ASSERT_TRUE(store_.Forget("f24").ok());
  Load(25, 35);
  ExpectThatManyAreAsEach();
}

TEST_F(StatementFields, AreFoundByTheirValueToo) {
  Load(0, 40);
  QuerySession session(store_);
  std::vector<std::string> scanned;
  for (const std::string& row : Rows(session, "any triple(X, P, Y) @ S select S, P?"))
    scanned.push_back(row.substr(0, row.find('|')));
  std::size_t found = 0;
  for (const char* modality : {"actual", "possible", "planned"}) {
    const auto walked = Rows(session, std::string("modality(S, \"") + modality + "\") select S?");
    EXPECT_EQ(walked, Rows(session, std::string("any triple(X, P, Y) @ S, modality(S, \"") +
                                        modality + "\") select S?"));
    found += walked.size();
  }
  EXPECT_GT(found, scanned.size() / 4);
  EXPECT_EQ(Rows(session, "published(A, D) select A, D?"),
            Rows(session, "published(A, D), title(A, _) select A, D?"));
}

}  // namespace
}  // namespace lode
