// Finds the end of an address by its first bytes.
//
// The hard bit is the end: "(see www.example.org/a_(b).)" must lose the last
// parenthesis and full stop but keep the inner pair. And "streak.In" is a full
// stop with a missing space, "gallery.com" is not: a bare host counts only when
// its last label is a known one in lower case.
#include "loaders/language/text/addresses.h"

#include <algorithm>
#include <iterator>

namespace lode {
namespace {

constexpr std::string_view kLastLabels[] = {
    "ai",   "asp", "au",   "biz",  "ca", "cc",  "cfm",  "ch",  "cn",  "co",   "com", "csv", "de",
    "dll",  "doc", "docx", "edu",  "eu", "exe", "fm",   "fr",  "gif", "gov",  "gz",  "hk",  "htm",
    "html", "ie",  "info", "int",  "io", "jp",  "jpeg", "jpg", "js",  "json", "jsp", "kr",  "mil",
    "mp3",  "mp4", "net",  "news", "nl", "nz",  "org",  "pdf", "php", "png",  "ppt", "py",  "ru",
    "sg",   "tv",  "tw",   "txt",  "uk", "xls", "xlsx", "xml", "zip"};

bool IsAlnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
bool IsNameByte(char c) {
  return IsAlnum(c) || c == '-' || c == '_';
}
bool IsWebByte(char c) {
  return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7F && c != '<' &&
         c != '>' && c != '"' && c != '|' && c != '`' && c != '{' && c != '}';
}

bool StartsWithFolded(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(), [](char want, char got) {
           return want == (got >= 'A' && got <= 'Z' ? static_cast<char>(got - 'A' + 'a') : got);
         });
}

// Gives back the punctuation that closes the sentence rather than the address.
std::size_t TrimmedWebEnd(std::string_view s, std::size_t end) {
  while (end > 0) {
    const char c = s[end - 1];
    if (c == ')' || c == ']') {
      const char open = c == ')' ? '(' : '[';
      const auto head = s.substr(0, end);
      if (std::count(head.begin(), head.end(), c) <= std::count(head.begin(), head.end(), open)) {
        return end;
      }
    } else if (std::string_view(".,;:!?'*").find(c) == std::string_view::npos) {
      return end;
    }
    --end;
  }
  return end;
}

std::size_t WebEnd(std::string_view s, std::size_t prefix) {
  std::size_t end = prefix;
  while (end < s.size() && IsWebByte(s[end])) ++end;
  end = TrimmedWebEnd(s, end);
  return end > prefix ? end : 0;
}

// A path behind a bare host or file name.
std::size_t WithPath(std::string_view s, std::size_t end) {
  return end < s.size() && (s[end] == '/' || s[end] == '?') ? std::max(end, WebEnd(s, end)) : end;
}

// jane.doe@example.org, Jane@FIRM. `end` is where the name before the @ ends.
std::size_t MailEnd(std::string_view s, std::size_t at_sign) {
  std::size_t end = at_sign + 1;
  while (end < s.size() && (IsNameByte(s[end]) || s[end] == '.')) ++end;
  while (end > at_sign + 1 && !IsAlnum(s[end - 1])) --end;
  return end > at_sign + 1 ? end : 0;
}

// Whether `name` is made of lower-case labels, three or more: "comp.sources.unix".
bool IsNewsgroup(std::string_view name) {
  std::size_t dots = 0, label = 0;
  for (char c : name) {
    if (c == '.') {
      if (label < 2) return false;
      ++dots;
      label = 0;
    } else if ((c < 'a' || c > 'z') && c != '-') {
      return false;
    } else {
      ++label;
    }
  }
  return dots >= 2 && label >= 2;
}

// host.example.com/path, report_2.doc
std::size_t HostEnd(std::string_view s, std::size_t end) {
  const std::size_t dot = s.substr(0, end).rfind('.');
  if (dot == std::string_view::npos || dot == 0) return 0;
  const std::string_view last = s.substr(dot + 1, end - dot - 1);
  const bool file = s.substr(0, end).find_first_of("_#") != std::string_view::npos;
  if (!std::binary_search(std::begin(kLastLabels), std::end(kLastLabels), last)) {
    const bool shouted = last.size() == 3 && (last == "DOC" || last == "XLS" || last == "COM");
    if (!shouted && !file && !IsNewsgroup(s.substr(0, end))) return 0;
  }
  return WithPath(s, end);
}

std::size_t PlainEnd(std::string_view s) {
  std::size_t end = 0;
  while (end < s.size() && (IsNameByte(s[end]) || s[end] == '.' || s[end] == '+' || s[end] == '%' ||
                            s[end] == '#' || s[end] == '&')) {
    ++end;
  }
  if (end == 0) return 0;
  if (end < s.size() && s[end] == '@') {
    if (const std::size_t mail = MailEnd(s, end)) return mail;
  }
  while (end > 0 && !IsAlnum(s[end - 1])) --end;
  return HostEnd(s, end);
}

}  // namespace

std::size_t AddressEnd(std::string_view text, std::size_t at) {
  const std::string_view s = text.substr(at, kMaxAddress);
  for (std::string_view scheme : {"http://", "https://", "ftp://", "www.", "mailto:", "hxxp://"}) {
    if (StartsWithFolded(s, scheme)) {
      const std::size_t end = WebEnd(s, scheme.size());
      if (end != 0) return at + end;
    }
  }
  if ((s[0] == '@' || s[0] == '#') && s.size() > 1) {
    std::size_t end = 1;
    bool letter = false;
    for (; end < s.size() && (IsAlnum(s[end]) || s[end] == '_'); ++end) {
      letter = letter || !(s[end] >= '0' && s[end] <= '9');
    }
    return letter ? at + end : at;
  }
  return IsAlnum(s[0]) ? at + PlainEnd(s) : at;
}

}  // namespace lode
