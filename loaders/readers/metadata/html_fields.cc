// Walks the tree once and remembers for each field the best place it was found.
// Outlets fill these fields in many dialects; the order of the rows is the order
// of trust. The hard bit is the title: what browsers show carries the outlet.

#include "loaders/readers/metadata/html_fields.h"

#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include "loaders/extraction/values/calendar.h"
#include "loaders/readers/bytes/code_points.h"
#include "loaders/readers/lines/page_title.h"
#include "loaders/readers/metadata/field_values.h"
#include "loaders/readers/metadata/json_ld.h"
#include "loaders/readers/metadata/page_date.h"
#include "loaders/readers/metadata/written_day.h"

namespace lode {
namespace {

enum Field { kTitle, kSource, kAuthor, kUrl, kPublished, kLanguage, kFields };

struct MetaRow {
  Field field;
  std::string_view name;  // of the name, property or itemprop attribute, lower case
};

constexpr std::string_view kOpenGraphTime = "article:published_time";

// In order of trust.
constexpr std::array<MetaRow, 72> kMeta = {{
    {kTitle, "og:title"},
    {kTitle, "twitter:title"},
    {kTitle, "headline"},
    {kTitle, "dc.title"},
    {kTitle, "dcterms.title"},
    {kTitle, "parsely-title"},
    {kTitle, "sailthru.title"},
    {kTitle, "title"},
    {kSource, "og:site_name"},
    {kSource, "publisher"},
    {kSource, "dc.publisher"},
    {kSource, "dcterms.publisher"},
    {kSource, "application-name"},
    {kSource, "source"},
    {kAuthor, "author"},
    {kAuthor, "article:author"},
    {kAuthor, "dc.creator"},
    {kAuthor, "dcterms.creator"},
    {kAuthor, "parsely-author"},
    {kAuthor, "sailthru.author"},
    {kAuthor, "article:author_name"},
    {kAuthor, "cxenseparse:author"},
    {kAuthor, "twitter:data1"},
    {kAuthor, "byl"},
    {kAuthor, "byline"},
    {kUrl, "og:url"},
    {kUrl, "parsely-link"},
    {kPublished, kOpenGraphTime},
    {kPublished, "datepublished"},
    {kPublished, "og:published_time"},
    {kPublished, "og:article:published_time"},
    {kPublished, "og:pubdate"},
    {kPublished, "rnews:datepublished"},
    {kPublished, "cxenseparse:recs:publishtime"},
    {kPublished, "sailthru.date"},
    {kPublished, "parsely-pub-date"},
    {kPublished, "publish-date"},
    {kPublished, "publishdate"},
    {kPublished, "pubdate"},
    {kPublished, "dc.date"},
    {kPublished, "dc.date.issued"},
    {kPublished, "dcterms.created"},
    {kPublished, "dcterms.date"},
    {kPublished, "dc:date"},
    {kPublished, "dc.created"},
    {kPublished, "dc.date.created"},
    {kPublished, "dc:date.created"},
    {kPublished, "dcterms:created"},
    {kPublished, "published_time"},
    {kPublished, "article:published"},
    {kPublished, "article.published"},
    {kPublished, "shareaholic:article_published_time"},
    {kPublished, "mediator_published_time"},
    {kPublished, "vr:published_time"},
    {kPublished, "og:release_date"},
    {kPublished, "cxenseparse:publishtime"},
    {kPublished, "publication_date"},
    {kPublished, "publication-date"},
    {kPublished, "publish_date"},
    {kPublished, "pub_date"},
    {kPublished, "pub-date"},
    {kPublished, "prism.publicationdate"},
    {kPublished, "citation_publication_date"},
    {kPublished, "citation_date"},
    {kPublished, "bepress_citation_date"},
    {kPublished, "article_date_original"},
    {kPublished, "article.created"},
    {kPublished, "datecreated"},
    {kPublished, "uploaddate"},
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
      case GUMBO_TAG_TIME: SeeTime(node); break;
      case GUMBO_TAG_SCRIPT:
        if (LowerAscii(AttributeOf(node, "type")).starts_with("application/ld+json"))
          scripts_.push_back(TextIn(node));
        break;
      case GUMBO_TAG_HTML: lang_ = AttributeOf(node, "lang"); break;
      default: SeeMicrodata(node); break;
    }
  }

