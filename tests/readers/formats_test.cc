#include <gmock/gmock.h>

#include "tests/readers/reading.h"

namespace lode {
namespace {

using testing::HasSubstr;
using testing::Not;
using namespace std::string_literals;

std::string Page(std::string_view head, std::string_view body) {
  return "<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\">" + std::string(head) +
         "</head><body>" + std::string(body) + "</body></html>";
}

constexpr std::string_view kStory =
    "<article><h1>Harbour town rejects ferry merger</h1><p class=\"byline\">By Mira Tolland</p>"
    "<p>The council of Port Elden voted on Tuesday against the merger of Norline &amp; Bluewave, "
    "caf&eacute; owners said.</p>"
    "<p>The vote was <b>close</b>, the clerk<br>told reporters after the session in the town "
    "hall.</p></article>";

TEST(Formats, AreWhatTheirNamesSay) {
  EXPECT_THAT(ErrorOf("x", "broken.gz"), HasSubstr("is not gzip data, as its name says"));
  EXPECT_THAT(ErrorOf("x", "broken.zst"), HasSubstr("is not Zstandard data"));
  EXPECT_THAT(ErrorOf("hello", "x.xlsx"), HasSubstr("is not a spreadsheet, as its name says"));
  EXPECT_THAT(ErrorOf("A report\n\nIt rains in Arn.\n", "dir/x.DOCX"),
              HasSubstr("is not an office document"));
  EXPECT_THAT(ErrorOf("It rains in Arn.", "x.pdf"), HasSubstr("is not a PDF"));
}

TEST(Json, AListWithoutObjectsIsRefusedOnce) {
  for (const std::string list : {"[1,2,3]", "[\"a\", \"b\"]", " [true]\n", "[[1], [2]]"}) {
    const Reading reading = ReadFixture(list, "arr.json");
    EXPECT_TRUE(reading.articles.empty()) << list;
    ASSERT_EQ(reading.errors.size(), 1u) << list;
    EXPECT_THAT(reading.errors[0].message, HasSubstr("is a JSON list without objects")) << list;
  }
  EXPECT_TRUE(ReadFixture("[1] The mayor of Arn wants a vote, said Hal Dorn on Monday.\n", "a.txt")
                  .errors.empty());
}

TEST(Html, TakesFieldsFromJsonLdThenMetaTags) {
  Article article = ReadOne(Page(
      R"(<title>Harbour town rejects ferry merger | Coastline Post</title>
         <meta property="og:site_name" content="Wrong Name"><meta name="author" content="Wrong Author">
         <link rel="canonical" href="https://coast.example/ferry">
         <script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":["NewsArticle"],
         "headline":"Harbour town rejects ferry merger","author":[{"name":"Mira Tolland"},{"name":"Jon Abel"}],
         "datePublished":"2024-05-14T08:30:00Z","publisher":{"@type":"Organization","name":"Coastline Post"}}]}</script>)",
      kStory));
  EXPECT_EQ(article.info.title, "Harbour town rejects ferry merger");
  EXPECT_EQ(article.info.source, "Coastline Post");
  EXPECT_EQ(article.info.author, "Mira Tolland, Jon Abel");
  EXPECT_EQ(article.info.url, "https://coast.example/ferry");
  EXPECT_THAT(article.info.published, testing::StartsWith("2024-05-14"));
}

TEST(Html, FallsBackToMetaTagsAndThePagesTitle) {
  Article article = ReadOne(Page(
      R"(<title>Harbour town rejects ferry merger | Coastline Post</title>
         <meta name="author" content="Mira Tolland"><meta property="article:published_time" content="2024-05-14">
         <script type="application/ld+json">{ broken</script>)",
      kStory));
  EXPECT_EQ(article.info.source, "Coastline Post");
  EXPECT_EQ(article.info.author, "Mira Tolland");
  EXPECT_EQ(article.info.published, "2024-05-14");
}

TEST(Html, LosesMarkupScriptsAndStyles) {
  Article article =
      ReadOne(Page("<style>p{color:red}</style><script>var a = '<p>no</p>';</script>", kStory));
  EXPECT_THAT(article.text, HasSubstr("merger of Norline & Bluewave, café owners said."));
  EXPECT_THAT(article.text, HasSubstr("The vote was close, the clerk"));
  EXPECT_THAT(article.text, Not(HasSubstr("color")));
  EXPECT_THAT(article.text, Not(HasSubstr("var a")));
  EXPECT_EQ(KindOf(article, "Harbour town"), BlockKind::kTitle);
  EXPECT_EQ(KindOf(article, "By Mira"), BlockKind::kByline);
}

