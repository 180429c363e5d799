// JSON-LD: finds the object whose @type is some kind of article, however it is
// wrapped (a list, @graph, mainEntity), and takes its names. Publishers write
// names as strings, objects and lists of both.

#include <simdjson.h>

#include <string>

#include "loaders/readers/metadata/html_fields.h"

namespace lode {
namespace {

using simdjson::dom::element;

constexpr int kDeepest = 16;

bool IsArticleType(const element& type) {
  std::string_view name;
  if (type.get(name) == simdjson::SUCCESS)
    return name.find("Article") != std::string_view::npos || name.ends_with("BlogPosting") ||
           name == "Report";
  simdjson::dom::array names;
  if (type.get(names) != simdjson::SUCCESS) return false;
  for (element each : names)
    if (IsArticleType(each)) return true;
  return false;
}

// A string, an object's name (or @id), or those of a list joined by commas.
std::string NameIn(const element& value, int depth = 0) {
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) return std::string(text);
  if (value["name"].get(text) == simdjson::SUCCESS) return std::string(text);
  if (value["@id"].get(text) == simdjson::SUCCESS) return std::string(text);
  simdjson::dom::array list;
  std::string joined;
  if (depth > 2 || value.get(list) != simdjson::SUCCESS) return joined;
  for (element each : list) {
    std::string name = NameIn(each, depth + 1);
    if (!name.empty()) joined += (joined.empty() ? "" : ", ") + name;
  }
  return joined;
}

void Take(const element& object, const char* key, std::string& field) {
  element value;
  if (field.empty() && object[key].get(value) == simdjson::SUCCESS) field = NameIn(value);
}

bool TakeArticle(const element& value, PageFields& fields, int depth) {
  if (depth > kDeepest) return false;
  simdjson::dom::array list;
  if (value.get(list) == simdjson::SUCCESS) {
    for (element each : list)
      if (TakeArticle(each, fields, depth + 1)) return true;
    return false;
  }
  element type;
  if (value["@type"].get(type) == simdjson::SUCCESS && IsArticleType(type)) {
    Take(value, "headline", fields.title);
    Take(value, "name", fields.title);
    Take(value, "publisher", fields.source);
    Take(value, "author", fields.author);
    Take(value, "creator", fields.author);
    Take(value, "datePublished", fields.published);
    Take(value, "dateCreated", fields.published);
    Take(value, "url", fields.url);
    Take(value, "mainEntityOfPage", fields.url);
    Take(value, "inLanguage", fields.language);
    return true;
  }
  for (const char* key : {"@graph", "mainEntity", "mainEntityOfPage", "itemListElement"}) {
    element inner;
    if (value[key].get(inner) == simdjson::SUCCESS && TakeArticle(inner, fields, depth + 1))
      return true;
  }
  return false;
}

}  // namespace

PageFields FieldsOfJsonLd(std::string_view script) {
  constexpr std::size_t kLongest = 4 << 20;
  PageFields fields;
  if (script.size() > kLongest) return fields;
  simdjson::dom::parser parser;
  element document;
  if (parser.parse(simdjson::padded_string(script)).get(document) == simdjson::SUCCESS)
    TakeArticle(document, fields, 0);
  return fields;
}

}  // namespace lode
