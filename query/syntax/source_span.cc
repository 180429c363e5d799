// Places. The idea: a table of line starts, in bytes and in code points, made
// once; a place is then a binary search. The hard bit is only to keep the two
// counts apart: people count characters, strings count bytes.

#include "query/syntax/source_span.h"

#include <algorithm>
#include <utility>

namespace lode {

namespace {

bool IsContinuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

// Bytes of the sequence that begins with `lead`, 0 when none does.
std::size_t SequenceLength(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

// The Unicode Standard, table 3-7: which second bytes are well formed.
bool IsSecondByte(unsigned char lead, unsigned char second) {
  switch (lead) {
    case 0xE0: return second >= 0xA0 && second <= 0xBF;
    case 0xED: return second >= 0x80 && second <= 0x9F;
    case 0xF0: return second >= 0x90 && second <= 0xBF;
    case 0xF4: return second >= 0x80 && second <= 0x8F;
    default: return second >= 0x80 && second <= 0xBF;
  }
}

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

std::size_t FirstBrokenByte(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = SequenceLength(lead);
    if (length == 0 || i + length > text.size()) return i;
    if (length > 1 && !IsSecondByte(lead, static_cast<unsigned char>(text[i + 1]))) return i;
    for (std::size_t k = 2; k < length; ++k)
      if (!IsContinuation(text[i + k])) return i;
    i += length;
  }
  return std::string_view::npos;
}

std::size_t CodePoints(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char byte) { return !IsContinuation(byte); }));
}

SourceText::SourceText(std::string file, std::string_view text) : file_(std::move(file)) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  text_ = text;
  line_bytes_.push_back(0);
  line_points_.push_back(0);
  std::size_t points = 0;
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (!IsContinuation(text_[i])) ++points;
    if (text_[i] != '\n') continue;
    line_bytes_.push_back(i + 1);
    line_points_.push_back(points);
  }
}

std::string_view SourceText::LineAt(std::uint32_t line) const {
  if (line == 0 || line > line_bytes_.size()) return {};
  const std::size_t begin = line_bytes_[line - 1];
  const std::size_t end = line < line_bytes_.size() ? line_bytes_[line] : text_.size();
  std::string_view found = std::string_view(text_).substr(begin, end - begin);
  while (!found.empty() && (found.back() == '\n' || found.back() == '\r')) found.remove_suffix(1);
  return found;
}

std::string_view SourceText::Written(std::size_t begin, std::size_t end) const {
  const auto after =
      std::upper_bound(line_points_.begin(), line_points_.end(), std::min(begin, end));
  const std::size_t line = static_cast<std::size_t>(after - line_points_.begin()) - 1;
  std::size_t points = line_points_[line], first = text_.size(), last = text_.size();
  for (std::size_t at = line_bytes_[line]; at < text_.size() && points <= std::max(begin, end);
       ++at) {
    if ((static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80) continue;
    if (points == begin) first = at;
    if (points == end) last = at;
    ++points;
  }
  return first <= last ? std::string_view(text_).substr(first, last - first) : std::string_view();
}

ast::Place SourceText::PlaceOf(std::size_t offset, std::size_t length) const {
  const auto after = std::upper_bound(line_points_.begin(), line_points_.end(), offset);
  const auto line = static_cast<std::size_t>(after - line_points_.begin());
  return {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(length),
          static_cast<std::uint32_t>(line),
          static_cast<std::uint32_t>(offset - line_points_[line - 1] + 1)};
}

Diagnostic SourceText::ErrorAt(const ast::Place& place, std::string message) const {
  const std::string_view line = LineAt(place.line);
  const std::size_t columns = CodePoints(line);
  const std::size_t left = columns >= place.column ? columns - place.column + 1 : 1;
  return {Severity::kError,
          file_,
          place.line,
          place.column,
          static_cast<std::uint32_t>(std::clamp<std::size_t>(place.length, 1, left)),
          std::string(line),
          std::move(message),
          Code::kInvalidInput};
}

Diagnostic SourceText::ErrorAt(const ast::Place& place, const Status& status) const {
  Diagnostic error = ErrorAt(place, status.message());
  error.code = status.code();
  return error;
}

Diagnostic SourceText::NoteAt(const ast::Place& place, std::string message) const {
  Diagnostic note = ErrorAt(place, std::move(message));
  note.severity = Severity::kNote;
  return note;
}

ast::Place Join(const ast::Place& first, const ast::Place& last) {
  ast::Place joined = first;
  joined.length = std::max(first.length, last.offset + last.length - first.offset);
  return joined;
}

}  // namespace lode
