// Fields of many things of one kind as columns of small numbers: what is alike stands
// together and is packed well by what packs the value. The two classes have the same
// functions, so that one list of fields writes and reads (articles/record_codec.cc).
//
//   varint bytes of each column, one after another; then the columns
//
// A column is varints. One of zeros alone has no bytes, but for heads. Behind the caller's
// columns stand four more, of its strings and real numbers, each once, in the order in which
// they come first:
//
//   strings   0: own bytes; else 1 + zigzag(its place in the text - where the last such ended)
//   sizes     varint, of each string
//   bytes     those of strings that are not in the text
//   reals     8 bytes each, little end first
//
// A string in a column is 0 where it is what the reader guesses, else 1 + how many strings
// before the next new one it stands (0: it is the new one). A real number is zigzag of a whole
// number shifted by one, or 1 + twice a place among the reals, counted likewise.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "storage/disk/coding.h"

namespace lode {

// Threads: one. What is written must outlive it.
class FieldWriter {
 public:
  static constexpr bool kReads = false;
  FieldWriter(std::size_t columns, std::string_view text);

  void Number(std::size_t column, std::uint64_t value);
  // Of a thing: there is one for each, so that a count of things can be believed.
  void Head(std::size_t column, std::uint64_t value);
  // By how far it is from a guess.
  void Near(std::size_t column, std::uint32_t value, std::uint32_t guess);
  void HeadNear(std::size_t column, std::uint32_t value, std::uint32_t guess);
  void Flag(std::size_t column, bool value) { Number(column, value ? 1 : 0); }
  void Text(std::size_t column, std::string_view value, std::string_view guess = {});
  void HeadText(std::size_t column, std::string_view value);
  void Real(std::size_t column, double value);
  // How many things; each has a head in `head`.
  template <typename Things>
  void Count(std::size_t column, const Things& things, std::size_t head, std::uint32_t guess = 0) {
    static_cast<void>(head);
    Near(column, static_cast<std::uint32_t>(things.size()), guess);
  }

  std::string Take() &&;

 private:
  std::uint64_t CodeOf(std::string_view value, std::string_view guess);

  const std::size_t own_;  // number of the caller's columns
  const std::string_view text_;
  std::vector<std::string> columns_;
  std::vector<bool> is_kept_;
  std::unordered_map<std::string_view, std::uint64_t> strings_;
  std::unordered_map<std::uint64_t, std::uint64_t> reals_;
  std::size_t text_at_ = 0;
};

// Reads where the bytes lie. What is not there gives zero or empty and makes ok() false for
// good. No bytes make it read outside of them and of the text. Threads: one.
class FieldReader {
 public:
  static constexpr bool kReads = true;
  FieldReader(std::size_t columns, std::string_view bytes, std::string_view text);

  std::uint64_t Number(std::size_t column);
  template <typename T>
  void Number(std::size_t column, T& value) {
    const std::uint64_t number = Number(column);
    if (number > std::numeric_limits<T>::max()) Fail();
    value = static_cast<T>(number);
  }
  template <typename T>
  void Head(std::size_t column, T& value) {
    Number(column, value);
  }
  void Near(std::size_t column, std::uint32_t& value, std::uint32_t guess);
  void HeadNear(std::size_t column, std::uint32_t& value, std::uint32_t guess) {
    Near(column, value, guess);
  }
  void Flag(std::size_t column, bool& value) { value = Number(column) != 0; }
  void Text(std::size_t column, std::string& value, std::string_view guess = {});
  void HeadText(std::size_t column, std::string& value) { Text(column, value); }
  void Real(std::size_t column, double& value);
  template <typename Things>
  void Count(std::size_t column, Things& things, std::size_t head, std::uint32_t guess = 0) {
    things.resize(CountOf(column, head, guess));
  }
  std::size_t CountOf(std::size_t column, std::size_t head, std::uint32_t guess = 0);

  void Fail() { ok_ = false; }
  bool ok() const { return ok_; }
  // Every column was read to its end.
  bool at_end() const;

 private:
  std::string_view NewString();

  const std::size_t own_;
  const std::string_view text_;
  std::vector<std::string_view> columns_;
  std::vector<bool> has_bytes_;
  std::vector<std::string_view> strings_;
  std::vector<double> reals_;
  std::uint32_t text_at_ = 0;
  bool ok_ = true;
};

}  // namespace lode
