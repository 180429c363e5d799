#include <gmock/gmock.h>

#include "tests/readers/reading.h"

namespace lode {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kPlain = R"(Ostmark Steel weighs sale of its northern mills

Published 14/06/2023, 09:12
© Harbour Pictures.

RIVERTON, June 14 (Tidewire) - Ostmark Steel may sell two mills in the north, its chairman said on Wednesday, as demand for rails falls.

“We will keep an open mind,” Petra Olin told reporters after a meeting of shareholders in the town hall.

Why the mills matter

The two mills employ 1,200 people and made a third of the group's rails in 2022, according to its annual report.

Latest comments

Risk Warning: Trading in shares carries a risk of losing some or all of your money and may not be suitable for all investors.
Before deciding to trade you should consider your investment objectives and seek professional advice.
The publisher will not accept any liability for any loss that follows from reliance on the information on this website.
© 2005-2023 Example Publishing. All Rights Reserved.
)";

TEST(ArticleStructure, FindsTitleDateAndOutlet) {
  Article article = ReadOne(kPlain);
  EXPECT_EQ(article.info.title, "Ostmark Steel weighs sale of its northern mills");
  EXPECT_THAT(article.info.published, HasSubstr("2023-06-14"));
  EXPECT_EQ(article.info.source, "Tidewire");
  EXPECT_EQ(KindOf(article, "Ostmark Steel weighs"), BlockKind::kTitle);
  EXPECT_EQ(KindOf(article, "Published 14/06"), BlockKind::kDateline);
  EXPECT_EQ(KindOf(article, "© Harbour"), BlockKind::kCaption);
  EXPECT_EQ(KindOf(article, "Why the mills"), BlockKind::kHeading);
}

TEST(ArticleStructure, CutsTheDatelineOffTheFirstParagraph) {
  Article article = ReadOne(kPlain);
  EXPECT_EQ(TextOf(article, BlockWith(article, "RIVERTON")), "RIVERTON, June 14 (Tidewire) -");
  EXPECT_THAT(std::string(TextOf(article, BlockWith(article, "may sell two"))),
              testing::StartsWith("Ostmark Steel may sell"));
}

TEST(ArticleStructure, MarksEverythingAfterARiskWarning) {
  Article article = ReadOne(kPlain);
  for (const char* words :
       {"Latest comments", "Risk Warning", "Before deciding", "will not accept", "© 2005"})
    EXPECT_EQ(KindOf(article, words), BlockKind::kBoilerplate) << words;
  EXPECT_EQ(KindOf(article, "employ 1,200"), BlockKind::kParagraph);
}

TEST(ArticleStructure, MakesUpNoTitle) {
  Article article = ReadOne(
      "The council of Port Elden voted on Tuesday against a merger of its two ferry lines, "
      "after months of talks that had split the town.\n");
  EXPECT_EQ(article.info.title, "");
  ASSERT_EQ(article.blocks.size(), 1u);
  EXPECT_EQ(article.blocks[0].kind, BlockKind::kParagraph);
}

TEST(ArticleStructure, TakesAnOutletLineAndAByline) {
  Article article = ReadOne(
      "Fennmark\n\nLakeside dam passes its first full test\n\nPublished: Mar. 3, 2024 4:05 p.m.\n\n"
      "By Fennmark Weekly’s Una Berg and Tor Lind\n\n"
      "The dam above Lakeside held on Sunday when engineers raised the water to its highest "
      "mark.\n\nMore text.");
  EXPECT_EQ(article.info.source, "Fennmark");
  EXPECT_EQ(article.info.title, "Lakeside dam passes its first full test");
  EXPECT_EQ(article.info.author, "Una Berg and Tor Lind");
  EXPECT_EQ(article.info.published.substr(0, 10), "2024-03-03");
  EXPECT_EQ(KindOf(article, "By Fennmark"), BlockKind::kByline);
}

TEST(ArticleStructure, KeepsAHeadlineThatNamesADate) {
  Article article = ReadOne(
      "Tollway to close in May 2024 for repairs\n\n"
      "The tollway between Arn and Bex closes for three weeks in May, the ministry said in a "
      "statement on Friday.\n\nEnd.");
  EXPECT_EQ(article.info.title, "Tollway to close in May 2024 for repairs");
  EXPECT_EQ(article.info.published, "");
}

