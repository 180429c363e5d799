// Lines gather in articles of 256, articles in changes; see import_changes.h for what is seen
// of them when.

#include <algorithm>
#include <array>
#include <istream>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "lode/triples.h"
#include "storage/article_change.h"
#include "storage/database.h"
#include "storage/disk/content_hash.h"
#include "storage/import.h"
#include "storage/import_changes.h"
#include "storage/line_terms.h"
#include "storage/lines/line_reading.h"
#include "storage/lines/triple_line.h"
#include "storage/lines_change.h"
#include "storage/names/lines_record.h"
#include "storage/names/prepared_article.h"
#include "storage/schema/schema.h"

namespace lode {

namespace {

// Lines of a stream, without their breaks. Reads large pieces.
class LineReader {
 public:
  explicit LineReader(std::istream& in) : in_(in) {}
  // Valid until the next one.
  bool Next(std::string_view& line) {
    for (std::size_t from = at_;;) {
      const std::size_t end = buffer_.find('\n', from);
      if (end != std::string::npos) {
        line = std::string_view(buffer_).substr(at_, end - at_);
        at_ = end + 1;
        return true;
      }
      buffer_.erase(0, at_);
      at_ = 0;
      from = buffer_.size();
      buffer_.resize(from + kPiece);
      in_.read(buffer_.data() + from, kPiece);
      buffer_.resize(from + static_cast<std::size_t>(in_.gcount()));
      if (buffer_.size() > from) continue;
      line = buffer_;
      at_ = buffer_.size();
      return !buffer_.empty();
    }
  }

 private:
  static constexpr std::size_t kPiece = 1 << 20;
  std::istream& in_;
  std::string buffer_;
  std::size_t at_ = 0;
};

// The lines of the article under way.
struct LinesUnderWay {
  struct Line {
    std::uint64_t at = 0, number = 0;    // where it begins in its file, from 1
    std::uint32_t begin = 0, bytes = 0;  // of text
  };
  std::string text;
  std::vector<Line> lines;
  std::vector<LineTerms::Line> terms;  // of these
  bool is_terms = true;                // nothing stands in any but its terms

  std::string_view TextAt(std::size_t line) const {
    return std::string_view(text).substr(lines[line].begin, lines[line].bytes);
  }
};

// The three fields of a line of a table that could be told by where separators stand; false: it
// has to be read.
bool SplitLine(std::string_view line, char separator, const TripleOptions& options,
               std::array<std::string_view, 3>& fields) {
  const std::array<std::uint32_t, 3> columns = {options.subject, options.predicate, options.object};
  std::uint32_t column = 1, found = 0;
  for (std::size_t at = 0; found < 3; ++column) {
    const std::size_t end = std::min(line.find(separator, at), line.size());
    for (std::size_t i = 0; i < 3; ++i)
      if (columns[i] == column) fields[i] = line.substr(at, end - at), ++found;
    if (end == line.size()) break;
    at = end + 1;
  }
  return found == 3;
}

class TriplesImport {
 public:
  TriplesImport(Database& database, const std::string& path, const TripleOptions& options,
                const TripleLimits& limits)
      : database_(database),
        path_(path),
        options_(options),
        limits_(limits),
        separator_(options.format == TripleFormat::kTsv   ? '\t'
                   : options.format == TripleFormat::kCsv ? ','
                                                          : char{0}),
        has_own_columns_(separator_ == 0 || options.subject != 1 || options.predicate != 2 ||
                         options.object != 3),
        changes_(database),
        terms_(std::make_unique<LineTerms>(*database.schema())) {
    Begin();
  }

  void PassOver(std::string_view line) { ++number_, at_ += line.size() + 1; }
  Status Line(std::string_view line) {
    const std::uint64_t at = at_;
    PassOver(line);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    const std::size_t first = line.find_first_not_of(" \t");
    const bool is_comment = options_.format == TripleFormat::kNTriples &&
                            first != std::string::npos && line[first] == '#';
    if (first == std::string::npos || is_comment) return {};
    if (line.size() > kLongestTripleLine) {
      const Status before = FindTerms(lines_);
      if (!before.ok()) return before;
      return Here(number_, {Code::kLimit, "the line is longer than " +
                                              std::to_string(kLongestTripleLine) + " bytes"});
    }
    lines_.lines.push_back({at, number_, static_cast<std::uint32_t>(lines_.text.size()),
                            static_cast<std::uint32_t>(line.size())});
    lines_.text.append(line).push_back('\n');
    return lines_.lines.size() == kLinesOfArticle ? EndArticle(false) : Status();
  }

