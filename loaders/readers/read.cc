// Picks the reader for a file and hands its records on. Every failure becomes one
// LoadError with the place in its message; nothing is thrown past this file but
// bad_alloc's own handling by the caller.

#include "loaders/readers/read.h"

#include <algorithm>
#include <utility>

#include "loaders/readers/article_structure.h"
#include "loaders/readers/encoding.h"
#include "loaders/readers/format.h"
#include "loaders/readers/source.h"
#include "loaders/readers/text.h"

namespace lode {
namespace {

using Sink = std::function<bool(ReadRecord)>;
using OnError = std::function<void(const LoadError&)>;

void ReadPage(Page page, const std::string& path, const LoadOptions& options, const Sink& sink,
              const OnError& on_error) {
  ReadRecord record;
  record.articles = FindArticles(std::move(page), options, 1);
  for (Article& article : record.articles) article.info.path = path;
  if (record.articles.empty()) return on_error({path, 0, "holds no text"});
  for (const Article& article : record.articles)
    if (article.text.size() > options.max_article_bytes)
      return on_error({path, 0, "an article is larger than the limit article-bytes (" +
                                    std::to_string(options.max_article_bytes) + "): raise the limit"});
  sink(std::move(record));
}

void ReadDecoded(const std::string& bytes, const SourceFile& file, const LoadOptions& options,
                 const Sink& sink, const OnError& on_error) {
  Result<MappedText> text = Decode(bytes, DeclaredCharset(bytes));
  if (!text.ok()) return on_error({file.path, 0, text.status().message()});
  ReadPage(ReadText(*text), file.path, options, sink, on_error);
}

}  // namespace

void ReadFile(const SourceFile& file, const LoadOptions& options, const Sink& sink,
              const OnError& on_error) {
  Result<std::string> bytes = ReadBytes(file.path, options.max_file_bytes);
  if (!bytes.ok()) return on_error({file.path, 0, bytes.status().message()});
  FileFormat format = FormatOf(*bytes, file.path);
  if (format == FileFormat::kEmpty) return on_error({file.path, 0, "is empty"});
  if (format == FileFormat::kBinary)
    return on_error({file.path, 0, "is " + BinaryKind(*bytes) + ", not a format that lode reads"});
  ReadDecoded(*bytes, file, options, sink, on_error);
}

}  // namespace lode
