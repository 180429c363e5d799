// Picks the reader for a file and hands its records on. Every failure becomes one
// LoadError with the place in its message; nothing is thrown past this file but
// bad_alloc's own handling by the caller.

#include "loaders/readers/read.h"

#include <optional>
#include <string>
#include <utility>

#include "loaders/readers/bytes/encoding.h"
#include "loaders/readers/bytes/format.h"
#include "loaders/readers/bytes/source.h"
#include "loaders/readers/formats/html.h"
#include "loaders/readers/formats/records.h"
#include "loaders/readers/lines/text.h"
#include "loaders/readers/structure/article_structure.h"

namespace lode {
namespace {

using Sink = std::function<bool(ReadRecord)>;
using OnError = std::function<void(const LoadError&)>;

// Hands out what a file's pages become, counting its articles. Each record is held
// back until the next one or the end comes: only then is it known whether it is all
// that the file holds.
class Reading {
 public:
  Reading(const std::string& path, const LoadOptions& options, const Sink& sink,
          const OnError& on_error)
      : path_(path), options_(options), sink_(sink), on_error_(on_error) {}

  void Fail(std::uint64_t line, const std::string& message) {
    failed_ = true;
    on_error_({path_, line, message});
  }

  // Returns false when the caller wants no more.
  bool Take(Result<Page> page, RecordPlace place) {
    const std::uint64_t line = place.line;
    if (!page.ok()) {
      Fail(line, page.status().message());
      return true;
    }
    std::size_t bytes = 0;
    for (Line& each : page->lines) {
      bytes += each.text.size();
      if (bytes > options_.max_article_bytes) break;
      each.text = NormalizeNfc(each.text);
    }
    if (bytes > options_.max_article_bytes) {
      Fail(line, "an article is larger than the limit article-bytes (" +
                     std::to_string(options_.max_article_bytes) +
                     "): raise it with --max-article-bytes");
      return true;
    }
    ReadRecord record;
    record.line = line;
    record.share_read = place.share_read;
    record.articles = FindArticles(std::move(*page), options_, next_part_);
    next_part_ += static_cast<std::uint32_t>(record.articles.size());
    for (Article& article : record.articles) article.info.path = path_;
    if (record.articles.empty()) {
      Fail(line, "holds no text");
      return true;
    }
    const bool goes_on = HandOutHeld();
    held_ = std::move(record);
    return goes_on;
  }

  void Finish() {
    if (held_ && handed_out_ == 0) held_->whole_file = !failed_;
    HandOutHeld();
  }

 private:
  bool HandOutHeld() {
    if (stopped_ || !held_) return !stopped_;
    ++handed_out_;
    stopped_ = !sink_(*std::exchange(held_, std::nullopt));
    return !stopped_;
  }

  const std::string& path_;
  const LoadOptions& options_;
  const Sink& sink_;
  const OnError& on_error_;
  std::uint32_t next_part_ = 1;
  std::optional<ReadRecord> held_;
  std::size_t handed_out_ = 0;
  bool failed_ = false;
  bool stopped_ = false;  // the sink wants no more
};

void ReadDecoded(const MappedText& text, FileFormat format, Reading& reading) {
  RecordSink sink = [&](Result<Page> page, RecordPlace place) {
    return reading.Take(std::move(page), place);
  };
  switch (format) {
    case FileFormat::kText: reading.Take(ReadText(text), {}); break;
    case FileFormat::kMarkdown: reading.Take(ReadMarkdown(text), {}); break;
    case FileFormat::kHtml: reading.Take(ReadHtml(text), {}); break;
    case FileFormat::kJson: ReadJson(text, sink); break;
    case FileFormat::kJsonLines: ReadJsonLines(text.view(), sink); break;
    case FileFormat::kFeed: ReadFeed(text, sink); break;
    case FileFormat::kOtherXml:
      reading.Fail(
          0, "is XML, but neither RSS nor Atom nor HTML: convert it to one of them or to JSON");
      break;
    case FileFormat::kEmpty: reading.Fail(0, "is empty"); break;
    case FileFormat::kBinary:
      reading.Fail(0, "is " + BinaryKind(text.view()) + ", not a format that lode reads");
      break;
  }
}

void ReadBytesOf(const std::string& bytes, const std::string& path, Reading& reading) {
  bool wide = !WideCharset(bytes).empty();
  FileFormat format = wide ? FileFormat::kText : FormatOf(bytes, path);
  if (format == FileFormat::kEmpty) return reading.Fail(0, "is empty");
  if (format == FileFormat::kBinary)
    return reading.Fail(0, "is " + BinaryKind(bytes) + ", not a format that lode reads");
  // Lines are decoded one by one: a bad one costs only itself.
  if (format == FileFormat::kJsonLines && !wide)
    return ReadJsonLines(bytes, [&](Result<Page> page, RecordPlace place) {
      return reading.Take(std::move(page), place);
    });
  Result<MappedText> text = Decode(bytes, DeclaredCharset(bytes));
  if (!text.ok()) return reading.Fail(0, text.status().message());
  if (wide) format = FormatOf(text->view(), path);
  ReadDecoded(*text, format, reading);
}

}  // namespace

void ReadFile(const SourceFile& file, const LoadOptions& options, const Sink& sink,
              const OnError& on_error) {
  Reading reading(file.path, options, sink, on_error);
  Result<std::string> bytes = ReadBytes(file.path, options.max_file_bytes, options.cancel);
  if (bytes.status().code() == Code::kCancelled) return;  // nobody's fault
  if (!bytes.ok()) return reading.Fail(0, bytes.status().message());
  ReadBytesOf(*bytes, file.path, reading);
  reading.Finish();
}

}  // namespace lode
