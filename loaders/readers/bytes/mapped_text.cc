// Keeps text and its origin together through decoding, normalising, unescaping
// and cutting. The idea: runs of constant ratio, found by binary search. The hard
// bit is a unit of several bytes (a composed letter, an entity) that is cut in
// two: both halves then answer with the whole unit's source.

#include "loaders/readers/bytes/mapped_text.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace lode {
namespace {

// White space that UTF-8 news text holds beside ASCII: no-break, ideographic,
// typographic spaces, zero-width space and the byte-order mark.
constexpr std::array<std::string_view, 8> kWideSpaces = {
    "\xC2\xA0",     "\xE3\x80\x80", "\xE2\x80\x83", "\xE2\x80\x82",
    "\xE2\x80\x89", "\xE2\x80\xAF", "\xE2\x80\x8B", "\xEF\xBB\xBF"};

bool IsAsciiSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

std::size_t SpaceAt(std::string_view text) {
  if (text.empty()) return 0;
  if (static_cast<unsigned char>(text.front()) < 0x80) return IsAsciiSpace(text.front()) ? 1 : 0;
  for (std::string_view space : kWideSpaces)
    if (text.starts_with(space)) return space.size();
  return 0;
}

// Only zero-width spaces and byte-order marks.
bool IsZeroWidth(std::string_view spaces) {
  for (std::size_t at = 0; at < spaces.size(); at += 3)
    if (spaces.substr(at, 3) != "\xE2\x80\x8B" && spaces.substr(at, 3) != "\xEF\xBB\xBF")
      return false;
  return true;
}

std::size_t SpaceBefore(std::string_view text) {
  if (text.empty()) return 0;
  if (static_cast<unsigned char>(text.back()) < 0x80) return IsAsciiSpace(text.back()) ? 1 : 0;
  for (std::string_view space : kWideSpaces)
    if (text.ends_with(space)) return space.size();
  return 0;
}

}  // namespace

std::size_t LeadingSpace(std::string_view text) {
  std::size_t at = 0;
  while (std::size_t n = SpaceAt(text.substr(at))) at += n;
  return at;
}

std::size_t TrailingSpace(std::string_view text) {
  std::size_t left = text.size();
  while (std::size_t n = SpaceBefore(text.substr(0, left))) left -= n;
  return text.size() - left;
}

std::size_t MappedText::RunAt(std::size_t position) const {
  auto after = std::upper_bound(runs_.begin(), runs_.end(), position,
                                [](std::size_t p, const Run& run) { return p < run.text_begin; });
  return after == runs_.begin() ? 0 : static_cast<std::size_t>(after - runs_.begin()) - 1;
}

std::size_t MappedText::RunEnd(std::size_t run) const {
  return run + 1 < runs_.size() ? runs_[run + 1].text_begin : text_.size();
}

void MappedText::AppendRun(std::string_view text, std::uint32_t source_begin,
                           std::uint32_t text_step, std::uint32_t source_step) {
  if (text.empty()) return;
  bool joins = false;
  if (!runs_.empty()) {
    const Run& last = runs_.back();
    std::size_t length = text_.size() - last.text_begin;
    joins = last.text_step == text_step && last.source_step == source_step &&
            length % text_step == 0 &&
            last.source_begin + length / text_step * source_step == source_begin;
  }
  if (!joins)
    runs_.push_back(
        {static_cast<std::uint32_t>(text_.size()), source_begin, text_step, source_step});
  text_ += text;
}

void MappedText::Append(std::string_view text, Span source) {
  std::uint32_t length = source.end - source.begin;
  bool byte_by_byte = text.size() == length;
  AppendRun(text, source.begin, byte_by_byte ? 1 : static_cast<std::uint32_t>(text.size()),
            byte_by_byte ? 1 : length);
}

