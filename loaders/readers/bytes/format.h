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
  kOtherXml,
  kBinary,
  kEmpty
};

// Looks at bytes in an encoding that keeps ASCII (or at decoded text). The name
// decides only between formats that the content allows (Markdown or text).
FileFormat FormatOf(std::string_view bytes, std::string_view path);

// "a PDF file", "a ZIP archive": what binary bytes are, as far as known.
std::string BinaryKind(std::string_view bytes);

}  // namespace lode