TEST(ArticleStructure, JoinsSentencesThatFootnoteDigitsSplit) {
  Article article = ReadOne(
      "Copper Rules Change Again After Spring Talks\n\nShare\n\n"
      "The ministry has allowed Borealis to sell its copper wire to the islands\n\n1\n\n"
      ". This step, which undoes older rules, is part of a wider deal\n\n2\n\n.\n\n"
      "A second look\n\nThe islands buy a fifth of the wire\n\n3\n\n. Their grid is old.\n");
  EXPECT_THAT(
      article.text,
      HasSubstr("to the islands. This step, which undoes older rules, is part of a wider deal."));
  EXPECT_THAT(article.text, HasSubstr("a fifth of the wire. Their grid is old."));
  EXPECT_THAT(article.text, Not(HasSubstr("\n1\n")));
}

TEST(ArticleStructure, KeepsOriginsAcrossTakenOutDigits) {
  std::string page =
      "The ministry has allowed Borealis to sell wire\n\n1\n\n. This step is part of a wider "
      "deal.\n";
  Article article = ReadOne(page);
  ASSERT_EQ(article.blocks.size(), 1u);
  EXPECT_EQ(article.blocks[0].source, (Span{0, static_cast<std::uint32_t>(page.size() - 1)}));
}

TEST(ArticleStructure, TakesOutParagraphMarks) {
  Article article = ReadOne(
      "Exports of zinc grew by a tenth in the spring, the bureau said.[para. 7] Imports fell, it "
      "added.[para. 8][para. 9]\n");
  EXPECT_EQ(
      article.text,
      "Exports of zinc grew by a tenth in the spring, the bureau said. Imports fell, it added.");
}

TEST(ArticleStructure, LeavesNumbersThatBelongToTheText) {
  Article article = ReadOne(
      "The lander reached orbit in phase 3. The crew sleeps in pod 1. It will stay for a month, "
      "the agency said.\n");
  EXPECT_THAT(article.text, HasSubstr("in phase 3. The crew sleeps in pod 1."));
}

constexpr std::string_view kSources = R"(2 Sources
[1]
Borealis gets wire licence as part of zinc talks | Gridline
Borealis said on Monday it had been given a licence to sell copper wire to the islands again. Zinc talks are behind the step, secretary Hal Dorn said, according to Tidewire. Also Read: Islands plan a new power line to the mainland However, the mayor of Arn is not pleased.
[2]
Why the islands need wire more than zinc, and what that tells us
The islands have an old grid and no mill of their own. That is why the deal was struck in March, when delegations met for two days in Arn and signed a paper.
Share
Copy Link
Borealis may sell copper wire to the islands again as part of a wider deal on zinc, which has drawn protests.
In a turn that few foresaw, Borealis has said it will sell wire to the islands 1. Hal Dorn tied the step to talks on zinc with the islands 2.
Source: Gridline
The islands had asked for the wire since March 2.
Summarized by
Pilot
[1]
A bank in Arn opens a branch on a boat, and says that more will follow in the coming year.
9 Sources
Business
2 hrs ago
9 Sources
Business
2 hrs ago
The old lighthouse of Bex will be sold to a hotel chain after years of doubt about its walls.
3 Sources
Travel
5 hrs ago
)";

TEST(NumberedSources, BecomeArticlesOfTheirOwn) {
  Reading reading = ReadFixture(kSources);
  ASSERT_EQ(reading.articles.size(), 3u);
  EXPECT_EQ(reading.articles[0].info.title, "Borealis gets wire licence as part of zinc talks");
  EXPECT_EQ(reading.articles[0].info.source, "Gridline");
  EXPECT_EQ(reading.articles[1].info.title,
            "Why the islands need wire more than zinc, and what that tells us");
  EXPECT_EQ(reading.articles[1].info.source, "");
  EXPECT_EQ(reading.articles[2].info.title, "");
  for (std::uint32_t i = 0; i < 3; ++i) EXPECT_EQ(reading.articles[i].info.part, i + 1);
  EXPECT_EQ(KindOf(reading.articles[0], "[1]"), BlockKind::kSourceHeader);
  EXPECT_EQ(KindOf(reading.articles[0], "Gridline"), BlockKind::kSourceHeader);
}

