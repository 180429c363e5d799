// What a page's witnesses say of its article: its head's fields, its data, the lines it shows.
#include <gmock/gmock.h>

#include "loaders/readers/metadata/date_words.h"
#include "loaders/readers/metadata/field_values.h"
#include "loaders/readers/metadata/written_day.h"
#include "tests/readers/page_fixture.h"
#include "tests/readers/reading.h"

namespace lode {
namespace {

TEST(Witness, ReferencesInJsonLdAreFollowed) {
  const std::string head =
      R"(<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Lighthouse to be rebuilt","author":{"@id":"#a"},"publisher":{"@id":"#o"},"datePublished":"2024-06-12T08:00:00+00:00"},{"@type":"Person","@id":"#a","name":"Ada Moe"}]}</script>
<script type="application/ld+json">{"@type":"Organization","@id":"#o","name":"Quay Post"}</script>)";
  const Article article = ReadOne(PageOf(head, Paragraphs(0, 5)));
  EXPECT_EQ(article.info.author, "Ada Moe");
  EXPECT_EQ(article.info.source, "Quay Post");
  EXPECT_EQ(article.info.published, "2024-06-12T08:00:00Z");
}

TEST(Witness, OneThatSaysNothingIsPassedOver) {
  const Article article = ReadOne(PageOf(
      R"(<title>Lighthouse to be rebuilt</title><meta name="author" content="No Author">
<meta name="dc.creator" content="Ada Moe"><meta name="date" content="0001-01-01T00:00:00Z">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Tower &#8216;rebuilt&#8217; &amp; lit","datePublished":"0001-01-01T00:00:00Z"}</script>)",
      "<h1>Lighthouse to be rebuilt</h1><p class=date>Updated 9:00 am, Wednesday, June 12, "
      "2024</p>" +
          Paragraphs(0, 5)));
  EXPECT_EQ(article.info.author, "Ada Moe");
  EXPECT_EQ(article.info.title, "Tower ‘rebuilt’ & lit");
  EXPECT_EQ(article.info.published, "2024-06-12T09:00");
}

TEST(Witness, ABylineMayHoldTheDate) {
  for (const char* line :
       {"By ADA MOE June 12, 2024 3:46 PM", "Ada Moe | June 12, 2024, 3:46 p.m."}) {
    const Article article = ReadOne(Titled("<p>" + std::string(line) + "</p>" + Paragraphs(0, 5)));
    EXPECT_EQ(article.info.published, "2024-06-12T15:46") << line;
  }
  const Article article = ReadOne(Titled("<p>Published Wed, Jun 12 2024</p>" + Paragraphs(0, 5)));
  EXPECT_EQ(article.info.published, "2024-06-12");
}

TEST(Witness, MicrodataAndTimes) {
  const Article article = ReadOne(Titled(
      R"(<p>By <span itemprop="author"><span itemprop="name">Ada Moe</span></span></p>
<time itemprop="dateModified" datetime="2024-06-14T08:00:00Z">June 14</time>
<time itemprop="datePublished" datetime="2024-06-12T08:00:00Z">June 12</time>)" +
      Paragraphs(0, 5)));
  EXPECT_EQ(article.info.author, "Ada Moe");
  EXPECT_EQ(article.info.published, "2024-06-12T08:00:00Z");
}

TEST(Witness, TheYearMayStandBehindTheTime) {
  EXPECT_EQ(PublishedIn("Mon Aug 03 12:45:00 EDT 2015"), "2015-08-03T12:45:00-04:00");
  EXPECT_EQ(PublishedIn("Mon Aug  3 12:45:00 2015"), "2015-08-03T12:45:00");
  EXPECT_EQ(PublishedIn("Mon Foo 03 12:45:00 EDT 2015"), "");
}

TEST(Witness, AuthorsSideBySideAreAllTaken) {
  const Article article = ReadOne(Titled(
      R"(<div><a rel=author href=/a>Ada Moe</a> and <a rel=author href=/t>Tor Lind</a></div>)" +
      Paragraphs(0, 5) + "<p>See also <a rel=author href=/o>Ola Vik</a> of the same house.</p>"));
  EXPECT_EQ(article.info.author, "Ada Moe, Tor Lind");
}

TEST(Witness, TimesThatOnlyAStyleSetsApartAreRead) {
  for (const char* line :
       {"<div>Published Wed, Jun 12 2024<span class=bar></span>2:23 PM</div>",
        "<div><time>Published Wed, Jun 12 2024, 2:23 PM EDT</time><time>Updated Thu, Jun 13 2024, "
        "9:00 AM EDT</time></div>"}) {
    const Article article = ReadOne(Titled(line + Paragraphs(0, 5)));
    EXPECT_EQ(article.info.published.substr(0, 10), "2024-06-12") << line;
    EXPECT_EQ(KindOf(article, "Published Wed"), BlockKind::kDateline) << line;
  }
}