TEST(Html, KnowsWhereABlockStoodInTheFile) {
  std::string page = Page("", kStory);
  Article article = ReadOne(page);
  const Block& block = BlockWith(article, "Norline");
  std::string source = page.substr(block.source.begin, block.source.end - block.source.begin);
  EXPECT_THAT(source, testing::StartsWith("The council"));
  EXPECT_THAT(source, testing::EndsWith("caf&eacute; owners said."));
}

TEST(Html, KeepsNavigationAndTeasersAsBoilerplate) {
  Article article = ReadOne(Page(
      "",
      "<nav><a href=/>Front page of the Post</a></nav>" + std::string(kStory) +
          R"(<div class="related-articles"><h3>Elsewhere</h3><a href=/2>Storm closes the northern pier again</a></div>
         <aside>A box on the history of ferries in this part of the world.</aside>
         <p><a href="/3">A teaser that is nothing but a link</a></p><footer>Coastline Post, Pier 4</footer>)"));
  for (const char* words :
       {"Front page", "Elsewhere", "Storm closes", "A box on", "A teaser that", "Pier 4"})
    EXPECT_EQ(KindOf(article, words), BlockKind::kBoilerplate) << words;
  EXPECT_EQ(KindOf(article, "council of Port Elden"), BlockKind::kParagraph);
}

TEST(Html, DoesNotTakeAWrapperForASidebar) {
  Article article =
      ReadOne(Page("", "<div class=\"with sidebar\">" + std::string(kStory) + "</div>"));
  EXPECT_EQ(KindOf(article, "council of Port Elden"), BlockKind::kParagraph);
}

TEST(Html, ReadsListsQuotationsCaptionsAndTweets) {
  Article article = ReadOne(Page(
      "", std::string(kStory) +
              R"(<h2>What is next</h2><ul><li>A second reading in June, the clerk said.</li></ul>
      <blockquote>We will not be bought by anybody from outside.</blockquote>
      <figure><img src=a alt="boat"><figcaption>A boat of Norline at the pier.</figcaption></figure>
      <blockquote class="twitter-tweet"><p>The vote is a win for the islands. <a href="https://t.co/x">https://t.co/x</a></p>
      &mdash; Ada Quist (@adaquist) <a href="https://t.co/y">May 14, 2024</a></blockquote>)"));
  EXPECT_EQ(KindOf(article, "What is next"), BlockKind::kHeading);
  EXPECT_EQ(KindOf(article, "A second reading"), BlockKind::kList);
  EXPECT_EQ(KindOf(article, "We will not"), BlockKind::kQuotation);
  EXPECT_EQ(KindOf(article, "A boat of"), BlockKind::kCaption);
  EXPECT_EQ(KindOf(article, "@adaquist"), BlockKind::kTweet);
  EXPECT_EQ(BlockWith(article, "a win for").date, "2024-05-14");
}

TEST(Html, StopsNestingBombs) {
  std::string deep = "<html><body>", formats = "<html><body>", tables = "<html><body>",
              options = "<html><body><svg>";
  for (int i = 0; i < 60000; ++i) {
    deep += "<div>";
    formats += "<p><font size=" + std::to_string(i) + ">";
    tables += "<table>";
    options += "<option>";
  }
  EXPECT_THAT(ErrorOf(deep + "x", "a.html"), HasSubstr("markup-depth"));
  EXPECT_THAT(ErrorOf(formats + "x", "a.html"), HasSubstr("markup-depth"));
  EXPECT_THAT(ErrorOf(tables + "x", "a.html"), HasSubstr("markup-depth"));
  EXPECT_LE(ReadFixture(options + "x", "a.html").articles.size(), 1u);
}

TEST(Html, ReadsWhatIsCutOff) {
  std::string page = Page("", kStory);
  EXPECT_EQ(ReadFixture(page.substr(0, page.find("café") - 100), "a.html").errors.size(), 0u);
  EXPECT_THAT(ErrorOf("<html><head><title>", "a.html"), HasSubstr("holds no text"));
}

TEST(Json, ReadsObjectsListsAndEnvelopes) {
  std::string one =
      R"({"headline":"Anvil buys Tor","body":"Anvil bought Tor for $40 million on Friday.","site":"Daily Anvil",
      "link":"https://a.example/1","published_at":"2024-02-03","byline":"R. Pell","language":"en"})";
  for (const std::string& json : {one, "[" + one + "]", "{\"articles\":[" + one + "]}",
                                  "{\"status\":\"ok\",\"results\":[" + one + "]}"}) {
    Article article = ReadOne(json, "a.json");
    EXPECT_EQ(article.info.title, "Anvil buys Tor");
    EXPECT_EQ(article.info.source, "Daily Anvil");
    EXPECT_EQ(article.info.url, "https://a.example/1");
    EXPECT_EQ(article.info.published, "2024-02-03");
    EXPECT_EQ(article.info.author, "R. Pell");
    EXPECT_EQ(KindOf(article, "Anvil bought"), BlockKind::kParagraph);
  }
}