  Status End() {
    Status status = EndArticle(true);
    return status.ok() ? changes_.End() : status;
  }
  const ImportReport& report() const { return report_; }

 private:
  Status Here(std::uint64_t number, const Status& fault) const {
    return {fault.code(), path_ + ":" + std::to_string(number) + ": " + fault.message()};
  }

  // The terms of all lines of the article.
  Status FindTerms(LinesUnderWay& lines) {
    lines.terms.resize(lines.lines.size());
    std::array<LineTerms::Fields, LineTerms::kFoundAtOnce> found;
    for (std::size_t begin = 0; begin < lines.lines.size(); begin += found.size()) {
      const std::size_t count = std::min(found.size(), lines.lines.size() - begin);
      for (std::size_t i = 0; i < count; ++i) {
        const std::string_view line = lines.TextAt(begin + i);
        std::array<std::string_view, 3> fields;
        const bool is_split = separator_ != 0 &&
                              (separator_ == '\t' || line.find('"') == std::string_view::npos) &&
                              SplitLine(line, separator_, options_, fields);
        const std::size_t size = fields[0].size() + fields[1].size() + fields[2].size() + 2;
        lines.is_terms = lines.is_terms && is_split && !has_own_columns_ && size == line.size();
        found[i] = {fields[0], fields[1], fields[2]};
        if (!is_split) found[i] = {};  // empty fields never come
      }
      const std::span terms(&lines.terms[begin], count);
      terms_->Find({found.data(), count}, terms);
      for (std::size_t i = 0; i < count; ++i) {
        if (terms[i].subject != LineTerms::kNone && terms[i].predicate != LineTerms::kNone &&
            terms[i].object != LineTerms::kNone)
          continue;
        const std::string_view line = lines.TextAt(begin + i);
        const auto triple = ParseTripleLine(line, options_);
        const auto added = triple.ok() ? terms_->Add(line, *triple, options_.format)
                                       : Result<LineTerms::Line>(triple.status());
        if (!added.ok()) return Here(lines.lines[begin + i].number, added.status());
        terms[i] = *added;
      }
    }
    return {};
  }

  void Begin() {
    to_put_ = {};
    to_put_.path = path_;
    to_put_.names_at_once = limits_.names;
  }

  // By the rules of a record, which is made where nothing less will do.
  std::optional<LineReading> ReadingOf(const LinesUnderWay& lines) const {
    LineReadings readings(options_);
    for (const LinesUnderWay::Line& line : lines.lines) readings.Add(line.at, line.begin);
    return readings.reading();
  }

  Status EndArticle(bool is_last) {
    if (!lines_.lines.empty()) {
      LinesUnderWay lines = std::exchange(lines_, {});
      if (Status status = FindTerms(lines); !status.ok()) return status;
      ++parts_;
      given_ += lines.lines.size();
      const auto reading = ReadingOf(lines);
      const std::string id = "a:" + HexHash(lines.text, 12);
      const auto known = FindArticle(*changes_.View(), id);
      if (!known.ok()) return known.status();
      const bool is_new = !known->has_value() && ids_.insert(id).second;
      Status status =
          reading && is_new ? Keep(std::move(lines), id, *reading) : KeepRecord(lines, reading);
      if (!status.ok()) return status;
    }
    const bool is_full = to_put_.count >= limits_.lines || text_bytes_ >= limits_.text_bytes ||
                         terms_->bytes() >= limits_.term_bytes ||
                         recorded_ >= ImportLimits().written_statements;
    if (!is_last && !is_full) return {};
    const bool is_single = is_last && (to_put_.count == 0 || articles_.empty());
    Status status;
    if (!is_single)
      status = changes_.ExpectMore();
    else if (to_put_.count >= limits_.many_lines)
      status = changes_.ExpectLarge();
    return status.ok() ? Write() : status;
  }