TEST(Witness, JsonLdThatBrowsersProgramsMendIsRead) {
  const std::string article =
      "{\"@type\":\"NewsArticle\",\"headline\":\"Lighthouse\n rebuilt\","
      "\"datePublished\":\"2024-06-12\",}";
  for (const std::string& script :
       {article, article + ";", "<!-- " + article + " -->", "//<![CDATA[\n" + article + "\n//]]>"})
    EXPECT_EQ(ReadOne(PageOf("<script type=\"application/ld+json\">" + script + "</script>",
                             Paragraphs(0, 5)))
                  .info.published,
              "2024-06-12")
        << script;
}

TEST(Witness, APagesOwnDataTellItsDayBehindItsMetaTags) {
  const std::string script = R"(<script type="application/ld+json">[{"@type":"Person","name":"A",
"datePublished":"2020-01-01"},{"@type":["WebPage"],"datePublished":"2024-06-12"}]</script>)";
  EXPECT_EQ(ReadOne(PageOf(script, Paragraphs(0, 5))).info.published, "2024-06-12");
  EXPECT_EQ(ReadOne(PageOf(script + "<meta name=pub_date content=2024-06-10>", Paragraphs(0, 5)))
                .info.published,
            "2024-06-10");
}

TEST(Witness, OfTwoDaysTheOneShownCounts) {
  const auto published = [](const std::string& open_graph, const std::string& shown) {
    return ReadOne(
               PageOf(
                   "<meta property=\"article:published_time\" content=\"" + open_graph +
                       R"("><script type="application/ld+json">{"@type":"Article","datePublished":"2024-06-02T23:30:00Z"}</script>)",
                   "<h1>Lighthouse to be rebuilt</h1><p class=date>" + shown + "</p>" +
                       Paragraphs(0, 5)))
        .info.published;
  };
  EXPECT_EQ(published("2024-06-12T08:00:00Z", "12 June 2024"), "2024-06-12T08:00:00Z");
  EXPECT_EQ(published("2024-06-12T08:00:00Z", "2 June 2024"), "2024-06-02T23:30:00Z");
  EXPECT_EQ(published("2024-06-12T08:00:00Z", "Wednesday"), "2024-06-02T23:30:00Z");
}

TEST(Witness, TheUniversalDayGivesWayToTheOneShown) {
  const auto published = [](const std::string& said, const std::string& shown) {
    return ReadOne(PageOf("<meta property=\"article:published_time\" content=\"" + said + "\">",
                          "<h1>Lighthouse to be rebuilt</h1><p class=date>" + shown + "</p>" +
                              Paragraphs(0, 5)))
        .info.published;
  };
  EXPECT_EQ(published("2024-06-12T03:30:00Z", "June 11, 2024"), "2024-06-11");
  EXPECT_EQ(published("2024-06-12T23:30:00Z", "13 June 2024, 1:30"), "2024-06-13T01:30");
  EXPECT_EQ(published("2024-06-12T03:30:00Z", "June 10, 2024"), "2024-06-12T03:30:00Z");
  EXPECT_EQ(published("2024-06-12T12:30:00Z", "June 11, 2024"), "2024-06-12T12:30:00Z");
}

TEST(Days, AreReadAsEuropeWritesThem) {
  for (const char* text :
       {"5. Oktober 2013", "Samstag, den 5. Okt. 2013", "le 5 octobre 2013", "5 de octubre de 2013",
        "5 ottobre 2013", "5 de outubro de 2013", "5. lokakuuta 2013", "5 października 2013",
        "5. října 2013", "2013. október 5.", "5 октября 2013 г.", "05.10.2013", "5. 10. 2013",
        "5.10.13", "2013/10/05", "2013年10月5日", "October 5th, 2013", "Oct. 5 2013", "5 Oct 2013"})
    EXPECT_EQ(FindWrittenDay(text).value, "2013-10-05") << text;
  EXPECT_EQ(FindWrittenDay("Am 5. Oktober 2013 um 14:35 Uhr").value, "2013-10-05T14:35");
  EXPECT_EQ(FindWrittenDay("1er mai 2020").value, "2020-05-01");
  EXPECT_EQ(FindWrittenDay("29-10-2021").value, "2021-10-29");
  EXPECT_EQ(FindWrittenDay("02/10/2020").value, "02/10/2020");  // reads both ways
  EXPECT_EQ(FindWrittenDay("10/29/2020").value, "2020-10-29");
}

TEST(Days, AreNotSeenInOtherNumbers) {
  for (const char* text :
       {"version 1.2.2020.4", "10.1.2.2020", "31. Februar 2020", "5. Oktober", "Oktober 2013",
        "040-12-12-2020-1", "3 of 2020", "the 5 mar 20", "32.10.2013", "$5.10.2013"})
    EXPECT_EQ(FindWrittenDay(text).value, "") << text;
}

