// Scans against a plain look at every statement, and the permutations against
// each other.

#include "storage/snapshot/snapshot.h"

#include <set>

#include "fixture.h"

namespace lode {
namespace {

using test::OpenStore;
using test::RandomArticle;
using test::TempFolder;

struct SnapshotTest : testing::Test {
  SnapshotTest() : store(OpenStore(folder / "s")) {
    std::mt19937 random(11);
    for (int i = 0; i < 25; ++i)
      EXPECT_TRUE(
          WriteArticles(store, {RandomArticle(random, "f" + std::to_string(i), 10)}, true).ok());
    snapshot = OpenSnapshot(store);
    for (TermId statement : snapshot->AllStatements())
      rows.push_back(snapshot->StatementAt(statement)->triple);
  }

  std::multiset<std::uint64_t> Scan(const TriplePattern& pattern, std::size_t batch_size = 7) {
    std::multiset<std::uint64_t> found;
    std::vector<IndexRow> batch(batch_size);
    auto cursor = snapshot->Scan(pattern);
    while (std::size_t count = cursor->Next(batch))
      for (std::size_t i = 0; i < count; ++i) {
        auto row = snapshot->StatementAt(batch[i].statement)->triple;
        EXPECT_EQ(row.subject, batch[i].subject);
        EXPECT_EQ(row.predicate, batch[i].predicate);
        EXPECT_EQ(row.object, batch[i].object);
        EXPECT_EQ(row.polarity, batch[i].polarity);
        EXPECT_EQ(row.modality, batch[i].modality);
        EXPECT_EQ(row.ended, batch[i].ended);
        found.insert(batch[i].statement.bits);
      }
    return found;
  }

