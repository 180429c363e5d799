// The lead between a page's headline and its text, and the lines below it.
#include "tests/readers/page_fixture.h"
#include "tests/readers/reading.h"

namespace lode {
namespace {

const std::string kLead =
    "A storm, a broken lamp and nine million crowns: how a small town means to bring its "
    "lighthouse back before the spring.";

std::string WithLead(const std::string& lead, const std::string& head = "",
                     const std::string& box = "<div itemprop=articleBody>") {
  return PageOf("<title>Lighthouse to be rebuilt</title>" + head,
                "<h1>Lighthouse to be rebuilt</h1>" + lead + box + Paragraphs(0, 5) + "</div>");
}

BlockKind KindOfLead(const std::string& page) {
  return KindOf(ReadOne(page), kLead.substr(0, 20));
}

TEST(Lead, IsKnownByItsName) {
  for (const char* name : {"teaser-text", "article-intro", "standfirst", "c-excerpt", "vorspann"})
    EXPECT_EQ(
        KindOfLead(WithLead("<div class=\"" + std::string(name) + "\"><p>" + kLead + "</p></div>")),
        BlockKind::kParagraph)
        << name;
  EXPECT_EQ(KindOfLead(WithLead("<div itemprop=description>" + kLead + "</div>")),
            BlockKind::kParagraph);
  EXPECT_EQ(KindOfLead(WithLead("<div class=top><p>" + kLead + "</p></div>")),
            BlockKind::kBoilerplate);
}

TEST(Lead, IsKnownByThePagesDescription) {
  const std::string head = "<meta name=description content=\"" + kLead + "\">";
  EXPECT_EQ(KindOfLead(WithLead("<div class=promo><p>" + kLead + "</p></div>", head)),
            BlockKind::kParagraph);
  EXPECT_EQ(KindOfLead(WithLead("<div style=\"display:none\"><p>" + kLead + "</p></div>", head)),
            BlockKind::kBoilerplate);
}

TEST(Lead, IsOneAndStandsAboveTheText) {
  const std::string teaser = "<div class=teaser><p>" + kLead + "</p></div>";
  EXPECT_EQ(KindOfLead(PageOf("<title>Lighthouse to be rebuilt</title>",
                              "<h1>Lighthouse to be rebuilt</h1><div itemprop=articleBody>" +
                                  Paragraphs(0, 5) + "</div>" + teaser)),
            BlockKind::kBoilerplate);
  const Article article = ReadOne(WithLead(
      "<div class=teaser><p>Cod is late this year, and many boats lie still in all the harbours of "
      "the coast until it comes.</p></div>" +
      teaser));
  EXPECT_EQ(KindOf(article, "Cod is late"), BlockKind::kParagraph);
  EXPECT_EQ(KindOf(article, "A storm"), BlockKind::kBoilerplate);
}

TEST(Lead, MayHaveTheMarkupOfAHeading) {
  const std::string share = "<div class=share><a href=/a>Share this page</a></div>";
  const Article article =
      ReadOne(Titled("<h2>" + kLead + "</h2>" + share + share + share + share + Paragraphs(0, 5)));
  EXPECT_EQ(KindOf(article, "A storm"), BlockKind::kHeading);
}

TEST(Lead, BylineAndDateMayStandBelowIt) {
  const Article article =
      ReadOne(Titled("<p>" + kLead +
                     "</p><p>Von Una Berg und Tor Lind</p><h4>Solvik, 5. Oktober 2013, 14:35 "
                     "Uhr</h4><ul><li>Mis à jour le 6 octobre 2013</ul>" +
                     Paragraphs(0, 5)));
  EXPECT_EQ(article.info.author, "Una Berg und Tor Lind");
  EXPECT_EQ(article.info.published, "2013-10-05T14:35");
  EXPECT_EQ(KindOf(article, "Una Berg"), BlockKind::kByline);
  EXPECT_EQ(KindOf(article, "Solvik, 5"), BlockKind::kDateline);
  EXPECT_EQ(KindOf(article, "Mis à jour"), BlockKind::kDateline);
}

TEST(Lead, LinesOfTheTextStay) {
  const Article article =
      ReadOne(Titled("<p>" + kLead +
                     "</p><ul><li>Minutes of the meeting on 5.8.2019</ul><p>Von Bergen nach "
                     "Solvik</p><p>Solvik, 17.08.2007 - words that Tor Lind said to the town</p>" +
                     Paragraphs(0, 5)));
  EXPECT_EQ(KindOf(article, "Minutes"), BlockKind::kList);
  EXPECT_NE(KindOf(article, "Von Bergen"), BlockKind::kByline);
  EXPECT_NE(KindOf(article, "Tor Lind said to"), BlockKind::kByline);
}

TEST(AboveTheHeadline, ShortLinesAreOfNoText) {
  const std::string page = PageOf(
      "<title>Lighthouse to be rebuilt</title>",
      "<p>Quay Post has a new home! All of it.</p><h2>SUBSCRIBE | SIGN IN</h2><p>News | Sports | "
      "Scene | Obits | Weather | Homes</p><h1>Lighthouse to be rebuilt</h1>" +
          Paragraphs(0, 5));
  const Article article = ReadOne(page);
  for (const char* words : {"Quay Post has", "SUBSCRIBE |", "News | Sports"})
    EXPECT_EQ(KindOf(article, words), BlockKind::kBoilerplate) << words;
}

TEST(Lead, TagsAreNone) {
  const Article article =
      ReadOne(Titled("<p>Lighthouses, Solvik Harbour, Storms, Public Works, Tor Lind, Crowns</p>" +
                     Paragraphs(0, 5)));
  EXPECT_EQ(KindOf(article, "Lighthouses, Solvik"), BlockKind::kBoilerplate);
}

TEST(Lead, NotesOnTheAuthorAreNone) {
  const Article article = ReadOne(Titled(
      "<p class=byline>By Una Berg</p><p>Una Berg currently works for the Quay Post, where she "
      "writes about harbours, ships and those who sail them.</p>" +
      Paragraphs(0, 5)));
  EXPECT_EQ(KindOf(article, "Una Berg currently"), BlockKind::kByline);
}

TEST(Headings, KeepTheirNumbers) {
  const Article article =
      ReadOne(Titled(Paragraphs(0, 2) + "<h2>1. The tower</h2>" + Paragraphs(2, 5)));
  EXPECT_EQ(TextOf(article, BlockWith(article, "The tower")), "1. The tower");
}

}  // namespace
}  // namespace lode