TEST(Days, ALineOfLabelsAndADayIsADateLine) {
  EXPECT_EQ(DateIn("Veröffentlicht am 5. Oktober 2013, 14:35 Uhr"), "2013-10-05T14:35");
  EXPECT_EQ(DateIn("Publié le 5 octobre 2013"), "2013-10-05");
  EXPECT_EQ(DateIn("Das Haus wurde am 5. Oktober 2013 gebaut"), "");
  EXPECT_EQ(PublishedIn("24. April 2020"), "2020-04-24");
  EXPECT_EQ(PublishedInUrl("https://q.example/news/29-10-2021"), "2021-10-29");
  EXPECT_EQ(PublishedInUrl("https://q.example/news/09-10-2021"), "");
}

// What the page shows, whose head says nothing.
std::string Shown(const std::string& body, const std::string& title = "Lighthouse to be rebuilt") {
  return ReadOne(PageOf("<title>" + title + "</title>", body)).info.published;
}

TEST(ShownDays, TheOneAtTheHeadlineCounts) {
  const std::string headline = "<h1>Lighthouse to be rebuilt</h1>";
  const std::string text = Paragraphs(0, 5);
  EXPECT_EQ(Shown(headline + "<div class=post-date>5. Oktober 2013</div>" + text), "2013-10-05");
  EXPECT_EQ(Shown("<span>Datum: </span><span>5.10.2013</span>" + headline + text), "2013-10-05");
  EXPECT_EQ(Shown(headline + "<p>Ada Moe | Solvik, 5. Oktober 2013</p>" + text), "2013-10-05");
  EXPECT_EQ(Shown(headline + "<p>(5. Oktober 2013) " + kParagraphs[0] + "</p>" + text),
            "2013-10-05");
  EXPECT_EQ(Shown(headline +
                  "<abbr class=published title=\"2013-10-05T17:06:45+0000\">17 "
                  "Uhr</abbr>" +
                  text),
            "2013-10-05T17:06:45Z");
  EXPECT_EQ(Shown("<div class=name>Quay Post</div><h3>Lighthouse to be rebuilt</h3><div "
                  "class=date>5.10.2013</div>" +
                  text),
            "2013-10-05");
}

TEST(ShownDays, ThoseOfOtherThingsDoNot) {
  const std::string headline = "<h1>Lighthouse to be rebuilt</h1>";
  const std::string text = Paragraphs(0, 5);
  std::string comments, teasers;
  for (const char* day : {"6. Oktober 2013", "7. Oktober 2013", "8. Oktober 2013"}) {
    comments += "<div class=comment><p class=date>" + std::string(day) + "</p><p>" +
                kParagraphs[0] + "</p></div>";
    teasers += "<div class=card><h3>Another tale of the coast</h3><time>" + std::string(day) +
               "</time></div>";
  }
  EXPECT_EQ(Shown(headline + text + comments), "");
  EXPECT_EQ(Shown(headline + text + "<footer>Copyright \xC2\xA9 19.12.2019 Quay Post</footer>"),
            "");
  EXPECT_EQ(Shown(headline + text +
                  "<p>The tower fell on the 5. Oktober 2013 into the sea, and "
                  "many came to see it.</p>"),
            "");
  EXPECT_EQ(
      Shown("<div>" + teasers + "</div>" + headline + "<p class=date>5. Oktober 2013</p>" + text),
      "2013-10-05");
  EXPECT_EQ(Shown(headline + "<p>Updated 7 October 2013</p><p>Posted 5 October 2013</p>" + text),
            "2013-10-05");
}

TEST(ShownDays, NumbersAreReadAsThePageIsWritten) {
  const auto shown = [](const std::string& language) {
    return ReadOne("<html lang=\"" + language +
                   "\"><head><title>Lighthouse to be rebuilt</title></head><body>"
                   "<h1>Lighthouse to be rebuilt</h1><p class=date>02/10/2013</p>" +
                   Paragraphs(2, 5) + "</body></html>")
        .info.published;
  };
  EXPECT_EQ(shown("en-US"), "2013-02-10");
  EXPECT_EQ(shown("en-GB"), "2013-10-02");
  EXPECT_EQ(shown("de"), "2013-10-02");
}

TEST(ShownDays, ATitleMayHoldOne) {
  EXPECT_EQ(Shown(Paragraphs(0, 5), "05.10.2013 - Lighthouse to be rebuilt"), "2013-10-05");
  EXPECT_EQ(Shown(Paragraphs(0, 5), "What the 5. Oktober 2013 meant for us"), "");
}

}  // namespace
}  // namespace lode
