// A crawl as WARC (ISO 28500): records of a head and so many bytes. Only the pages that were
// answered with 200 are read. The hard bit is a record whose length is wrong: the next one
// is looked for by its first line, so that it costs itself only.

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>

#include "loaders/readers/archives/archives.h"
#include "loaders/readers/archives/http_body.h"
#include "loaders/readers/bytes/code_points.h"

namespace lode {
namespace {

constexpr std::string_view kMark = "WARC/";

std::size_t NextRecord(std::string_view bytes, std::size_t from) {
  while (from < bytes.size()) {
    const std::size_t at = bytes.find(kMark, from);
    if (at == std::string_view::npos) return bytes.size();
    if (at == 0 || bytes[at - 1] == '\n') return at;
    from = at + kMark.size();
  }
  return bytes.size();
}

bool IsPageType(const std::string& type) {
  const std::string lower = LowerAscii(type);
  return lower.empty() || lower.starts_with("text/html") || lower.starts_with("text/plain") ||
         lower.starts_with("application/xhtml") || lower.starts_with("text/markdown");
}

bool IsAnswered(const HeaderLines& http) {
  const std::size_t space = http.first.find(' ');
  return space != std::string::npos && http.first.substr(space + 1).starts_with("200");
}

// The address, where crawlers put it between < and >.
std::string AddressOf(const HeaderLines& head) {
  std::string address = head["warc-target-uri"];
  if (address.starts_with('<') && address.ends_with('>'))
    address = address.substr(1, address.size() - 2);
  return address;
}

// The page of a record; no name where it holds none.
Result<Member> MemberOf(const HeaderLines& head, std::string_view block, std::uint64_t limit) {
  Member member;
  const std::string type = head["warc-type"];
  if (type == "response") {
    const HeaderLines http = ReadHeaderLines(block, true);
    if (!http.first.starts_with("HTTP/") || !IsAnswered(http) || !IsPageType(http["content-type"]))
      return member;
    Result<std::string> body = HttpBody(http, block.substr(http.length), limit);
    if (!body.ok()) return {body.status().code(), AddressOf(head) + ": " + body.status().message()};
    member.bytes = *std::move(body);
  } else if ((type == "resource" || type == "conversion") && IsPageType(head["content-type"])) {
    member.bytes = block;
  } else {
    return member;
  }
  member.fields.url = AddressOf(head);
  member.name = member.fields.url.empty() ? head["warc-record-id"] : member.fields.url;
  return member;
}

}  // namespace

void ReadWarc(std::string_view bytes, std::uint64_t limit, const MemberSink& sink) {
  for (std::size_t at = NextRecord(bytes, 0); at < bytes.size();) {
    const HeaderLines head = ReadHeaderLines(bytes.substr(at), true);
    const std::size_t begin = at + head.length;
    const std::string said = head["content-length"];
    std::size_t length = 0;
    std::from_chars(said.data(), said.data() + said.size(), length);
    std::size_t end = begin + std::min(length, bytes.size() - begin);
    const std::size_t next = NextRecord(bytes, end);
    // A length that is wrong: the record ends before the next one.
    const bool is_right =
        bytes.substr(end, next - end).find_first_not_of("\r\n") == std::string_view::npos;
    const std::size_t found = is_right ? next : NextRecord(bytes, begin);
    if (!is_right) end = found;
    Result<Member> member = MemberOf(head, bytes.substr(begin, end - begin), limit);
    at = found;
    if (member.ok() && member->name.empty()) continue;
    if (member.ok())
      member->share_read = static_cast<double>(at) / static_cast<double>(bytes.size());
    if (!sink(std::move(member))) return;
  }
}

}  // namespace lode