TEST(Json, ReadsTheUsualNames) {
  struct Row {
    const char* json;
    const char* source;
    const char* author;
    const char* published;
  };
  for (
      const Row& row : std::initializer_list<Row>{
          {R"({"title":"T","text":"Words here.","source":{"id":null,"name":"Outlet"},"authors":["A B","C D"],"date":"2024-02-03"})",
           "Outlet", "A B, C D", "2024-02-03"},
          {R"({"title":"T","content":"Words here.","outlet":"Outlet","author":{"name":"A B"},"publishedAt":"2024-02-03T10:00:00Z"})",
           "Outlet", "A B", "2024-02-03"},
          {R"({"title":"T","description":"Words here.","source":"Outlet","pubDate":"Sat, 03 Feb 2024 10:00:00 GMT"})",
           "Outlet", "", "2024-02-03"},
          {R"({"title":"T","text":["One.","Two."],"source":"Outlet","published":1706954400})",
           "Outlet", "", "2024-02-03"}}) {
    Article article = ReadOne(row.json, "a.json");
    EXPECT_EQ(article.info.source, row.source);
    EXPECT_EQ(article.info.author, row.author);
    EXPECT_EQ(article.info.published.substr(0, 10), row.published) << row.json;
  }
}

TEST(Json, KnowsWhereItsStringsStood) {
  std::string json =
      "{\"title\":\"T\",\"text\":\"First one.\\n\\n\\u201cA fit,\\u201d said \\ud83d\\ude00 "
      "Dana.\"}";
  Article article = ReadOne(json, "a.json");
  const Block& block = BlockWith(article, "Dana");
  EXPECT_EQ(TextOf(article, block), "“A fit,” said 😀 Dana.");
  EXPECT_EQ(json.substr(block.source.begin, block.source.end - block.source.begin),
            "\\u201cA fit,\\u201d said \\ud83d\\ude00 Dana.");
}

TEST(Json, ReadsHtmlInsideAString) {
  Article article = ReadOne(
      R"({"title":"AT&amp;T wins","content":"<p>Gamma &amp; Delta merged.</p><p>Shares rose.</p>"})",
      "a.json");
  EXPECT_EQ(article.info.title, "AT&T wins");
  EXPECT_EQ(TextOf(article, BlockWith(article, "Gamma")), "Gamma & Delta merged.");
  EXPECT_EQ(TextOf(article, BlockWith(article, "Shares")), "Shares rose.");
}

TEST(Json, NamesThePlaceOfAFault) {
  EXPECT_THAT(ErrorOf("{\"title\": \"a\",\n \"text\": }", "a.json"), HasSubstr("line 2"));
  EXPECT_THAT(ErrorOf("{\"title\": \"a\", \"text\": \"b", "a.json"), HasSubstr("does not close"));
  EXPECT_THAT(ErrorOf("[{\"title\": \"a\"}, ", "a.json"), HasSubstr("ends too early"));
  EXPECT_THAT(ErrorOf("{\"url\": \"a\"}", "a.json"), HasSubstr("no text"));
  EXPECT_THAT(ErrorOf(std::string(50000, '['), "a.json"), HasSubstr("json-depth"));
  EXPECT_THAT(
      ErrorOf("{\"title\":\"a\",\"text\":" + std::string(5000, '[') + std::string(5000, ']') + "}",
              "a.json"),
      HasSubstr("json-depth"));
}

