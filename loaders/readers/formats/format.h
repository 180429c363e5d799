// What kind of file the bytes are, by their content.
#pragma once

#include <string>
#include <string_view>

namespace lode {

enum class FileFormat {
  kText,
  kMarkdown,
  kHtml,
  kJson,
  kJsonLines,
  kFeed,
  kTable,  // CSV, TSV
  kPdf,
  kOtherXml,
  kBinary,
  kEmpty
};

// Looks at bytes in an encoding that keeps ASCII (or at decoded text). The name
// decides only between formats that the content allows (Markdown or text).
FileFormat FormatOf(std::string_view bytes, std::string_view path);

// What parts the cells of a table whose first row is `text`'s: comma, tab or semicolon.
// Why a file whose name ends like that of an office document, a picture or an archive cannot be
// the text that its bytes are; "" where name and bytes go together.
std::string WhyNotNamed(FileFormat format, std::string_view path);
char SeparatorOf(std::string_view text);

// "a PNG image: ...": what binary bytes are, as far as known, and what can be done.
std::string BinaryKind(std::string_view bytes);

// The same of XML that is neither a feed nor a page.
std::string XmlKind(std::string_view text);

}  // namespace lode
