#include <gmock/gmock.h>

#include "tests/readers/reading.h"

namespace lode {
namespace {

// Two paragraphs of a story, to stand round what is tested.
constexpr std::string_view kFirst =
    "The harbour board of Vellmar fined the ferry operator Nordhav 2 million crowns on Monday for "
    "running its boats without inspected engines.\n\n";
constexpr std::string_view kSecond =
    "Nordhav said it would appeal and that every engine had been looked at by its own staff before "
    "the summer season began.\n\n";

std::string Story(std::string_view between, std::string_view after = "") {
  return "Board fines ferry line over engines\n\n" + std::string(kFirst) + std::string(between) +
         std::string(kSecond) + "The case will be heard in spring by a court in Vellmar.\n\n" +
         std::string(after);
}

void ExpectStoryKept(const Article& article) {
  for (const char* words : {"The harbour board", "Nordhav said", "The case will be"})
    EXPECT_EQ(KindOf(article, words), BlockKind::kParagraph) << words;
  EXPECT_EQ(article.info.title, "Board fines ferry line over engines");
}

TEST(HeadlineRuns, InTheMiddleOfTheTextAreTeasers) {
  Article article =
      ReadOne(Story("Mountain railway sells its last steam engine\n\n"
                    "Bakers of Arn strike for a third day as flour runs short\n\n"
                    "Why the old lighthouse may yet be saved\n\n"));
  for (const char* words : {"Mountain railway", "Bakers of Arn", "Why the old lighthouse"})
    EXPECT_EQ(KindOf(article, words), BlockKind::kBoilerplate) << words;
  ExpectStoryKept(article);
}

TEST(HeadlineRuns, DoNotTakeASubhead) {
  Article article = ReadOne(Story("What the inspectors found in June\n\n"));
  EXPECT_EQ(KindOf(article, "What the inspectors"), BlockKind::kHeading);
  ExpectStoryKept(article);
}

TEST(HeadlineRuns, DoNotTakeAListThatIsAnnounced) {
  Article article =
      ReadOne(Story("The board named three faults in the engine rooms:\n\n"
                    "Two pumps that had not run since last autumn\n\n"
                    "A fuel line held together with tape and wire\n\n"
                    "Fire doors that could not be closed from inside\n\n"));
  EXPECT_NE(KindOf(article, "Two pumps"), BlockKind::kBoilerplate);
  EXPECT_NE(KindOf(article, "Fire doors"), BlockKind::kBoilerplate);
  ExpectStoryKept(article);
}

TEST(Tail, EndsTheTextAtAListOfOtherHeadlines) {
  Article article = ReadOne(Story("",
                                  "Most Read\n\n"
                                  "Brewer of Sten buys a rival for $12 million\n\n"
                                  "Islands vote on a new power cable next month\n\n"
                                  "Chess club of Arn wins the northern league\n\n"
                                  "UPCOMING EVENTS\n\nHarbour Summit Apr. 28-29\n"));
  for (const char* words : {"Most Read", "Brewer of Sten", "Islands vote", "Chess club",
                            "UPCOMING EVENTS", "Harbour Summit"})
    EXPECT_EQ(KindOf(article, words), BlockKind::kBoilerplate) << words;
  ExpectStoryKept(article);
}

TEST(Tail, TakesTopicsNamesAndLocalNews) {
  Article article = ReadOne(Story("",
                                  "___\n\nTopics\n\nBusiness\n\n,\n\nShipping\n\n"
                                  "People in the Story\n\nUna Berg\n\nTrending\n\n"
                                  "Cat rescued from church tower after two days\n\n"
                                  "Vellmar News\n\nFormer mayor opens a bakery by the quay\n\n"
                                  "May 20, 2019 12:00 AM EST\n\n"
                                  "©2019 The Vellmar Wire. All rights reserved.\n"));
  for (const char* words : {"Shipping", "Una Berg", "Cat rescued", "Former mayor", "All rights"})
    EXPECT_EQ(KindOf(article, words), BlockKind::kBoilerplate) << words;
  ExpectStoryKept(article);
}

TEST(Tail, LeavesAFewClosingLines) {
  Article article = ReadOne(Story("", "Una Berg, Vellmar\n"));
  EXPECT_NE(KindOf(article, "Una Berg"), BlockKind::kBoilerplate);
  ExpectStoryKept(article);
}

TEST(Tail, LeavesAListOfPointsAtTheEnd) {
  Article article = ReadOne(Story("",
                                  "The points in short\n\n"
                                  "- Fine of 2 million crowns is due by the end of June\n\n"
                                  "- Three boats stay in port until engines are inspected\n\n"
                                  "- Tickets sold for May will be paid back in full\n\n"));
  for (const char* words : {"Fine of 2 million", "Three boats", "Tickets sold"})
    EXPECT_EQ(KindOf(article, words), BlockKind::kList) << words;
  ExpectStoryKept(article);
}

TEST(Tail, LeavesALongParagraphBehindTeasers) {
  Article article = ReadOne(
      Story("",
            "Related\n\nBrewer of Sten buys a rival for $12 million\n\n"
            "Islands vote on a new power cable next month\n\n"
            "Chess club of Arn wins the northern league\n\n"
            "Inspectors had warned the operator twice last year. Nordhav then promised to have "
            "every engine looked at, and told the board in May that the work was done.\n"));
  EXPECT_EQ(KindOf(article, "Inspectors had warned"), BlockKind::kParagraph);
  EXPECT_EQ(KindOf(article, "Chess club"), BlockKind::kBoilerplate);
  ExpectStoryKept(article);
}

TEST(Tail, TakesHeadlinesWithASentenceUnderEach) {
  Article article =
      ReadOne(Story("",
                    "Brewer of Sten buys a rival for $12 million\n\n"
                    "The deal joins the two oldest breweries in the valley.\n\n"
                    "Islands vote on a new power cable next month\n\n"
                    "Engineers say that the old one will fail within three winters.\n\n"
                    "Chess club of Arn wins the northern league\n\n"
                    "A draw in the last round was enough for the team.\n\n"
                    "Mountain railway sells its last steam engine\n\n"
                    "A museum in the south has paid more than anyone thought.\n"));
  for (const char* words : {"Brewer of Sten", "The deal joins", "Engineers say", "A museum"})
    EXPECT_EQ(KindOf(article, words), BlockKind::kBoilerplate) << words;
  ExpectStoryKept(article);
}

TEST(Tail, LeavesSubheadsOverParagraphs) {
  Article article = ReadOne(
      Story("What the inspectors found in June\n\n"
            "Two pumps had not run since autumn, and a fuel line was held together with tape.\n\n"
            "The doors between the engine rooms could not be closed.\n\n"
            "Why the board waited until now\n\n"
            "The rules gave Nordhav three months to mend what was wrong with its boats.\n\n"));
  EXPECT_EQ(KindOf(article, "Two pumps"), BlockKind::kParagraph);
  EXPECT_EQ(KindOf(article, "The rules gave"), BlockKind::kParagraph);
  ExpectStoryKept(article);
}

TEST(Tail, TakesReadersComments) {
  Article article = ReadOne(Story(
      "",
      "3 Comments\n\nseadog47\n\n2 days ago\n\n"
      "I worked on these boats for ten years and nobody ever looked at an engine while I was "
      "there, whatever the company says now.\n\nReply\n\nhilltop\n\n2 days ago\n\n"
      "Nordhav paid my cousin back within a week when his trip was cancelled, so I will go on "
      "taking its boats to the islands as before.\n\nReply\n\n"));
  EXPECT_EQ(KindOf(article, "I worked on these"), BlockKind::kBoilerplate);
  EXPECT_EQ(KindOf(article, "Nordhav paid my"), BlockKind::kBoilerplate);
  ExpectStoryKept(article);
}

TEST(AuthorNotes, AreBylinesAtTheEndOnly) {
  Article article = ReadOne(Story(
      "Una Berg is a reporter who sailed on the boats for a month and wrote down what she saw.\n\n",
      "Tor Lind is a senior reporter for the Fennmark Courier, covering ports and ferries.\n"));
  EXPECT_EQ(KindOf(article, "Tor Lind is"), BlockKind::kByline);
  EXPECT_EQ(KindOf(article, "Una Berg is"), BlockKind::kParagraph);
  ExpectStoryKept(article);
}

TEST(Boilerplate, KnowsCreditsAndCallsToAction) {
  struct {
    const char* line;
    BlockKind kind;
  } rows[] = {
      {"Boats in the harbour of Vellmar on Sunday. (NP Photo/Una Berg, File)", BlockKind::kCaption},
      {"A ferry leaves for the islands (Una Berg / Tidewire)", BlockKind::kCaption},
      {"Above: A Nordhav ferry in the harbour of Vellmar.", BlockKind::kCaption},
      {"(Reporting by Una Berg, Tor Lind, Mo Pell, with reporting by Hal Dorn and Petra Olin in "
       "the "
       "islands and the mainland bureau, editing by Kim Sund.)",
       BlockKind::kByline},
      {"Tidewire writers Una Berg, Tor Lind, Mo Pell and Hal Dorn contributed to this report.",
       BlockKind::kByline},
      {"[Related: Islands vote on a new power cable]", BlockKind::kBoilerplate},
      {"READ MORE ABOUT BOATS BY CLICKING HERE", BlockKind::kBoilerplate},
      {"Like this story? Share it with a friend!", BlockKind::kBoilerplate},
      {"Follow our full coverage of ports and ferries at https://tidewire.example/ports",
       BlockKind::kBoilerplate},
      {"Article continues below", BlockKind::kBoilerplate},
  };
  for (const auto& row : rows) {
    Article article = ReadOne(Story(std::string(row.line) + "\n\n"));
    EXPECT_EQ(KindOf(article, std::string_view(row.line).substr(0, 14)), row.kind) << row.line;
    ExpectStoryKept(article);
  }
}

TEST(Boilerplate, LeavesSentencesThatLookLikeCredits) {
  for (const char* line :
       {"The fine (about $190,000) is the largest that the board has ever set for a ferry line.",
        "Nordhav follows a full programme of news and updates for its crews, its chairman said.",
        "What do you want to know? the board's chair asked the crew before the hearing began.",
        "The yard in Arn (owned by a bank and a fund) built three of the boats that were fined."}) {
    Article article = ReadOne(Story(std::string(line) + "\n\n"));
    EXPECT_EQ(KindOf(article, std::string_view(line).substr(0, 14)), BlockKind::kParagraph) << line;
  }
}

// Slow would be minutes: every pass walks a page once.
TEST(Boilerplate, TakesTimeLinearInAPageOfShortLines) {
  const char* lines[] = {"Comments",      "Reply", "2 days ago", "Related", "By Una Berg",
                         "Harbour views", "Menu",  "Boats",      "Weather", "March 4, 2024"};
  std::string page;
  for (unsigned i = 0, at = 7; i < 60000; ++i, at = at * 1103515245 + 12345)
    page += std::string(lines[(at >> 16) % 10]) + "\n\n";
  EXPECT_FALSE(ReadOne(page).blocks.empty());
}

TEST(Tail, LeavesNewsAboutNotices) {
  Article article = ReadOne(
      Story("",
            "Nordhav also lost the personal data of its passengers, the board said on Monday.\n\n"
            "Its terms of service did not mention the loss.\n\n"
            "Share\n\nMost Read\n\nBrewer of Sten buys a rival for $12 million\n\n"
            "Islands vote on a new power cable next month\n"));
  EXPECT_EQ(KindOf(article, "Nordhav also lost"), BlockKind::kParagraph);
  EXPECT_EQ(KindOf(article, "Brewer of Sten"), BlockKind::kBoilerplate);
  ExpectStoryKept(article);
}

TEST(Menus, AboveTheTitleAreMarked) {
  Article article = ReadOne(
      "Skip to main content\n\nMenu\n\nNational News\n\nLocal Sports\n\nObits\n\nE-Edition\n\n" +
      Story(""));
  for (const char* words : {"National News", "Local Sports", "Obits", "E-Edition"})
    EXPECT_EQ(KindOf(article, words), BlockKind::kBoilerplate) << words;
  ExpectStoryKept(article);
}

TEST(Sections, AboveTheTextDoNotCoverIt) {
  std::string page = "<html><body><div class=nav>";
  for (int i = 0; i < 30; ++i) page += "<a href=/" + std::to_string(i) + ">Section of news</a><br>";
  page += "</div><p>Latest news</p><h1>Board fines ferry line over engines</h1><p>" +
          std::string(kFirst) + "</p><p>" + std::string(kSecond) + "</p><div class=footer>";
  for (int i = 0; i < 30; ++i)
    page += "<a href=/" + std::to_string(i) + ">Terms of use here</a><br>";
  page += "</div></body></html>";
  Article article = ReadOne(page, "page.html");
  EXPECT_EQ(KindOf(article, "The harbour board"), BlockKind::kParagraph);
  EXPECT_EQ(KindOf(article, "Nordhav said"), BlockKind::kParagraph);
}

}  // namespace
}  // namespace lode
