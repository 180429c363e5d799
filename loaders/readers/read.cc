// Picks the reader for a file and hands its records on. Every failure becomes one
// LoadError with the place in its message; nothing is thrown past this file but
// bad_alloc's own handling by the caller.

#include "loaders/readers/read.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "loaders/readers/archives/archives.h"
#include "loaders/readers/bytes/encoding.h"
#include "loaders/readers/bytes/source.h"
#include "loaders/readers/formats/format.h"
#include "loaders/readers/formats/html.h"
#include "loaders/readers/formats/pdf.h"
#include "loaders/readers/formats/records.h"
#include "loaders/readers/lines/text.h"
#include "loaders/readers/metadata/field_names.h"
#include "loaders/readers/metadata/field_values.h"
#include "loaders/readers/structure/article_structure.h"

namespace lode {
namespace {

using Sink = std::function<bool(ReadRecord)>;
using OnError = std::function<void(const LoadError&)>;

constexpr int kDeepestArchive = 3;  // limit `archive-depth`

// What the page does not say itself.
void FillFrom(const PageFields& outer, PageFields& fields) {
  for (std::string PageFields::*field :
       {&PageFields::title, &PageFields::source, &PageFields::author, &PageFields::url,
        &PageFields::published, &PageFields::language})
    if ((fields.*field).empty()) fields.*field = outer.*field;
}

// Hands out what a file's pages become, counting its articles. Each record is held
// back until the next one or the end comes: only then is it known whether it is all
// that the file holds.
class Reading {
 public:
  Reading(std::string path, const LoadOptions& options, const Sink& sink, const OnError& on_error)
      : path_(std::move(path)), options_(options), sink_(sink), on_error_(on_error) {}

  void Fail(std::uint64_t line, const std::string& message) {
    failed_ = true;
    on_error_({path_, line, member_.empty() ? message : member_ + ": " + message});
  }

  // What comes is of this member of an archive, until the next is opened.
  void OpenMember(const Member& member) {
    member_ = ShownPath(member.name);
    outer_ = member.fields;
    member_share_ = member.share_read;
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
    FillFrom(outer_, page->fields);
    const std::string no_date = NoDateIn(page->fields.published);
    CleanFields(page->fields);
    ReadRecord record;
    record.line = line;
    record.unread = std::move(page->unread);
    record.share_read = member_.empty() ? place.share_read : member_share_;
    record.articles = FindArticles(std::move(*page), options_, next_part_);
    next_part_ += static_cast<std::uint32_t>(record.articles.size());
    for (Article& article : record.articles) article.info.path = path_;
    // A byline may have told the date that the field does not.
    const bool dated = std::all_of(record.articles.begin(), record.articles.end(),
                                   [](const Article& one) { return !one.info.published.empty(); });
    if (!dated) record.no_date = no_date;
    if (record.articles.empty()) {
      Fail(line, "holds no text");
      return true;
    }
    const bool goes_on = HandOutHeld();
    held_ = std::move(record);
    return goes_on;
  }

  bool stopped() const { return stopped_; }

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

