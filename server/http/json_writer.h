// JSON as it is written: commas and quotation marks are seen to here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lode::server {

// Appends to one string. REQUIRES: keys in objects only, as many Close as Open, texts in UTF-8.
// Threads: one. Cost: linear in what is written.
class JsonWriter {
 public:
  JsonWriter& Open(char bracket);   // '{' or '['
  JsonWriter& Close(char bracket);  // '}' or ']'
  JsonWriter& Key(std::string_view key);
  JsonWriter& Text(std::string_view text);
  JsonWriter& Number(std::uint64_t number);
  JsonWriter& Decimal(double number);
  JsonWriter& Bool(bool truth);
  JsonWriter& Null();
  JsonWriter& Raw(std::string_view json);  // one whole value

  std::size_t size() const { return text_.size(); }
  std::string Take() { return std::move(text_); }

 private:
  void Part();
  std::string text_;
  bool first_ = true;  // of its object or array, or behind a key
};

}  // namespace lode::server
