// Records at the edge of what their bytes can say, and stores whose bytes are damaged:
// what is there is named, and never costs the rest in silence.

#include <fstream>

#include "fixture.h"
#include "storage/articles/record_codec.h"
#include "storage/database.h"
#include "storage/snapshot/snapshot.h"
#include "storage/terms/key_layout.h"

namespace lode {
namespace {

namespace fs = std::filesystem;
using test::Everything;
using test::Exported;
using test::OpenStore;
using test::RandomArticle;
using test::RecordMaker;
using test::TempFolder;

// "Ann said Bob said Carl said ... rain fell", and a word for a role that is none.
ArticleRecord NestedClaims(std::uint32_t speakers) {
  RecordMaker make("nested.txt");
  make.Sentence("Ann said Bob said Carl said that rain fell.");
  const std::uint32_t rain = make.Node(IdentityClass::kTerm, "rain", "topic");
  StatementRecord& s = make.Add(rain, "fell", rain);
  for (std::uint32_t i = 0; i < speakers; ++i) {
    Argument link;
    link.node = make.Node(IdentityClass::kPerson, "Ann " + std::to_string(i), "person");
    s.via.push_back(link);
  }
  return make.record();
}

TEST(Damage, NestedClaimsAreReadBackAsTheyWereWritten) {
  for (const std::uint32_t speakers : {1u, 31u, 100u}) {
    TempFolder folder;
    Store store = OpenStore(folder / "s");
    ASSERT_TRUE(WriteArticles(store, {NestedClaims(speakers)}, true).ok());
    const std::string articles = Exported(store, ExportFormat::kArticles);
    const std::string statements = Exported(store, ExportFormat::kStatements);
    EXPECT_NE(statements.find("Ann " + std::to_string(speakers - 1)), std::string::npos);
    Store copy = OpenStore(folder / "copy");
    std::istringstream in(articles + statements);
    ASSERT_TRUE(copy.Import(in, "export").ok());
    EXPECT_EQ(Exported(copy, ExportFormat::kStatements), statements);
  }
}

TEST(Damage, AnEmptyRoleIsReadBack) {
  RecordMaker make("role.txt");
  make.Sentence("Ann sold.");
  const std::uint32_t ann = make.Node(IdentityClass::kPerson, "Ann", "person");
  StatementRecord& s = make.Add(ann, "sold", ann);
  for (int i = 0; i < 40; ++i) s.qualifiers.emplace("", Argument{ann, {}});
  const auto again = DecodeRecord(EncodeRecord(make.record()), make.record().article.text);
  ASSERT_TRUE(again.ok()) << again.status().message();
  EXPECT_EQ(again->statements.front().qualifiers.size(), 40u);
}

TEST(Damage, WhatCannotBeReadBackIsNotWritten) {
  RecordMaker make("time.txt");
  make.Sentence("Ann sold.");
  const std::uint32_t ann = make.Node(IdentityClass::kPerson, "Ann", "person");
  Value time;
  time.kind = ValueKind::kEntity;  // no time, and no literal that has bytes
  make.Add(ann, "sold", ann).time = time;
  EXPECT_FALSE(CheckReadsBack(EncodeRecord(make.record()), make.record().article.text).ok());
  TempFolder folder;
  Store store = OpenStore(folder / "s");
  EXPECT_FALSE(WriteArticles(store, {make.record()}, true).ok());
  EXPECT_TRUE(Must(store.Articles()).empty());
}

struct OneDamaged : testing::Test {
  TempFolder folder;
  Store store = OpenStore(folder / "s");
  std::string statements;  // of the sound ones
  std::string id;          // of the damaged one