void MappedText::Append(const MappedText& other, std::size_t begin, std::size_t end) {
  end = std::min(end, other.size());
  for (std::size_t at = begin; at < end;) {
    std::size_t index = other.RunAt(at);
    const Run& run = other.runs_[index];
    std::size_t stop = std::min(end, other.RunEnd(index));
    std::size_t unit = (at - run.text_begin) / run.text_step;
    std::size_t unit_begin = run.text_begin + unit * run.text_step;
    auto source = static_cast<std::uint32_t>(run.source_begin + unit * run.source_step);
    std::size_t whole = unit_begin == at ? (stop - at) / run.text_step * run.text_step : 0;
    if (whole > 0) {
      AppendRun(other.view().substr(at, whole), source, run.text_step, run.source_step);
      at += whole;
    } else {  // part of a unit: it answers with the whole unit's source
      std::size_t part = std::min(stop, unit_begin + run.text_step) - at;
      AppendRun(other.view().substr(at, part), source, static_cast<std::uint32_t>(part),
                run.source_step);
      at += part;
    }
  }
}

MappedText MappedText::Cut(std::size_t begin, std::size_t end) const {
  MappedText out;
  out.Append(*this, begin, end);
  return out;
}

MappedText MappedText::Trimmed() const {
  std::size_t begin = LeadingSpace(text_);
  if (begin == text_.size()) return {};
  return Cut(begin, text_.size() - TrailingSpace(text_));
}

Span MappedText::SourceOf(std::size_t begin, std::size_t end) const {
  if (runs_.empty()) return {};
  if (begin >= end) {
    if (begin >= size()) {
      std::uint32_t last = size() == 0 ? 0 : SourceOf(size() - 1, size()).end;
      return {last, last};
    }
    std::uint32_t place = SourceOf(begin, begin + 1).begin;
    return {place, place};
  }
  std::uint32_t low = UINT32_MAX, high = 0;
  for (std::size_t index = RunAt(begin); index < runs_.size(); ++index) {
    const Run& run = runs_[index];
    if (run.text_begin >= end) break;
    std::size_t from = std::max<std::size_t>(begin, run.text_begin) - run.text_begin;
    std::size_t to = std::min(end, RunEnd(index)) - run.text_begin;
    std::size_t first = from / run.text_step, last = (to + run.text_step - 1) / run.text_step;
    low = std::min(low, static_cast<std::uint32_t>(run.source_begin + first * run.source_step));
    high = std::max(high, static_cast<std::uint32_t>(run.source_begin + last * run.source_step));
  }
  return {low, high};
}

MappedText MappedText::Through(const MappedText& outer) const {
  MappedText out;
  for (std::size_t index = 0; index < runs_.size(); ++index) {
    const Run& run = runs_[index];
    std::size_t end = RunEnd(index);
    for (std::size_t at = run.text_begin; at < end;) {
      std::size_t unit = (at - run.text_begin) / run.text_step;
      std::size_t source = run.source_begin + unit * run.source_step;
      if (run.text_step == 1 && run.source_step == 1 && source < outer.size()) {
        std::size_t outer_run = outer.RunAt(source);
        std::size_t length = std::min(end - at, outer.RunEnd(outer_run) - source);
        MappedText piece = outer.Cut(source, source + length);
        std::size_t before = out.size();
        out.Append(piece);  // origins from outside, bytes from here
        out.text_.replace(before, length, text_, at, length);
        at += length;
      } else {
        std::size_t length = std::min<std::size_t>(run.text_step, end - at);
        Span place = outer.SourceOf(source, source + run.source_step);
        out.AppendRun(view().substr(at, length), place.begin, static_cast<std::uint32_t>(length),
                      place.end - place.begin);
        at += length;
      }
    }
  }
  return out;
}

MappedText CollapseSpaces(const MappedText& text) {
  MappedText out;
  std::string_view view = text.view();
  std::size_t at = LeadingSpace(view),
              end = view.size() - (at == view.size() ? 0 : TrailingSpace(view));
  std::size_t start = at;
  while (at < end) {
    std::size_t space = LeadingSpace(view.substr(at, end - at));
    if (space == 0) {
      ++at;
      continue;
    }
    out.Append(text, start, at);
    if (IsZeroWidth(view.substr(at, space))) {
      // drops out: it stands inside a word
    } else if (space == 1 && view[at] == ' ') {
      out.Append(text, at, at + 1);
    } else {
      out.Append(" ", text.SourceOf(at, at + space));
    }
    at += space;
    start = at;
  }
  out.Append(text, start, end);
  return out;
}

}  // namespace lode
