// The names that news APIs, crawlers and data sets use, as one table: News API, Guardian,
// NYT, Event Registry, mediastack, webz, GNews, WordPress, JSON Feed, news-please, CC-News,
// HuffPost, RealNews, schema.org, exports of MongoDB and Elasticsearch. Texts come before
// summaries of them.

#include "loaders/readers/metadata/field_names.h"

#include <array>
#include <string_view>

namespace lode {
namespace {

struct Row {
  std::string_view field;
  std::string_view names;  // apart by blanks, in order of trust
};

constexpr std::array<Row, 7> kTable = {{
    {"title",
     "title headline headline.main title.rendered fields.headline webTitle name title_full "
     "article_title thread.title headlines.basic title_rss head heading"},
    {"text",
     "text body content articleBody article full_text fulltext fullText maintext content_text "
     "content_html body_text bodyText body_html article_text articleText article_body "
     "article_content content.rendered content.plain content.text body.plain body.text "
     "fields.bodyText fields.body cleaned_text clean_text plain_text raw_text text_content "
     "full_content story news_text main_text paragraphs "
     "lead_paragraph description summary short_description abstract snippet excerpt.rendered "
     "excerpt fields.trailText standfirst lead trailText"},
    {"source",
     "source.name source.title source outlet site publisher.name publisher source_name site_name "
     "sourceName siteName publication provider.name provider sourceTitle news_source thread.site "
     "source_domain domain sitename website source.domain source.uri hostname clean_url "
     "site_full"},
    {"author",
     "author.name author authors byline.original byline creator fields.byline author_name "
     "authorName authors_list writer contributor writers contributors"},
    {"url",
     "url link web_url webUrl canonical_url canonicalUrl permalink article_url articleUrl "
     "source_url shareUrl requested_url thread.url uri guid.rendered external_url"},
    {"published",
     "published publishedAt published_at date_publish datePublished date_published publish_date "
     "published_date publishedDate publication_date publicationDate pubDate pub_date pubdate "
     "webPublicationDate firstPublicationDate first_publication_date dateTimePub dateTime "
     "datetime date_gmt date published_utc published_on publishDate publish_time "
     "thread.published posted_at posted time timestamp seendate created_at createdAt "
     "date_modify updated_at updated"},
    {"language", "language lang inLanguage locale thread.language"},
}};

constexpr std::string_view kLists =
    "articles articles.results items results data docs documents entries stories news posts "
    "response response.docs response.results hits.hits value records rows _items";

std::vector<std::string> WordsOf(std::string_view line) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    if (end > at) words.emplace_back(line.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

}  // namespace

FieldNames::FieldNames() {
  for (const Row& row : kTable) names_.push_back(WordsOf(row.names));
}

Result<FieldNames> FieldNames::With(const std::map<std::string, std::string>& given) {
  FieldNames names;
  for (const auto& [field, path] : given) {
    std::size_t at = 0;
    while (at < kTable.size() && kTable[at].field != field) ++at;
    if (at == kTable.size() || path.empty())
      return {Code::kInvalidInput,
              "there is no field '" + field + "=" + path +
                  "': say one of title, text, source, author, url, published, language, and its "
                  "name in the file, as in text=body"};
    names.names_[at].insert(names.names_[at].begin(), path);
  }
  return names;
}

const std::vector<std::string>& ListNames() {
  static const std::vector<std::string> names = WordsOf(kLists);
  return names;
}

}  // namespace lode
