// Fields of statements and articles as columns in memory: what a filter asks of every row of
// a scan is then a look into an array, not a look-up in the store.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "storage/statements/statement_block.h"

namespace lode {

enum class ArticleField : std::uint8_t {
  kTitle,
  kSource,
  kUrl,
  kLanguage,
  kAuthor,
  kPublished,
};
inline constexpr std::size_t kArticleFields = 6;

// Numbers in a row, of one, two or four bytes each: as many as the largest needs.
class CodeArray {
 public:
  std::uint32_t at(std::size_t place) const {
    if (width_ == 1) return bytes_[place];
    if (width_ == 2) return pairs_[place];
    return fours_[place];
  }
  std::size_t size() const { return size_; }
  std::size_t bytes() const { return size_ * width_; }
  void Append(std::uint32_t code);

 private:
  unsigned width_ = 1;
  std::size_t size_ = 0;
  std::vector<std::uint8_t> bytes_;
  std::vector<std::uint16_t> pairs_;
  std::vector<std::uint32_t> fours_;
};

// Values by statement. A value that many statements have stands once; it has a code, from 1 on.
class StatementColumn {
 public:
  // 0: there is no such statement.
  std::uint32_t CodeOf(TermId statement) const;
  // By code, as StatementField says; the one of 0 is 0. Entities are representatives.
  std::span<const std::uint64_t> values() const { return values_; }

 private:
  friend class ColumnMaker;
  std::vector<std::uint32_t> begins_;  // by article: where its statements begin; and their end
  CodeArray codes_;
  std::vector<std::uint64_t> values_{0};
};

// Words by article, each once, with codes from 1 on.
class ArticleColumn {
 public:
  // 0: there is no such article, or it has no words there.
  std::uint32_t CodeOf(TermId article) const;
  // By code. Dates of publication are days.
  std::span<const std::string> values() const { return values_; }

 private:
  friend class ColumnMaker;
  CodeArray codes_;  // by article
  std::vector<std::string> values_{std::string()};
};

// Asked on the way of something long: whether to go on.
using MayGoOn = std::function<bool()>;

}  // namespace lode
