// What is kept up to date of rules, what is put aside, and how it shows.

#include "query/kept_rules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "lode/care.h"
#include "lode/check.h"
#include "lode/kept.h"
#include "storage/database.h"
#include "storage/follower.h"
#include "storage/kept/kept_rows.h"
#include "storage/kept/kept_table.h"
#include "storage/statements/rule_table.h"
#include "storage/terms/key_layout.h"
#include "tests/query/case_file.h"
#include "tests/storage/fixture.h"

namespace lode {
namespace {

ArticleRecord Supplies(const std::string& path, const std::vector<std::string>& names) {
  test::RecordMaker make(path);
  make.Sentence("Of " + path + " nobody says more than this.");
  std::vector<std::uint32_t> nodes;
  for (const std::string& name : names)
    nodes.push_back(make.Node(IdentityClass::kName, name, "company"));
  for (std::size_t i = 0; i + 1 < nodes.size(); ++i) make.Add(nodes[i], "supplies", nodes[i + 1]);
  return make.record();
}

// A view of whose reads one fails.
class FailingView : public KvView {
 public:
  FailingView(std::shared_ptr<const KvView> view, int reads)
      : view_(std::move(view)), left_(reads) {}
  bool has_failed() const { return left_ < 0; }

  Result<std::optional<std::string>> Get(std::string_view key) const override {
    if (!MayRead()) return Status(Code::kIo, "the disk is gone");
    return view_->Get(key);
  }
  Result<std::vector<std::optional<std::string>>> MultiGet(
      const std::vector<std::string>& keys) const override {
    if (!MayRead()) return Status(Code::kIo, "the disk is gone");
    return view_->MultiGet(keys);
  }
  std::unique_ptr<KvIterator> Iterate(std::string_view prefix) const override {
    auto iterator = Walk(prefix);
    iterator->Seek(prefix);
    return iterator;
  }
  std::unique_ptr<KvIterator> Walk(std::string_view prefix) const override {
    return std::make_unique<Iterator>(view_->Walk(prefix), *this);
  }

 private:
  class Iterator : public KvIterator {
   public:
    Iterator(std::unique_ptr<KvIterator> walk, const FailingView& view)
        : walk_(std::move(walk)), view_(view) {}
    void Seek(std::string_view key) override {
      is_gone_ = !view_.MayRead();
      walk_->Seek(key);
    }
    void SeekBack(std::string_view key) override {
      is_gone_ = !view_.MayRead();
      walk_->SeekBack(key);
    }
    bool valid() const override { return !is_gone_ && walk_->valid(); }
    void Next() override { walk_->Next(); }
    void Prev() override { walk_->Prev(); }
    std::string_view key() const override { return walk_->key(); }
    std::string_view value() const override { return walk_->value(); }
    Status status() const override {
      return is_gone_ ? Status(Code::kIo, "the disk is gone") : walk_->status();
    }

   private:
    const std::unique_ptr<KvIterator> walk_;
    const FailingView& view_;
    bool is_gone_ = false;
  };
  bool MayRead() const { return left_-- != 0; }

  const std::shared_ptr<const KvView> view_;
  mutable int left_;  // reads before the one that fails
};

// Notes what a change changes, and refuses it.
class Listener : public Follower {
 public:
  explicit Listener(KeyChanges& keys) : keys_(keys) {}
  Result<bool> Follows(const KvView&, const KvBatch&) override { return true; }
  Status Follow(const StoreChange& change, KvBatch&) override {
    keys_ = change.keys;
    return {Code::kCancelled, "heard"};
  }
  Status Renew(std::shared_ptr<const KvView>, std::shared_ptr<const KvView>, const Schema&,
               KvBatch&) override {
    return {};
  }
  Result<Findings> Compare(std::shared_ptr<const KvView>, const Schema&, KvBatch*) override {
    return Findings();
  }

