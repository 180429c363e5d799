// JSON articles. simdjson checks and reads each object; the scanner finds where
// its strings stand, so that blocks know their bytes. Names differ from one
// exporter to the next: each field has a list of them, first come first served.
// The hard bit is a bad object among thousands: it is one error, with its line.

#include <simdjson.h>

#include <ctime>
#include <string>
#include <utility>

#include "loaders/readers/bytes/encoding.h"
#include "loaders/readers/formats/json_scan.h"
#include "loaders/readers/formats/records.h"

namespace lode {
namespace {

using simdjson::dom::element;
using Names = std::initializer_list<const char*>;

constexpr Names kTitles = {"title", "headline", "name"};
constexpr Names kBodies = {"text",       "body",        "content",  "articleBody",  "article",
                           "full_text",  "fulltext",    "maintext", "content_text", "content_html",
                           "paragraphs", "description", "summary",  "abstract",     "snippet"};
constexpr Names kLists = {"articles",  "items",   "results", "data", "docs",
                          "documents", "entries", "stories", "news", "response"};

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

// A string, a number as a date, an object's name, or a list of names.
std::string NameIn(const element& value, int depth = 0) {
  std::string_view text;
  std::int64_t number = 0;
  if (value.get(text) == simdjson::SUCCESS) return std::string(text);
  if (value.get(number) == simdjson::SUCCESS) return IsoOf(number);
  for (const char* key : {"name", "title", "domain", "uri", "id"})
    if (value[key].get(text) == simdjson::SUCCESS) return std::string(text);
  simdjson::dom::array list;
  std::string joined;
  if (depth > 2 || value.get(list) != simdjson::SUCCESS) return joined;
  for (element each : list) {
    std::string name = NameIn(each, depth + 1);
    if (!name.empty()) joined += (joined.empty() ? "" : ", ") + name;
  }
  return joined;
}

std::string FirstOf(const element& object, Names names) {
  for (const char* name : names) {
    element value;
    if (object[name].get(value) != simdjson::SUCCESS) continue;
    if (std::string found = NameIn(value); !found.empty()) return found;
  }
  return {};
}

// A member that is a string, or a list of strings: those as paragraphs.
MappedText TextOf(std::string_view object, std::uint32_t base, Names names) {
  MappedText out;
  for (const char* name : names) {
    std::string_view raw = JsonMember(object, name);
    auto place = [&](std::string_view part) {
      return base + static_cast<std::uint32_t>(part.data() - object.data());
    };
    if (raw.starts_with("\"")) out = JsonString(raw, place(raw));
    for (std::string_view part : JsonElements(raw)) {
      if (!part.starts_with("\"")) continue;
      std::uint32_t end = place(part);
      if (!out.empty()) out.Append("\n\n", {end, end});
      out.Append(JsonString(part, place(part)));
    }
    if (LeadingSpace(out.view()) < out.size()) return out;
    out = {};
  }
  return out;
}

// One article object. `base` is where it stands in what its origins count from.
Result<Page> ReadObject(std::string_view object, std::uint32_t base) {
  simdjson::dom::parser parser;
  element root;
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
  MappedText title = TextOf(object, base, kTitles);
  MappedText body = TextOf(object, base, kBodies);
  if (body.empty() && title.empty())
    return {Code::kInvalidInput,
            "the object has no text: name it title, text, body, content or description"};
  PageFields fields;
  fields.source = FirstOf(root, {"source", "outlet", "site", "publisher", "source_name",
                                 "site_name", "sourceName", "publication", "domain"});
  fields.author = FirstOf(root, {"author", "authors", "byline", "creator"});
  fields.url = FirstOf(root, {"url", "link", "uri", "canonical_url", "permalink"});
  fields.published =
      FirstOf(root, {"published", "publishedAt", "published_at", "pubDate", "pub_date", "date",
                     "datePublished", "date_published", "publish_date", "published_date",
                     "publication_date", "timestamp", "created_at", "time"});
  fields.language = FirstOf(root, {"language", "lang", "locale"});
  Result<Page> page = PageOf(std::move(fields), title, body);
  return page;
}

// The list that an envelope object holds, at most two levels down; empty if none.
std::string_view ListIn(std::string_view object) {
  for (const char* name : kLists) {
    std::string_view value = JsonMember(object, name);
    if (value.starts_with("[") && value.find('{') != std::string_view::npos) return value;
    if (!value.starts_with("{")) continue;
    for (const char* inner : kLists)
      if (std::string_view list = JsonMember(value, inner); list.starts_with("[")) return list;
  }
  return {};
}

Page Through(Page page, const MappedText& outer) {
  for (Line& line : page.lines) line.text = line.text.Through(outer);
  return page;
}

bool HandOut(std::string_view object, const MappedText& text, const RecordSink& sink) {
  auto base = static_cast<std::uint32_t>(object.data() - text.text().data());
  const double share = static_cast<double>(base + object.size()) / static_cast<double>(text.size());
  Result<Page> page = ReadObject(object, base);
  if (page.ok()) return sink(Through(std::move(*page), text), {0, share});
  return sink(Status(page.status().code(),
                     page.status().message() + ", in the object at " + PlaceOf(text.view(), base)),
              {0, share});
}

}  // namespace

void ReadJson(const MappedText& text, const RecordSink& sink) {
  std::string_view json = text.view();
  if (JsonFault fault = FindJsonFault(json); fault.at != std::string_view::npos) {
    sink(Status(Code::kInvalidInput,
                "invalid JSON at " + PlaceOf(json, fault.at) + ": " + fault.why),
         {});
    return;
  }
  json.remove_prefix(LeadingSpace(json));
  std::string_view list = json.starts_with("[") ? json : ListIn(json);
  bool is_article = !json.starts_with("[") &&
                    (!JsonMember(json, "text").empty() || !JsonMember(json, "body").empty());
  if (list.empty() || is_article) {
    HandOut(json, text, sink);
    return;
  }
  for (std::string_view object : JsonElements(list))
    if (!HandOut(object, text, sink)) return;
}

void ReadJsonLines(std::string_view bytes, const RecordSink& sink) {
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
      page = ReadObject(object, 0);
    const double share = static_cast<double>(at) / static_cast<double>(bytes.size() + 1);
    if (!sink(std::move(page), {line, share})) return;
  }
}

}  // namespace lode
