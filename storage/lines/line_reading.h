// How bare lines were read: articles of which nothing is kept but the terms of their lines.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lode/triples.h"

namespace lode {

inline constexpr char kLinesExtractor[] = "triples/1";
// The text is the lines, each with a line break behind it.
inline constexpr std::size_t kLinesOfArticle = 256;
inline constexpr std::size_t kLongestTripleLine = 1 << 20;
// A source's spans are 32 bits: what stands further on is said to stand here.
inline constexpr std::uint32_t kFarthestSource = 0xFFFFFFFFu - kLongestTripleLine;

// With the article's text it is the article's record: nothing else has to be stored of one.
struct LineReading {
  TripleFormat format = TripleFormat::kTsv;
  std::uint8_t subject = 1, predicate = 2, object = 3;  // columns of a table, from 1
  std::uint8_t source_break = 1;                        // bytes of each line break in its file
  std::uint32_t source = 0;  // where the first line begins there, at most kFarthestSource

  bool operator==(const LineReading&) const = default;
  TripleOptions Options() const;
  // Where line `line` (from 0) begins in its file, by where it begins in the text.
  std::uint32_t SourceOf(std::size_t line, std::size_t begin) const;
};

// The reading of lines as they come.
class LineReadings {
 public:
  explicit LineReadings(const TripleOptions& options);
  // The next line: where it begins in its file, and in the text.
  void Add(std::uint64_t at, std::size_t begin);
  // What makes the article's record out of its text; none where the lines have gaps in their
  // file, are too many, or have columns beyond the 255th.
  std::optional<LineReading> reading() const {
    return is_regular_ && lines_ <= kLinesOfArticle ? std::optional(reading_) : std::nullopt;
  }

 private:
  LineReading reading_;
  std::size_t lines_ = 0;
  bool is_regular_ = true;
};

// 16 bytes, where other readings have the hash of their record (Sighting::record_hash):
// "lines/1", format, subject, predicate, object, source_break, source (4, big end first). All
// of it is the store's format.
std::string EncodeReading(const LineReading& reading);
// None: another reading.
std::optional<LineReading> LineReadingOf(std::string_view record_hash);
bool IsLines(std::string_view record_hash);

// The public id of the statement of a line (from 1), by its article's id; none where that is
// none. An article's statements are found by it without a key of their own.
std::optional<std::uint64_t> LineStatementId(std::string_view article_id, std::uint64_t line);
// The id of the only article that could have a line of such an id.
std::string ArticleOfLineId(std::uint64_t statement_id);

}  // namespace lode