 private:
  KeyChanges& keys_;
};

class KeptRulesStore : public testing::Test {
 protected:
  void Load(const std::string& path, const std::vector<std::string>& names) {
    ASSERT_TRUE(WriteArticles(store_, {Supplies(path, names)}, true).ok());
  }
  void Keep(const std::string& text, const std::string& name = "kept") {
    const auto said = KeepRules(store_, name, text, true);
    EXPECT_FALSE(std::any_of(said.begin(), said.end(), [](const Diagnostic& one) {
      return one.severity == Severity::kError;
    })) << Shown(said);
  }
  // Rows as "a | b", sorted; steps and how they are done for `explain`.
  std::vector<std::string> Ask(const std::string& text) {
    const QueryOutcome outcome = QuerySession(store_).Run(text);
    EXPECT_TRUE(outcome.ok()) << Shown(outcome.diagnostics);
    std::vector<std::string> rows;
    if (!outcome.ok()) return rows;
    for (const std::vector<Value>& row : outcome.answers.back().rows) {
      std::string line;
      for (const Value& value : row) line += (line.empty() ? "" : " | ") + Display(value);
      rows.push_back(line);
    }
    std::sort(rows.begin(), rows.end());
    return rows;
  }
  bool IsKept(const std::string& question) {
    for (const std::string& line : Ask("explain " + question))
      if (line.find("kept rows") != std::string::npos) return true;
    return false;
  }
  KeptRulesInfo Info() {
    const auto kept = KeptRules(store_);
    EXPECT_TRUE(kept.ok() && kept->size() == 1);
    return kept.ok() && !kept->empty() ? kept->front() : KeptRulesInfo();
  }
  std::uint64_t Entries() {
    const auto parts = PartsOf(store_);
    EXPECT_TRUE(parts.ok());
    for (const StorePart& part : *parts)
      if (part.name == "rows of kept rules") return part.entries;
    return 0;
  }

