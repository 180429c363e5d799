// Kept rules are at every moment what evaluating them gives: random sets of rules (joins,
// recursion, negation, aggregates, attributes, computed values), random articles whose names meet
// and part, and histories of loading, forgetting, importing, keeping names apart and editing
// rules. After each step every relation is read as it is kept and worked out without, and the
// store's check works all of it out anew and compares the counts too. LODE_KEPT_HISTORIES sets the
// number of histories (default 8).

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <set>
#include <sstream>

#include "lode/check.h"
#include "lode/kept.h"
#include "storage/import.h"
#include "tests/property/seeds.h"
#include "tests/query/case_file.h"
#include "tests/storage/fixture.h"

namespace lode {
namespace {

// A relation, its rules, and what they read of other relations.
struct Defined {
  std::string head;  // "near(X, Y)"
  std::vector<std::string> rules;
};

const std::vector<Defined>& World() {
  static const std::vector<Defined> kWorld = {
      {"near(X, Y)",
       {"near(X, Y) :- supplies(X, Y).", "near(X, Y) :- supplies(Y, X), X != Y.",
        "near(X, Z) :- supplies(X, Y), leads(Y, Z).", "near(X, Y) :- competes-with(X, Y).",
        "near(chipworks, rivera).", "near(X, Y) :- any leads(X, Y).",
        "near(X, Y) :- denied supplies(X, Y)."}},
      {"reach(X, Y)",
       {"reach(X, Y) :- near(X, Y).", "reach(X, Z) :- reach(X, Y), near(Y, Z).",
        "reach(X, Z) :- reach(X, Y), reach(Y, Z), X != Z.", "reach(X, Y) :- leads(X, Y)."}},
      {"supplies(X, Y)",
       {"supplies(X, Y) :- leads(X, Y), competes-with(X, _).",
        "supplies(X, Z) :- supplies(X, Y), supplies(Y, Z)."}},
      {"apart(X, Y)",
       {"apart(X, Y) :- near(X, Y), not reach(Y, X).",
        "apart(X, Y) :- competes-with(X, Y), not leads(X, _).",
        "apart(X, Y) :- leads(X, Y), not near(Y, X), not said(X, _)."}},
      {"heard-in(X, S)",
       {"heard-in(X, S) :- said(X, _) @ S, article(S, A), published(A, D), D >= 2025-04.",
        "heard-in(X, S) :- any plans(X, _) @ S, polarity(S, negated).",
        "heard-in(W, S) :- W: leads(X, Y) @ S."}},
      {"many(X, N)",
       {"many(X, count(Y)) :- near(X, Y).", "many(X, max(V)) :- plans(X, V), V > 100 USD."}},
      {"worth(X, V)",
       {"worth(X, V) :- plans(X, M), M >= 100 USD, V = M * 2.",
        "worth(X, V) :- supplies(X, Y, amount: A), V = A * 3.",
        "worth(X, T) :- said(X, _) @ S, article(S, A), title(A, T)."}},
      {"loud(X)",
       {"loud(X) :- said(X, Q), contains(Q, \"words 3\").", "loud(X) :- many(X, N), N >= 2.",
        "loud(X) :- leads(X, Y), contains(Y, \"ore\")."}},
      {"steps(X, D)",
       {"steps(chipworks, 0).", "steps(Y, min(D)) :- steps(X, E), near(X, Y), D = E + 1."}},
      {"linked(X, P, Y)", {"linked(X, P, Y) :- triple(X, P, Y), near(X, Y)."}},
      {"ends(X, Y)", {"ends(X, Y) :- (supplies | leads){1,2}(X, Y), X != Y."}},
  };
  return kWorld;
}

// Rules of some relations, so that what each reads is there or in the store's statements.
std::string RandomRules(std::mt19937& random, std::vector<std::string>& heads) {
  std::string text;
  heads.clear();
  for (const Defined& defined : World()) {
    const bool is_read = defined.head.starts_with("near") || defined.head.starts_with("reach") ||
                         defined.head.starts_with("many");
    if (!is_read && random() % 2 == 0) continue;
    std::size_t taken = 0;
    const bool whole = defined.head.starts_with("steps");
    for (std::size_t i = 0; i < defined.rules.size(); ++i)
      if (whole || random() % 2 == 0 || (i + 1 == defined.rules.size() && taken == 0)) {
        text += defined.rules[i] + "\n";
        ++taken;
      }
    heads.push_back(defined.head);
  }
  return text;
}

std::set<std::string> RowsOf(QuerySession& session, const std::string& head, bool kept) {
  QueryOptions options;
  options.with_confidence = !kept;
  const QueryOutcome outcome = session.Run(head + "?", options);
  EXPECT_TRUE(outcome.ok()) << Shown(outcome.diagnostics);
  std::set<std::string> rows;
  if (!outcome.ok()) return rows;
  for (const std::vector<Value>& row : outcome.answers.front().rows) {
    std::string line;
    for (const Value& value : row) line += Display(value) + " | ";
    rows.insert(line);
  }
  return rows;
}

class History {
 public:
  explicit History(unsigned seed)
      : random_(test::Seed(seed)), store_(test::OpenStore(folder_ / "store")) {}

