// Datelines, bylines and outlets at an article's head.
#include <gmock/gmock.h>

#include "loaders/readers/structure/dateline.h"
#include "tests/readers/page_fixture.h"
#include "tests/readers/reading.h"

namespace lode {
namespace {

using testing::StartsWith;

struct DatelineCase {
  const char* dateline;
  const char* rest;
  const char* source;
  const char* date;
};

TEST(Dateline, IsFoundInItsManyForms) {
  for (const DatelineCase& c : {
           DatelineCase{"HARSTAD, March 4 - ", "Solvik Line sold two ships on Monday.", "",
                        "March 4"},
           {"HARSTAD - ", "The city council voted on Wednesday.", "", ""},
           {"HARSTAD (Tidewire) — ", "Solvik Line sold two ships on Monday.", "Tidewire", ""},
           {"PORT ELDEN, Norland, 3 June 2024 (Tide & Co.) -- ", "\"We sold two ships,\" it said.",
            "Tide & Co.", "3 June 2024"},
           {"Harstad, 3 June (TW) – ", "Solvik Line sold two ships on Monday.", "TW", "3 June"},
           {"Port Elden, Norland, Sept. 3, 2024 – ", "Solvik sold two ships on Monday.", "",
            "Sept. 3, 2024"},
           {"Fennmark.com -- ", "Solvik Line sold two ships on Monday.", "Fennmark.com", ""},
           {"HARSTAD, June 14, 2024 /Quaywire/ -- ", "Solvik Line sold two ships on Monday.",
            "Quaywire", "June 14, 2024"},
           {"HARSTAD--(QUAY WIRE)--", "Solvik Line sold two ships on Monday.", "QUAY WIRE", ""},
           {"(Tidewire) - ", "Solvik Line sold two ships on Monday.", "Tidewire", ""},
           {"Fennmark Weekly — ", "Solvik Line sold two ships on Monday.", "Fennmark Weekly", ""},
           {"Harstad — ", "Solvik Line sold two ships on Monday.", "", ""},
           {"HARSTAD/BEX, March 4 - ", "Solvik Line sold two ships on Monday.", "", "March 4"},
           {"SÃO BENTO, Feb 2 - ", "Solvik Line sold two ships on Monday.", "", "Feb 2"},
       }) {
    Dateline found = DatelineOf(std::string(c.dateline) + c.rest);
    EXPECT_EQ(found.length, std::string_view(c.dateline).size()) << c.dateline;
    EXPECT_EQ(found.source, c.source) << c.dateline;
    EXPECT_EQ(found.date, c.date) << c.dateline;
  }
}

TEST(Dateline, IsNoNameBeforeADash) {
  for (const char* line : {
           "Solvik - the owner of two yards - said on Monday that it would sell ships.",
           "Solvik Line — The Owner of two yards — said on Monday that it would sell.",
           "IBEX - Norland's largest yard - will close in May, its owner said.",
           "Jane Roe (CEO) - We have sold two ships and we may sell more.",
           "Jane Roe (CEO): We have sold two ships and we may sell more.",
           "Ships -- many of them old -- were sold on Monday in Harstad.",
           "HARSTAD-based Solvik Line sold two ships on Monday, it said.",
           "In May 2024 - the company sold two ships to a yard in Bex.",
           "The U.S. - Norland trade talks ended on Monday without result.",
           "Solvik (SLV) sold two ships on Monday, the company said.",
       })
    EXPECT_EQ(DatelineOf(line).length, 0u) << line;
}

TEST(ArticleHeader, TakesADatelineOffTheSecondParagraph) {
  Article article = ReadOne(
      "Solvik Line sells two ships to a rival\n\n"
      "The sale ends a quarrel of three years between the two lines.\n\n"
      "HARSTAD, March 4 - Solvik Line sold two ships on Monday, the company said in a "
      "statement.\n");
  EXPECT_EQ(KindOf(article, "HARSTAD"), BlockKind::kDateline);
  EXPECT_THAT(std::string(TextOf(article, BlockWith(article, "Solvik Line sold"))),
              StartsWith("Solvik Line sold"));
}

constexpr const char* kBody =
    "\n\nSolvik Line sold two ships.\n\nThe buyer is a yard in Bex, which will scrap them.\n\n"
    "Harstad, the home of the line, loses sixty jobs, the mayor said.\n";

Article Headed(const std::string& head) {
  return ReadOne("Solvik Line sells two ships to a rival\n\n" + head + kBody);
}

TEST(ArticleHeader, KnowsAnOutletByItsWord) {
  for (const char* head :
       {"By Una Berg\nThe Norland Ledger\nPublished: March 4, 2025 9:15 a.m.",
        "The Norland Ledger\nMarch 4, 2025", "The Norland Ledger\nBy Una Berg\nMarch 4, 2025",
        "By Una Berg\nMarch 4, 2025\nThe Norland Ledger", "The Norland Ledger | March 4, 2025",
        "Una Berg | The Norland Ledger | March 4, 2025",
        "By Una Berg, The Norland Ledger\nMarch 4, 2025",
        "Published 24/03/2025, 08:40\nSource: The Norland Ledger",
        "The Norland Ledger, translated\nMarch 4, 2025"}) {
    Article article = Headed(head);
    EXPECT_EQ(article.info.source, "The Norland Ledger") << head;
    EXPECT_EQ(article.info.published.substr(0, 7), "2025-03") << head;
    EXPECT_TRUE(article.info.author.empty() || article.info.author == "Una Berg")
        << article.info.author;
    for (const Block& block : article.blocks) {
      bool of_head = block.kind == BlockKind::kByline || block.kind == BlockKind::kDateline ||
                     block.kind == BlockKind::kSourceHeader;
      bool named = TextOf(article, block).find("Ledger") != std::string_view::npos;
      EXPECT_TRUE(of_head || !named) << head;
    }
  }
}

TEST(ArticleHeader, TakesALoneNameBesideAByline) {
  Article article = Headed("By Una Berg\nNorlands Industri\nMarch 4, 2025");
  EXPECT_EQ(article.info.source, "Norlands Industri");
  EXPECT_EQ(article.info.author, "Una Berg");
  article = Headed("Norlands Industri, translated\nMarch 4, 2025");
  EXPECT_EQ(article.info.source, "Norlands Industri");
  article = Headed("Una Berg\nMarch 4, 2025");
  EXPECT_EQ(article.info.author, "Una Berg");
  EXPECT_EQ(article.info.source, "");
  article = Headed("Reporting by Una Berg\nPublished 04/03/2025, 08:40");
  EXPECT_EQ(article.info.author, "Una Berg");
}

TEST(ArticleHeader, TakesAShortTitleAboveAnOutlet) {
  Article article =
      ReadOne(std::string("Port stays public\n\nHarstad Gazette\nJune 3, 2025") + kBody);
  EXPECT_EQ(article.info.title, "Port stays public");
  EXPECT_EQ(article.info.source, "Harstad Gazette");
}

TEST(ArticleHeader, LeavesTheSourcesOfPictures) {
  Article article = Headed("March 4, 2025\nSource: Harbour Pictures");
  EXPECT_EQ(article.info.source, "");
  EXPECT_EQ(KindOf(article, "Harbour Pictures"), BlockKind::kCaption);
}

TEST(ArticleHeader, EndsBeforeATimeline) {
  Article article = ReadOne(
      "The Solvik quarrel in dates\n\nNorland Review\nPublished: July 1, 2025\n\n"
      "The quarrel began with a letter from the mayor.\n\nWhat Happened When\n"
      "November 2024:\nSolvik Line asked for a berth in Bex.\nJanuary 15, 2025:\n"
      "Harstad sued the port over the berth.\n");
  EXPECT_EQ(article.info.source, "Norland Review");
  EXPECT_EQ(article.info.author, "");
  EXPECT_EQ(article.info.published, "2025-07-01");
  EXPECT_EQ(KindOf(article, "What Happened"), BlockKind::kHeading);
  EXPECT_EQ(KindOf(article, "asked for a berth"), BlockKind::kTimelineEntry);
  EXPECT_EQ(BlockWith(article, "sued the port").date, "2025-01-15");
}

TEST(ArticleHeader, TakesNamesAndDatesThatShareALine) {
  Article article = Headed(
      "Una Berg and Tor Lind\nPublished June 14, 2024 at 6:00 a.m. EDT | "
      "Updated June 15, 2024 at 9:12 a.m. EDT");
  EXPECT_EQ(article.info.author, "Una Berg and Tor Lind");
  EXPECT_EQ(article.info.published.substr(0, 10), "2024-06-14");
  article = Headed("Posted on June 14, 2024 by Una Berg");
  EXPECT_EQ(article.info.author, "Una Berg");
  EXPECT_EQ(article.info.published, "2024-06-14");
}

TEST(ArticleHeader, TakesTheAgencyUnderAByline) {
  Article article = ReadOne(
      "SOLVIK LINE SELLS TWO SHIPS\nBy UNA BERG\nAssociated Quays\n"
      "HARSTAD, Norland (AQ) _ Solvik Line sold two ships to Bex Yard on\n"
      "Monday, ending months of talks over the price of the vessels, which\n"
      "are 40 years old.\n"
      "   The yard will scrap both ships, its owner Tor Lind said in a\n"
      "statement. He paid 40 million crowns.\n");
  EXPECT_EQ(article.info.source, "Associated Quays");
  EXPECT_EQ(TextOf(article, BlockWith(article, "sold two ships")),
            "Solvik Line sold two ships to Bex Yard on Monday, ending months of talks over the "
            "price of the vessels, which are 40 years old.");
  EXPECT_THAT(std::string(TextOf(article, BlockWith(article, "scrap both"))),
              StartsWith("The yard will"));
}

TEST(ArticleHeader, PartsBylineAndDateInAdjacentSpans) {
  Article article = ReadOne(
      "<html><body><h1>Solvik Line sells two ships</h1><span class=\"by\">By Una Berg</span>"
      "<span class=\"date\">June 14, 2024 / Norland TV</span><p>Solvik Line sold two ships to Bex "
      "Yard on Monday.</p></body></html>",
      "a.html");
  EXPECT_EQ(article.info.author, "Una Berg");
  EXPECT_EQ(article.info.published, "2024-06-14");
  EXPECT_EQ(article.info.source, "Norland TV");
}

TEST(Furniture, OfPressReleasesAndBlogsIsMarked) {
  Article article = ReadOne(
      "FOR IMMEDIATE RELEASE\n\nSolvik Line sells two ships to a rival\n\n"
      "TOPICS: ferries, jobs\n\nSolvik Line sold two ships.\n\n20.15 BST\n\n[ad_1]\n\n"
      "The price was 40 million crowns. Continue reading →\n\nThe sale is done. […]\n\n"
      "Mats Holm contributed to this report.\n\nFollow @norlandpost on X\n\n###\n");
  EXPECT_EQ(article.info.source, "");
  for (const char* words : {"IMMEDIATE", "TOPICS", "20.15", "ad_1", "Continue", "[…]", "Follow @"})
    EXPECT_EQ(KindOf(article, words), BlockKind::kBoilerplate) << words;
  EXPECT_EQ(KindOf(article, "contributed"), BlockKind::kByline);
  EXPECT_EQ(KindOf(article, "The price"), BlockKind::kParagraph);
}

TEST(Digest, KeepsItsPageCleanOfMarksAndTeasers) {
  Reading reading = ReadFixture(
      "2 Sources\n[1]\nSolvik Line weighs sale of ships | The Norland Ledger\n"
      "Solvik Line is considering the sale of two ships, two people told The Norland Ledger. The "
      "yard in Bex is reportedly interested.\n[2]\nBex Yard rules out a bid for ships | Tidewire\n"
      "Bex Yard will not bid for the ships of Solvik Line, its owner Tor Lind said on Friday in "
      "Bex.\nShare\nTwo ships may be for sale, but the yard nearest to them is not interested "
      "in buying.\nSolvik Line is looking for a buyer for two ships 1. Bex Yard said that it would "
      "not take part 2.\nSummarized by\nPilot\n[1]\n"
      "A bank presents its new branch on a boat in Arn.\n4 Sources\nBusiness\n3 hrs ago\n");
  ASSERT_EQ(reading.articles.size(), 3u);
  EXPECT_EQ(reading.articles[0].info.source, "The Norland Ledger");
  EXPECT_EQ(reading.articles[1].info.title, "Bex Yard rules out a bid for ships");
  const Article& page = reading.articles[2];
  EXPECT_EQ(
      TextOf(page, BlockWith(page, "looking for a buyer")),
      "Solvik Line is looking for a buyer for two ships. Bex Yard said that it would not take "
      "part.");
  EXPECT_EQ(KindOf(page, "looking for a buyer"), BlockKind::kSummary);
  for (const char* words : {"Pilot", "[1]", "A bank", "4 Sources", "Business", "3 hrs"})
    EXPECT_EQ(KindOf(page, words), BlockKind::kBoilerplate) << words;
}

// A page with more menu than text, as a crawler leaves it.
std::string WithMenus(std::string_view head, int lines = 60) {
  std::string page;
  for (int i = 0; i < lines; ++i)
    page += "Visit the page of district number " + std::to_string(i) + " today\n\n";
  page += head;
  for (const char* paragraph :
       {"The council of Port Elden voted on Tuesday against a merger of its two ferry lines, after "
        "months of talks that had split the town.",
        "Both lines lost money last winter, when storms kept their boats in port for eleven weeks "
        "and the town paid for buses round the bay."})
    page += std::string(paragraph) + "\n\n";
  return page;
}

TEST(Headline, IsFoundBelowMenusByTheBylineUnderIt) {
  Article article = ReadOne(
      WithMenus("Port Elden votes against ferry merger\n\nUna Berg and Tor Lind, Fennmark Press\n\n"
                "Updated 9:10 am CET, Wednesday, March 6, 2024\n\n"));
  EXPECT_EQ(article.info.title, "Port Elden votes against ferry merger");
  EXPECT_EQ(article.info.published.substr(0, 10), "2024-03-06");
  EXPECT_EQ(KindOf(article, "district number 59"), BlockKind::kBoilerplate);
  EXPECT_EQ(KindOf(article, "The council of Port"), BlockKind::kParagraph);
}

TEST(Headline, IsTheLineThatThePagesTitleNames) {
  Article article = ReadOne(
      "Port Elden votes against ferry merger | Harbour Gazette\n\nSections\n\nBoats\n\n"
      "Give to the Gazette's winter fund for sailors\n\n"
      "Port Elden votes against ferry merger\n\nMarch 6, 2024\n\n"
      "The council of Port Elden voted on Tuesday against a merger of its two ferry lines, after "
      "months of talks that had split the town.\n");
  EXPECT_EQ(article.info.title, "Port Elden votes against ferry merger");
  EXPECT_EQ(article.info.source, "Harbour Gazette");
  EXPECT_EQ(KindOf(article, "| Harbour Gazette"), BlockKind::kSourceHeader);
  EXPECT_EQ(article.info.published.substr(0, 10), "2024-03-06");
}

TEST(Headline, IsFoundInHtmlUnderneathALongMenu) {
  std::string page =
      "<html><head><title>Port Elden votes against ferry merger</title></head><body>";
  for (int i = 0; i < 60; ++i) page += "<div>Menu item " + std::to_string(i) + "</div>";
  page +=
      "<h1>Port Elden votes against ferry merger</h1><div>Published March 6, 2024</div>"
      "<p>The council of Port Elden voted on Tuesday against a merger of its two ferry lines, "
      "after "
      "months of talks that had split the town.</p></body></html>";
  Article article = ReadOne(page, "page.html");
  EXPECT_EQ(KindOf(article, "Port Elden votes"), BlockKind::kTitle);
  EXPECT_EQ(article.info.published.substr(0, 10), "2024-03-06");
}

std::string PublishedWith(std::string_view date, std::string_view day) {
  return ReadOne("Port Elden votes against ferry merger\n\nPublished " + std::string(date) +
                 "\n\nThe council of Port Elden voted " + std::string(day) +
                 " against a merger of its two ferry lines, after months of talks that had "
                 "split the town.\n")
      .info.published.substr(0, 10);
}

// May 2, 2025 is a Friday, February 5, 2025 a Wednesday.
TEST(SlashDates, AreReadByTheWeekdayThatTheTextNames) {
  EXPECT_EQ(PublishedWith("02/05/2025", "on Friday"), "2025-05-02");
  EXPECT_EQ(PublishedWith("02/05/2025", "on Thursday"), "2025-05-02");
  EXPECT_EQ(PublishedWith("02/05/2025", "on Wednesday"), "2025-02-05");
  EXPECT_EQ(PublishedWith("02/05/2025", "on Tuesday"), "2025-02-05");
}

TEST(SlashDates, AreReadByTheClockWhereNoWeekdayTells) {
  EXPECT_EQ(PublishedWith("02/05/2025, 14:10", "at noon"), "2025-05-02");
  EXPECT_EQ(PublishedWith("02/05/2025, 2:10 PM", "at noon"), "2025-02-05");
  EXPECT_EQ(PublishedWith("02/05/2025", "at noon"), "2025-02-05");
  EXPECT_EQ(PublishedWith("25/05/2025", "at noon"), "2025-05-25");
}

TEST(SlashDates, AreReadByTheCountryOfTheAddress) {
  Article article = ReadOne(
      R"({"title":"Port Elden votes","url":"https://gazette.example.co.uk/1","published":"02/05/2025",)"
      R"("text":"The council of Port Elden voted against a merger of its two ferry lines."})",
      "a.json");
  EXPECT_EQ(article.info.published.substr(0, 10), "2025-05-02");
}

Article WithHead(const std::string& lines, const std::string& head = "") {
  return ReadOne(PageOf("<title>Lighthouse to be rebuilt</title>" + head,
                        "<h1>Lighthouse to be rebuilt</h1>" + lines + "<div itemprop=articleBody>" +
                            Paragraphs(0, 5) + "</div>"));
}

TEST(HiddenBylines, StandAmongButtonsAndUnderPictures) {
  for (const char* lines :
       {"<div class=social><p>By Una Berg</p></div>",
        "<div class=social><a href=/u><span>By</span>Una Berg</a> <span>Dec 9, 2016</span></div>",
        "<div><img src=a.jpg><p>By Una Berg June 3, 2024</p></div>",
        "<div><img src=a.jpg><p>Una Berg · Coast News · Posted: Jun 3, 2024 9:27 AM</p></div>",
        "<div>By</div><div>Una Berg</div>"}) {
    const Article article = WithHead(lines);
    EXPECT_EQ(article.info.author, "Una Berg") << lines;
    EXPECT_EQ(KindOf(article, "Una Berg"), BlockKind::kByline) << lines;
  }
  // A film's title is none, nor is another's teaser below the text.
  EXPECT_EQ(WithHead("<div class=social><p>By the Harbour</p></div>").info.author, "");
  EXPECT_EQ(WithHead("<div class=related><p>By land and sea we went.</p></div>").info.author, "");
}

TEST(HiddenBylines, AreBetterWitnessesThanAnOutletsName) {
  const std::string house =
      "<meta name=author content=\"Coast News\"><meta property=og:site_name content=\"Coast "
      "News\">";
  EXPECT_EQ(WithHead("<p>By Una Berg</p>", house).info.author, "Una Berg");
  EXPECT_EQ(WithHead("<p>By Coast News</p>", house).info.author, "Coast News");
  EXPECT_EQ(WithHead("", house).info.author, "Coast News");
}

TEST(Bylines, MayBeginWithTheDate) {
  const Article article = WithHead("<div class=author>June 3, 2024 at 6:08 PM by Una Berg</div>");
  EXPECT_EQ(article.info.author, "Una Berg");
}

std::string TitleOf(const std::string& title, const std::string& shown) {
  return ReadOne(
             PageOf("<title>" + title + "</title>", "<h1>" + shown + "</h1>" + Paragraphs(0, 5)))
      .info.title;
}

TEST(Titles, AreThoseShownWhereTheRestIsASlogan) {
  const std::string shown = "Lighthouse to be rebuilt";
  for (const char* rest : {" - Coast News - Since 1904, for all who live by the sea", " | Coast",
                           " : coast.example", "_Coast_News"})
    EXPECT_EQ(TitleOf(shown + rest, shown), shown) << rest;
  EXPECT_EQ(TitleOf("Coast News", "Coast News"), "Coast News");
  // What the page shows is a part of the headline only, or the outlet's name.
  EXPECT_EQ(TitleOf("Lighthouse to be rebuilt by spring", shown),
            "Lighthouse to be rebuilt by spring");
  EXPECT_EQ(TitleOf("Storm - two windows broken at Solvik", "Storm"),
            "Storm - two windows broken at Solvik");
}

}  // namespace
}  // namespace lode