TEST(NumberedSources, LeaveThePageItsOwnSummary) {
  Reading reading = ReadFixture(kSources);
  ASSERT_EQ(reading.articles.size(), 3u);
  const Article& page = reading.articles[2];
  EXPECT_EQ(KindOf(page, "which has drawn protests"), BlockKind::kSummary);
  EXPECT_EQ(KindOf(page, "Source: Gridline"), BlockKind::kCaption);
  EXPECT_EQ(KindOf(page, "Summarized by"), BlockKind::kBoilerplate);
  EXPECT_THAT(
      page.text,
      HasSubstr(
          "sell wire to the islands. Hal Dorn tied the step to talks on zinc with the islands."));
}

TEST(NumberedSources, AreNotSeenInAnOrdinaryList) {
  Reading reading = ReadFixture("[1]\nA short note\n[2]\nAnother short note\n");
  EXPECT_EQ(reading.articles.size(), 1u);
}

TEST(Boilerplate, KnowsTeasersByTheirAgeStamps) {
  Reading reading = ReadFixture(kSources);
  ASSERT_EQ(reading.articles.size(), 3u);
  for (const char* words :
       {"A bank in Arn", "9 Sources", "Business", "2 hrs ago", "The old lighthouse", "5 hrs ago"})
    EXPECT_EQ(KindOf(reading.articles[2], words), BlockKind::kBoilerplate) << words;
}

TEST(Boilerplate, CutsATeaserOutOfRunningText) {
  Reading reading = ReadFixture(kSources);
  ASSERT_EQ(reading.articles.size(), 3u);
  const Article& article = reading.articles[0];
  EXPECT_EQ(TextOf(article, BlockWith(article, "Also Read")),
            "Also Read: Islands plan a new power line to the mainland");
  EXPECT_EQ(KindOf(article, "Also Read"), BlockKind::kBoilerplate);
  EXPECT_EQ(TextOf(article, BlockWith(article, "However")),
            "However, the mayor of Arn is not pleased.");
}

TEST(Boilerplate, MarksSingleLinesOfFurniture) {
  for (const char* line :
       {"Share this article",
        "Copy Link",
        "10 Sources",
        "5 min read",
        "Listen to this article 1x",
        "00:00/04:31",
        "Open the app and scan the QR code",
        "VIEW OPTIONS",
        "You've accessed an article available only to subscribers",
        "SUBSCRIBE NOW",
        "Sign up for our daily newsletter and get the news straight to your inbox.",
        "Also Read: The islands plan a second line",
        "Read more: How the wire is made",
        "This article was translated from Danish using AI. The text may contain inaccuracies.",
        "We use cookies to improve your visit.",
        "© 2024 Example Media. All rights reserved.",
        "Follow us on Facebook and Instagram",
        "Advertisement",
        "LinkedIn logo",
        "The provided article does not contain information about Borealis Wire.",
        "Past performance is no guarantee of future results.",
        "This article has been updated.",
        "Correction: An earlier version of this story misnamed the ferry.",
        "The full agenda can be viewed HERE.",
        "Copies may not be duplicated for commercial purposes.",
        "The views expressed are solely the responsibility of the author."}) {
    std::string page =
        "A headline of five words here\n\nThe council voted on Tuesday against the plan of the "
        "ferry "
        "lines to merge, a spokesman for the town said.\n\n";
    page += line;
    page +=
        "\n\nThe ferry lines have not yet said whether they will try again in the coming year, nor "
        "when.\n";
    Article article = ReadOne(page);
    EXPECT_EQ(KindOf(article, std::string_view(line).substr(0, 12)), BlockKind::kBoilerplate)
        << line;
    EXPECT_EQ(KindOf(article, "The ferry lines have"), BlockKind::kParagraph) << line;
  }
}