  void Step() {
    switch (random_() % 12) {
      case 0:
      case 1: return Forget();
      case 2: return EditRules();
      case 3: return random_() % 2 == 0 ? Part() : Meet();
      case 4: return Import();
      default: return Load();
    }
  }

  void Compare(const std::string& what) {
    QuerySession session(store_);
    for (const std::string& head : heads_)
      ASSERT_EQ(RowsOf(session, head, true), RowsOf(session, head, false))
          << head << " after " << what << "\n"
          << text_;
    const auto check = CheckStore(store_);
    ASSERT_TRUE(check.ok()) << check.status().message();
    ASSERT_EQ(check->wrong_kept, 0u) << "after " << what << "\n" << text_;
  }

  void EditRules() {
    const bool remove = random_() % 5 == 0 && !text_.empty();
    if (remove) {
      ASSERT_TRUE(store_.RemoveRules("kept").ok());
      text_.clear();
      heads_.clear();
      return;
    }
    text_ = RandomRules(random_, heads_);
    const auto said = KeepRules(store_, "kept", text_, true);
    ASSERT_TRUE(std::none_of(said.begin(), said.end(), [](const Diagnostic& one) {
      return one.severity == Severity::kError;
    })) << Shown(said);
  }

  Store& store() { return store_; }
  std::string last;

 private:
  std::string Path() { return "a" + std::to_string(random_() % 12); }

  void Load() {
    last = "load";
    std::vector<ArticleRecord> records = {test::RandomArticle(random_, Path(), 8)};
    ASSERT_TRUE(WriteArticles(store_, records, true).ok());
  }
  void Forget() {
    last = "forget";
    (void)store_.Forget(Path());
  }
  void Part() {
    last = "apart";
    const auto merges = store_.Merges("");
    ASSERT_TRUE(merges.ok());
    if (merges->empty()) return;
    const MergeInfo& one = (*merges)[random_() % merges->size()];
    (void)store_.KeepApart(one.name, one.other_name);
  }
  void Meet() {
    last = "meet";
    const auto apart = store_.Apart();
    ASSERT_TRUE(apart.ok());
    if (!apart->empty()) (void)store_.LetMeet(apart->front().name, apart->front().other_name);
  }
  void Import() {
    last = "import";
    test::TempFolder folder;
    Store other = test::OpenStore(folder / "other");
    for (int i = 0; i < 3; ++i)
      ASSERT_TRUE(WriteArticles(other, {test::RandomArticle(random_, Path(), 6)}, true).ok());
    std::istringstream in(test::Exported(other, ExportFormat::kArticles) +
                          test::Exported(other, ExportFormat::kStatements));
    ImportLimits limits;
    if (random_() % 2 == 0) limits.written_statements = 4;  // then it is one change of many
    ASSERT_TRUE(ImportJsonLines(store_.database(), in, "export", limits).ok());
  }

  std::mt19937 random_;
  test::TempFolder folder_;
  Store store_;
  std::string text_;
  std::vector<std::string> heads_;
};

TEST(KeptRules, AreAtEveryMomentWhatEvaluatingThemGives) {
  const char* wanted = std::getenv("LODE_KEPT_HISTORIES");
  const unsigned histories = wanted != nullptr ? static_cast<unsigned>(std::atoi(wanted)) : 8;
  for (unsigned seed = 1; seed <= histories; ++seed) {
    History history(seed);
    for (int i = 0; i < 3; ++i) history.Step();
    history.EditRules();
    for (int i = 0; i < 25; ++i) {
      history.Step();
      history.Compare(history.last + " " + std::to_string(i) + " seed " + std::to_string(seed));
      if (testing::Test::HasFatalFailure()) return;
    }
  }
}

}  // namespace
}  // namespace lode
