// A tar file is blocks of 512 bytes: a head, the file, padding. Long names stand in members
// of their own before the one that they name.

#include <algorithm>
#include <cstdint>
#include <string>

#include "loaders/readers/archives/archives.h"
#include "loaders/readers/bytes/inflate.h"

namespace lode {
namespace {

constexpr std::size_t kBlock = 512;

std::string Field(std::string_view head, std::size_t at, std::size_t width) {
  const std::string_view field = head.substr(at, width);
  return std::string(field.substr(0, std::min(field.find('\0'), field.size())));
}

// Octal digits, with blanks round them; a very large number for what is none.
std::uint64_t Octal(std::string_view head, std::size_t at, std::size_t width) {
  std::uint64_t value = 0;
  bool seen = false;
  for (const char c : head.substr(at, width)) {
    if (c >= '0' && c <= '7') {
      value = value * 8 + static_cast<std::uint64_t>(c - '0');
      seen = true;
    } else if (seen || (c != ' ' && c != '\0')) {
      break;
    }
  }
  return seen ? value : UINT64_MAX / 2;
}

// The name in a pax header: "27 path=some/name\n".
std::string PaxPath(std::string_view records) {
  const std::size_t at = records.find(" path=");
  if (at == std::string_view::npos) return {};
  const std::string_view rest = records.substr(at + 6);
  return std::string(rest.substr(0, std::min(rest.find('\n'), rest.size())));
}

bool IsPassedOver(const std::string& name) {
  const std::size_t slash = name.rfind('/');
  const std::string last = slash == std::string::npos ? name : name.substr(slash + 1);
  return last.empty() || last.starts_with('.');
}

}  // namespace

bool IsTar(std::string_view bytes) {
  return bytes.size() >= kBlock && bytes.substr(257, 5) == "ustar";
}

void ReadTar(std::string_view bytes, std::uint64_t limit, const MemberSink& sink) {
  std::string long_name;
  for (std::size_t at = 0; at + kBlock <= bytes.size();) {
    const std::string_view head = bytes.substr(at, kBlock);
    if (head.find_first_not_of('\0') == std::string_view::npos) return;
    const std::uint64_t size = Octal(head, 124, 12);
    at += kBlock;
    if (!IsTar(head) || size > bytes.size() - at) {
      sink(Status(Code::kInvalidInput, "the tar archive is cut off or damaged at byte " +
                                           std::to_string(at - kBlock) + ": fetch it again"));
      return;
    }
    const std::string_view inside = bytes.substr(at, size);
    at += std::min<std::size_t>((size + kBlock - 1) / kBlock * kBlock, bytes.size() - at);
    const char kind = head[156];
    if (kind == 'L') long_name = std::string(inside.substr(0, std::min(inside.find('\0'), size)));
    if (kind == 'x') long_name = PaxPath(inside);
    if (kind != '0' && kind != '\0') continue;
    const std::string prefix = Field(head, 345, 155);
    std::string name = long_name.empty()
                           ? (prefix.empty() ? "" : prefix + "/") + Field(head, 0, 100)
                           : std::move(long_name);
    long_name.clear();
    if (IsPassedOver(name)) continue;
    const double share = static_cast<double>(at) / static_cast<double>(bytes.size());
    Result<Member> member = Member{std::move(name), std::string(inside), {}, {}, share};
    if (inside.size() > limit) member = Status(Code::kLimit, OverLimit(limit));
    if (!sink(std::move(member))) return;
  }
}

}  // namespace lode
