// Terms and their ids.

#include "storage/terms/dictionary.h"

#include <gtest/gtest.h>

#include <set>

#include "fixture.h"
#include "storage/disk/kv.h"
#include "storage/schema/schema.h"
#include "storage/terms/worth.h"

namespace lode {
namespace {

Value Number(double number) {
  Value value;
  value.kind = ValueKind::kNumber;
  value.number = number;
  return value;
}

TEST(Dictionary, WholeNumbersKeepTheirOrderInTheirIds) {
  const double kNumbers[] = {-9e14, -44e6, -2, -1, 0, 1, 2, 255, 256, 44e6, 9e14};
  for (std::size_t i = 1; i < std::size(kNumbers); ++i) {
    const TermId a = TermOfValue(Number(kNumbers[i - 1])).id,
                 b = TermOfValue(Number(kNumbers[i])).id;
    EXPECT_LT(a, b) << kNumbers[i];
    EXPECT_EQ(ValueOfInline(b).number, kNumbers[i]);
  }
}

TEST(Dictionary, DatesKeepTheirOrderInTheirIds) {
  const char* kDates[] = {"0999",       "1969-12-31", "1970",       "1970-01-01",
                          "2024-02-29", "2025",       "2025-H1",    "2025-Q1",
                          "2025-01",    "2025-01-01", "2025-01-02", "2025-Q2",
                          "2025-04",    "2025-H2",    "2025-07-15", "9999-12-31"};
  for (std::size_t i = 0; i < std::size(kDates); ++i) {
    const TermId id = TermOfValue(test::Date(kDates[i])).id;
    EXPECT_TRUE(IsInline(id)) << kDates[i];
    EXPECT_EQ(ValueOfInline(id).date, kDates[i]);
    if (i == 0) continue;
    EXPECT_LT(TermOfValue(test::Date(kDates[i - 1])).id, id) << kDates[i];
  }
}

TEST(Dictionary, DatesThatDoNotExistAreWords) {
  for (const char* date :
       {"2025-13", "2025-02-30", "20250715", "2025-7-1", "soon", "", "2025-07-15T10:00"})
    EXPECT_FALSE(TermOfValue(test::Date(date)).id) << date;
}

TEST(Dictionary, HowAValueWasWrittenDoesNotMatter) {
  Value twelve = Number(12);
  twelve.text = "twelve";
  EXPECT_EQ(TermOfValue(twelve).id, TermOfValue(Number(12)).id);
  Value about = Number(12);
  about.comparator = Comparator::kAbout;
  EXPECT_NE(TermOfValue(about).bytes, TermOfValue(Number(12.5)).bytes);
  EXPECT_FALSE(TermOfValue(about).id);
}

std::vector<TermId> IdsOf(const std::vector<Value>& values, const KvView& view, KvBatch& batch) {
  TermBatch terms;
  std::vector<TermBatch::Slot> slots;
  for (const Value& value : values) slots.push_back(terms.Add(TermOfValue(value)));
  EXPECT_TRUE(terms.Resolve(view, batch).ok());
  std::vector<TermId> ids;
  for (const TermBatch::Slot slot : slots) ids.push_back(terms.at(slot));
  return ids;
}

TEST(Dictionary, MeasuredValuesKeepTheirOrderInTheirIds) {
  test::TempFolder folder;
  auto kv = Kv::Open(folder / "kv", KvOptions{});
  ASSERT_TRUE(kv.ok());
  std::vector<Value> values;
  for (const double number : {-1e300, -2.5, -0.1, 0.5, 1e-300, 3.25, 3.26, 1e15 + 0.5, 1e300})
    values.push_back(Number(number));
  const auto duration = [](double number, const char* unit) {
    return test::Measure(ValueKind::kDuration, number, unit);
  };
  for (const auto& [number, unit] : {std::pair{30.0, "minute"}, std::pair{2.0, "hour"},
                                     std::pair{1.5, "day"}, std::pair{1.0, "week"}})
    values.push_back(duration(number, unit));
  KvBatch batch;
  std::vector<TermId> ids = IdsOf(values, *(*kv)->View(), batch);
  ASSERT_TRUE((*kv)->Commit(batch).ok());
  EXPECT_GT(ids[3], ids[4]) << "the numbers are not given as they stand";
  std::swap(ids[3], ids[4]);
  for (std::size_t i = 1; i < ids.size(); ++i) EXPECT_LT(ids[i - 1], ids[i]) << Display(values[i]);
  KvBatch again;
  EXPECT_EQ(IdsOf({values[3]}, *(*kv)->View(), again).front(), ids[4]) << "a term keeps its id";
}

TEST(Dictionary, WhatIsWorthTheSameHasIdsOfItsOwn) {
  test::TempFolder folder;
  auto kv = Kv::Open(folder / "kv", KvOptions{});
  ASSERT_TRUE(kv.ok());
  std::set<TermId> all;
  std::size_t ordered = 0;
  // In several writes, and more than there are places.
  for (int write = 0; write < 4; ++write) {
    std::vector<Value> values;
    for (int i = 0; i < 6; ++i) {
      values.push_back(test::Measure(ValueKind::kMoney, 7, "USD"));
      values.back().number_to = 10 + write * 6 + i;
    }
    KvBatch batch;
    for (const TermId id : IdsOf(values, *(*kv)->View(), batch)) {
      EXPECT_TRUE(all.insert(id).second);
      const InlineIds dimension = MeasuresOf(TermTag::kMeasure, 0);
      ordered += dimension.begin <= id && id < dimension.end ? 1 : 0;
    }
    ASSERT_TRUE((*kv)->Commit(batch).ok());
  }
  EXPECT_EQ(ordered, kMostPlaces);
  EXPECT_EQ(all.size(), 24u);
}

TEST(Dictionary, QuotesAndTextsAreDifferentTerms) {
  EXPECT_NE(TermOfValue(test::Text("a")).tag, TermOfValue(test::Text("a", ValueKind::kQuote)).tag);
}

TEST(Schema, HoldsTheWholeVocabularyOfNews) {
  auto schema = Schema::BuiltIn();
  const char* kPredicates[] = {"spoke",         "said",
                               "denied",        "asked",
                               "told",          "announced",
                               "confirmed",     "warned",
                               "argued",        "predicted",
                               "believes",      "pledged",
                               "reported",      "criticized",
                               "praised",       "holds-position",
                               "position-at",   "leads",
                               "works-for",     "ceo-of",
                               "chairs",        "founder-of",
                               "member-of",     "represents",
                               "part-of",       "subsidiary-of",
                               "owns",          "owns-stake-in",
                               "acquired",      "invested-in",
                               "partners-with", "competes-with",
                               "makes",         "designs",
                               "sells",         "sells-to",
                               "supplies",      "buys",
                               "exports",       "exports-to",
                               "imports",       "imports-from",
                               "uses",          "depends-on",
                               "seeks",         "applied-for",
                               "resumes",       "suspends",
                               "plans",         "bans",
                               "restricts",     "allows",
                               "lifts",         "rescinds",
                               "requires",      "sanctions",
                               "imposes",       "negotiates-with",
                               "agreed-with",   "approves",
                               "investigates",  "linked-to",
                               "caused",        "contributed-to",
                               "enables",       "threatens",
                               "counters",      "comparable-to",
                               "better-than",   "designed-for",
                               "located-in",    "based-in",
                               "mined-in",      "visited",
                               "met-with",      "attended",
                               "happened-on",   "happened-in",
                               "is-a",          "also-known-as",
                               "ticker",        "accounts-for",
                               "has-reserve",   "controls-share",
                               "worth",         "price",
                               "revenue",       "amounted-to",
                               "rose-by",       "rose-to",
                               "fell-by",       "fell-to",
                               "age",           "spouse-of",
                               "parent-of",     "sibling-of",
                               "relative-of",   "involves",
                               "concerns"};
  for (const char* name : kPredicates) EXPECT_NE(schema->FindPredicate(name), nullptr) << name;
  EXPECT_GE(schema->predicates().size(), std::size(kPredicates));
  for (const char* type : {"person", "organization", "company", "government-body", "party", "media",
                           "group", "place", "country", "region", "city", "facility", "product",
                           "substance", "work", "event", "role", "topic"})
    EXPECT_NE(schema->FindType(type), nullptr) << type;
  for (const char* name : {"partners-with", "competes-with", "negotiates-with", "agreed-with",
                           "linked-to", "comparable-to", "met-with"})
    EXPECT_TRUE(schema->FindPredicate(name)->symmetric) << name;
}

TEST(Schema, ParentsFindTheirChildren) {
  auto schema = Schema::BuiltIn();
  EXPECT_TRUE(schema->IsA("company", "organization"));
  EXPECT_FALSE(schema->IsA("organization", "company"));
  auto below = schema->WithDescendants("spoke");
  EXPECT_TRUE(std::binary_search(below.begin(), below.end(), "warned"));
  EXPECT_EQ(schema->Ancestors("ceo-of"), (std::vector<std::string>{"leads", "works-for"}));
  EXPECT_EQ(schema->WithDescendants("rely-on"), std::vector<std::string>{"rely-on"});
}

TEST(Schema, FaultsNameTheLine) {
  const std::pair<const char*, const char*> kTable[] = {
      {"type a\ntype a", "s:2: type 'a' is declared twice"},
      {"type a < b", "s:1: type 'a' has a parent 'b' that is not declared"},
      {"type a < b\ntype b < a", "its own ancestor"},
      {"predicate p < q", "not declared"},
      {"predicate p < q\npredicate q < p", "its own ancestor"},
      {"predicate p : person", "DOMAIN -> RANGE"},
      {"predicate p : nobody -> text", "'nobody'"},
      {"predicate P", "no name"},
      {"\n\nverb p", "s:3: 'verb' is no declaration"},
  };
  for (auto [text, message] : kTable) {
    auto schema = Schema::Parse(text, "s");
    ASSERT_FALSE(schema.ok()) << text;
    EXPECT_NE(schema.status().message().find(message), std::string::npos)
        << schema.status().message();
  }
}

}  // namespace
}  // namespace lode