  TempFolder folder;
  Store store;
  std::shared_ptr<const Snapshot> snapshot;
  std::vector<IndexRow> rows;
};

TEST_F(SnapshotTest, GapsLeaveOutTheirObjectsOnly) {
  std::mt19937 random(5);
  std::vector<TermId> objects;
  for (const IndexRow& row : rows) objects.push_back(row.object);
  std::sort(objects.begin(), objects.end());
  const auto any = [&] { return objects[random() % objects.size()]; };
  for (int round = 0; round < 400; ++round) {
    std::vector<TermId> ends = {any(), any(), any(), any()};
    std::sort(ends.begin(), ends.end());
    const std::vector<ObjectGap> gaps = {{ends[0], ends[1]}, {ends[2], ends[3]}};
    const IndexRow& some = rows[random() % rows.size()];
    TriplePattern pattern{round % 2 ? some.subject : TermId{}, some.predicate, {}};
    std::multiset<std::uint64_t> expected;
    for (const std::uint64_t statement : Scan(pattern)) {
      const TermId object = snapshot->StatementAt(TermId{statement})->triple.object;
      const bool left_out =
          (object >= ends[0] && object < ends[1]) || (object >= ends[2] && object < ends[3]);
      if (!left_out || object.tag() == TermTag::kEntity) expected.insert(statement);
    }
    pattern.gaps = gaps;
    const std::size_t batch = 1 + random() % 9;
    auto found = Scan(pattern, batch);
    if (ends[0].tag() == TermTag::kEntity) continue;  // entities stand under their nodes
    EXPECT_EQ(found, expected) << round;
  }
}

TEST_F(SnapshotTest, EveryPatternFindsWhatAPlainLookFinds) {
  ASSERT_GT(rows.size(), 200u);
  for (const IndexRow& row : rows)
    for (unsigned mask = 0; mask < 8; ++mask) {
      const TriplePattern pattern{mask & 1 ? row.subject : TermId{},
                                  mask & 2 ? row.predicate : TermId{},
                                  mask & 4 ? row.object : TermId{}};
      std::multiset<std::uint64_t> expected;
      for (const IndexRow& other : rows)
        if ((!(mask & 1) || other.subject == row.subject) &&
            (!(mask & 2) || other.predicate == row.predicate) &&
            (!(mask & 4) || other.object == row.object))
          expected.insert(other.statement.bits);
      ASSERT_EQ(Scan(pattern), expected) << "mask " << mask;
      const bool is_exact = mask == 2 || mask == 0 || expected.size() < 200;
      EXPECT_TRUE(!is_exact || snapshot->Estimate(pattern) == expected.size()) << "mask " << mask;
    }
}

TEST_F(SnapshotTest, CountsDistinctEntitiesAfterMerging) {
  for (const std::string& name : snapshot->PredicateNames()) {
    const TermId predicate = *snapshot->FindPredicate(name);
    std::set<TermId> subjects, objects;
    for (const IndexRow& row : rows)
      if (row.predicate == predicate) subjects.insert(row.subject), objects.insert(row.object);
    EXPECT_EQ(snapshot->DistinctSubjects(predicate), subjects.size());
    EXPECT_EQ(snapshot->DistinctObjects(predicate), objects.size());
  }
}

TEST_F(SnapshotTest, ValuesAreFoundAgainUnderTheirIds) {
  for (const IndexRow& row : rows)
    for (TermId term : {row.subject, row.predicate, row.object, row.statement}) {
      const Value value = snapshot->ValueOf(term);
      EXPECT_EQ(snapshot->Find(value), term) << Display(value);
    }
}

TEST_F(SnapshotTest, ColumnsAgreeWithTheWholeRecord) {
  for (TermId id : snapshot->AllStatements()) {
    const StatementRow row = *snapshot->StatementAt(id);
    const Statement whole = *snapshot->Materialize(id);
    EXPECT_EQ(snapshot->EntityAt(row.triple.subject).id, whole.subject.id);
    EXPECT_EQ(snapshot->ValueOf(row.triple.predicate).text, whole.predicate);
    EXPECT_EQ(snapshot->ValueOf(row.article).text, whole.article->id);
    EXPECT_EQ(snapshot->ValueOf(id).text, whole.id);
    EXPECT_EQ(snapshot->FindStatement(whole.id), id);
    EXPECT_EQ(static_cast<bool>(row.said_by), whole.said_by.has_value());
    EXPECT_EQ(snapshot->EntityAt(row.said_by).id, whole.said_by ? whole.said_by->id : "");
    EXPECT_EQ(row.sentence, whole.sentence);
    EXPECT_EQ(snapshot->SentenceText(id), whole.text);
    EXPECT_EQ(row.derived, whole.derived);
    EXPECT_EQ(snapshot->Premises(id).size(), whole.premises.size());
    EXPECT_EQ(snapshot->Qualifiers(id).size(), whole.qualifiers.size());
    auto about = snapshot->StatementsAbout(row.triple.subject);
    EXPECT_TRUE(std::binary_search(about.begin(), about.end(), id));
  }
}

TEST_F(SnapshotTest, StandsStillWhileTheStoreChanges) {
  const std::size_t before = rows.size();
  ASSERT_TRUE(store.Forget("f1").ok());
  EXPECT_EQ(snapshot->AllStatements().size(), before);
  EXPECT_LT(OpenSnapshot(store)->AllStatements().size(), before);
}

TEST_F(SnapshotTest, SuggestsTheNearestNames) {
  auto names = snapshot->Suggest("Chipwroks", 3);
  ASSERT_FALSE(names.empty());
  EXPECT_EQ(names[0].substr(0, 9), "Chipworks");
  EXPECT_TRUE(snapshot->Resolve("Chipwroks").empty());
  EXPECT_TRUE(snapshot->Suggest("zzzzqqqqxxxx", 3).empty());
  // One word of a name, nearly.
  test::RecordMaker make("near", "near");
  make.Sentence("Howard Tolland met nobody.");
  const auto tolland = make.Node(IdentityClass::kPerson, "Howard Tolland", "person");
  make.Add(tolland, "met", tolland);
  ASSERT_TRUE(WriteArticles(store, {make.record()}, true).ok());
  EXPECT_EQ(OpenSnapshot(store)->Suggest("Tollnd", 3), std::vector<std::string>{"Howard Tolland"});
  EXPECT_EQ(OpenSnapshot(store)->Suggest("Howrd Tolland", 3),
            std::vector<std::string>{"Howard Tolland"});
}

TEST_F(SnapshotTest, EntitiesAreReadTogetherAsOneByOne) {
  test::RecordMaker make("many");
  make.Sentence("Many are named.");
  const auto first = make.Node(IdentityClass::kName, "Fernhill", "company");
  for (int i = 0; i < 300; ++i) {
    const std::string name = "Yard " + std::to_string(i) + (i % 7 == 0 ? " \u00e9t\u00e9" : "");
    const auto one = make.Node(i % 5 == 0 ? IdentityClass::kTerm : IdentityClass::kName, name,
                               i % 3 == 0 ? "" : "facility");
    if (i % 11 == 0) make.record().nodes[one].forms.push_back({name + " Ltd", 1, true});
    make.Add(first, "supplies", one);
  }
  ASSERT_TRUE(WriteArticles(store, {make.record()}, true).ok());
  const auto one_by_one = OpenSnapshot(store);
  std::vector<TermId> terms;
  for (const EntityInfo& info : Must(store.Entities("")))
    for (const TermId term : one_by_one->Resolve(info.entity.id)) terms.push_back(term);
  ASSERT_GT(terms.size(), 300u);
  std::vector<TermId> expected = terms;
  expected.push_back(TermId::Make(TermTag::kEntity, 1u << 30));  // nobody
  expected.insert(expected.end(), 300, terms.front());
  // Expected, and asked for one after the other so often that they are read together.
  const auto together = OpenSnapshot(store), often = OpenSnapshot(store);
  together->ExpectValues(expected);
  Value read, again;
  for (int i = 0; i < 2; ++i)
    for (const TermId term : terms) {
      together->ReadValue(term, read);
      EXPECT_EQ(read.entity, one_by_one->EntityAt(term)) << Display(read);
      often->ReadValue(term, again);
      EXPECT_EQ(again, read);
    }
  EXPECT_TRUE(together->status().ok() && often->status().ok());
}

}  // namespace
}  // namespace lode
