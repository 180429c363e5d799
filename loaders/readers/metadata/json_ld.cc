// JSON-LD: finds the object whose @type is some kind of article, however it is wrapped (a
// list, @graph, mainEntity), and takes its names. Publishers write names as strings,
// objects, lists of both, and references to another object of the page by its @id; the hard
// bit is that such references may stand in another script, so all scripts are read together.

#include "loaders/readers/metadata/json_ld.h"

#include <re2/re2.h>
#include <simdjson.h>

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "loaders/readers/metadata/field_values.h"

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

// Objects by their @id; the first that has a name counts.
using Graph = std::map<std::string_view, element>;

// Things that are no article's but are published on a day as one: a page, a recipe.
bool IsDatedType(const element& type) {
  std::string_view name;
  if (type.get(name) == simdjson::SUCCESS)
    return name.ends_with("Page") || name == "Recipe" || name == "HowTo" ||
           name == "PodcastEpisode";
  simdjson::dom::array names;
  if (type.get(names) != simdjson::SUCCESS) return false;
  return std::any_of(names.begin(), names.end(), IsDatedType);
}

struct Found {
  Graph graph;
  std::vector<element> articles, others;  // others that are dated
};

void Collect(const element& value, int depth, Found& found) {
  constexpr std::size_t kMost = 10'000;
  if (depth > kDeepest || found.graph.size() > kMost) return;
  simdjson::dom::array list;
  if (value.get(list) == simdjson::SUCCESS) {
    for (element each : list) Collect(each, depth + 1, found);
    return;
  }
  simdjson::dom::object object;
  if (value.get(object) != simdjson::SUCCESS) return;
  element type, name;
  std::string_view id;
  if (object["@id"].get(id) == simdjson::SUCCESS && object["name"].get(name) == simdjson::SUCCESS)
    found.graph.emplace(id, value);
  if (object["@type"].get(type) == simdjson::SUCCESS) {
    if (IsArticleType(type))
      found.articles.push_back(value);
    else if (IsDatedType(type))
      found.others.push_back(value);
  }
  for (auto member : object) Collect(member.value, depth + 1, found);
}

// Scripts that browsers' own programs would read: line breaks and tabs inside strings, a comment
// or a CDATA section round all, a comma behind the last member, a semicolon at the end.
std::string Mended(std::string_view script) {
  static const RE2 around(
      R"(^\s*(?://)?\s*(?:<!--|<!\[CDATA\[)|(?://)?\s*(?:-->|\]\]>)\s*$|;\s*$)");
  static const RE2 comma(R"(,\s*([}\]]))");
  std::string text(script);
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  RE2::GlobalReplace(&text, around, " ");
  RE2::GlobalReplace(&text, comma, R"(\1)");
  return text;
}

class Reader {
 public:
  explicit Reader(Graph graph) : graph_(std::move(graph)) {}

  PageFields Fields(const element& article) const {
    PageFields fields;
    Take(article, {"headline", "name", "alternativeHeadline"}, fields.title);
    Take(article, {"publisher", "sourceOrganization"}, fields.source);
    Take(article, {"author", "creator"}, fields.author);
    Take(article, {"datePublished", "dateCreated", "uploadDate"}, fields.published);
    Take(article, {"url", "mainEntityOfPage"}, fields.url);
    Take(article, {"inLanguage"}, fields.language);
    fields.title = PlainValue(fields.title);
    fields.source = PlainValue(fields.source);
    fields.author = AuthorsIn(fields.author);
    if (PublishedIn(fields.published).empty()) fields.published.clear();
    return fields;
  }

 private:
  void Take(const element& object, std::initializer_list<const char*> keys,
            std::string& field) const {
    element value;
    for (const char* key : keys)
      if (field.empty() && object[key].get(value) == simdjson::SUCCESS) field = NameIn(value, 0);
  }

  // A string, an object's name, that of the object it refers to, or those of a list joined
  // by commas.
  std::string NameIn(const element& value, int depth) const {
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS) return std::string(text);
    if (value["name"].get(text) == simdjson::SUCCESS) return std::string(text);
    if (value["@id"].get(text) == simdjson::SUCCESS) {
      const auto found = graph_.find(text);
      if (found == graph_.end() || depth > 2) return std::string(text);
      element name;
      return found->second["name"].get(name) == simdjson::SUCCESS ? NameIn(name, depth + 1)
                                                                  : std::string(text);
    }
    simdjson::dom::array list;
    std::string joined;
    if (depth > 2 || value.get(list) != simdjson::SUCCESS) return joined;
    for (element each : list) {
      std::string name = NameIn(each, depth + 1);
      if (!name.empty()) joined += (joined.empty() ? "" : ", ") + name;
    }
    return joined;
  }

  Graph graph_;
};

}  // namespace

JsonLdFields FieldsOfJsonLd(const std::vector<std::string>& scripts) {
  constexpr std::size_t kLongest = 4 << 20;                     // bytes of all
  std::vector<std::unique_ptr<simdjson::dom::parser>> parsers;  // own what was parsed
  Found found;
  std::size_t bytes = 0;
  for (const std::string& script : scripts) {
    if ((bytes += script.size()) > kLongest) break;
    parsers.push_back(std::make_unique<simdjson::dom::parser>());
    element document;
    if (parsers.back()->parse(simdjson::padded_string(script)).get(document) == simdjson::SUCCESS ||
        parsers.back()->parse(simdjson::padded_string(Mended(script))).get(document) ==
            simdjson::SUCCESS)
      Collect(document, 0, found);
  }
  if (found.articles.empty() && found.others.empty()) return {};
  const Reader reader(std::move(found.graph));
  JsonLdFields said;
  PageFields& fields = said.article;
  // Some pages say the rest of one article in a second object with the same headline.
  for (const element& article : found.articles) {
    PageFields more = reader.Fields(article);
    if (&article == &found.articles.front()) fields.title = more.title;
    if (!more.title.empty() && more.title != fields.title) continue;
    for (std::string PageFields::*field :
         {&PageFields::source, &PageFields::author, &PageFields::published, &PageFields::url,
          &PageFields::language})
      if ((fields.*field).empty()) fields.*field = more.*field;
  }
  for (const element& other : found.others)
    if (said.published.empty()) said.published = reader.Fields(other).published;
  return said;
}

}  // namespace lode