  PageFields Finish(const GumboNode* root) {
    JsonLdFields said = FieldsOfJsonLd(scripts_);
    fields_ = std::move(said.article);
    auto fill = [](std::string& field, std::string_view value) {
      if (field.empty()) field = value.substr(LeadingSpace(value));
    };
    fill(fields_.title, best_[kTitle].value);
    fill(fields_.source, best_[kSource].value);
    fill(fields_.author, best_[kAuthor].value);
    fill(fields_.author, author_);
    fill(fields_.published, best_[kPublished].value);
    if (time_is_sure_) fill(fields_.published, time_);
    fill(fields_.published, said.published);
    std::string ld_url = std::move(fields_.url);
    fields_.url.clear();
    for (std::string_view url : {std::string_view(canonical_), std::string_view(best_[kUrl].value),
                                 std::string_view(ld_url)})
      if (url.starts_with("http")) fill(fields_.url, url);
    fill(fields_.language, lang_);
    fill(fields_.language, best_[kLanguage].value);
    const std::string page_title = PlainValue(page_title_);
    TitleParts parts = SplitTitle(page_title);
    fill(fields_.title, std::string_view(page_title).substr(0, parts.title_end));
    if (parts.outlet_begin != std::string_view::npos)
      fill(fields_.source, std::string_view(page_title).substr(parts.outlet_begin));
    DropOutlet();
    AskThePage(root);
    FillDay(root, page_title);
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

  // What a witness says of a field; empty where it says nothing.
  static std::string ValueOf(Field field, std::string_view content) {
    switch (field) {
      case kAuthor: return AuthorsIn(content);
      case kPublished: return PublishedIn(content).empty() ? std::string() : std::string(content);
      case kTitle:
      case kSource: return PlainValue(content);
      default: return std::string(content);
    }
  }

  void SeeMeta(const GumboNode* node) {
    std::string_view content = AttributeOf(node, "content");
    if (content.empty()) return;
    for (const char* attribute : {"property", "name", "itemprop", "http-equiv"}) {
      std::string name = LowerAscii(AttributeOf(node, attribute));
      for (std::size_t row = 0; row < kMeta.size() && !name.empty(); ++row) {
        Best& best = best_[kMeta[row].field];
        if (name != kMeta[row].name || row > best.row) continue;
        std::string value = ValueOf(kMeta[row].field, content);
        if (value.empty() || value == best.value) continue;
        // Several authors have a tag each.
        const bool joins = kMeta[row].field == kAuthor && row == best.row;
        if (row == best.row && !joins) continue;
        best = {row, joins ? best.value + ", " + value : std::move(value)};
      }
    }
  }

  // The time of publication, else the first that the page has.
  void SeeTime(const GumboNode* node) {
    const std::string_view time = AttributeOf(node, "datetime");
    const bool is_published = AttributeOf(node, "itemprop") == "datePublished" ||
                              gumbo_get_attribute(&node->v.element.attributes, "pubdate");
    if (PublishedIn(time).empty() || (!time_.empty() && (!is_published || time_is_sure_))) return;
    if (AttributeOf(node, "itemprop") == "dateModified") return;
    time_ = time;
    time_is_sure_ = is_published;
  }

  // itemprop on what is no <meta>: the first author that is a name, and those beside it.
  void SeeMicrodata(const GumboNode* node) {
    constexpr std::size_t kLongestName = 80, kLongestList = 400;
    const bool is_author =
        AttributeOf(node, "itemprop") == "author" || AttributeOf(node, "rel") == "author";
    if (!is_author || (!author_.empty() && node->parent != authors_box_)) return;
    const std::string name = AuthorsIn(DeepText(node, kLongestName + 1));
    if (name.empty() || name.size() > kLongestName || author_.size() > kLongestList) return;
    authors_box_ = node->parent;
    if (author_.find(name) == std::string::npos) author_ += (author_.empty() ? "" : ", ") + name;
  }

  // All text of an element, as far as `most` bytes.
  static std::string DeepText(const GumboNode* element, std::size_t most) {
    std::string text;
    std::vector<const GumboNode*> open = {element};
    while (!open.empty() && text.size() < most) {
      const GumboNode* node = open.back();
      open.pop_back();
      if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE)
        text += node->v.text.text;
      if (node->type != GUMBO_NODE_ELEMENT) continue;
      const GumboVector& children = node->v.element.children;
      for (unsigned i = children.length; i > 0; --i)
        open.push_back(static_cast<const GumboNode*>(children.data[i - 1]));
    }
    return text;
  }

