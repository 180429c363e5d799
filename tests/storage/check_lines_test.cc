// Checking a store of lines: the names of all lines are counted by their terms, and compared as
// they come. What is found is what a computation of everything at once finds.

#include <map>
#include <optional>
#include <random>
#include <set>
#include <sstream>
#include <string>

#include "fixture.h"
#include "lode/check.h"
#include "lode/triples.h"
#include "storage/database.h"
#include "storage/names/computed_names.h"
#include "storage/terms/dictionary.h"
#include "storage/terms/key_layout.h"

namespace lode {
namespace {

using test::OpenStore;
using test::TempFolder;

void Import(Store& store, const std::string& lines, const std::string& path,
            TripleOptions options = {}) {
  options.format = TripleFormatOf(path).value_or(TripleFormat::kTsv);
  std::istringstream in(lines);
  const auto report = ImportTriples(store, in, path, options);
  ASSERT_TRUE(report.ok()) << report.status().message();
}

std::string Lines(int count) {
  std::string lines;
  for (int i = 0; i < count; ++i) {
    const std::string a = std::to_string(i * 7 % 211), b = std::to_string(i * 13 % 97);
    lines += i % 4 == 0   ? "Halden-Works " + a
             : i % 4 == 1 ? "halden works " + a
             : i % 4 == 2 ? "TERN " + a
                          : "firm/" + a;
    lines += i % 3 == 0   ? "\towns\tYard " + b
             : i % 3 == 1 ? "\tworks_for\tAna Sato"
                          : "\tpaid\t1." + b;
    lines += "\n";
  }
  return lines;
}

// Articles, and lines of every kind that name what they name, and other things.
class CheckLinesTest : public ::testing::Test {
 protected:
  CheckLinesTest() : store(OpenStore(folder / "s")) {
    std::mt19937 random(5);
    for (int i = 0; i < 6; ++i)
      EXPECT_TRUE(
          WriteArticles(store, {test::RandomArticle(random, std::to_string(i) + ".txt")}, true)
              .ok());
    Import(store, Lines(900), "m.tsv");
    Import(store, "ana sato\tknows\tBruno Sato\nANA SATO\tknows\tClara Rivera\n", "n.tsv");
    Import(store, "\"Halden, Works 7\",owns,Yard 3\nYard 3,is near,\"Ana Sato\"\n", "q.csv");
    Import(store, "<http://x.org/Ana_Sato> <http://x.org/knows> <http://x.org/Yard_3> .\n", "r.nt");
    TripleOptions turned;
    turned.subject = 3, turned.object = 1;
    Import(store, "Yard 4\towns\tAna Sato\n", "t.tsv", turned);
  }

  std::shared_ptr<const KvView> View() { return store.database().View(); }
  KeyChanges Told(const KvView& view, ComparedNames& compared) {
    KeyChanges told;
    compared = Must(CompareNames(view, *store.database().schema(),
                                 [&](std::string_view key, std::optional<std::string_view> value) {
                                   EXPECT_TRUE(told.emplace(key, value).second);
                                 }));
    return told;
  }
  // What is told is what the computation from scratch tells.
  void ExpectAsFromScratch(const KvView& view) {
    const ComputedNames computed = Must(ComputeNames(view, *store.database().schema()));
    ComparedNames compared;
    EXPECT_EQ(Told(view, compared), Must(DifferenceOf(view, computed.keys)));
    EXPECT_EQ(compared.articles, computed.articles);
    EXPECT_EQ(compared.keys, computed.keys.size());
    EXPECT_EQ(std::set(compared.damaged.begin(), compared.damaged.end()),
              std::set(computed.damaged.begin(), computed.damaged.end()));
  }
  void Change(const std::function<void(KvBatch&)>& change) {
    ASSERT_TRUE(store.database()
                    .Change(true,
                            [&](const KvView&, KvBatch& batch) {
                              change(batch);
                              return Status();
                            })
                    .ok());
  }

