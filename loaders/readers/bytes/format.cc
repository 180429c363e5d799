// Tells formats apart by how they begin, and JSON from JSON lines by what most
// lines begin with, so that one broken line does not change the verdict. The hard
// bit is text that begins like a format ("[1]" opens a source list, not JSON).

#include "loaders/readers/bytes/format.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "loaders/readers/bytes/code_points.h"
#include "loaders/readers/bytes/mapped_text.h"

namespace lode {
namespace {

struct Magic {
  std::string_view bytes;
  const char* kind;
};
using namespace std::string_view_literals;
constexpr std::array<Magic, 16> kMagic = {{
    {"%PDF-"sv, "a PDF file"},
    {"PK\x03\x04"sv, "a ZIP archive or office document"},
    {"PK\x05\x06"sv, "a ZIP archive"},
    {"\x89PNG"sv, "a PNG image"},
    {"\xFF\xD8\xFF"sv, "a JPEG image"},
    {"GIF8"sv, "a GIF image"},
    {"\x7F"
     "ELF"sv,
     "a program"},
    {"BZh"sv, "a bzip2 file"},
    {"\xFD"
     "7zXZ"sv,
     "an xz file"},
    {"7z\xBC\xAF"sv, "a 7z archive"},
    {"Rar!"sv, "a RAR archive"},
    {"\xD0\xCF\x11\xE0"sv, "an old office document"},
    {"SQLite format 3"sv, "an SQLite database"},
    {"RIFF"sv, "a RIFF media file"},
    {"OggS"sv, "an Ogg media file"},
    {"ID3"sv, "an MP3 file"},
}};

std::string_view WithoutSpace(std::string_view text) {
  return text.substr(LeadingSpace(text));
}

re2::StringPiece Piece(std::string_view text) {
  return {text.data(), text.size()};
}

bool OpensObject(std::string_view text) {
  if (!text.starts_with("{")) return false;
  text = WithoutSpace(text.substr(1));
  return text.empty() || text.starts_with("\"") || text.starts_with("}");
}

FileFormat JsonKind(std::string_view text, std::string_view path) {
  if (text.starts_with("[")) return FileFormat::kJson;
  std::size_t lines = 0, objects = 0;
  for (std::size_t at = 0; at < text.size() && lines < 64;) {
    std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    if (LeadingSpace(line) == line.size()) continue;
    ++lines;
    line.remove_suffix(TrailingSpace(line));
    if (OpensObject(line) && line.size() > 1 && line.ends_with("}")) ++objects;
  }
  bool many = objects >= 2 && objects * 2 > lines;
  bool named =
      (path.ends_with(".jsonl") || path.ends_with(".ndjson")) && objects >= 1 && lines == objects;
  return many || named ? FileFormat::kJsonLines : FileFormat::kJson;
}

// JSON lines whose first lines are broken still have a majority of objects.
bool MostLinesAreObjects(std::string_view text) {
  return text.find("\n{") != std::string_view::npos && JsonKind(text, {}) == FileFormat::kJsonLines;
}

bool IsJson(std::string_view text) {
  if (OpensObject(text)) return true;
  if (!text.starts_with("[")) return false;
  std::string_view inside = WithoutSpace(text.substr(1));
  return inside.empty() || inside[0] == '{' || inside[0] == ']' || inside.starts_with("[[");
}

// The name of the first element, without prefix and case.
std::string RootElement(std::string_view text) {
  static const RE2 skip(R"((?s)^\s*(?:<\?.*?\?>|<!--.*?-->|<![A-Za-z][^>\[]*(?:\[.*?\]\s*)?>))");
  static const RE2 root(R"(^\s*<([A-Za-z][\w.-]*(?::[\w.-]+)?))");
  std::string_view head = text.substr(0, 1 << 16);
  re2::StringPiece rest = Piece(head);
  while (RE2::Consume(&rest, skip)) {
  }
  std::string name;
  RE2::PartialMatch(rest, root, &name);
  return LowerAscii(name);
}

bool IsHtmlElement(std::string_view name) {
  static const RE2 pattern(
      R"(html|head|body|article|section|main|div|span|p|h[1-6]|ul|ol|li|table|header|footer|nav|aside|title|meta|link|script|style|blockquote|figure|img|a|b|i|em|strong|br|center|font)");
  return RE2::FullMatch(Piece(name), pattern);
}

FileFormat MarkupKind(std::string_view text, std::string_view path) {
  std::string root = RootElement(text);
  if (root == "rss" || root == "feed" || root == "rdf:rdf" || root.ends_with(":feed"))
    return FileFormat::kFeed;
  std::string lower = LowerAscii(text.substr(0, 4096));
  if (lower.find("<!doctype html") != std::string::npos || IsHtmlElement(root))
    return FileFormat::kHtml;
  if (lower.starts_with("<?xml")) return FileFormat::kOtherXml;
  bool named = path.find(".htm") != std::string_view::npos;
  if (named && !root.empty()) return FileFormat::kHtml;
  return FileFormat::kText;
}

bool IsMarkdown(std::string_view text, std::string_view path) {
  static const RE2 heading(R"(^(?:---\s*\n(?:[\w-]+:.*\n)+---\s*\n|#{1,3} \S.*\n))");
  static const RE2 marks(R"((?m)^(?:#{1,6} \S|!\[.*\]\(|\[[^\]]+\]:\s)|\]\((?:https?:|/|#))");
  std::string_view head = text.substr(0, 1 << 16);
  if (path.ends_with(".md") || path.ends_with(".markdown")) return true;
  if (path.ends_with(".txt")) return RE2::PartialMatch(Piece(head), heading);
  return RE2::PartialMatch(Piece(head), heading) && RE2::PartialMatch(Piece(head), marks);
}

}  // namespace

std::string BinaryKind(std::string_view bytes) {
  for (const Magic& magic : kMagic)
    if (bytes.starts_with(magic.bytes)) return magic.kind;
  return "binary data";
}

FileFormat FormatOf(std::string_view bytes, std::string_view path) {
  for (const Magic& magic : kMagic) {
    bool textual = magic.bytes == "RIFF" || magic.bytes == "ID3" || magic.bytes == "BZh" ||
                   magic.bytes == "Rar!" || magic.bytes == "GIF8" || magic.bytes == "OggS";
    bool binary = !textual || bytes.substr(0, 64).find('\0') != std::string_view::npos;
    if (bytes.starts_with(magic.bytes) && binary) return FileFormat::kBinary;
  }
  std::string_view text = WithoutSpace(bytes);
  if (text.empty()) return FileFormat::kEmpty;
  for (std::string_view packed : {".gz", ".zst"})
    if (path.ends_with(packed)) path.remove_suffix(packed.size());
  if (IsJson(text)) return JsonKind(text, path);
  if (text.starts_with("<")) return MarkupKind(text, path);
  if (MostLinesAreObjects(text)) return FileFormat::kJsonLines;
  std::string_view head = text.substr(0, 2048);
  if (head.find("<html") != std::string_view::npos ||
      head.find("<!DOCTYPE html") != std::string_view::npos)
    return FileFormat::kHtml;
  return IsMarkdown(text, path) ? FileFormat::kMarkdown : FileFormat::kText;
}

}  // namespace lode
