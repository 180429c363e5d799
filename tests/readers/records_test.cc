// Records: names of fields, tables, values that are none, what is left over.
#include <gmock/gmock.h>

#include "loaders/readers/metadata/field_values.h"
#include "tests/readers/reading.h"

namespace lode {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kText =
    "The council of Solvik sold its ferries on Monday, Tor Lind said. He leads the council.";

// The names of fields with text that a file's records did not take.
std::vector<std::string> UnreadIn(std::string_view bytes, const std::string& name,
                                  const LoadOptions& options = {}) {
  Folder folder;
  std::vector<std::string> unread;
  ReadFile(
      {folder.Write(name, bytes), bytes.size()}, options,
      [&](ReadRecord record) {
        unread.insert(unread.end(), record.unread.begin(), record.unread.end());
        return true;
      },
      [](const LoadError&) {});
  return unread;
}

struct Layout {
  const char* json;
  const char* author;
  const char* source;
  const char* published;
};

std::string WithText(std::string json) {
  const std::size_t at = json.find("$T");
  return json.replace(at, 2, kText);
}

TEST(FieldNames, AreThoseOfNewsApisAndDumps) {
  for (
      const Layout& row : std::initializer_list<Layout>{
          {R"({"status":"ok","articles":[{"source":{"id":null,"name":"Quay Post"},"author":"Ada Moe","title":"Ferries sold","description":"$T","url":"https://q.example/1","publishedAt":"2024-02-03T10:00:00Z"}]})",
           "Ada Moe", "Quay Post", "2024-02-03T10:00:00Z"},
          {R"({"response":{"results":[{"webTitle":"Ferries sold","webUrl":"https://q.example/1","webPublicationDate":"2024-02-03T10:00:00Z","fields":{"headline":"Ferries sold","byline":"Ada Moe","bodyText":"$T","publication":"Quay Post"}}]}})",
           "Ada Moe", "", "2024-02-03T10:00:00Z"},
          {R"({"response":{"docs":[{"headline":{"main":"Ferries sold"},"abstract":"Sold.","lead_paragraph":"$T","pub_date":"2024-02-03T10:00:00+0000","web_url":"https://q.example/1","byline":{"original":"By Ada Moe"},"source":"Quay Post"}]}})",
           "Ada Moe", "Quay Post", "2024-02-03T10:00:00Z"},
          {R"({"articles":{"results":[{"uri":"77","lang":"eng","title":"Ferries sold","body":"$T","url":"https://q.example/1","dateTimePub":"2024-02-03T10:00:00Z","source":{"uri":"q.example","title":"Quay Post"},"authors":[{"uri":"ada@q.example","name":"Ada Moe"}]}]}})",
           "Ada Moe", "Quay Post", "2024-02-03T10:00:00Z"},
          {R"({"data":[{"author":"Ada Moe","title":"Ferries sold","description":"$T","url":"https://q.example/1","source":"Quay Post","published_at":"2024-02-03T10:00:00+00:00"}]})",
           "Ada Moe", "Quay Post", "2024-02-03T10:00:00Z"},
          {R"({"posts":[{"thread":{"site":"q.example","title":"Ferries sold"},"url":"https://q.example/1","author":"Ada Moe","published":"2024-02-03T12:00:00.000+02:00","title":"Ferries sold","text":"$T"}]})",
           "Ada Moe", "q.example", "2024-02-03T12:00:00+02:00"},
          {R"({"authors":["Ada Moe","Per Lie"],"date_download":"2024-02-04 10:00:00","date_modify":null,"date_publish":"2024-02-03 10:00:00","maintext":"$T","source_domain":"q.example","title":"Ferries sold","url":"https://q.example/1"})",
           "Ada Moe, Per Lie", "q.example", "2024-02-03T10:00:00"},
          {R"({"link":"https://q.example/1","headline":"Ferries sold","category":"X","short_description":"$T","authors":"Ada Moe","date":"2024-02-03"})",
           "Ada Moe", "", "2024-02-03"},
          {R"({"title":"Ferries sold","text":"$T","summary":"Sold.","authors":["Ada Moe"],"publish_date":"02-13-2024","domain":"q.example","url":"https://q.example/1"})",
           "Ada Moe", "q.example", "2024-02-13"},
          {R"({"_id":{"$oid":"65bd"},"title":"Ferries sold","content":"$T","author":{"name":"Ada Moe"},"source":{"name":"Quay Post"},"url":"https://q.example/1","published":{"$date":{"$numberLong":"1706954400000"}}})",
           "Ada Moe", "Quay Post", "2024-02-03T10:00:00Z"},
          {R"({"_index":"n","_source":{"title":"Ferries sold","body":"$T","author":"Ada Moe","source_name":"Quay Post","url":"https://q.example/1","timestamp":"2024-02-03T10:00:00"}})",
           "Ada Moe", "Quay Post", "2024-02-03T10:00:00"},
          {R"({"version":"https://jsonfeed.org/version/1.1","title":"Quay Post","items":[{"id":"1","url":"https://q.example/1","title":"Ferries sold","content_text":"$T","date_published":"2024-02-03T10:00:00Z","authors":[{"name":"Ada Moe"}]}]})",
           "Ada Moe", "Quay Post", "2024-02-03T10:00:00Z"},
          {R"([{"id":7,"date_gmt":"2024-02-03T10:00:00","link":"https://q.example/1","title":{"rendered":"Ferries sold"},"content":{"rendered":"<p>$T</p>","protected":false}}])",
           "", "", "2024-02-03T10:00:00"}}) {
    const Article article = ReadOne(WithText(row.json), "a.json");
    EXPECT_EQ(article.info.title, "Ferries sold") << row.json;
    EXPECT_THAT(article.text, HasSubstr("He leads the council.")) << row.json;
    EXPECT_EQ(article.info.url, "https://q.example/1") << row.json;
    EXPECT_EQ(article.info.author, row.author) << row.json;
    EXPECT_EQ(article.info.source, row.source) << row.json;
    EXPECT_EQ(article.info.published, row.published) << row.json;
  }
}

TEST(FieldNames, MayBeGivenWithPaths) {
  LoadOptions options;
  options.fields = {{"text", "page.plain"}, {"title", "top"}};
  const Article article =
      ReadOne(WithText(R"({"top":"Ferries sold","text":"Not this one.","page":{"plain":"$T"}})"),
              "a.json", options);
  EXPECT_EQ(article.info.title, "Ferries sold");
  EXPECT_THAT(article.text, HasSubstr("sold its ferries"));
  options.fields = {{"body", "x"}};
  EXPECT_THAT(ErrorOf("{\"text\":\"x\"}", "a.json", options), HasSubstr("no field 'body=x'"));
}

TEST(FieldNames, WhatIsNotTakenIsNamed) {
  const std::string words = "one two three four five six seven eight nine";
  EXPECT_THAT(UnreadIn(WithText(R"({"title":"T","text":"$T","notes":")" + words +
                                R"(","more":{"deep":")" + words + R"("},"short":"a b"})"),
                       "a.json"),
              ElementsAre("notes", "more.deep"));
  EXPECT_THAT(
      UnreadIn("title,text,notes\nT,\"" + std::string(kText) + "\"," + words + "\n", "a.csv"),
      ElementsAre("notes"));
  // What the text begins with is no other text.
  EXPECT_THAT(
      UnreadIn(
          WithText(
              R"({"title":"T","text":"$T","summary":"The council of Solvik sold its ferries on Monday, Tor Lind said."})"),
          "a.json"),
      ElementsAre());
}

