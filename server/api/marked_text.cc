// A sweep from left to right over the places where a mark begins or ends.

#include "server/api/marked_text.h"

#include <algorithm>
#include <set>

namespace lode::server {
namespace {

// A place between two characters, at or before `at`.
std::uint32_t Whole(const std::string& text, std::uint32_t at) {
  at = std::min(at, static_cast<std::uint32_t>(text.size()));
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

}  // namespace

void AddMarks(const Statement& statement, const std::string& prefix, std::vector<Mark>& marks) {
  for (const Span& span : statement.subject_span) marks.push_back({span, prefix + "subject"});
  for (const Span& span : statement.predicate_span) marks.push_back({span, prefix + "predicate"});
  for (const Span& span : statement.object_span) marks.push_back({span, prefix + "object"});
}

void WriteMarked(const std::string& text, Span part, std::vector<Mark> marks, JsonWriter& json) {
  std::set<std::uint32_t> places = {part.begin, part.end};
  for (Mark& mark : marks) {
    mark.span.begin = std::max(part.begin, Whole(text, mark.span.begin));
    mark.span.end = std::min(part.end, Whole(text, mark.span.end));
  }
  std::erase_if(marks, [](const Mark& mark) { return mark.span.begin >= mark.span.end; });
  std::stable_sort(marks.begin(), marks.end(),
                   [](const Mark& a, const Mark& b) { return a.span.begin < b.span.begin; });
  for (const Mark& mark : marks) places.insert({mark.span.begin, mark.span.end});
  json.Open('[');
  std::vector<const Mark*> open;
  std::size_t next = 0;
  for (auto place = places.begin(); std::next(place) != places.end(); ++place) {
    std::erase_if(open, [&](const Mark* mark) { return mark->span.end <= *place; });
    for (; next < marks.size() && marks[next].span.begin <= *place; ++next)
      open.push_back(&marks[next]);
    json.Open('{').Key("text").Text(text.substr(*place, *std::next(place) - *place));
    json.Key("marks").Open('[');
    std::set<std::string_view> names;
    for (const Mark* mark : open)
      if (names.insert(mark->name).second) json.Text(mark->name);
    json.Close(']').Close('}');
  }
  json.Close(']');
}

}  // namespace lode::server
