// Datelines, bylines and outlets at an article's head.
#include <gmock/gmock.h>

#include "loaders/readers/dateline.h"
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

}  // namespace
}  // namespace lode