  OneDamaged() {
    for (const char* path : {"a.txt", "b.txt", "c.txt"}) {
      RecordMaker make(path);
      make.Sentence(std::string("Ann Berg sold the yard, says ") + path + ".");
      const std::uint32_t ann = make.Node(IdentityClass::kPerson, "Ann Berg", "person");
      make.Add(ann, "sold", ann);
      EXPECT_TRUE(WriteArticles(store, {make.record()}, true).ok());
    }
    std::istringstream all(Exported(store, ExportFormat::kStatements));
    for (std::string line; std::getline(all, line);)
      if (line.find("b.txt") == std::string::npos) statements += line + "\n";
    for (const ArticleInfo& info : Must(store.Articles()))
      if (info.path == "b.txt") id = info.id;
    EXPECT_TRUE(store.database()
                    .Change(true,
                            [](const KvView& view, KvBatch& batch) -> Status {
                              auto it = view.Iterate(KeyOf(Table::kRecord, std::uint64_t{2}));
                              batch.Put(it->key(), "no record");
                              return it->status();
                            })
                    .ok());
  }
  void ExpectNamed(const Damage& damage) {
    ASSERT_EQ(damage.size(), 1u);
    EXPECT_NE(damage[0].message().find(id), std::string::npos) << damage[0].message();
    EXPECT_NE(damage[0].message().find("b.txt"), std::string::npos) << damage[0].message();
  }
};

TEST_F(OneDamaged, ExportGivesTheOthersAndNamesIt) {
  for (const ExportFormat format :
       {ExportFormat::kStatements, ExportFormat::kArticles, ExportFormat::kNTriples}) {
    Damage damage;
    std::ostringstream out;
    EXPECT_TRUE(store.Export(format, out, &damage).ok());
    ExpectNamed(damage);
    const std::string text = std::move(out).str();
    if (format == ExportFormat::kStatements) {
      EXPECT_EQ(text, statements);
    }
    EXPECT_NE(text.find("c.txt"), std::string::npos);
    std::ostringstream again;
    const Status status = store.Export(format, again);
    EXPECT_EQ(status.code(), Code::kCorrupt) << "nobody takes it for whole";
    EXPECT_EQ(std::move(again).str(), text);
  }
}

TEST_F(OneDamaged, StatementsAboutAnEntityAreThoseOfTheOthers) {
  const std::string ann = Must(store.Resolve("Ann Berg"))[0].entity.id;
  Damage damage;
  EXPECT_EQ(Must(store.StatementsAbout(ann, &damage)).size(), 2u);
  ExpectNamed(damage);
  EXPECT_EQ(store.StatementsAbout(ann).status().code(), Code::kCorrupt);
}

TEST_F(OneDamaged, CanBeForgottenAndReadAgain) {
  ASSERT_EQ(Must(store.Forget("b.txt")), 1u);
  EXPECT_EQ(Exported(store, ExportFormat::kStatements), statements);
}

TEST_F(OneDamaged, ASnapshotSaysOfWhichSentencesItKnowsNothing) {
  auto snapshot = OpenSnapshot(store);
  std::size_t with_text = 0;
  for (const TermId statement : snapshot->AllStatements())
    if (!snapshot->SentenceText(statement).empty()) ++with_text;
  EXPECT_EQ(with_text, 2u);
  EXPECT_TRUE(snapshot->status().ok());
  ExpectNamed(snapshot->damage());
}

// -- one bit

// Answers of every call that lists something; "error" where it fails.
std::vector<std::string> Lists(const Store& store) {
  std::vector<std::string> lists(7, "error");
  if (const auto all = store.Articles(); all.ok()) {
    lists[0].clear();
    for (const ArticleInfo& info : *all) lists[0] += info.id + info.path + " ";
  }
  if (const auto all = store.Entities(""); all.ok()) {
    lists[1].clear();
    for (const EntityInfo& e : *all) lists[1] += e.entity.id + std::to_string(e.statements) + " ";
  }
  if (const auto all = store.Merges(""); all.ok()) {
    lists[2].clear();
    for (const MergeInfo& m : *all) lists[2] += m.name + "=" + m.other_name + " ";
  }
  if (const auto stats = store.Stats(); stats.ok())
    lists[3] = std::to_string(stats->articles) + " " + std::to_string(stats->statements) + " " +
               std::to_string(stats->triples) + " " + std::to_string(stats->entities) + " " +
               std::to_string(stats->predicates);
  if (const auto named = store.Resolve("Chipworks"); named.ok()) {
    lists[4].clear();
    for (const EntityInfo& e : *named) {
      const auto about = store.StatementsAbout(e.entity.id);
      lists[5] = about.ok() ? std::to_string(about->size()) : "error";
      lists[4] += e.entity.id + " ";
    }
  }
  std::ostringstream out;
  if (store.Export(ExportFormat::kStatements, out).ok()) lists[6] = std::move(out).str();
  return lists;
}

OpenOptions ReadOnly() {
  OpenOptions options;
  options.read_only = true;
  return options;
}

TEST(Damage, AFlippedBitInATableNeverGivesASilentPartOfAnAnswer) {
  TempFolder folder;
  {
    std::mt19937 random(3);
    Store store = OpenStore(folder / "s");
    for (int i = 0; i < 12; ++i)
      ASSERT_TRUE(
          WriteArticles(store, {RandomArticle(random, "f" + std::to_string(i))}, true).ok());
  }
  const std::vector<std::string> sound = Lists(Must(Store::Open(folder / "s", ReadOnly())));
  fs::path table;
  for (const auto& entry : fs::directory_iterator(folder / "s/data"))
    if (entry.path().extension() == ".sst") table = entry.path();
  ASSERT_FALSE(table.empty());
  const auto size = fs::file_size(table);
  std::size_t errors = 0;
  for (std::uintmax_t step = 0; step < 40; ++step) {
    std::fstream file(table, std::ios::in | std::ios::out | std::ios::binary);
    const auto at = static_cast<std::streamoff>(size * step / 40 + 3);
    file.seekg(at);
    const char byte = static_cast<char>(file.get());
    file.seekp(at);
    file.put(static_cast<char>(byte ^ 4)).flush();
    if (const auto store = Store::Open(folder / "s", ReadOnly()); store.ok()) {
      const std::vector<std::string> lists = Lists(*store);
      for (std::size_t i = 0; i < lists.size(); ++i) {
        EXPECT_TRUE(lists[i] == sound[i] || lists[i] == "error") << "list " << i << ", byte " << at;
        if (lists[i] == "error") ++errors;
      }
    }
    file.seekp(at);
    file.put(byte);
  }
  EXPECT_GT(errors, 0u) << "no flipped bit was met";
}

}  // namespace
}  // namespace lode
