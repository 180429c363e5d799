// Opening: new, old, locked, foreign, newer and damaged folders.

#include <algorithm>
#include <atomic>
#include <fstream>
#include <thread>

#include "fixture.h"
#include "storage/disk/format_version.h"
#include "storage/snapshot/snapshot.h"

namespace lode {
namespace {

namespace fs = std::filesystem;
using test::Everything;
using test::OpenStore;
using test::RandomArticle;
using test::TempFolder;

void Write(const std::string& path, const std::string& text) {
  std::ofstream(path) << text;
}

Status OpenStatus(const std::string& path, const OpenOptions& options = {}) {
  return Store::Open(path, options).status();
}

OpenOptions ReadOnly() {
  OpenOptions options;
  options.read_only = true;
  return options;
}

void Fill(const std::string& path, int articles) {
  std::mt19937 random(3);
  Store store = OpenStore(path);
  for (int i = 0; i < articles; ++i)
    ASSERT_TRUE(WriteArticles(store, {RandomArticle(random, "f" + std::to_string(i))}, true).ok());
}

TEST(StoreOpen, RefusesANewerFormatAndNamesBoth) {
  TempFolder folder;
  Fill(folder / "s", 1);
  Write(folder / "s/FORMAT", "lode store\nformat 99\n");
  const Status status = OpenStatus(folder / "s");
  EXPECT_EQ(status.code(), Code::kUnsupported);
  EXPECT_NE(status.message().find("format 99"), std::string::npos) << status.message();
  EXPECT_NE(status.message().find("up to " + std::to_string(kKeptFormatVersion)), std::string::npos)
      << status.message();
}

TEST(StoreOpen, RefusesAnOlderFormatByNameAndSaysHowToGoOn) {
  TempFolder folder;
  Fill(folder / "s", 1);
  Write(folder / "s/FORMAT", "lode store\nformat 2\n");
  for (const OpenOptions& options : {OpenOptions{}, ReadOnly()}) {
    const Status status = OpenStatus(folder / "s", options);
    EXPECT_EQ(status.code(), Code::kUnsupported);
    for (const std::string& part :
         {folder / "s", std::string("format 2"), std::to_string(kFormatVersion),
          std::string("load the articles again")})
      EXPECT_NE(status.message().find(part), std::string::npos) << status.message();
  }
}

TEST(StoreOpen, RefusesWhatIsNoStore) {
  TempFolder folder;
  Write(folder / "file", "x");
  EXPECT_EQ(OpenStatus(folder / "file").code(), Code::kInvalidInput);
  fs::create_directory(folder / "foreign");
  Write(folder / "foreign/holiday.jpg", "x");
  EXPECT_EQ(OpenStatus(folder / "foreign").code(), Code::kInvalidInput);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder / "foreign"), {}), 1) << "it was changed";
  EXPECT_EQ(OpenStatus(folder / "nothing", ReadOnly()).code(), Code::kNotFound);
  EXPECT_FALSE(fs::exists(folder / "nothing"));
}

TEST(StoreOpen, FinishesAStoreWhoseMakingWasCutShort) {
  TempFolder folder;
  Fill(folder / "s", 0);
  fs::remove(folder / "s/FORMAT");
  Store store = OpenStore(folder / "s");
  EXPECT_TRUE(fs::exists(folder / "s/FORMAT"));
  EXPECT_TRUE(Must(store.Articles()).empty());
}

TEST(StoreOpen, ASecondWriterIsToldWhoHoldsTheLock) {
  TempFolder folder;
  Store store = OpenStore(folder / "s");
  const Status status = OpenStatus(folder / "s");
  EXPECT_EQ(status.code(), Code::kBusy);
  EXPECT_NE(status.message().find("LOCK"), std::string::npos) << status.message();
  EXPECT_NE(status.message().find("this process"), std::string::npos) << status.message();
}

TEST(StoreOpen, ReadersOpenBesideTheWriterAndCannotWrite) {
  TempFolder folder;
  std::mt19937 random(4);
  Store writer = OpenStore(folder / "s");
  ASSERT_TRUE(WriteArticles(writer, {RandomArticle(random, "one")}, true).ok());
  auto first = Store::Open(folder / "s", ReadOnly()),
       second = Store::Open(folder / "s", ReadOnly());
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(Everything(*first), Everything(writer));
  EXPECT_EQ(Must(second->Articles()).size(), 1u);
  EXPECT_EQ(WriteArticles(*first, {RandomArticle(random, "two")}, true).status().code(),
            Code::kInvalidInput);
  EXPECT_EQ(first->Forget("one").status().code(), Code::kInvalidInput);
  ASSERT_TRUE(WriteArticles(writer, {RandomArticle(random, "two")}, true).ok());
  EXPECT_EQ(Must(writer.Articles()).size(), 2u);
}