TEST(Boilerplate, LeavesNewsThatUsesItsWords) {
  for (const char* line :
       {"Share prices of Borealis fell by 4% on Monday after the ministry lifted the ban on wire.",
        "The app lets readers subscribe to a newsletter, said Olin, who runs the company from Arn.",
        "Comments by the minister about cookies in browsers upset the advertising industry, "
        "Tidewire reported.",
        "Related parties of Borealis hold a fifth of the shares, the filing on Friday showed.",
        "More than 200 people signed up to watch the launch, which was delayed by two hours.",
        "The wreck can be seen from the shore at low tide, and the ministry updated its chart of "
        "it.",
        "“You have to follow us on this,” Dorn told members of the council on Tuesday evening."}) {
    std::string page = "A headline of five words here\n\n";
    page += line;
    page +=
        "\n\nThe ferry lines have not yet said whether they will try again in the coming year, nor "
        "when.\n";
    Article article = ReadOne(page);
    EXPECT_EQ(KindOf(article, std::string_view(line).substr(0, 30)), BlockKind::kParagraph) << line;
  }
}

TEST(Boilerplate, GrowsThePagesFootFromItsEnd) {
  Article article = ReadOne(
      "Quarry at Sten reopens after long dispute\n\n"
      "Granit reopened its quarry at Sten on Monday, two years after a landslide had closed it.\n\n"
      "Gridline.example\n\nYour Weekly Dose of Stone News\n\nDon’t miss a thing. Get the best of "
      "stone every week.\n\n"
      "© 2024 Gridline Limited\nInstagram logo\n");
  for (const char* words : {"Gridline.example", "Your Weekly", "Don’t miss", "© 2024", "Instagram"})
    EXPECT_EQ(KindOf(article, words), BlockKind::kBoilerplate) << words;
  EXPECT_EQ(KindOf(article, "Granit reopened"), BlockKind::kParagraph);
}

TEST(Boilerplate, KeepsShortClosingSentences) {
  Article article = ReadOne(
      "Quarry at Sten reopens after long dispute\n\n"
      "Granit reopened its quarry at Sten on Monday, two years after a landslide had closed it.\n\n"
      "Work starts in June.\n\n© 2024 Gridline Limited\n");
  EXPECT_EQ(KindOf(article, "Work starts"), BlockKind::kParagraph);
}

TEST(Tweets, AreJoinedWithTheirAuthorAndDate) {
  Article article = ReadOne(
      "Key Points\n- Wire is back on the table\n- Zinc is the price\n"
      "Borealis is back in the island trade, but not without a fight over what it costs the "
      "mainland.\n"
      "Borealis may sell copper wire to the islands again as part of zinc talks, Hal Dorn said on "
      "Monday. https://t.co/AbCd\n"
      "— Gridline (@gridline) March 4, 2024\n"
      "The step has been called a mistake by the mayor of Arn, who wants a vote on it before "
      "summer.\n"
      "Letting ourselves become so dependent on zinc was foolish.\nBorealis and the islands talk "
      "again https://t.co/Ef\n"
      "— Mo Pell (@mopell) March 4, 2024\n"
      "Borealis may sell copper wire to the islands again as part of zinc talks, Hal Dorn said. "
      "https://t.co/Gh pic.twitter.com/Ij\n"
      "— Islands TV (@islandstv) March 5, 2024\n");
  const Block& first = BlockWith(article, "@gridline");
  EXPECT_EQ(first.kind, BlockKind::kTweet);
  EXPECT_EQ(first.date, "2024-03-04");
  EXPECT_THAT(std::string(TextOf(article, first)), testing::StartsWith("Borealis may sell"));
  EXPECT_THAT(std::string(TextOf(article, BlockWith(article, "@mopell"))),
              testing::StartsWith("Letting ourselves"));
  EXPECT_EQ(KindOf(article, "The step has been"), BlockKind::kParagraph);
  EXPECT_EQ(KindOf(article, "Wire is back"), BlockKind::kList);
  EXPECT_EQ(KindOf(article, "Key Points"), BlockKind::kHeading);
  EXPECT_GE(BlockWith(article, "@islandstv").duplicate_of, 0);
}