TEST(JsonLines, LoseOnlyTheirBadLines) {
  std::string lines;
  for (int i = 1; i <= 9000; ++i) {
    if (i == 7000)
      lines += "{\"title\":\"broken\",\"text\":\"no end\n";
    else if (i == 7001)
      lines += "{\"title\":\"bad bytes\",\"text\":\"\xFF\xFE\"}\n";
    else
      lines += "{\"title\":\"Number " + std::to_string(i) + "\",\"text\":\"Words.\"}\n";
  }
  Reading reading = ReadFixture(lines, "a.jsonl");
  EXPECT_EQ(reading.articles.size(), 8998u);
  ASSERT_EQ(reading.errors.size(), 2u);
  EXPECT_EQ(reading.errors[0].line, 7000u);
  EXPECT_THAT(reading.errors[0].message, HasSubstr("JSON"));
  EXPECT_EQ(reading.errors[1].line, 7001u);
  EXPECT_THAT(reading.errors[1].message, HasSubstr("UTF-8"));
  EXPECT_EQ(reading.lines[7000], 7003u);
  EXPECT_EQ(reading.articles.back().info.part, 8998u);
}

TEST(JsonLines, AreKnownByTheirContent) {
  std::string lines =
      "not json\n{\"title\":\"A\",\"text\":\"Words.\"}\n{\"title\":\"B\",\"text\":\"Words.\"}\n";
  Reading reading = ReadFixture(lines, "a.txt");
  EXPECT_EQ(reading.articles.size(), 2u);
  ASSERT_EQ(reading.errors.size(), 1u);
  EXPECT_EQ(reading.errors[0].line, 1u);
  std::string pretty =
      "{\"articles\":[{\"title\":\"A\",\"text\":\"Words.\"},\n{\"title\":\"B\",\"text\":\"Words.\"}"
      "]}";
  EXPECT_EQ(ReadFixture(pretty, "a.json").articles.size(), 2u);
}

constexpr std::string_view kRss =
    R"(<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Valley Wire</title><language>en-us</language>
<item><title>Mill &amp; mine agree</title><link>https://v.example/1</link><pubDate>Tue, 14 May 2024 08:30:00 GMT</pubDate>
<dc:creator>Una Berg</dc:creator><description>Short &lt;b&gt;lead&lt;/b&gt;.</description>
<content:encoded><![CDATA[<p>The mill in Ostby agreed with the mine&#8217;s owner, Kappa Ltd.</p><p>Work starts in June.</p>
<p>The post Mill &amp; mine agree first appeared on Valley Wire.</p>]]></content:encoded></item>
<item><title>Second</title><description>The bridge reopened on Monday &amp;amp; traffic flows.</description></item></channel></rss>)";

TEST(Feed, ReadsEntriesOfRss) {
  Reading reading = ReadFixture(kRss, "a.rss");
  ASSERT_EQ(reading.articles.size(), 2u);
  const Article& first = reading.articles[0];
  EXPECT_EQ(first.info.title, "Mill & mine agree");
  EXPECT_EQ(first.info.source, "Valley Wire");
  EXPECT_EQ(first.info.author, "Una Berg");
  EXPECT_EQ(first.info.url, "https://v.example/1");
  EXPECT_THAT(first.info.published, testing::StartsWith("2024-05-14"));
  EXPECT_EQ(TextOf(first, BlockWith(first, "Ostby")),
            "The mill in Ostby agreed with the mine’s owner, Kappa Ltd.");
  EXPECT_EQ(KindOf(first, "first appeared"), BlockKind::kBoilerplate);
  EXPECT_EQ(reading.articles[1].info.part, 2u);
  const Article& second = reading.articles[1];
  EXPECT_THAT(second.text, HasSubstr("on Monday & traffic flows."));
}

TEST(Feed, KnowsWhereItsTextStood) {
  Reading reading = ReadFixture(kRss, "a.rss");
  ASSERT_EQ(reading.articles.size(), 2u);
  Span span = BlockWith(reading.articles[0], "Ostby").source;
  EXPECT_EQ(kRss.substr(span.begin, span.end - span.begin),
            "The mill in Ostby agreed with the mine&#8217;s owner, Kappa Ltd.");
}

