// Mails (RFC 5322, MIME) and pages that browsers save as such (MHTML). The parts are walked
// by their boundaries; the first HTML part is the text, else the first plain one. The hard
// bit is a boundary that never comes: a part then ends with the mail.

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "loaders/readers/archives/archives.h"
#include "loaders/readers/archives/http_body.h"
#include "loaders/readers/archives/mail_coding.h"
#include "loaders/readers/bytes/code_points.h"
#include "loaders/readers/bytes/inflate.h"

namespace lode {
namespace {

constexpr int kDeepestPart = 8;  // limit `mail-depth`
constexpr std::size_t kMostParts = 1000;

struct Part {
  HeaderLines head;
  std::string_view body;
};

// The parameter of a field: boundary="x".
std::string Parameter(const std::string& field, const std::string& name) {
  const std::size_t at = LowerAscii(field).find(name + "=");
  if (at == std::string::npos) return {};
  std::string_view value = std::string_view(field).substr(at + name.size() + 1);
  if (value.starts_with('"')) return std::string(value.substr(1, value.find('"', 1) - 1));
  return std::string(value.substr(0, std::min(value.find_first_of("; \t"), value.size())));
}

// The leaves of a mail, in order.
void Walk(std::string_view bytes, int depth, std::vector<Part>& parts) {
  const HeaderLines head = ReadHeaderLines(bytes, false);
  const std::string_view body = bytes.substr(head.length);
  const std::string type = head["content-type"];
  const std::string mark = "--" + Parameter(type, "boundary");
  const bool is_multipart = LowerAscii(type).starts_with("multipart/") && mark.size() > 2;
  if (!is_multipart || depth >= kDeepestPart) {
    if (parts.size() < kMostParts) parts.push_back({head, body});
    return;
  }
  std::size_t at = body.find(mark);
  while (at != std::string_view::npos && parts.size() < kMostParts) {
    const std::size_t begin = body.find('\n', at);
    if (body.substr(at + mark.size(), 2) == "--" || begin == std::string_view::npos) return;
    const std::size_t end = body.find("\n" + mark, begin);
    Walk(body.substr(begin + 1, end == std::string_view::npos ? end : end - begin - 1), depth + 1,
         parts);
    at = end == std::string_view::npos ? end : end + 1;
  }
}

const Part* FirstOf(const std::vector<Part>& parts, std::string_view type) {
  for (const Part& part : parts) {
    const std::string own = LowerAscii(part.head["content-type"]);
    const bool is_file = LowerAscii(part.head["content-disposition"]).starts_with("attachment");
    if (!is_file && (own.starts_with(type) || (own.empty() && type == "text/plain"))) return &part;
  }
  return nullptr;
}

}  // namespace

bool IsMail(std::string_view bytes) {
  const HeaderLines head = ReadHeaderLines(bytes.substr(0, 1 << 16), false);
  const std::string_view first = bytes.substr(0, std::min(bytes.find('\n'), bytes.size()));
  const bool opens = first.find(':') != first.npos && first.find(' ') >= first.find(':');
  const bool is_mime = head.values.contains("mime-version") || head.values.contains("received") ||
                       head.values.contains("message-id");
  return opens && is_mime && head.values.contains("from") && head.values.contains("subject");
}

void ReadMail(std::string_view bytes, std::uint64_t limit, const MemberSink& sink) {
  const HeaderLines head = ReadHeaderLines(bytes, false);
  std::vector<Part> parts;
  Walk(bytes, 0, parts);
  const Part* text = FirstOf(parts, "text/html");
  if (text == nullptr) text = FirstOf(parts, "text/plain");
  if (text == nullptr) {
    sink(Status(Code::kInvalidInput, "is a mail without text: save what is attached to it"));
    return;
  }
  Member member;
  member.bytes = DecodeTransfer(text->body, LowerAscii(text->head["content-transfer-encoding"]));
  if (member.bytes.size() > limit) {
    sink(Status(Code::kLimit, OverLimit(limit)));
    return;
  }
  member.charset = Parameter(text->head["content-type"], "charset");
  const std::string saved = head["snapshot-content-location"];
  const bool is_page = !saved.empty() || text->head.values.contains("content-location");
  member.fields.url = !saved.empty() ? saved : text->head["content-location"];
  if (!member.fields.url.starts_with("http")) member.fields.url.clear();
  if (!is_page) {
    member.fields.title = DecodeWords(head["subject"]);
    member.fields.author = DecodeWords(head["from"]);
    member.fields.published = head["date"];
  }
  member.name = member.fields.url;
  sink(std::move(member));
}

}  // namespace lode