TEST(NearDuplicates, CountRepeatedBlocksOnceAndKeepWhatTheyAdd) {
  Article article = ReadOne(
      "The wire deal was struck in March when two delegations met in Arn for two days.\n\n"
      "Source: Gridline\n\nSource: Gridline\n\n"
      "The wire deal was struck in March when two delegations met in Arn for two days!\n\n"
      "The wire deal was struck in March when two delegations met in Arn for two days, and the "
      "zinc price rose after it, "
      "as traders bought what they could find.\n\n"
      "The wire deal was worth $40 million when two delegations met in Arn for two whole days.\n\n"
      "The wire deal was worth $70 million when two delegations met in Arn for two whole days.\n");
  EXPECT_EQ(BlockWith(article, "two days!").duplicate_of, 0);
  EXPECT_EQ(article.blocks[1].kind, BlockKind::kCaption);
  EXPECT_EQ(article.blocks[2].duplicate_of, 1);
  EXPECT_EQ(BlockWith(article, "traders bought").duplicate_of, -1);
  EXPECT_EQ(BlockWith(article, "$70 million").duplicate_of, -1);
}

TEST(Languages, MarkOriginalsAndTheirTranslations) {
  Article article = ReadOne(
      "Copper wire flows to the islands again (AI Translation)\n\n"
      "  今年三月,双方代表团在阿恩举行了为期两天的会谈,并签署了一份关于铜线和锌的文件。\n\n"
      "In March, delegations of both sides held two days of talks in Arn and signed a paper on "
      "copper wire and zinc.\n\n"
      "Die Regierung hat am Montag erklärt, dass sie den Verkauf von Kupferdraht auf die Inseln "
      "nicht mehr verbieten wird.\n\n"
      "Traders were glad of the news, and the price of zinc rose by a tenth in the week that "
      "followed.\n");
  const Block& original = BlockWith(article, "今年");
  EXPECT_EQ(original.kind, BlockKind::kParagraph);
  EXPECT_EQ(original.language, "zh");
  EXPECT_EQ(KindOf(article, "In March"), BlockKind::kTranslation);
  EXPECT_EQ(BlockWith(article, "Die Regierung").language, "de");
  EXPECT_EQ(BlockWith(article, "Traders").language, "");
  EXPECT_EQ(KindOf(article, "Traders"), BlockKind::kParagraph);
  EXPECT_EQ(article.info.language, "en");
}

constexpr std::string_view kDigest = R"(Copper wire flows to the islands again

The islands may buy copper wire from Borealis again, the ministry said on Monday after long talks.

Explore the story in 30 seconds
  • The ministry lets Borealis sell copper wire to the islands.
  • Zinc was the price of the deal, the secretary said.
AI generated, for reference only
Summary:

The ministry lifted its ban on copper wire in March.[para. 1] The islands had asked for the wire since autumn.[para. 2]

AI generated, for reference only
Who’s Who
Borealis
北极光
Borealis makes copper wire and cables in two mills on the mainland.
Granit Holding Co., Ltd.
花岗岩
The provided article does not contain information about Granit Holding.
Arn Municipal Bank
阿恩银行
Arn Municipal Bank lends to the mills and owns a tenth of Borealis.
AI generated, for reference only
What Happened When
March 2024:
Delegations met in Arn for two days and signed a paper.
By end of May 2024:
Borealis shipped its first load of wire to the islands.
June 9-10, 2024:
The council of Arn discussed the deal; the mayor voted against it.
Subscribe to unlock the digest
SUBSCRIBE NOW
)";

TEST(Sections, LabelSummariesAsSuch) {
  Article article = ReadOne(kDigest);
  EXPECT_EQ(KindOf(article, "lets Borealis sell"), BlockKind::kSummary);
  EXPECT_EQ(KindOf(article, "lifted its ban"), BlockKind::kSummary);
  EXPECT_EQ(KindOf(article, "AI generated"), BlockKind::kBoilerplate);
  EXPECT_EQ(KindOf(article, "may buy copper wire"), BlockKind::kParagraph);
}