TEST(StoreOpen, SaysThatDamagedFilesAreDamaged) {
  const std::pair<const char*, const char*> kDamage[] = {{"FORMAT", ""},
                                                         {"FORMAT", "lode store\nformat x"},
                                                         {"data/CURRENT", ""},
                                                         {"data/CURRENT", "MANIFEST-999999\n"}};
  for (auto [file, text] : kDamage) {
    TempFolder folder;
    Fill(folder / "s", 2);
    Write(folder / ("s/" + std::string(file)), text);
    const Status status = OpenStatus(folder / "s");
    EXPECT_FALSE(status.ok()) << file;
    EXPECT_TRUE(status.code() == Code::kCorrupt || status.code() == Code::kIo)
        << file << ": " << status.message();
  }
  TempFolder folder;
  Fill(folder / "s", 2);
  fs::remove_all(folder / "s/data");
  EXPECT_FALSE(OpenStatus(folder / "s").ok());
}

// Turns bits over in every file of one kind, a few at a time.
void Damage(const std::string& store, const std::string& extension, unsigned seed) {
  std::mt19937 random(seed);
  for (const auto& entry : fs::directory_iterator(store + "/data")) {
    if (entry.path().extension() != extension || entry.file_size() == 0) continue;
    std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
    for (int i = 0; i < 20; ++i) {
      const auto at = static_cast<std::streamoff>(random() % entry.file_size());
      file.seekg(at);
      const char byte = static_cast<char>(file.get());
      file.seekp(at);
      file.put(static_cast<char>(byte ^ 0x55));
    }
  }
}

TEST(StoreOpen, NeverAnswersFromDamagedTables) {
  for (unsigned seed = 1; seed <= 8; ++seed) {
    TempFolder folder;
    Fill(folder / "s", 12);
    OpenStore(folder / "s");  // moves the log into tables
    const std::string before = Everything(OpenStore(folder / "s"));
    Damage(folder / "s", seed % 2 == 0 ? ".sst" : ".log", seed);
    auto store = Store::Open(folder / "s");
    if (!store.ok()) {
      EXPECT_NE(store.status().code(), Code::kInternal) << store.status().message();
      continue;
    }
    std::ostringstream out;
    const Status status = store->Export(ExportFormat::kStatements, out);
    EXPECT_TRUE(!status.ok() || before.find(std::move(out).str()) != std::string::npos)
        << "seed " << seed;
    (void)store->Stats();
    (void)store->Entities("");
    (void)store->Forget("f1");
    auto snapshot = OpenSnapshot(*store);
    for (TermId statement : snapshot->AllStatements()) (void)snapshot->Materialize(statement);
  }
}

TEST(StoreOpen, SaysWhyTheFormatFileCannotBeRead) {
  TempFolder folder;
  Fill(folder / "s", 1);
  for (const char* unreadable : {"/proc/self/mem", "/"}) {  // EIO, EISDIR; root may read the rest
    fs::remove(folder / "s/FORMAT");
    fs::create_symlink(unreadable, folder / "s/FORMAT");
    const Status status = OpenStatus(folder / "s");
    EXPECT_EQ(status.code(), Code::kIo) << status.message();
    EXPECT_EQ(status.message().find("damaged"), std::string::npos) << status.message();
  }
}

TEST(StoreOpen, TellsOfALogThatWasCut) {
  TempFolder folder;
  std::mt19937 random(6);
  {
    Store store = OpenStore(folder / "s");
    for (int i = 0; i < 3; ++i)
      ASSERT_TRUE(
          WriteArticles(store, {RandomArticle(random, "f" + std::to_string(i))}, true).ok());
    fs::copy(folder / "s", folder / "whole", fs::copy_options::recursive);  // as a kill leaves it
    fs::copy(folder / "s", folder / "cut", fs::copy_options::recursive);
  }
  for (const auto& entry : fs::directory_iterator(folder / "cut/data"))
    if (entry.path().extension() == ".log" && entry.file_size() > 0)
      fs::resize_file(entry.path(), entry.file_size() - 7);
  EXPECT_TRUE(OpenStore(folder / "whole").notes().empty());
  for (const OpenOptions& options : {ReadOnly(), OpenOptions{}}) {
    const Store store = Must(Store::Open(folder / "cut", options));
    ASSERT_EQ(store.notes().size(), 1u);
    EXPECT_NE(store.notes()[0].find("log"), std::string::npos);
    EXPECT_EQ(Must(store.Articles()).size(), 2u);
  }
  EXPECT_TRUE(OpenStore(folder / "cut").notes().empty()) << "it is told once";
}

TEST(StoreOpen, ReadersInOtherThreadsSeeWholeStates) {
  TempFolder folder;
  Store store = OpenStore(folder / "s");
  std::atomic<bool> done = false;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i)
    readers.emplace_back([&] {
      while (!done) {
        auto snapshot = OpenSnapshot(store);
        std::size_t rows = 0;
        std::vector<IndexRow> batch(64);
        auto cursor = snapshot->Scan({});
        while (std::size_t count = cursor->Next(batch)) rows += count;
        EXPECT_EQ(rows, snapshot->AllStatements().size());
        for (const EntityInfo& e : snapshot->Entities("", 5)) EXPECT_FALSE(e.entity.id.empty());
        EXPECT_TRUE(snapshot->status().ok());
      }
    });
  std::mt19937 random(5);
  for (int i = 0; i < 60; ++i)
    ASSERT_TRUE(
        WriteArticles(store, {RandomArticle(random, "f" + std::to_string(i % 9))}, true).ok());
  done = true;
  for (std::thread& reader : readers) reader.join();
}

}  // namespace
}  // namespace lode
