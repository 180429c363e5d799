// The text that was asked, and where in it things stand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lode/query.h"
#include "query/syntax/ast.h"

namespace lode {

// One text with a name. Places in it count code points. A byte order mark at
// its start is dropped. REQUIRES: valid UTF-8, see FirstBrokenByte.
// Threads: a value; const members from any thread. Cost: O(text) to make.
class SourceText {
 public:
  SourceText(std::string file, std::string_view text);

  const std::string& file() const { return file_; }
  std::string_view text() const { return text_; }

  // Line `line` (from 1) without its end; "" past the last one.
  std::string_view LineAt(std::uint32_t line) const;
  // The code points [begin, end), as far as the text has them.
  std::string_view Written(std::size_t begin, std::size_t end) const;
  // The place of code points [offset, offset + length).
  ast::Place PlaceOf(std::size_t offset, std::size_t length) const;

  Diagnostic ErrorAt(const ast::Place& place, std::string message) const;
  Diagnostic ErrorAt(const ast::Place& place, const Status& status) const;
  Diagnostic NoteAt(const ast::Place& place, std::string message) const;

 private:
  std::string file_, text_;
  std::vector<std::size_t> line_bytes_, line_points_;  // where each line begins
};

// From the start of `first` to the end of `last`; the underlined part ends with
// the line of `first` when they stand on different ones.
ast::Place Join(const ast::Place& first, const ast::Place& last);

// Byte offset of the first byte that is not UTF-8, or npos.
std::size_t FirstBrokenByte(std::string_view text);

// How many code points valid UTF-8 holds.
std::size_t CodePoints(std::string_view text);

}  // namespace lode
