// Tells formats apart by how they begin, and JSON from JSON lines by what most
// lines begin with, so that one broken line does not change the verdict. The hard
// bit is text that begins like a format ("[1]" opens a source list, not JSON).

#include "loaders/readers/formats/format.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "loaders/readers/archives/archives.h"
#include "loaders/readers/bytes/code_points.h"
#include "loaders/readers/bytes/mapped_text.h"
#include "loaders/readers/formats/json_scan.h"
#include "loaders/readers/lines/line_shape.h"
#include "loaders/readers/lines/piece.h"
#include "loaders/readers/metadata/field_names.h"

namespace lode {
namespace {

constexpr const char* kNoText = "it holds no text that lode reads; leave it out";
constexpr const char* kUnpack = "unpack it first";
constexpr const char* kSaveAs = "save it as text or HTML first";

struct Magic {
  std::string_view bytes;
  const char* kind;
  const char* advice;
};
using namespace std::string_view_literals;
constexpr std::array<Magic, 15> kMagic = {{
    {"PK\x03\x04"sv, "a ZIP archive", kUnpack},
    {"PK\x05\x06"sv, "an empty ZIP archive", kNoText},
    {"\x89PNG"sv, "a PNG image", kNoText},
    {"\xFF\xD8\xFF"sv, "a JPEG image", kNoText},
    {"GIF8"sv, "a GIF image", kNoText},
    {"\x7F"
     "ELF"sv,
     "a program", kNoText},
    {"BZh"sv, "a bzip2 file", kUnpack},
    {"\xFD"
     "7zXZ"sv,
     "an xz file", kUnpack},
    {"7z\xBC\xAF"sv, "a 7z archive", kUnpack},
    {"Rar!"sv, "a RAR archive", kUnpack},
    {"\xD0\xCF\x11\xE0"sv, "an old office document", kSaveAs},
    {"SQLite format 3"sv, "an SQLite database", "export its texts as CSV first"},
    {"RIFF"sv, "a RIFF media file", kNoText},
    {"OggS"sv, "an Ogg media file", kNoText},
    {"ID3"sv, "an MP3 file", kNoText},
}};

std::string_view WithoutSpace(std::string_view text) {
  return text.substr(LeadingSpace(text));
}

bool OpensObject(std::string_view text) {
  if (!text.starts_with("{")) return false;
  text = WithoutSpace(text.substr(1));
  return text.empty() || text.starts_with("\"") || text.starts_with("}");
}

FileFormat JsonKind(std::string_view text, std::string_view path) {
  if (text.starts_with("[")) return FileFormat::kJson;
  std::size_t lines = 0, objects = 0, whole = 0, opened = 0;
  for (std::size_t at = 0; at < text.size() && lines < 64;) {
    std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    if (LeadingSpace(line) == line.size()) continue;
    ++lines;
    line.remove_suffix(TrailingSpace(line));
    if (line.starts_with("{")) ++opened;
    if (OpensObject(line) && line.size() > 1 && line.ends_with("}")) {
      ++objects;
      if (FindJsonFault(line).at == std::string_view::npos) ++whole;
    }
  }
  // Each line begins an object and one of them is whole: the others are broken.
  if (lines >= 2 && opened == lines && whole >= 1) return FileFormat::kJsonLines;
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
  if (!inside.empty() && FindJsonFault(text).at == std::string_view::npos) return true;
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
  if (lower.starts_with("<?xml") || root == "urlset" || root == "sitemapindex" || root == "svg")
    return FileFormat::kOtherXml;
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

// A first line of names, two of which are those of fields, or the file's own name: a table.
bool IsTable(std::string_view text, std::string_view path) {
  constexpr std::size_t kLongestName = 64;
  const std::string_view head = text.substr(0, std::min(text.find('\n'), text.size()));
  const char separator = SeparatorOf(text);
  std::size_t cells = 0, known = 0;
  const FieldNames names;
  auto is_known = [&](const std::string& name) {
    for (int field = 0; field <= static_cast<int>(ArticleField::kLanguage); ++field) {
      const std::vector<std::string>& all = names.of(static_cast<ArticleField>(field));
      if (std::find(all.begin(), all.end(), name) != all.end()) return true;
    }
    return false;
  };
  for (std::size_t at = 0; at <= head.size();) {
    const std::size_t end = std::min(head.find(separator, at), head.size());
    std::string name = LowerAscii(head.substr(at, end - at));
    std::erase_if(name, [](char c) { return c == '"' || c == '\r'; });
    if (name.size() > kLongestName || EndsSentence(name)) return false;
    known += is_known(name) ? 1 : 0;
    ++cells;
    at = end + 1;
  }
  const bool named = path.ends_with(".csv") || path.ends_with(".tsv");
  if (cells < 2 || head.size() == text.size()) return false;
  const std::string_view below = text.substr(head.size() + 1);
  return named || (known >= 2 && below.substr(0, 1 << 16).find(separator) != below.npos);
}

}  // namespace

char SeparatorOf(std::string_view text) {
  const std::string_view head = text.substr(0, std::min(text.find('\n'), text.size()));
  char best = ',';
  for (const char mark : {'\t', ';'})
    if (std::count(head.begin(), head.end(), mark) > std::count(head.begin(), head.end(), best))
      best = mark;
  return best;
}

std::string BinaryKind(std::string_view bytes) {
  if (const std::string office = OfficeKind(bytes); !office.empty()) return office + ": " + kSaveAs;
  for (const Magic& magic : kMagic)
    if (bytes.starts_with(magic.bytes)) return std::string(magic.kind) + ": " + magic.advice;
  return std::string("binary data: ") + kNoText;
}

std::string WhyNotNamed(FileFormat format, std::string_view path) {
  constexpr std::array<std::pair<std::string_view, const char*>, 14> kKinds = {{
      {".xlsx", "a spreadsheet"},
      {".docx", "an office document"},
      {".pptx", "a presentation"},
      {".odt", "an office document"},
      {".ods", "a spreadsheet"},
      {".odp", "a presentation"},
      {".epub", "a book"},
      {".pdf", "a PDF"},
      {".zip", "a ZIP archive"},
      {".png", "an image"},
      {".jpg", "an image"},
      {".jpeg", "an image"},
      {".mp3", "a sound file"},
      {".mp4", "a film"},
  }};
  const bool is_text = format == FileFormat::kText || format == FileFormat::kMarkdown ||
                       format == FileFormat::kTable;
  const std::string lower = LowerAscii(path);
  for (const auto& [end, kind] : kKinds)
    if (is_text && lower.ends_with(end))
      return "is not " + std::string(kind) + ", as its name says, but text: fetch it again, or " +
             "name it .txt";
  return "";
}

std::string XmlKind(std::string_view text) {
  const std::string root = RootElement(text);
  if (root == "urlset" || root == "sitemapindex")
    return "a sitemap, which names pages and holds none: fetch the pages and load those";
  return "XML, but neither RSS nor Atom nor HTML: convert it to one of them or to JSON";
}

FileFormat FormatOf(std::string_view bytes, std::string_view path) {
  if (bytes.starts_with("%PDF-")) return FileFormat::kPdf;
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
  if (IsTable(text, path)) return FileFormat::kTable;
  std::string_view head = text.substr(0, 2048);
  if (head.find("<html") != std::string_view::npos ||
      head.find("<!DOCTYPE html") != std::string_view::npos)
    return FileFormat::kHtml;
  return IsMarkdown(text, path) ? FileFormat::kMarkdown : FileFormat::kText;
}

}  // namespace lode
