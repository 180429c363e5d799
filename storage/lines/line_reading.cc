// A reading of lines as 16 bytes, and the ids that follow from an article's own.

#include "storage/lines/line_reading.h"

#include <algorithm>

#include "storage/disk/coding.h"
#include "storage/disk/content_hash.h"

namespace lode {

namespace {

constexpr std::string_view kReadingMark = "lines/1";
constexpr std::string_view kArticlePrefix = "a:";
constexpr int kArticleDigits = 12;
constexpr unsigned kLineBits = 16;

}  // namespace

TripleOptions LineReading::Options() const {
  TripleOptions options;
  options.format = format;
  options.subject = subject, options.predicate = predicate, options.object = object;
  return options;
}

std::uint32_t LineReading::SourceOf(std::size_t line, std::size_t begin) const {
  const std::uint64_t at = std::uint64_t{source} + begin + line * (source_break - std::uint64_t{1});
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(at, kFarthestSource));
}

LineReadings::LineReadings(const TripleOptions& options) {
  reading_.format = options.format;
  if (options.format == TripleFormat::kNTriples) return;
  constexpr std::uint32_t kMost = 255;
  is_regular_ = std::max({options.subject, options.predicate, options.object}) <= kMost;
  reading_.subject = static_cast<std::uint8_t>(options.subject);
  reading_.predicate = static_cast<std::uint8_t>(options.predicate);
  reading_.object = static_cast<std::uint8_t>(options.object);
}

void LineReadings::Add(std::uint64_t at, std::size_t begin) {
  const auto from = static_cast<std::uint32_t>(std::min<std::uint64_t>(at, kFarthestSource));
  if (lines_ == 0) reading_.source = from;
  // The second line tells how long a line break is.
  if (lines_ == 1 && from == reading_.SourceOf(1, begin) + 1) reading_.source_break = 2;
  is_regular_ = is_regular_ && from == reading_.SourceOf(lines_, begin);
  ++lines_;
}

std::string EncodeReading(const LineReading& reading) {
  std::string code(kReadingMark);
  PutByte(code, static_cast<std::uint8_t>(reading.format));
  for (const std::uint8_t number :
       {reading.subject, reading.predicate, reading.object, reading.source_break})
    PutByte(code, number);
  PutBig32(code, reading.source);
  return code;
}

bool IsLines(std::string_view record_hash) {
  return record_hash.starts_with(kReadingMark);
}

std::optional<LineReading> LineReadingOf(std::string_view record_hash) {
  if (!IsLines(record_hash)) return std::nullopt;
  ByteReader in(record_hash.substr(kReadingMark.size()));
  LineReading reading;
  const std::uint8_t format = in.Byte();
  reading.format = static_cast<TripleFormat>(format);
  for (std::uint8_t* number :
       {&reading.subject, &reading.predicate, &reading.object, &reading.source_break})
    *number = in.Byte();
  for (int i = 0; i < 4; ++i) reading.source = reading.source << 8 | in.Byte();
  const bool is_one = in.ok() && in.at_end() && reading.source_break > 0 &&
                      format <= static_cast<std::uint8_t>(TripleFormat::kNTriples);
  return is_one ? std::optional(reading) : std::nullopt;
}

std::optional<std::uint64_t> LineStatementId(std::string_view article_id, std::uint64_t line) {
  if (article_id.size() != kArticlePrefix.size() + kArticleDigits ||
      !article_id.starts_with(kArticlePrefix) || line >> kLineBits != 0)
    return std::nullopt;
  std::uint64_t article = 0;
  for (const char c : article_id.substr(kArticlePrefix.size())) {
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit < 0) return std::nullopt;
    article = article << 4 | static_cast<unsigned>(digit);
  }
  return article << kLineBits | line;
}

std::string ArticleOfLineId(std::uint64_t statement_id) {
  return std::string(kArticlePrefix) + Hex(statement_id, kArticleDigits);
}

}  // namespace lode