  // Where JSON-LD and OpenGraph tell days that no zone explains, the one that is shown counts.
  void AskThePage(const GumboNode* root) {
    const Best& best = best_[kPublished];
    if (best.row >= kMeta.size() || kMeta[best.row].name != kOpenGraphTime) return;
    const std::string said = PublishedIn(fields_.published), other = PublishedIn(best.value);
    const auto day = FromIso(said), other_day = FromIso(other);
    if (!day || !other_day || day->day == 0 || other_day->day == 0) return;
    if (std::abs(DayNumberOf(*other_day) - DayNumberOf(*day)) <= 1) return;
    const std::string shown = DateOnPage(root, fields_.title, DaysOf::kAll);
    if (shown.starts_with(ToIso(*other_day))) fields_.published = best.value;
  }

  // The day that the page shows, where its fields say none, or that of a zone which is not the
  // outlet's: its readers know another.
  void FillDay(const GumboNode* root, const std::string& page_title) {
    constexpr std::size_t kDay = 10;  // bytes; "2020-04" is no day
    const std::string said = PublishedIn(fields_.published);
    if (MayBeAnotherDay(said)) {
      const std::string shown = DateOnPage(root, fields_.title, DaysOf::kTexts);
      if (AreNeighbours(said, shown)) fields_.published = shown;
    }
    if (said.size() >= kDay) return;
    std::string day = DateOnPage(root, fields_.title, DaysOf::kAll);
    if (day.empty()) day = DayRoundTitle(page_title);
    if (!day.empty()) fields_.published = day;
  }

  // A time of the universal zone at which many countries have another day.
  static bool MayBeAnotherDay(const std::string& iso) {
    constexpr std::size_t kHour = 11;
    if (iso.size() <= kHour || !iso.ends_with('Z')) return false;
    const std::string hour = iso.substr(kHour, 2);
    return hour < "08" || hour >= "22";
  }

  // The day before where it is early, or the day behind where it is late.
  static bool AreNeighbours(const std::string& iso, const std::string& shown) {
    const auto said = FromIso(iso), other = FromIso(shown);
    if (!said || !other || other->day == 0) return false;
    const bool is_early = iso.substr(11, 2) < "08";
    return DayNumberOf(*other) - DayNumberOf(*said) == (is_early ? -1 : 1);
  }

  // "23.01.2022 - Lighthouse lit again", "Lighthouse lit again | Q | 23.01.2022".
  static std::string DayRoundTitle(const std::string& page_title) {
    const WrittenDay day = FindWrittenDay(page_title);
    const bool is_at_end = day.begin == 0 || day.end == page_title.size();
    return is_at_end ? day.value : std::string();
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
  std::vector<std::string> scripts_;  // of JSON-LD
  std::string page_title_, canonical_, time_, author_, lang_;
  const GumboNode* authors_box_ = nullptr;  // round author_
  bool time_is_sure_ = false;               // it is the time of publication
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
  return finder.Finish(tree.root());
}

std::vector<std::string> DescriptionsOf(const HtmlTree& tree) {
  constexpr std::size_t kMost = 4;
  std::vector<std::string> found;
  std::vector<const GumboNode*> open = {tree.root()};
  while (!open.empty() && found.size() < kMost) {
    const GumboNode* node = open.back();
    open.pop_back();
    if (node->type != GUMBO_NODE_ELEMENT || node->v.element.tag == GUMBO_TAG_BODY) continue;
    for (const char* attribute : {"name", "property"}) {
      const std::string name = LowerAscii(AttributeOf(node, attribute));
      if (name == "description" || name == "og:description" || name == "twitter:description")
        found.push_back(PlainValue(AttributeOf(node, "content")));
    }
    const GumboVector& children = node->v.element.children;
    for (unsigned i = 0; i < children.length; ++i)
      open.push_back(static_cast<const GumboNode*>(children.data[i]));
  }
  return found;
}

}  // namespace lode