  test::TempFolder folder_;
  Store store_ = test::OpenStore(folder_ / "store");
};

constexpr const char* kClosure =
    "feeds(X, Y) :- supplies(X, Y). feeds(X, Z) :- feeds(X, Y), supplies(Y, Z).";

TEST_F(KeptRulesStore, QuestionsReadWhatIsKept) {
  Load("one", {"Alder", "Birch", "Cedar"});
  Keep(kClosure);
  EXPECT_EQ(Info().rows, 3u);
  EXPECT_TRUE(IsKept("feeds(alder, X)?"));
  EXPECT_EQ(Ask("feeds(alder, X)?"), (std::vector<std::string>{"Birch", "Cedar"}));
  EXPECT_EQ(Ask("feeds(X, cedar)?"), (std::vector<std::string>{"Alder", "Birch"}));
  EXPECT_EQ(Ask("feeds(X, Y) select count()?"), (std::vector<std::string>{"3"}));
  EXPECT_EQ(Ask("both(X) :- feeds(X, Y), feeds(Y, _). both(X)?"),
            (std::vector<std::string>{"Alder"}));
}

TEST_F(KeptRulesStore, ChangeWithEachArticle) {
  Keep(kClosure);
  Load("one", {"Alder", "Birch", "Cedar"});
  Load("two", {"Cedar", "Dogwood", "Alder"});
  EXPECT_EQ(Info().rows, 16u);  // a circle of four
  Load("three", {"Birch", "Cedar"});
  ASSERT_TRUE(store_.Forget("one").ok());
  EXPECT_EQ(Ask("feeds(birch, X)?"), (std::vector<std::string>{"Alder", "Cedar", "Dogwood"}));
  ASSERT_TRUE(store_.Forget("two").ok());
  EXPECT_EQ(Ask("feeds(X, Y)?"), (std::vector<std::string>{"Birch | Cedar"}));
  ASSERT_TRUE(store_.Forget("three").ok());
  EXPECT_EQ(Info().rows, 0u);
}

TEST_F(KeptRulesStore, ForgettingIsTheExactInverse) {
  Load("one", {"Alder", "Birch", "Cedar"});
  Keep(
      "pairs(X, Z) :- supplies(X, Y), supplies(Y, Z). lone(X) :- supplies(X, _), not pairs(X, _).");
  const auto rows = [&] {
    std::vector<std::pair<std::vector<TermId>, std::uint64_t>> all;
    const auto snapshot = OpenSnapshot(store_);
    for (const KeptRelation& relation : snapshot->KeptRelations())
      EXPECT_TRUE(snapshot->RowsOf(relation)
                      ->ReadAll([&](std::span<const TermId> row, std::uint64_t derivations) {
                        all.push_back({{row.begin(), row.end()}, derivations});
                        return true;
                      })
                      .ok());
    return all;
  };
  const auto before = rows();
  Load("two", {"Alder", "Elm", "Cedar", "Fir"});
  EXPECT_NE(rows(), before);
  ASSERT_TRUE(store_.Forget("two").ok());
  EXPECT_EQ(rows(), before);
}

TEST_F(KeptRulesStore, AreEvaluatedWhereASessionAddsToThem) {
  Load("one", {"Alder", "Birch"});
  Keep(kClosure);
  EXPECT_EQ(Ask("feeds(X, yew) :- supplies(X, _). feeds(alder, X)?"),
            (std::vector<std::string>{"Birch", "yew"}));
  QueryOptions options;
  options.min_confidence = 0.9;
  const QueryOutcome outcome = QuerySession(store_).Run("feeds(X, Y)?", options);
  ASSERT_TRUE(outcome.ok());
  EXPECT_EQ(outcome.answers.front().row_count, 0u);
  const QueryOutcome why = QuerySession(store_).Run("why feeds(alder, birch)?");
  ASSERT_TRUE(why.ok());
  EXPECT_FALSE(why.answers.front().proofs.empty());
}

TEST_F(KeptRulesStore, GoWithTheirRulesAndStayKeptWhereTheseAreReplaced) {
  Load("one", {"Alder", "Birch", "Cedar"});
  Keep(kClosure);
  EXPECT_TRUE(AddRules(store_, "kept", "feeds(X, Y) :- supplies(Y, X).", true).empty());
  EXPECT_EQ(Info().rows, 2u);
  EXPECT_TRUE(AddRules(store_, "other", "feeds(X, X) :- supplies(X, _).", true).empty());
  EXPECT_EQ(Info().rows, 4u) << "another group adds to what is kept";
  ASSERT_TRUE(store_.RemoveRules("kept").ok());
  EXPECT_TRUE(KeptRules(store_)->empty());
  EXPECT_EQ(Entries(), 0u);
  EXPECT_FALSE(IsKept("feeds(alder, X)?"));
}

TEST_F(KeptRulesStore, PutAsideWhatCannotBeKept) {
  Load("one", {"Alder", "Birch", "Cedar"});
  Keep("way(X, Y, P) :- shortest supplies+ (X, Y) as P.");
  EXPECT_NE(Info().aside.find("paths"), std::string::npos) << Info().aside;
  EXPECT_EQ(Ask("way(alder, X, _)?"), (std::vector<std::string>{"Birch", "Cedar"}));
  Keep("any-at-all() :- supplies(_, _).");
  EXPECT_NE(Info().aside.find("kept-columns"), std::string::npos) << Info().aside;
  Keep("n(alder, 0). odd(X, M) :- n(X, N), M = 1 / N. reads(X) :- odd(X, _).");
  EXPECT_FALSE(Info().aside.empty());
  Load("two", {"Birch", "Dogwood"});  // no rule refuses an article
  Keep("n(alder, 2). odd(X, M) :- n(X, N), M = 1 / N. reads(X) :- odd(X, _).");
  EXPECT_EQ(Info().aside, "");
  EXPECT_EQ(Ask("odd(X, M)?"), (std::vector<std::string>{"Alder | 0.5"}));
}

// Stored past the check of KeepRules, as rules are that had a meaning when they were stored.
TEST_F(KeptRulesStore, PutAsideARecursionWithBestRowsAndWhatReadsIt) {
  const std::string joins = "j(X) :- supplies(X, _). j(X) :- b(X, N), N >= 2. ";
  const std::string counts = "b(X, count(Y)) :- supplies(Y, X), j(Y). ";
  Load("a", {"Ana", "Bo"});
  Load("c", {"Cato", "Bo"});
  const std::vector<std::string> all = {"Ana", "Bo", "Cato"};
  for (const std::string& text : {joins + counts, counts + joins}) {
    Keep(text + "h(X) :- j(X).");
    EXPECT_EQ(Ask("h(X)?"), all) << text;
    EXPECT_FALSE(IsKept("h(X)?")) << text;
    EXPECT_EQ(Info().rows, 0U);
    EXPECT_NE(Info().aside.find("recursion"), std::string::npos) << Info().aside;
  }
  Load("d", {"Dora", "Cato"});
  EXPECT_EQ(Ask("h(X)?"), (std::vector<std::string>{"Ana", "Bo", "Cato", "Dora"}));
}

TEST_F(KeptRulesStore, RulesWithoutAMeaningKeepNoRows) {
  Load("one", {"Alder", "Birch", "Cedar"});
  Keep(kClosure);
  EXPECT_EQ(Entries(), 2u + 6u) << "a group, its relation, three rows by either column";
  const auto put = [&](const std::string& text) {
    return store_.database().Change(false, [&](const KvView& view, KvBatch& batch) {
      return PutRules(view, batch, {"other", text}, true);
    });
  };
  ASSERT_TRUE(put("of(X) :- supplies(X, $whom).").ok());
  EXPECT_NE(Info().aside.find("$whom"), std::string::npos) << Info().aside;
  EXPECT_EQ(Entries(), 2u);
  Load("two", {"Cedar", "Dogwood"});
  ASSERT_TRUE(put("of(X) :- supplies(X, _).").ok());
  EXPECT_EQ(Info().aside, "");
  EXPECT_EQ(Info().rows, 6u);
  EXPECT_EQ(Entries(), 2u + 12u);
  EXPECT_EQ(Ask("feeds(cedar, X)?"), (std::vector<std::string>{"Dogwood"}));
}

TEST_F(KeptRulesStore, AreComparedWithAComputationFromScratch) {
  Load("one", {"Alder", "Birch", "Cedar"});
  Keep(kClosure);
  const auto damage = [&](const KvView& view, KvBatch& batch) -> Status {
    const KeptRelation relation = ReadKeptRelations(view)->front();
    const TermId alder = OpenSnapshot(store_)->Resolve("alder").front();
    const std::vector<TermId> row = {alder, alder};
    PutKeptRow(relation.number, row, 1,
               [&](std::string key, std::optional<std::string> value) { batch.Put(key, *value); });
    return {};
  };
  ASSERT_TRUE(store_.database().Change(false, damage).ok());
  auto check = CheckStore(store_);
  ASSERT_TRUE(check.ok());
  EXPECT_EQ(check->kept_rows, 3u);
  EXPECT_EQ(check->wrong_kept, 1u);
  EXPECT_FALSE(check->is_sound());
  ASSERT_TRUE(CheckStore(store_, true)->is_sound());
  EXPECT_EQ(CheckStore(store_)->wrong_kept, 0u);
}

// Whichever read fails, the change is refused, or the read was made again: rows are not worked out
// of what was not read.
TEST_F(KeptRulesStore, AChangeIsRefusedWhereTheStoreCannotBeRead) {
  Load("one", {"Alder", "Birch", "Cedar"});
  Keep(std::string(kClosure) + " pairs(X, Z) :- supplies(X, Y), supplies(Y, Z).");
  KeyChanges keys;  // of an article that goes
  store_.database().FollowBy(std::make_unique<Listener>(keys));
  EXPECT_EQ(store_.Forget("one").status().code(), Code::kCancelled);
  KvBatch change;
  for (const auto& [key, value] : keys) value ? change.Put(key, *value) : change.Delete(key);
  const auto view = store_.database().View();
  const auto follow = [&](const std::shared_ptr<const KvView>& before, KeyChanges& made) {
    const auto follower = MakeKeptRules();
    const auto follows = follower->Follows(*before, change);
    if (!follows.ok()) return follows.status();
    EXPECT_TRUE(*follows);
    KvBatch batch;
    const Status status = follower->Follow({before, keys, *store_.database().schema()}, batch);
    batch.VisitAll([&](std::string_view key, std::optional<std::string_view> value) {
      made[std::string(key)] = value ? std::optional<std::string>(*value) : std::nullopt;
    });
    return status;
  };
  KeyChanges right;
  ASSERT_TRUE(follow(view, right).ok());
  EXPECT_FALSE(right.empty());
  int refused = 0;
  bool has_failed = true;
  for (int reads = 0; has_failed; ++reads) {
    const auto failing = std::make_shared<FailingView>(view, reads);
    KeyChanges made;
    const Status status = follow(failing, made);
    has_failed = failing->has_failed();
    refused += status.code() == Code::kIo ? 1 : 0;
    EXPECT_TRUE(status.code() == Code::kIo || (status.ok() && made == right))
        << reads << ": " << status.message();
  }
  EXPECT_GT(refused, 20);
}

// A row that is lost is not missed where it is to be drawn less often: the rows are worked out
// anew, and whoever changed the store is told.
TEST_F(KeptRulesStore, DamageThatAChangeMeetsIsToldAndMended) {
  std::vector<std::string> notes;
  TellOfKeptRules(store_, [&](const std::string& note) { notes.push_back(note); });
  Load("one", {"Alder", "Birch", "Cedar"});
  Load("two", {"Cedar", "Dogwood"});
  Keep("pairs(X, Z) :- supplies(X, Y), supplies(Y, Z).");
  EXPECT_EQ(Info().rows, 2u);
  const auto lose = [&](const KvView& view, KvBatch& batch) -> Status {
    const KeptRelation relation = ReadKeptRelations(view)->front();
    const auto snapshot = OpenSnapshot(store_);
    const std::vector<TermId> row = {snapshot->Resolve("birch").front(),
                                     snapshot->Resolve("dogwood").front()};
    DeleteKeptRow(relation.number, row,
                  [&](const std::string& key, const auto&) { batch.Delete(key); });
    return {};
  };
  ASSERT_TRUE(store_.database().Change(false, lose).ok());
  EXPECT_EQ(notes, std::vector<std::string>());
  ASSERT_TRUE(store_.Forget("two").ok());
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_NE(notes[0].find("`pairs` had to be worked out anew"), std::string::npos) << notes[0];
  EXPECT_EQ(Info().aside, "");
  EXPECT_EQ(Ask("pairs(X, Y)?"), (std::vector<std::string>{"Alder | Cedar"}));
  EXPECT_TRUE(CheckStore(store_)->is_sound());
}

// What the change takes away may be what cannot be read.
TEST_F(KeptRulesStore, ADamagedArticleCanBeForgotten) {
  Load("one", {"Alder", "Birch", "Cedar"});
  Load("two", {"Cedar", "Dogwood"});
  Keep(kClosure);
  const auto damage = [](const KvView& view, KvBatch& batch) -> Status {
    const auto it = view.Iterate(KeyOf(Table::kRecord, std::uint64_t{2}));
    batch.Put(it->key(), "no record");
    return it->status();
  };
  ASSERT_TRUE(store_.database().Change(true, damage).ok());
  const auto removed = store_.Forget("two");
  ASSERT_TRUE(removed.ok()) << removed.status().message();
  EXPECT_EQ(Info().aside, "");
  EXPECT_EQ(Info().rows, 3u);
}

TEST_F(KeptRulesStore, AnOlderLodeDoesNotWriteToTheirStore) {
  const auto format = [&] {
    std::ifstream file(folder_ / "store/FORMAT");
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  EXPECT_EQ(format(), "lode store\nformat 10\n");
  EXPECT_EQ(Must(store_.Stats()).format_version, 10u);
  Keep(kClosure);
  EXPECT_EQ(format(), "lode store\nformat 11\n");
  EXPECT_EQ(Must(store_.Stats()).format_version, 11u);
  store_ = test::OpenStore(folder_ / "elsewhere");  // closes it
  const Store again = test::OpenStore(folder_ / "store");
  ASSERT_TRUE(KeptRules(again).ok());
  EXPECT_EQ(KeptRules(again)->size(), 1u);
}

}  // namespace
}  // namespace lode
