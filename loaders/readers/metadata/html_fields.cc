// Walks the tree once and remembers for each field the best place it was found.
// Outlets fill these fields in many dialects; the order of the rows is the order
// of trust. The hard bit is the title: what browsers show carries the outlet.

#include "loaders/readers/metadata/html_fields.h"

#include <array>
#include <string>
#include <vector>

#include "loaders/readers/bytes/code_points.h"
#include "loaders/readers/lines/page_title.h"

namespace lode {
namespace {

enum Field { kTitle, kSource, kAuthor, kUrl, kPublished, kLanguage, kFields };

struct MetaRow {
  Field field;
  const char* name;  // of the name, property or itemprop attribute, lower case
};

// In order of trust.
constexpr std::array<MetaRow, 29> kMeta = {{
    {kTitle, "og:title"},
    {kTitle, "twitter:title"},
    {kTitle, "headline"},
    {kTitle, "dc.title"},
    {kTitle, "title"},
    {kSource, "og:site_name"},
    {kSource, "publisher"},
    {kSource, "dc.publisher"},
    {kSource, "application-name"},
    {kSource, "source"},
    {kAuthor, "author"},
    {kAuthor, "article:author"},
    {kAuthor, "dc.creator"},
    {kAuthor, "parsely-author"},
    {kAuthor, "sailthru.author"},
    {kAuthor, "byl"},
    {kUrl, "og:url"},
    {kPublished, "article:published_time"},
    {kPublished, "datepublished"},
    {kPublished, "og:published_time"},
    {kPublished, "parsely-pub-date"},
    {kPublished, "publish-date"},
    {kPublished, "publishdate"},
    {kPublished, "pubdate"},
    {kPublished, "dc.date"},
    {kPublished, "dc.date.issued"},
    {kPublished, "date"},
    {kLanguage, "content-language"},
    {kLanguage, "og:locale"},
}};

class FieldFinder {
 public:
  void See(const GumboNode* node) {
    if (node->type != GUMBO_NODE_ELEMENT) return;
    switch (node->v.element.tag) {
      case GUMBO_TAG_META: SeeMeta(node); break;
      case GUMBO_TAG_LINK:
        if (AttributeOf(node, "rel") == "canonical") canonical_ = AttributeOf(node, "href");
        break;
      case GUMBO_TAG_TITLE:
        if (page_title_.empty()) page_title_ = TextIn(node);
        break;
      case GUMBO_TAG_TIME:
        if (time_.empty()) time_ = AttributeOf(node, "datetime");
        break;
      case GUMBO_TAG_SCRIPT:
        if (AttributeOf(node, "type") == "application/ld+json")
          TakeMissing(FieldsOfJsonLd(TextIn(node)));
        break;
      case GUMBO_TAG_HTML: lang_ = AttributeOf(node, "lang"); break;
      default: break;
    }
  }

  PageFields Finish() {
    auto fill = [](std::string& field, std::string_view value) {
      if (field.empty()) field = value.substr(LeadingSpace(value));
    };
    fill(fields_.title, best_[kTitle].value);
    fill(fields_.source, best_[kSource].value);
    if (!best_[kAuthor].value.starts_with("http")) fill(fields_.author, best_[kAuthor].value);
    fill(fields_.published, best_[kPublished].value);
    fill(fields_.published, time_);
    std::string ld_url = std::move(fields_.url);
    fields_.url.clear();
    for (std::string_view url : {std::string_view(canonical_), std::string_view(best_[kUrl].value),
                                 std::string_view(ld_url)})
      if (url.starts_with("http")) fill(fields_.url, url);
    fill(fields_.language, lang_);
    fill(fields_.language, best_[kLanguage].value);
    TitleParts parts = SplitTitle(page_title_);
    fill(fields_.title, std::string_view(page_title_).substr(0, parts.title_end));
    if (parts.outlet_begin != std::string_view::npos)
      fill(fields_.source, std::string_view(page_title_).substr(parts.outlet_begin));
    DropOutlet();
    if (fields_.author.starts_with("By ")) fields_.author.erase(0, 3);
    return std::move(fields_);
  }

 private:
  struct Best {
    std::size_t row = kMeta.size();
    std::string value;
  };

  static std::string TextIn(const GumboNode* element) {
    std::string text;
    const GumboVector& children = element->v.element.children;
    for (unsigned i = 0; i < children.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(children.data[i]);
      if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA ||
          child->type == GUMBO_NODE_WHITESPACE)
        text += child->v.text.text;
    }
    return text;
  }

  void SeeMeta(const GumboNode* node) {
    std::string_view content = AttributeOf(node, "content");
    if (content.empty()) return;
    for (const char* attribute : {"property", "name", "itemprop", "http-equiv"}) {
      std::string name = LowerAscii(AttributeOf(node, attribute));
      for (std::size_t row = 0; row < kMeta.size() && !name.empty(); ++row)
        if (name == kMeta[row].name && row < best_[kMeta[row].field].row)
          best_[kMeta[row].field] = {row, std::string(content)};
    }
  }

  void TakeMissing(PageFields found) {
    auto take = [](std::string& field, std::string& value) {
      if (field.empty()) field = std::move(value);
    };
    take(fields_.title, found.title);
    take(fields_.source, found.source);
    take(fields_.author, found.author);
    take(fields_.published, found.published);
    take(fields_.url, found.url);
    take(fields_.language, found.language);
  }

  // "Headline | Outlet" or "Headline - Outlet" where the outlet is known.
  void DropOutlet() {
    TitleParts parts = SplitTitle(fields_.title);
    if (parts.outlet_begin == std::string_view::npos) return;
    std::string_view outlet = std::string_view(fields_.title).substr(parts.outlet_begin);
    bool bar = std::string_view(fields_.title).substr(parts.title_end).starts_with(" |");
    if (!bar && LowerAscii(outlet) != LowerAscii(fields_.source)) return;
    if (fields_.source.empty()) fields_.source = outlet;
    fields_.title.resize(parts.title_end);
  }

  PageFields fields_;
  std::array<Best, kFields> best_;
  std::string page_title_, canonical_, time_, lang_;
};

}  // namespace

PageFields FieldsOf(const HtmlTree& tree) {
  FieldFinder finder;
  std::vector<const GumboNode*> open = {tree.root()};
  while (!open.empty()) {
    const GumboNode* node = open.back();
    open.pop_back();
    finder.See(node);
    if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE) continue;
    const GumboVector& children = node->v.element.children;
    for (unsigned i = children.length; i > 0; --i)
      open.push_back(static_cast<const GumboNode*>(children.data[i - 1]));
  }
  return finder.Finish();
}

}  // namespace lode
