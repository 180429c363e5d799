// Copies and their way back, compaction, the sizes of parts.

#include "lode/care.h"

#include <algorithm>
#include <fstream>

#include "fixture.h"
#include "storage/database.h"

namespace lode {
namespace {

namespace fs = std::filesystem;

using test::Everything;
using test::OpenStore;
using test::RandomArticle;
using test::TempFolder;

struct CareTest : testing::Test {
  TempFolder folder;
  Store store = OpenStore(folder / "s");
  std::mt19937 random{17};

  CareTest() {
    for (int i = 0; i < 6; ++i) Add("f" + std::to_string(i));
  }
  void Add(const std::string& path) {
    EXPECT_TRUE(WriteArticles(store, {RandomArticle(random, path)}, true).ok());
  }
  static OpenOptions Reading() {
    OpenOptions options;
    options.read_only = true;
    return options;
  }
  static std::uint64_t Files(const std::string& path) {
    std::uint64_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(path))
      files += entry.path().extension() == ".sst" ? 1 : 0;
    return files;
  }
};

TEST_F(CareTest, TheNewestCopyComesBack) {
  ASSERT_TRUE(BackUp(store, folder / "copies").ok());
  const std::uint64_t files = Files(folder / "copies");
  Add("new");
  const std::string now = Everything(store);
  ASSERT_TRUE(BackUp(store, folder / "copies").ok());
  EXPECT_EQ(Files(folder / "copies"), files + 1) << "only what is new is copied";
  ASSERT_TRUE(store.Forget("new").ok());
  const Status back = Restore(folder / "copies", folder / "back");
  ASSERT_TRUE(back.ok()) << back.message();
  EXPECT_EQ(Everything(OpenStore(folder / "back")), now);
}

TEST_F(CareTest, WhatCannotBeRestoredIsTold) {
  EXPECT_EQ(Restore(folder / "none", folder / "back").code(), Code::kNotFound);
  fs::create_directory(folder / "empty");
  EXPECT_EQ(Restore(folder / "empty", folder / "back").code(), Code::kNotFound);
  ASSERT_TRUE(BackUp(store, folder / "copies").ok());
  EXPECT_EQ(Restore(folder / "copies", folder / "s").code(), Code::kInvalidInput);
  for (const auto& entry : fs::recursive_directory_iterator(folder / "copies"))
    if (entry.path().extension() == ".sst") {
      std::fstream file(entry.path(), std::ios::binary | std::ios::in | std::ios::out);
      file.seekp(100);
      file.put('\x5a').put('\x5a').put('\x5a');
    }
  EXPECT_EQ(Restore(folder / "copies", folder / "back").code(), Code::kCorrupt);
  EXPECT_FALSE(Store::Open(folder / "back", Reading()).ok()) << "no store was made";
}

TEST_F(CareTest, CompactingChangesNothingThatIsSeen) {
  for (int i = 0; i < 6; ++i) Add("f" + std::to_string(i));  // written over
  const std::string before = Everything(store);
  ASSERT_TRUE(Compact(store).ok());
  EXPECT_EQ(Everything(store), before);
  store = OpenStore(folder / "other");
  EXPECT_EQ(Everything(OpenStore(folder / "s")), before);
  const auto reading = Store::Open(folder / "s", Reading());
  Store read_only = *reading;
  EXPECT_FALSE(Compact(read_only).ok());
}

TEST_F(CareTest, PartsAreAllThereIs) {
  const std::vector<StorePart> parts = Must(PartsOf(store));
  std::uint64_t entries = 0, keys = 0;
  for (const StorePart& part : parts) entries += part.entries;
  const auto view = store.database().View();
  for (auto it = view->Iterate({}); it->valid(); it->Next()) ++keys;
  EXPECT_EQ(entries, keys);
  for (const char* name : {"records", "index", "entities", "terms", "statement columns"})
    EXPECT_TRUE(std::any_of(parts.begin(), parts.end(), [&](const StorePart& part) {
      return part.name == name && part.entries > 0 && part.bytes > 0;
    })) << name;
}

}  // namespace
}  // namespace lode