TEST(FieldValues, ThatAreNoneAreNoValues) {
  EXPECT_EQ(AuthorsIn("No Author"), "");
  EXPECT_EQ(AuthorsIn("https://q.example/#/person/9"), "");
  EXPECT_EQ(AuthorsIn("By Ada Moe, admin"), "Ada Moe");
  EXPECT_EQ(AuthorsIn("ada@q.example (Ada Moe)"), "Ada Moe");
  EXPECT_EQ(AuthorsIn("['Ada Moe', 'Per Lie']"), "Ada Moe, Per Lie");
  EXPECT_EQ(AuthorsIn("Ada M&oslash;e"), "Ada Møe");
  EXPECT_EQ(AuthorsIn("Von Ada Moe am Samstag"), "Ada Moe");
  EXPECT_EQ(AuthorsIn("Par Ada Moe, Per Lie"), "Ada Moe, Per Lie");
  EXPECT_EQ(AuthorsIn("Zeige alle Beiträge von Ada Moe"), "Ada Moe");
  EXPECT_EQ(AuthorsIn("Ada von Moe, Vonda Lie"), "Ada von Moe, Vonda Lie");
  EXPECT_EQ(AuthorsIn("Ada Moe @adamoe"), "Ada Moe");
  EXPECT_EQ(PlainValue("Quay &amp;amp; &#8216;Post&#8217;"), "Quay & ‘Post’");
  EXPECT_EQ(PlainValue("N/A"), "");
  EXPECT_EQ(PublishedIn("0001-01-01T00:00:00Z"), "");
  EXPECT_EQ(PublishedIn("1970-01-01T00:00:00Z"), "");
  EXPECT_EQ(PublishedInUrl("https://q.example/2024/06/12/ferries"), "2024-06-12");
  EXPECT_EQ(PublishedInUrl("https://q.example/news/20240612-ferries.html"), "2024-06-12");
  EXPECT_EQ(PublishedInUrl("https://q.example/2024/ferries-12-34/"), "");
  EXPECT_EQ(PublishedInUrl("https://q.example/id/20249912"), "");
  EXPECT_EQ(PublishedIn("soon"), "");
  EXPECT_EQ(PublishedIn("02-13-2024"), "2024-02-13");
  EXPECT_EQ(PublishedIn("Wed, 12 Jun 2024 09:00:00 EDT"), "2024-06-12T09:00:00-04:00");
  EXPECT_EQ(
      ReadOne(WithText(R"({"title":"T","text":"$T","date":"tomorrow","author":"none"})"), "a.json")
          .info.published,
      "");
}

