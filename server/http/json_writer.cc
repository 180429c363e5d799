#include "server/http/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>

namespace lode::server {

namespace {

constexpr int kDecimalDigits = 6;  // what is stored in fewer bits has no more

bool IsPlain(char c) {
  return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

// Runs of plain characters are taken whole: few texts have any others.
void AppendQuoted(std::string_view text, std::string& to) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  to += '"';
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && IsPlain(text[end])) ++end;
    to.append(text, at, end - at);
    at = end;
    if (at == text.size()) break;
    const char c = text[at++];
    switch (c) {
      case '"': to += "\\\""; break;
      case '\\': to += "\\\\"; break;
      case '\n': to += "\\n"; break;
      case '\r': to += "\\r"; break;
      case '\t': to += "\\t"; break;
      default:
        to += "\\u00";
        to += kDigits[static_cast<std::size_t>(c) >> 4];
        to += kDigits[static_cast<std::size_t>(c) & 15];
    }
  }
  to += '"';
}

}  // namespace

void JsonWriter::Part() {
  if (!first_) text_ += ',';
  first_ = false;
}

JsonWriter& JsonWriter::Open(char bracket) {
  Part();
  text_ += bracket;
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::Close(char bracket) {
  text_ += bracket;
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::Key(std::string_view key) {
  Part();
  AppendQuoted(key, text_);
  text_ += ':';
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::Text(std::string_view text) {
  Part();
  AppendQuoted(text, text_);
  return *this;
}

JsonWriter& JsonWriter::Number(std::uint64_t number) {
  return Raw(std::to_string(number));
}

JsonWriter& JsonWriter::Decimal(double number) {
  if (!std::isfinite(number)) return Null();
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number,
                                 std::chars_format::general, kDecimalDigits)
                       .ptr;
  return Raw({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

JsonWriter& JsonWriter::Bool(bool truth) {
  return Raw(truth ? "true" : "false");
}

JsonWriter& JsonWriter::Null() {
  return Raw("null");
}

JsonWriter& JsonWriter::Raw(std::string_view json) {
  Part();
  text_ += json;
  return *this;
}

}  // namespace lode::server