  const std::string path_;  // as it is shown
  const LoadOptions& options_;
  const Sink& sink_;
  const OnError& on_error_;
  std::string member_;  // of an archive
  PageFields outer_;    // what the archive says of it
  double member_share_ = 1;
  std::uint32_t next_part_ = 1;
  std::optional<ReadRecord> held_;
  std::size_t handed_out_ = 0;
  bool failed_ = false;
  bool stopped_ = false;  // the sink wants no more
};

void ReadDecoded(const MappedText& text, FileFormat format, const FieldNames& names,
                 Reading& reading) {
  RecordSink sink = [&](Result<Page> page, RecordPlace place) {
    return reading.Take(std::move(page), place);
  };
  switch (format) {
    case FileFormat::kText: reading.Take(ReadText(text), {}); break;
    case FileFormat::kMarkdown: reading.Take(ReadMarkdown(text), {}); break;
    case FileFormat::kHtml: reading.Take(ReadHtml(text), {}); break;
    case FileFormat::kJson: ReadJson(text, names, sink); break;
    case FileFormat::kJsonLines: ReadJsonLines(text.view(), names, sink); break;
    case FileFormat::kTable: ReadTable(text, names, sink); break;
    case FileFormat::kFeed: ReadFeed(text, sink); break;
    case FileFormat::kOtherXml: reading.Fail(0, "is " + XmlKind(text.view())); break;
    case FileFormat::kPdf: break;  // is no text
    case FileFormat::kEmpty: reading.Fail(0, "is empty"); break;
    case FileFormat::kBinary: reading.Fail(0, "is " + BinaryKind(text.view())); break;
  }
}

// A file, or a member of an archive.
struct Input {
  std::string_view bytes;
  std::string_view path;
  std::string charset;  // said by what holds it
  int depth = 0;        // of archives round it
};

void ReadPlain(const Input& input, const LoadOptions& options, const FieldNames& names,
               Reading& reading) {
  bool wide = !WideCharset(input.bytes).empty();
  FileFormat format = wide ? FileFormat::kText : FormatOf(input.bytes, input.path);
  if (format == FileFormat::kEmpty) return reading.Fail(0, "is empty");
  if (const std::string wrong = WhyNotNamed(format, input.path); !wrong.empty())
    return reading.Fail(0, wrong);
  if (format == FileFormat::kBinary) return reading.Fail(0, "is " + BinaryKind(input.bytes));
  if (format == FileFormat::kPdf) {
    Result<Page> page = ReadPdf(input.bytes, options.cancel);
    if (page.status().code() != Code::kCancelled) reading.Take(std::move(page), {});
    return;
  }
  // Lines are decoded one by one: a bad one costs only itself.
  if (format == FileFormat::kJsonLines && !wide)
    return ReadJsonLines(input.bytes, names, [&](Result<Page> page, RecordPlace place) {
      return reading.Take(std::move(page), place);
    });
  std::string charset = DeclaredCharset(input.bytes);
  if (charset.empty()) charset = input.charset;
  Result<MappedText> text = Decode(input.bytes, charset);
  if (!text.ok() && format == FileFormat::kHtml) text = DecodeLeniently(input.bytes);
  if (!text.ok()) return reading.Fail(0, text.status().message());
  if (wide) format = FormatOf(text->view(), input.path);
  ReadDecoded(*text, format, names, reading);
}

void ReadInput(const Input& input, const LoadOptions& options, const FieldNames& names,
               Reading& reading);

// Reads the members of an archive as they come; false where the bytes are none.
bool ReadArchive(const Input& input, const LoadOptions& options, const FieldNames& names,
                 Reading& reading) {
  const ArchiveReader read = ArchiveReaderFor(input.bytes);
  if (read == nullptr) return false;
  if (input.depth >= kDeepestArchive) {
    reading.Fail(0, "is nested deeper than the limit archive-depth (" +
                        std::to_string(kDeepestArchive) + "): unpack it by hand");
    return true;
  }
  read(input.bytes, options.max_file_bytes, [&](Result<Member> member) {
    if (!member.ok()) {
      reading.Fail(0, member.status().message());
      return !reading.stopped();
    }
    if (IsWebAsset(member->name)) return true;
    reading.OpenMember(*member);
    Result<std::string> bytes = Unpack(std::move(member->bytes), options.max_file_bytes);
    if (!bytes.ok())
      reading.Fail(0, bytes.status().message());
    else
      ReadInput({*bytes, member->name, member->charset, input.depth + 1}, options, names, reading);
    return !reading.stopped() && !(options.cancel && options.cancel->load());
  });
  return true;
}

void ReadInput(const Input& input, const LoadOptions& options, const FieldNames& names,
               Reading& reading) {
  if (!ReadArchive(input, options, names, reading)) ReadPlain(input, options, names, reading);
}

}  // namespace

void ReadFile(const SourceFile& file, const LoadOptions& options, const Sink& sink,
              const OnError& on_error) {
  Reading reading(ShownPath(file.path), options, sink, on_error);
  const Result<FieldNames> names = FieldNames::With(options.fields);
  if (!names.ok()) return reading.Fail(0, names.status().message());
  Result<std::string> bytes = file.given != nullptr
                                  ? Unpack(*file.given, options.max_file_bytes)
                                  : ReadBytes(file.path, options.max_file_bytes, options.cancel);
  if (bytes.status().code() == Code::kCancelled) return;  // nobody's fault
  if (!bytes.ok()) return reading.Fail(0, bytes.status().message());
  ReadInput({*bytes, file.path, file.charset, 0}, options, *names, reading);
  reading.Finish();
}

}  // namespace lode