TEST(JsonLines, OneBadLineAmongFewCostsItself) {
  const std::string good = WithText(R"({"title":"Ferries sold","text":"$T"})");
  for (const std::string& lines :
       {good + "\n{\"title\":\"cut off\n", "{\"title\":\n" + good + "\n"}) {
    const Reading reading = ReadFixture(lines, "a.jsonl");
    EXPECT_EQ(reading.articles.size(), 1u) << lines;
    EXPECT_EQ(reading.errors.size(), 1u) << lines;
  }
  EXPECT_EQ(ReadFixture("{\n\"articles\": [\n" + good + ",\n" + good + "\n]\n}\n", "a.json")
                .articles.size(),
            2u);
}

TEST(Table, RowsAreArticles) {
  const std::string csv =
      "title,text,date\r\n\"Ferries, sold\",\"The council said: \"\"We sold.\"\"\nIt was late.\","
      "2024-02-03\r\nBoats lost,Five boats were lost at sea.,2024-02-04\r\n";
  for (const char* name : {"a.csv", "a.txt"}) {
    const Reading reading = ReadFixture(csv, name);
    ASSERT_EQ(reading.articles.size(), 2u) << name;
    EXPECT_EQ(reading.errors.size(), 0u);
    EXPECT_EQ(reading.articles[0].info.title, "Ferries, sold");
    EXPECT_EQ(reading.articles[0].info.published, "2024-02-03");
    EXPECT_THAT(reading.articles[0].text, HasSubstr("said: \"We sold.\""));
    EXPECT_EQ(reading.lines[1], 4u);
    const Span span = BlockWith(reading.articles[1], "Five boats").source;
    EXPECT_EQ(csv.substr(span.begin, span.end - span.begin), "Five boats were lost at sea.");
  }
  const Article tsv = ReadOne("Headline\tBody\nFerries sold\tThe council sold them.\n", "a.tsv");
  EXPECT_EQ(tsv.info.title, "Ferries sold");
}

TEST(Table, BadRowsCostThemselves) {
  const Reading reading = ReadFixture(
      "title,text\nA,Words here.\nB,\"never closed\nC,Words there.\nD,too,many\n", "a.csv");
  EXPECT_EQ(reading.articles.size(), 2u);
  ASSERT_EQ(reading.errors.size(), 2u);
  EXPECT_THAT(reading.errors[0].message, HasSubstr("does not close"));
  EXPECT_EQ(reading.errors[1].line, 5u);
  EXPECT_THAT(ErrorOf("a,b\n1,2\n", "a.csv"), HasSubstr("--columns text=NAME (it has a, b)"));
  LoadOptions options;
  options.fields = {{"text", "b"}};
  EXPECT_EQ(ReadOne("a,b\n1,The words stand here.\n", "a.csv", options).blocks.size(), 1u);
}

TEST(Table, ProseWithCommasIsNone) {
  EXPECT_EQ(ReadFixture("Body, soul and mind\nThe book, the clerk said, is old.\n", "a.txt")
                .articles.size(),
            1u);
}

constexpr std::string_view kRssHead =
    "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Quay Post</title>\n";

TEST(Feed, KnowsTheCharactersOfHtml) {
  const Reading reading = ReadFixture(
      std::string(kRssHead) +
          "<item><title>Caf&eacute; burns</title><description>The caf&eacute; burned &ndash; "
          "twice.</description></item><item><title>Second</title><description>It "
          "rained.</description></item></channel></rss>",
      "a.rss");
  EXPECT_EQ(reading.errors.size(), 0u);
  ASSERT_EQ(reading.articles.size(), 2u);
  EXPECT_EQ(reading.articles[0].info.title, "Café burns");
  EXPECT_THAT(reading.articles[0].text, HasSubstr("The café burned – twice."));
}

TEST(Feed, ABrokenEntryCostsItself) {
  const std::string feed = std::string(kRssHead) +
                           "<item><title>One</title><description>It rained.</description></item>\n"
                           "<item><title>Broken <b></title><description>x</item>\n"
                           "<item><title>Three</title><description>It snowed.</description></item>"
                           "</channel></rss>";
  const Reading reading = ReadFixture(feed, "a.rss");
  ASSERT_EQ(reading.articles.size(), 2u);
  ASSERT_EQ(reading.errors.size(), 1u);
  EXPECT_THAT(reading.errors[0].message, HasSubstr("1 of 3 entries"));
  EXPECT_EQ(reading.articles[1].info.title, "Three");
  const Span span = BlockWith(reading.articles[1], "It snowed.").source;
  EXPECT_EQ(feed.substr(span.begin, span.end - span.begin), "It snowed.");
}

}  // namespace
}  // namespace lode
