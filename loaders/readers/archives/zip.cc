// A zip file is read by its directory, which stands at its end: what stands before may be
// anything. The hard bit is that sizes are said there and may be lies; so unpacking has its
// own limit, and members that lie over each other are counted as often as they are unpacked.

#include <algorithm>
#include <cstdint>

#include "loaders/readers/archives/archives.h"
#include "loaders/readers/bytes/encoding.h"
#include "loaders/readers/bytes/inflate.h"

namespace lode {
namespace {

constexpr std::size_t kMostMembers = 100'000;  // limit `archive-members`

std::uint32_t Number(std::string_view bytes, std::size_t at, int width) {
  std::uint32_t value = 0;
  for (int i = width; i-- > 0;)
    value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return value;
}

struct Entry {
  std::string name;
  std::uint32_t flags = 0, method = 0, packed = 0, size = 0, place = 0;
};

// Where the directory begins; npos where there is none.
std::size_t DirectoryBegin(std::string_view bytes) {
  constexpr std::size_t kEndSize = 22, kLongestNote = 1 << 16;
  if (bytes.size() < kEndSize) return std::string_view::npos;
  const std::size_t from = bytes.size() - std::min(bytes.size(), kEndSize + kLongestNote);
  const std::size_t end = bytes.rfind("PK\x05\x06");
  if (end == std::string_view::npos || end < from || end + kEndSize > bytes.size())
    return std::string_view::npos;
  const std::size_t begin = Number(bytes, end + 16, 4);
  return begin <= end ? begin : std::string_view::npos;
}

// The entry at `at` of the directory, which moves past it; false at its end.
bool TakeEntry(std::string_view bytes, std::size_t& at, Entry* entry) {
  constexpr std::size_t kHead = 46;
  if (at + kHead > bytes.size() || bytes.substr(at, 4) != "PK\x01\x02") return false;
  entry->flags = Number(bytes, at + 8, 2);
  entry->method = Number(bytes, at + 10, 2);
  entry->packed = Number(bytes, at + 20, 4);
  entry->size = Number(bytes, at + 24, 4);
  entry->place = Number(bytes, at + 42, 4);
  const std::size_t name = Number(bytes, at + 28, 2);
  const std::size_t rest = Number(bytes, at + 30, 2) + Number(bytes, at + 32, 2);
  if (at + kHead + name + rest > bytes.size()) return false;
  entry->name = bytes.substr(at + kHead, name);
  at += kHead + name + rest;
  return true;
}

Result<std::string> BytesOf(std::string_view bytes, const Entry& entry, std::uint64_t limit) {
  constexpr std::size_t kHead = 30;
  if (entry.flags & 1) return {Code::kUnsupported, "is encrypted: unpack it by hand"};
  if (entry.place + kHead > bytes.size() || bytes.substr(entry.place, 4) != "PK\x03\x04")
    return {Code::kInvalidInput, "is not where the archive says: fetch the archive again"};
  const std::size_t begin =
      entry.place + kHead + Number(bytes, entry.place + 26, 2) + Number(bytes, entry.place + 28, 2);
  if (begin > bytes.size() || entry.packed > bytes.size() - begin)
    return {Code::kInvalidInput, "is cut off: fetch the archive again"};
  const std::string_view packed = bytes.substr(begin, entry.packed);
  if (entry.method == 0 && packed.size() > limit) return {Code::kLimit, OverLimit(limit)};
  if (entry.method == 0) return std::string(packed);
  if (entry.method == 8) return Inflate(packed, Wrapping::kNone, limit);
  return {Code::kUnsupported, "is packed by a method that lode does not read (" +
                                  std::to_string(entry.method) + "): unpack it by hand"};
}

// Folders, and what systems leave beside files.
bool IsPassedOver(const std::string& name) {
  const std::size_t slash = name.rfind('/');
  const std::string last = slash == std::string::npos ? name : name.substr(slash + 1);
  return last.empty() || last.starts_with('.') || name.starts_with("__MACOSX/");
}

}  // namespace

std::string OfficeKind(std::string_view zip) {
  constexpr std::size_t kMostSeen = 50;
  std::size_t at = DirectoryBegin(zip);
  Entry entry;
  if (at == std::string_view::npos) return {};
  for (std::size_t seen = 0; seen < kMostSeen && TakeEntry(zip, at, &entry); ++seen) {
    if (entry.name.starts_with("word/")) return "a Word document (DOCX)";
    if (entry.name.starts_with("xl/")) return "an Excel workbook (XLSX)";
    if (entry.name.starts_with("ppt/")) return "a PowerPoint file (PPTX)";
    if (entry.name == "META-INF/container.xml") return "an e-book (EPUB)";
    if (entry.name == "content.xml") return "an OpenDocument file";
    if (entry.name == "META-INF/MANIFEST.MF") return "a Java archive";
  }
  return {};
}

void ReadZip(std::string_view bytes, std::uint64_t limit, const MemberSink& sink) {
  std::size_t at = DirectoryBegin(bytes);
  if (at == std::string_view::npos) {
    sink(Status(Code::kInvalidInput, "the ZIP archive has no directory: fetch it again"));
    return;
  }
  std::uint64_t left = limit;
  Entry entry;
  for (std::size_t seen = 0; TakeEntry(bytes, at, &entry); ++seen) {
    if (seen >= kMostMembers) {
      sink(Status(Code::kLimit, "has more members than the limit archive-members (" +
                                    std::to_string(kMostMembers) + "): split it"));
      return;
    }
    if (IsPassedOver(entry.name)) continue;
    Result<std::string> inside = BytesOf(bytes, entry, left);
    bool goes_on = true;
    if (inside.ok()) {
      left -= inside->size();
      goes_on = sink(Member{entry.name,
                            *std::move(inside),
                            {},
                            {},
                            static_cast<double>(entry.place) / static_cast<double>(bytes.size())});
    } else {
      goes_on = sink(Status(inside.status().code(), entry.name + ": " + inside.status().message()));
      if (inside.status().code() == Code::kLimit) return;
    }
    if (!goes_on) return;
  }
}

}  // namespace lode