  TempFolder folder;
  Store store;
};

TEST_F(CheckLinesTest, FindWhatTheComputationFromScratchFinds) {
  EXPECT_TRUE(Must(CheckStore(store)).is_sound());
  EXPECT_FALSE(Must(store.Merges("")).empty());
  ExpectAsFromScratch(*View());
}

TEST_F(CheckLinesTest, WrongEntriesAreFoundAndPutRight) {
  std::size_t at = 0;
  Change([&](KvBatch& batch) {
    for (const Table table : {Table::kNodeFacts, Table::kNodeChunk, Table::kNameIndex,
                              Table::kNodeArticle, Table::kAlike}) {
      auto it = View()->Iterate(KeyOf(table));
      for (; it->valid(); it->Next(), ++at) {
        if (at % 5 == 0) batch.Delete(it->key());
        if (at % 5 == 2) batch.Put(it->key(), "another");
        if (at % 5 == 4) batch.Put(std::string(it->key()) + "x", "");
      }
    }
  });
  ExpectAsFromScratch(*View());
  const StoreCheck found = Must(CheckStore(store));
  EXPECT_GE(found.wrong, at / 3);
  EXPECT_EQ(found.mended, 0u);
  EXPECT_EQ(Must(CheckStore(store, true)).mended, found.wrong);
  EXPECT_TRUE(Must(CheckStore(store)).is_sound());
}

TEST_F(CheckLinesTest, ArticlesOfDamagedLinesAreNamed) {
  Change([&](KvBatch& batch) {
    auto it = View()->Iterate(KeyOf(Table::kStatement));
    int left = 2;
    for (; it->valid() && left > 0; it->Next())
      if (it->value().starts_with('\2') && left-- > 0)
        batch.Put(it->key(), it->value().substr(0, it->value().size() - 9));
  });
  EXPECT_EQ(Must(CheckStore(store)).damaged.size(), 2u);
  ExpectAsFromScratch(*View());
}

TEST_F(CheckLinesTest, ArticlesWhoseTermsAreLostAreNamed) {
  for (const TermKey& lost :
       {TermOfNode("name|yard 40"), TermOfNode("name|tern 54"), TermOfPredicate("works-for")}) {
    const TermId id = Must(FindTerm(*View(), lost)).value_or(TermId());
    ASSERT_TRUE(id);
    Change([&](KvBatch& batch) { batch.Delete(KeyOf(Table::kTermBytes, id)); });
    const StoreCheck check = Must(CheckStore(store));
    ASSERT_FALSE(check.damaged.empty());
    EXPECT_NE(check.damaged[0].message().find(".tsv"), std::string::npos);
    ExpectAsFromScratch(*View());
  }
}

// A view of which one part of the dictionary cannot be walked.
class TornView : public KvView {
 public:
  TornView(std::shared_ptr<const KvView> view, std::string prefix)
      : view_(std::move(view)), prefix_(std::move(prefix)) {}
  Result<std::optional<std::string>> Get(std::string_view key) const override {
    return view_->Get(key);
  }
  Result<std::vector<std::optional<std::string>>> MultiGet(
      const std::vector<std::string>& keys) const override {
    return view_->MultiGet(keys);
  }
  std::unique_ptr<KvIterator> Iterate(std::string_view prefix) const override {
    if (prefix == prefix_) return std::make_unique<Torn>();
    return view_->Iterate(prefix);
  }
  std::unique_ptr<KvIterator> Walk(std::string_view prefix) const override {
    return view_->Walk(prefix);
  }

 private:
  struct Torn : KvIterator {
    void Seek(std::string_view) override {}
    void SeekBack(std::string_view) override {}
    bool valid() const override { return false; }
    void Next() override {}
    void Prev() override {}
    std::string_view key() const override { return {}; }
    std::string_view value() const override { return {}; }
    Status status() const override { return {Code::kCorrupt, "a file is damaged"}; }
  };
  const std::shared_ptr<const KvView> view_;
  const std::string prefix_;
};

TEST_F(CheckLinesTest, AHoleInTheDictionaryCostsOnlyThoseWhoNeedIt) {
  for (const TermTag tag : {TermTag::kEntity, TermTag::kPredicate, TermTag::kDecimal}) {
    const TornView torn(View(), KeyOf(Table::kTermBytes) + static_cast<char>(tag));
    ComparedNames compared;
    EXPECT_TRUE(Told(torn, compared).empty());
    EXPECT_TRUE(compared.damaged.empty());
    EXPECT_GT(compared.articles, 8u);
  }
}

}  // namespace
}  // namespace lode
