#include "server/http/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>

#include "lode/json.h"

namespace lode::server {

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
  text_ += JsonString(std::string(key));
  text_ += ':';
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::Text(std::string_view text) {
  return Raw(JsonString(std::string(text)));
}

JsonWriter& JsonWriter::Number(std::uint64_t number) {
  return Raw(std::to_string(number));
}

JsonWriter& JsonWriter::Decimal(double number) {
  if (!std::isfinite(number)) return Null();
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
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
