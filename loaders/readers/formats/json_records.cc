// JSON articles. simdjson checks each object; the scanner finds where its members stand, so
// that blocks know their bytes. Names differ from one exporter to the next: field_names has
// them as a table, first come first served. The hard bit is a bad object among thousands:
// it is one error, with its line.

#include <simdjson.h>

#include <algorithm>
#include <ctime>
#include <string>
#include <utility>

#include "loaders/readers/bytes/encoding.h"
#include "loaders/readers/formats/json_scan.h"
#include "loaders/readers/formats/records.h"
#include "loaders/readers/lines/line_shape.h"

namespace lode {
namespace {

constexpr int kDeepestValue = 3;

std::string IsoOf(std::int64_t seconds) {
  if (seconds > 100'000'000'000) seconds /= 1000;  // milliseconds
  if (seconds < 100'000'000) return {};
  std::time_t time = seconds;
  std::tm parts{};
  char text[32];
  if (gmtime_r(&time, &parts) == nullptr) return {};
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

bool IsString(std::string_view raw) {
  return raw.starts_with('"');
}
bool IsObject(std::string_view raw) {
  return raw.starts_with('{');
}

// An object's members, found once; its objects are looked into as paths ask.
class Members {
 public:
  explicit Members(std::string_view object) : all_(JsonMembers(object)) {}

  const std::vector<std::pair<std::string_view, std::string_view>>& all() const { return all_; }

  // The raw value at "name" or "name.inner"; of a list on the way, its first element.
  std::string_view At(std::string_view path) const {
    if (std::string_view value = Named(path); !value.empty()) return value;
    for (std::size_t dot = path.find('.'); dot != path.npos; dot = path.find('.', dot + 1)) {
      std::string_view outer = Named(path.substr(0, dot));
      if (outer.starts_with('[')) outer = FirstElement(outer);
      if (!IsObject(outer)) continue;
      if (std::string_view found = Members(outer).At(path.substr(dot + 1)); !found.empty())
        return found;
    }
    return {};
  }

 private:
  std::string_view Named(std::string_view name) const {
    for (const auto& [key, value] : all_)
      if (key == name && value != "null") return value;
    return {};
  }

  static std::string_view FirstElement(std::string_view list) {
    const std::vector<std::string_view> elements = JsonElements(list);
    return elements.empty() ? std::string_view() : elements.front();
  }

  std::vector<std::pair<std::string_view, std::string_view>> all_;
};

// A string, a number as a date, an object's name, or a list of names.
std::string ValueOf(std::string_view raw, int depth = 0) {
  if (raw.empty() || depth > kDeepestValue) return {};
  if (IsString(raw)) return JsonString(raw, 0).text();
  if (raw[0] == '-' || (raw[0] >= '0' && raw[0] <= '9'))
    return IsoOf(std::atoll(std::string(raw.substr(0, 20)).c_str()));
  if (IsObject(raw)) {
    const Members members(raw);
    for (const char* key : {"name", "title", "original", "full", "fullName", "displayName",
                            "rendered", "domain", "uri", "id", "$date", "value"})
      if (std::string value = ValueOf(members.At(key), depth + 1); !value.empty()) return value;
    const std::string number = ValueOf(members.At("$numberLong"), depth + 1);  // of MongoDB
    return number.empty() ? number : IsoOf(std::atoll(number.substr(0, 20).c_str()));
  }
  std::string joined;
  for (std::string_view each : JsonElements(raw))
    if (std::string name = ValueOf(each, depth + 1); !name.empty())
      joined += (joined.empty() ? "" : ", ") + name;
  return joined;
}

// One article object. `base` is where it stands in what its origins count from.
class ArticleObject {
 public:
  ArticleObject(std::string_view object, std::uint32_t base, const FieldNames& names)
      : object_(object), base_(base), names_(names), members_(object) {}

  Result<Page> Read() {
    const MappedText title = TextAt(ArticleField::kTitle), body = TextAt(ArticleField::kText);
    if (body.empty() && title.empty())
      return {Code::kInvalidInput,
              "the object has no text: name it title, text, body, content or description, or "
              "say where it is with --fields text=NAME"};
    PageFields fields;
    fields.source = ValueAt(ArticleField::kSource);
    fields.author = ValueAt(ArticleField::kAuthor);
    fields.url = ValueAt(ArticleField::kUrl);
    fields.published = ValueAt(ArticleField::kPublished);
    fields.language = ValueAt(ArticleField::kLanguage);
    Result<Page> page = PageOf(std::move(fields), title, body);
    if (page.ok()) AddUnread(members_, "", 0, page->unread);
    return page;
  }

 private:
  std::string ValueAt(ArticleField field) const {
    for (const std::string& name : names_.of(field))
      if (std::string value = ValueOf(members_.At(name)); !value.empty()) return value;
    return {};
  }

  std::uint32_t PlaceOf(std::string_view part) const {
    return base_ + static_cast<std::uint32_t>(part.data() - object_.data());
  }

  // A member that is a string, or a list of strings or of objects with a text: paragraphs.
  MappedText TextAt(ArticleField field) {
    for (const std::string& name : names_.of(field)) {
      const std::string_view raw = members_.At(name);
      MappedText out;
      if (IsString(raw)) out = JsonString(raw, PlaceOf(raw));
      if (raw.starts_with('['))
        for (std::string_view part : JsonElements(raw)) AddParagraph(part, out);
      if (LeadingSpace(out.view()) == out.size()) continue;
      taken_.push_back(raw);
      return out;
    }
    return {};
  }

  void AddParagraph(std::string_view part, MappedText& out) const {
    if (IsObject(part)) {
      const Members members(part);
      part = members.At("text");
      if (part.empty()) part = members.At("content");
    }
    if (!IsString(part)) return;
    const std::uint32_t place = PlaceOf(part);
    if (!out.empty()) out.Append("\n\n", {place, place});
    out.Append(JsonString(part, place));
  }

  // Whether a taken text says it: the same, or its beginning.
  bool IsTaken(std::string_view raw) const {
    const std::string_view words = raw.substr(1, raw.size() - 2);
    return std::any_of(taken_.begin(), taken_.end(), [&](std::string_view taken) {
      return taken.data() == raw.data() || taken.substr(1).starts_with(words);
    });
  }

  void AddUnread(const Members& members, const std::string& path, int depth,
                 std::vector<std::string>& unread) const {
    constexpr std::size_t kFewestWords = 8, kMost = 20, kLongestName = 60;
    for (const auto& [name, raw] : members.all()) {
      if (unread.size() >= kMost || name.size() > kLongestName) return;
      if (IsObject(raw) && depth < kDeepestValue)
        AddUnread(Members(raw), path + std::string(name) + ".", depth + 1, unread);
      if (IsString(raw) && !IsTaken(raw) && WordCount(raw.substr(0, 400)) >= kFewestWords)
        unread.push_back(path + std::string(name));
    }
  }

  std::string_view object_;
  std::uint32_t base_;
  const FieldNames& names_;
  const Members members_;
  std::vector<std::string_view> taken_;  // raw values of title and text
};

Result<Page> ReadObject(std::string_view object, std::uint32_t base, const FieldNames& names) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  if (auto error = parser.parse(simdjson::padded_string(object)).get(root);
      error != simdjson::SUCCESS) {
    JsonFault fault = FindJsonFault(object);
    std::string column =
        fault.at == std::string_view::npos ? "" : " at byte " + std::to_string(fault.at);
    return {Code::kInvalidInput,
            "invalid JSON" + column + ": " +
                (fault.why.empty() ? simdjson::error_message(error) : fault.why)};
  }
  if (!root.is_object()) return {Code::kInvalidInput, "is not a JSON object: an article needs one"};
  const std::size_t begin = object.find('{');
  object.remove_prefix(begin);
  base += static_cast<std::uint32_t>(begin);
  const std::string_view inside = Members(object).At("_source");  // a hit of Elasticsearch
  if (IsObject(inside))
    return ArticleObject(inside, base + static_cast<std::uint32_t>(inside.data() - object.data()),
                         names)
        .Read();
  return ArticleObject(object, base, names).Read();
}

// The list of articles that an envelope holds; empty if none.
std::string_view ListIn(const Members& envelope) {
  for (const std::string& name : ListNames()) {
    const std::string_view value = envelope.At(name);
    if (value.starts_with('[') && value.find('{') != std::string_view::npos) return value;
  }
  return {};
}

Page Through(Page page, const MappedText& outer) {
  for (Line& line : page.lines) line.text = line.text.Through(outer);
  return page;
}

// What an envelope says of all its articles.
struct Envelope {
  std::string source;
};

// The title of a JSON feed is the outlet of its items.
Envelope EnvelopeOf(const Members& members) {
  const bool is_feed = ValueOf(members.At("version")).find("jsonfeed.org") != std::string::npos;
  return {is_feed ? ValueOf(members.At("title")) : std::string()};
}

bool HandOut(std::string_view object, const MappedText& text, const FieldNames& names,
             const Envelope& envelope, const RecordSink& sink) {
  auto base = static_cast<std::uint32_t>(object.data() - text.text().data());
  const double share = static_cast<double>(base + object.size()) / static_cast<double>(text.size());
  Result<Page> page = ReadObject(object, base, names);
  if (page.ok() && page->fields.source.empty()) page->fields.source = envelope.source;
  if (page.ok()) return sink(Through(std::move(*page), text), {0, share});
  return sink(Status(page.status().code(),
                     page.status().message() + ", in the object at " + PlaceOf(text.view(), base)),
              {0, share});
}

}  // namespace

void ReadJson(const MappedText& text, const FieldNames& names, const RecordSink& sink) {
  std::string_view json = text.view();
  if (JsonFault fault = FindJsonFault(json); fault.at != std::string_view::npos) {
    sink(Status(Code::kInvalidInput,
                "invalid JSON at " + PlaceOf(json, fault.at) + ": " + fault.why),
         {});
    return;
  }
  json.remove_prefix(LeadingSpace(json));
  const Members members(json);
  std::string_view list = json.starts_with("[") ? json : ListIn(members);
  bool is_article =
      !json.starts_with("[") && (!members.At("text").empty() || !members.At("body").empty());
  if (list.empty() || is_article) {
    HandOut(json, text, names, {}, sink);
    return;
  }
  const std::vector<std::string_view> elements = JsonElements(list);
  if (!elements.empty() && std::none_of(elements.begin(), elements.end(), IsObject)) {
    sink(Status(Code::kInvalidInput,
                "is a JSON list without objects: an article is an object with a title or a text"),
         {});
    return;
  }
  const Envelope envelope = EnvelopeOf(members);
  for (std::string_view object : elements)
    if (!HandOut(object, text, names, envelope, sink)) return;
}

void ReadJsonLines(std::string_view bytes, const FieldNames& names, const RecordSink& sink) {
  std::uint64_t line = 0;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    std::string_view object = bytes.substr(at, end - at);
    at = end + 1;
    ++line;
    if (LeadingSpace(object) == object.size()) continue;
    Result<Page> page = Page{};
    if (std::size_t bad = FirstInvalidUtf8(object); bad != std::string_view::npos)
      page = Status(Code::kInvalidInput,
                    "invalid UTF-8 at byte " + std::to_string(bad) + " of the line");
    else
      page = ReadObject(object, 0, names);
    const double share = static_cast<double>(at) / static_cast<double>(bytes.size() + 1);
    if (!sink(std::move(page), {line, share})) return;
  }
}

}  // namespace lode
