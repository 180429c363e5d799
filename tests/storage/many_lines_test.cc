// Lines in all the ways in which they come in: as one batch, as files, in parts. What the store
// has afterwards is the same.

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>

#include "fixture.h"
#include "lode/check.h"
#include "storage/database.h"
#include "storage/import.h"
#include "storage/names/computed_names.h"
#include "storage/terms/key_layout.h"

namespace lode {
namespace {

using test::Everything;
using test::OpenStore;
using test::TempFolder;

constexpr TripleLimits kBatch{.many_lines = std::size_t{1} << 30};
constexpr TripleLimits kFiles{.many_lines = 1};
constexpr TripleLimits kFilesFewNames{.many_lines = 1, .names = 7};
constexpr TripleLimits kParts{.lines = 1024, .many_lines = 1};

// Names that stand alone, and some that are alike by their letters or sounds, or written in two
// ways; numbers and days among them.
std::string Lines(int count, int seed) {
  std::string lines;
  for (int i = 0; i < count; ++i) {
    const std::string a = std::to_string((i * 7 + seed) % 907), b = std::to_string(i * 13 % 410);
    lines += i % 5 == 0   ? "Halden-Works " + a
             : i % 5 == 1 ? "halden works " + a
             : i % 5 == 2 ? "Tern" + a
                          : "firm/" + a;
    lines += i % 3 == 0 ? "\towns\t" : i % 3 == 1 ? "\tworks_for\t" : "\tfounded\t";
    lines += i % 3 != 2   ? (i % 2 == 0 ? "Yard " : "yard/") + b
             : i % 2 == 0 ? "12." + b
                          : "20" + std::to_string(10 + i % 80) + "-03-02";
    lines += "\n";
  }
  return lines;
}

void Import(Store& store, const std::string& lines, const std::string& path,
            const TripleLimits& limits) {
  std::istringstream in(lines);
  const auto report = ImportTripleLines(store.database(), in, path, {}, limits);
  ASSERT_TRUE(report.ok()) << report.status().message();
  EXPECT_EQ(report->statements,
            static_cast<std::uint64_t>(std::count(lines.begin(), lines.end(), '\n')));
}

std::map<std::string, std::string> KeysOf(const Store& store, const std::string& tables) {
  std::map<std::string, std::string> keys;
  const auto view = store.database().View();
  for (auto it = view->Iterate({}); it->valid(); it->Next())
    if (tables.find(it->key().front()) != std::string::npos) keys.emplace(it->key(), it->value());
  return keys;
}

void ExpectSound(Store& store, const std::string& how) {
  const auto check = CheckStore(store);
  ASSERT_TRUE(check.ok()) << how << ": " << check.status().message();
  EXPECT_TRUE(check->is_sound()) << how;
  // The check counts lines as an import does: the computation of all names at once does not.
  const auto view = store.database().View();
  const ComputedNames computed = Must(ComputeNames(*view, *store.database().schema()));
  EXPECT_TRUE(Must(DifferenceOf(*view, computed.keys)).empty()) << how;
}

TEST(ManyLinesTest, AreTheSameAsOneBatchAndAsFiles) {
  TempFolder folder;
  Store batch = OpenStore(folder / "batch"), files = OpenStore(folder / "files"),
        few = OpenStore(folder / "few");
  const std::string lines = Lines(6000, 3);  // more than go into the delta of an index
  Import(batch, lines, "m.tsv", kBatch);
  Import(files, lines, "m.tsv", kFiles);
  Import(few, lines, "m.tsv", kFilesFewNames);
  ExpectSound(files, "files");
  EXPECT_FALSE(Must(files.Merges("")).empty());
  EXPECT_EQ(KeysOf(batch, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"),
            KeysOf(files, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"));
  EXPECT_EQ(KeysOf(files, "defjlstXYZ"), KeysOf(few, "defjlstXYZ"));
  EXPECT_EQ(Everything(files), Everything(few));
}

TEST(ManyLinesTest, AreTheSameInParts) {
  TempFolder folder;
  Store whole = OpenStore(folder / "whole"), parts = OpenStore(folder / "parts");
  Import(whole, Lines(6000, 3), "m.tsv", kFiles);
  Import(parts, Lines(6000, 3), "m.tsv", kParts);
  ExpectSound(parts, "parts");
  EXPECT_EQ(Everything(whole), Everything(parts));
}

// Where the store has some of the names and terms, and others that are like them.
TEST(ManyLinesTest, JoinWhatTheStoreHas) {
  TempFolder folder;
  Store batch = OpenStore(folder / "batch"), files = OpenStore(folder / "files");
  for (Store* store : {&batch, &files}) Import(*store, Lines(1500, 100), "a.tsv", kBatch);
  Import(batch, Lines(6000, 3), "m.tsv", kBatch);
  Import(files, Lines(6000, 3), "m.tsv", kFiles);
  ExpectSound(files, "files");
  EXPECT_EQ(KeysOf(batch, "defjlst"), KeysOf(files, "defjlst"));
  EXPECT_EQ(Everything(batch), Everything(files));
  ASSERT_TRUE(files.Forget("m.tsv").ok());
  ASSERT_TRUE(batch.Forget("m.tsv").ok());
  ExpectSound(files, "forgotten");
  EXPECT_EQ(KeysOf(batch, "efl"), KeysOf(files, "efl"));
}

// Names that were there are named once more: some by the same name, some by another way of
// writing it, some that others came to be like.
TEST(ManyLinesTest, NameWhatTheStoreHas) {
  TempFolder folder;
  Store batch = OpenStore(folder / "batch"), files = OpenStore(folder / "files");
  const auto lines = [](int from, int to, const std::string& written) {
    std::string text;
    for (int i = from; i < to; ++i)
      text += written + std::to_string(i) + "\tis_near\tYard " + std::to_string(i % 97) + "\n";
    return text;
  };
  for (Store* store : {&batch, &files}) {
    Import(*store, lines(0, 600, "Halden Works "), "a.tsv", kBatch);
    Import(*store, lines(500, 600, "Halden-Works "), "b.tsv", kBatch);
  }
  const std::string more = lines(100, 700, "Halden Works ") + lines(200, 300, "HALDEN WORKS ") +
                           lines(300, 400, "Haldenworks ") + lines(0, 5000, "tern/");
  Import(batch, more, "m.tsv", kBatch);
  Import(files, more, "m.tsv", kFiles);
  ExpectSound(files, "files");
  EXPECT_EQ(KeysOf(batch, "defjlst"), KeysOf(files, "defjlst"));
  EXPECT_EQ(Everything(batch), Everything(files));
}

// A fault in the last line of many: nothing of them is there, nor any file.
TEST(ManyLinesTest, LeaveNothingBehindAFault) {
  TempFolder folder;
  Store store = OpenStore(folder / "s");
  std::istringstream in(Lines(3000, 1) + "kestrel\n");
  const auto report = ImportTripleLines(store.database(), in, "m.tsv", {}, kParts);
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.status().message(), "m.tsv:3001: there is no column 2: the line has 1");
  EXPECT_EQ(KeysOf(store, "adefstXYZ").size(), 0u);
  EXPECT_FALSE(std::filesystem::exists(folder / "s/import"));
}

// The first fault of a file is told, though lines are looked at together.
TEST(ManyLinesTest, TheFirstFaultIsTold) {
  TempFolder folder;
  Store store = OpenStore(folder / "s");
  std::istringstream in("a\tb\tc\nx\n" + std::string(2 << 20, 'l') + "\n");
  const auto report = ImportTripleLines(store.database(), in, "m.tsv", {});
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.status().message(), "m.tsv:2: there is no column 2: the line has 1");
}

}  // namespace
}  // namespace lode
