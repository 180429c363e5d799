// Base64 and quoted-printable. Damage costs the characters it hit: mail is old and has
// passed through many hands.

#include "loaders/readers/archives/mail_coding.h"

#include <re2/re2.h>

#include <cstdint>

#include "loaders/readers/bytes/encoding.h"

namespace lode {
namespace {

int Base64Digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

std::string FromBase64(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    const int digit = Base64Digit(c);
    if (digit < 0) continue;
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out += static_cast<char>(bits >> held & 0xFF);
  }
  return out;
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string FromQuoted(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '=') {
      out += text[at];
    } else if (text.substr(at + 1).starts_with("\r\n")) {
      at += 2;  // a line that goes on
    } else if (text.substr(at + 1).starts_with('\n')) {
      at += 1;
    } else if (at + 2 < text.size() && HexDigit(text[at + 1]) >= 0 && HexDigit(text[at + 2]) >= 0) {
      out += static_cast<char>(HexDigit(text[at + 1]) * 16 + HexDigit(text[at + 2]));
      at += 2;
    } else {
      out += '=';
    }
  }
  return out;
}

}  // namespace

std::string DecodeTransfer(std::string_view body, const std::string& encoding) {
  if (encoding == "base64") return FromBase64(body);
  return encoding == "quoted-printable" ? FromQuoted(body) : std::string(body);
}

std::string DecodeWords(std::string_view field) {
  static const RE2 one(R"((?s)(.*?)=\?([\w.-]+)(?:\*\w+)?\?([QqBb])\?([^?\s]*)\?=)");
  std::string out, before, charset, coding, text;
  re2::StringPiece rest(field.data(), field.size());
  while (RE2::Consume(&rest, one, &before, &charset, &coding, &text)) {
    if (out.empty() || before.find_first_not_of(" \t") != std::string::npos) out += before;
    const bool quoted = coding == "Q" || coding == "q";
    for (char& c : text)
      if (quoted && c == '_') c = ' ';
    const std::string bytes = quoted ? FromQuoted(text) : FromBase64(text);
    const Result<MappedText> decoded = Decode(bytes, charset);
    if (decoded.ok()) out += decoded->text();
  }
  return out + std::string(rest.data(), rest.size());
}

}  // namespace lode
