// Text that remembers which bytes of its source each of its own bytes came from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lode/statement.h"

namespace lode {

// UTF-8 text and a map of its bytes to source bytes, kept as runs: inside a run
// every `text_step` bytes of text came from `source_step` bytes of source, so that
// plain UTF-8 is one run and UTF-16 a few. Threads: a value. Cost: one run for
// each place where the ratio changes or source bytes were left out.
class MappedText {
 public:
  const std::string& text() const { return text_; }
  std::string_view view() const { return text_; }
  std::size_t size() const { return text_.size(); }
  bool empty() const { return text_.empty(); }

  // Appends text that came from `source`: byte by byte when both are equally
  // long, else as one unit that cannot be told apart.
  void Append(std::string_view text, Span source);
  // Appends the bytes [begin, end) of another text with their origins.
  void Append(const MappedText& other, std::size_t begin, std::size_t end);
  void Append(const MappedText& other) { Append(other, 0, other.size()); }

  // The bytes [begin, end), with their origins.
  MappedText Cut(std::size_t begin, std::size_t end) const;
  // Without white space (also no-break and zero-width) at both ends.
  MappedText Trimmed() const;

  // The source bytes of [begin, end) of the text: the smallest span that holds
  // them all. An empty text range gives an empty span at its place.
  Span SourceOf(std::size_t begin, std::size_t end) const;
  Span source() const { return SourceOf(0, size()); }

  // This text, with its source positions led on through `outer`, whose text is
  // what this one calls its source.
  MappedText Through(const MappedText& outer) const;

 private:
  struct Run {
    std::uint32_t text_begin, source_begin, text_step, source_step;
  };
  void AppendRun(std::string_view text, std::uint32_t source_begin, std::uint32_t text_step,
                 std::uint32_t source_step);
  std::size_t RunAt(std::size_t position) const;
  std::size_t RunEnd(std::size_t run) const;

  std::string text_;
  std::vector<Run> runs_;
};

// Collapses runs of white space to one space and trims the ends.
MappedText CollapseSpaces(const MappedText& text);

// The bytes of `text` at its begin (end) that are white space.
std::size_t LeadingSpace(std::string_view text);
std::size_t TrailingSpace(std::string_view text);

}  // namespace lode