TEST(Feed, ReadsEntriesOfAtom) {
  Article article = ReadOne(
      R"(<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Lakeside</title>
    <entry><title>Dam repaired</title><link href="https://l.example/d"/><author><name>Per Lund</name></author>
    <updated>2024-03-01T00:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
    <p>The dam at Ulv was repaired.</p><p>It cost $3 million.</p></div></content></entry></feed>)",
      "a.atom");
  EXPECT_EQ(article.info.source, "Lakeside");
  EXPECT_EQ(article.info.author, "Per Lund");
  EXPECT_EQ(article.info.url, "https://l.example/d");
  EXPECT_EQ(TextOf(article, BlockWith(article, "The dam")), "The dam at Ulv was repaired.");
}

TEST(Feed, RefusesEntitiesDepthAndBrokenXml) {
  EXPECT_THAT(ErrorOf("<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY a \"aaa\"><!ENTITY b "
                      "\"&a;&a;\">]><rss><channel>"
                      "<item><title>&b;</title></item></channel></rss>",
                      "a.xml"),
              HasSubstr("entities"));
  EXPECT_THAT(ErrorOf("<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY x SYSTEM "
                      "\"file:///etc/passwd\">]><rss><channel>"
                      "<item><title>&x;</title></item></channel></rss>",
                      "a.xml"),
              HasSubstr("entities"));
  std::string deep = "<rss><channel>";
  for (int i = 0; i < 5000; ++i) deep += "<item>";
  EXPECT_THAT(ErrorOf(deep, "a.rss"), HasSubstr("invalid XML"));
  EXPECT_THAT(ErrorOf(kRss.substr(0, kRss.size() / 2), "a.rss"), HasSubstr("line"));
  EXPECT_THAT(ErrorOf("<?xml version=\"1.0\"?><sitemap><loc>x</loc></sitemap>", "a.xml"),
              HasSubstr("neither RSS nor Atom"));
}

TEST(Markdown, LosesItsMarksAndKeepsTheirMeaning) {
  Article article = ReadOne(
      "---\ntitle: \"Quarry reopens\"\ndate: 2024-06-01\nsource: Hill Gazette\n---\n# Quarry "
      "reopens\n\nBy **Tom Ask**\n\n"
      "The quarry at [Sten](https://x.example) reopened on Monday,\n*its owner* Granit AB "
      "said.\n\n> We waited long for this day.\n\n"
      "## What follows\n\n- first item holds\n- second item holds\n\n```\ncode is "
      "dropped\n```\n![A boat](b.png)\n",
      "a.md");
  EXPECT_EQ(article.info.title, "Quarry reopens");
  EXPECT_EQ(article.info.source, "Hill Gazette");
  EXPECT_EQ(article.info.published, "2024-06-01");
  EXPECT_EQ(article.info.author, "Tom Ask");
  EXPECT_EQ(TextOf(article, BlockWith(article, "Sten")),
            "The quarry at Sten reopened on Monday, its owner Granit AB said.");
  EXPECT_EQ(KindOf(article, "We waited"), BlockKind::kQuotation);
  EXPECT_EQ(KindOf(article, "What follows"), BlockKind::kHeading);
  EXPECT_EQ(KindOf(article, "first item"), BlockKind::kList);
  EXPECT_THAT(article.text, Not(HasSubstr("code is dropped")));
}

TEST(Text, JoinsLinesThatWereWrapped) {
  Article article = ReadOne(
      "The council of Port Elden voted on Tuesday against the merger of the two\n"
      "ferry lines that serve the islands, a spokesman for the mayor said in a\n"
      "statement. The vote was close and had been put off three times since the\n"
      "spring.\n\n"
      "A second reading follows in June, when the new council takes its seats in\n"
      "the hall.\n");
  ASSERT_EQ(article.blocks.size(), 2u);
  EXPECT_THAT(article.text, HasSubstr("merger of the two ferry lines"));
}

TEST(Text, KeepsOneParagraphPerLineApart) {
  Article article = ReadOne(
      "Borealis is back in the island trade, but not without a fight over its price in the "
      "capital.\nIt sold wire.\n"
      "The mayor of Arn wants a vote.\nNobody knows when that will be, said Hal Dorn, who had "
      "asked for it in the spring.\n");
  EXPECT_EQ(article.blocks.size(), 4u);
}

}  // namespace
}  // namespace lode
