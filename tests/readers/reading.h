// Reads fixtures through the readers' own door.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/readers/read.h"

namespace lode {

struct Reading {
  std::string bytes;  // as written
  std::vector<Article> articles;
  std::vector<std::uint64_t> lines;  // [article]
  std::vector<LoadError> errors;
};

// A folder of this test's own, removed with it.
class Folder {
 public:
  Folder() {
    std::string pattern = testing::TempDir() + "lode_readers_XXXXXX";
    path_ = mkdtemp(pattern.data());
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string Write(const std::string& name, std::string_view bytes) const {
    std::string path = path_ + "/" + name;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// Reads `bytes` as a file of that name.
inline Reading ReadFixture(std::string_view bytes, const std::string& name = "fixture.txt",
                           const LoadOptions& options = {}) {
  Folder folder;
  Reading reading;
  reading.bytes = bytes;
  SourceFile file{folder.Write(name, bytes), bytes.size()};
  ReadFile(
      file, options,
      [&](ReadRecord record) {
        for (Article& article : record.articles) {
          reading.articles.push_back(std::move(article));
          reading.lines.push_back(record.line);
        }
        return true;
      },
      [&](const LoadError& error) { reading.errors.push_back(error); });
  return reading;
}

// The one article of a fixture; fails the test when there are others or errors.
inline Article ReadOne(std::string_view bytes, const std::string& name = "fixture.txt",
                       const LoadOptions& options = {}) {
  Reading reading = ReadFixture(bytes, name, options);
  EXPECT_EQ(reading.errors.size(), 0u) << (reading.errors.empty() ? "" : reading.errors[0].message);
  EXPECT_EQ(reading.articles.size(), 1u);
  return reading.articles.empty() ? Article{} : reading.articles[0];
}

// The message of the one error of a fixture that gives no article.
inline std::string ErrorOf(std::string_view bytes, const std::string& name = "fixture.txt",
                           const LoadOptions& options = {}) {
  Reading reading = ReadFixture(bytes, name, options);
  EXPECT_EQ(reading.articles.size(), 0u);
  EXPECT_EQ(reading.errors.size(), 1u);
  return reading.errors.empty() ? "" : reading.errors[0].message;
}

inline std::string_view TextOf(const Article& article, const Block& block) {
  return std::string_view(article.text).substr(block.text.begin, block.text.end - block.text.begin);
}

// The first block that holds `words`.
inline const Block& BlockWith(const Article& article, std::string_view words) {
  static const Block none;
  for (const Block& block : article.blocks)
    if (TextOf(article, block).find(words) != std::string_view::npos) return block;
  ADD_FAILURE() << "no block holds \"" << words << "\" in:\n" << article.text;
  return none;
}

inline BlockKind KindOf(const Article& article, std::string_view words) {
  return BlockWith(article, words).kind;
}

// Spans lie inside the text, in order and apart; sources inside the bytes;
// duplicates point back; the text is UTF-8 and its blocks hold no blank line.
inline void ExpectSound(const Article& article, std::size_t source_bytes) {
  std::uint32_t end = 0;
  for (std::size_t i = 0; i < article.blocks.size(); ++i) {
    const Block& block = article.blocks[i];
    EXPECT_GE(block.text.begin, end);
    EXPECT_GT(block.text.end, block.text.begin);
    EXPECT_LE(block.text.end, article.text.size());
    EXPECT_LE(block.source.begin, block.source.end);
    EXPECT_LE(block.source.end, source_bytes);
    EXPECT_LT(block.duplicate_of, static_cast<int>(i));
    EXPECT_EQ(TextOf(article, block).find("\n\n"), std::string_view::npos);
    end = block.text.end;
  }
}

}  // namespace lode

namespace lode {
inline void PrintTo(BlockKind kind, std::ostream* out) {
  *out << "kind " << static_cast<int>(kind);
}
}  // namespace lode