TEST(Sections, ReadAWhosWhoList) {
  Article article = ReadOne(kDigest);
  EXPECT_EQ(KindOf(article, "Arn Municipal Bank"), BlockKind::kHeading);
  // Of whom nothing is known there is no entry.
  EXPECT_EQ(KindOf(article, "Granit Holding Co."), BlockKind::kBoilerplate);
  EXPECT_EQ(KindOf(article, "花岗岩"), BlockKind::kBoilerplate);
  EXPECT_EQ(KindOf(article, "北极光"), BlockKind::kList);
  EXPECT_EQ(BlockWith(article, "北极光").language, "zh");
  EXPECT_EQ(KindOf(article, "makes copper wire and cables"), BlockKind::kList);
  EXPECT_EQ(KindOf(article, "does not contain information"), BlockKind::kBoilerplate);
  EXPECT_EQ(KindOf(article, "lends to the mills"), BlockKind::kList);
}

TEST(Sections, DateTheEntriesOfATimeline) {
  Article article = ReadOne(kDigest);
  EXPECT_EQ(KindOf(article, "March 2024:"), BlockKind::kHeading);
  const Block& entry = BlockWith(article, "Delegations met");
  EXPECT_EQ(entry.kind, BlockKind::kTimelineEntry);
  EXPECT_EQ(entry.date, "2024-03");
  EXPECT_EQ(BlockWith(article, "first load").date, "2024-05");
  EXPECT_EQ(BlockWith(article, "council of Arn").date, "2024-06-09");
  EXPECT_EQ(KindOf(article, "Subscribe to unlock"), BlockKind::kBoilerplate);
}

TEST(Sections, DateEntriesByHeadingsWithATimeOfDay) {
  const Article article = ReadOne(
      "The port affair hour by hour\n\nHarbour Gazette\nPublished: June 4, 2025\n\n"
      "The Gazette has followed the port since it was put up for sale.\n\nWhat Happened When\n"
      "June 2, 2025, 10:30 a.m.:\nMeridian Motors acquired Lovik.\n"
      "June 3, 2025, 14:20:\nCorvane Mining closed its mine in Kitwe.\n"
      "3 June 2025, 9.15pm GMT:\nMarit Solberg left Halden Industries.\n");
  EXPECT_EQ(BlockWith(article, "acquired Lovik").date, "2025-06-02T10:30");
  EXPECT_EQ(BlockWith(article, "closed its mine").date, "2025-06-03T14:20");
  EXPECT_EQ(BlockWith(article, "left Halden").date, "2025-06-03T21:15Z");
}

TEST(Sections, ReadATimelineWithItsDatesInTheLines) {
  Article article = ReadOne(
      "How the wire came back to the islands\n\n"
      "March 3, 2024: Delegations met in Arn for two days.\nMarch 9, 2024: Borealis shipped its "
      "first load of wire.\n");
  EXPECT_EQ(BlockWith(article, "Delegations").kind, BlockKind::kTimelineEntry);
  EXPECT_EQ(BlockWith(article, "Delegations").date, "2024-03-03");
  EXPECT_EQ(BlockWith(article, "first load").date, "2024-03-09");
}

TEST(ArticleStructure, KeepsOneLongLineInOneBlock) {
  std::string sentence =
      "The mill at Sten made more wire in spring than in all of last year, its owner said on "
      "Monday. ";
  std::string line;
  for (int i = 0; i < 40; ++i) line += std::to_string(i) + " people came. " + sentence;
  Article article = ReadOne(line);
  ASSERT_EQ(article.blocks.size(), 1u);
  EXPECT_EQ(article.blocks[0].kind, BlockKind::kParagraph);
}

TEST(ArticleStructure, OptionsFillWhatTheFileDoesNotSay) {
  LoadOptions options;
  options.source = "Given Outlet";
  options.published = "2024-01-05";
  options.url = "https://given.example/";
  Article bare = ReadOne(
      "The council of Port Elden voted on Tuesday against a merger of its two ferry lines.\n",
      "a.txt", options);
  EXPECT_EQ(bare.info.source, "Given Outlet");
  EXPECT_EQ(bare.info.published, "2024-01-05");
  EXPECT_EQ(bare.info.url, "https://given.example/");
  Article dated = ReadOne(kPlain, "b.txt", options);
  EXPECT_EQ(dated.info.source, "Tidewire");
  EXPECT_EQ(dated.info.published.substr(0, 10), "2023-06-14");
}

}  // namespace
}  // namespace lode