  Status Keep(LinesUnderWay lines, const std::string& id, const LineReading& reading) {
    ArticleOfLines article;
    article.id = id;
    article.part = parts_;
    article.reading = reading;
    article.text_bytes = lines.text.size();
    terms_->Count(parts_, lines.terms);
    if (!lines.is_terms) text_bytes_ += lines.text.size();
    if (!lines.is_terms) article.text = std::move(lines.text);
    to_put_.Add(std::move(article), lines.terms);
    return {};
  }

  Status KeepRecord(const LinesUnderWay& lines, const std::optional<LineReading>& reading) {
    LinesRecord record(database_.schema().get());
    for (std::size_t i = 0; i < lines.lines.size(); ++i) {
      const std::string_view line = lines.TextAt(i);
      const auto triple = ParseTripleLine(line, options_);
      const Status status =
          triple.ok() ? record.Add(line, lines.lines[i].at, *triple) : triple.status();
      if (!status.ok()) return Here(lines.lines[i].number, status);
    }
    ArticleRecord made = std::move(record).Take();
    made.article.info.path = path_;
    made.article.info.part = parts_;
    auto article = Prepare(std::move(made), *database_.schema());
    if (!article.ok()) return article.status();
    article->lines = reading;
    recorded_ += article->record.statements.size();
    articles_.push_back(*std::move(article));
    return {};
  }

  Status Write() {
    std::uint64_t added = 0, statements = 0;
    Status status;
    if (to_put_.count > 0) {
      status = changes_.Change(true, [&](const KvView& view, KvBatch& batch, PutAside* aside) {
        added += to_put_.articles.size();
        statements += to_put_.count;
        return PutLines(view, batch, *database_.schema(), std::move(to_put_), std::move(terms_),
                        aside);
      });
    }
    if (status.ok() && !articles_.empty()) status = WriteRecords(added, statements);
    if (!status.ok()) return status;
    Begin();
    articles_.clear();
    terms_ = std::make_unique<LineTerms>(*database_.schema());
    text_bytes_ = recorded_ = 0;
    report_.articles += added;
    report_.statements += statements;
    report_.skipped += std::exchange(given_, 0) - statements;
    return {};
  }

  Status WriteRecords(std::uint64_t& added, std::uint64_t& statements) {
    return changes_.Change(true,
                           [&](const KvView& view, KvBatch& batch, PutAside* aside) -> Status {
                             ArticleChange change(view, batch, *database_.schema());
                             Status done;
                             for (PreparedArticle& article : articles_)
                               if (done.ok()) done = change.Add(std::move(article), {});
                             if (done.ok()) done = change.Apply(aside);
                             added += change.added();
                             statements += change.statements();
                             return done;
                           });
  }

  Database& database_;
  const std::string path_;
  const TripleOptions options_;
  const TripleLimits limits_;
  const char separator_;        // of a table, else 0
  const bool has_own_columns_;  // a line is more than three terms in their order
  ImportChanges changes_;
  ImportReport report_;
  LinesUnderWay lines_;
  std::uint32_t parts_ = 0;
  std::uint64_t at_ = 0, number_ = 0;  // in the file
  std::unique_ptr<LineTerms> terms_;
  std::unordered_set<std::string> ids_;    // of articles that are or will be there
  LinesToPut to_put_;                      // new articles, by their terms
  std::vector<PreparedArticle> articles_;  // others, by their records
  std::size_t given_ = 0, text_bytes_ = 0, recorded_ = 0;
};

}  // namespace

Result<ImportReport> ImportTriples(Store& store, std::istream& in, const std::string& path,
                                   const TripleOptions& options) {
  return ImportTripleLines(store.database(), in, path, options);
}

Result<ImportReport> ImportTripleLines(Database& database, std::istream& in,
                                       const std::string& path, const TripleOptions& options,
                                       const TripleLimits& limits) {
  std::lock_guard turn(database.import_mutex());
  TriplesImport import(database, path, options, limits);
  LineReader lines(in);
  bool is_first = true;
  for (std::string_view line; lines.Next(line);) {
    const bool is_head = std::exchange(is_first, false) && options.has_header &&
                         options.format != TripleFormat::kNTriples;
    if (is_head) import.PassOver(line);
    if (is_head) continue;
    if (Status status = import.Line(line); !status.ok()) return status;
  }
  if (in.bad()) return Status(Code::kIo, path + " cannot be read to its end");
  if (Status status = import.End(); !status.ok()) return status;
  return import.report();
}

}  // namespace lode
