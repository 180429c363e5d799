#include <gmock/gmock.h>

#include "tests/readers/reading.h"

namespace lode {
namespace {

constexpr std::string_view kStory =
    "The council of Port Elden voted on Tuesday against a merger of its two ferry lines, after "
    "months of talks that had split the town. Both lines lost money last winter.";

Article With(std::string_view before, std::string_view after = "") {
  return ReadOne("Port Elden votes against ferry merger\n\n" + std::string(before) +
                 std::string(kStory) + std::string(after) + "\n");
}

TEST(RunIns, AreCutFromTheFirstSentenceWithTheirDateline) {
  Article article = With("By Una Berg and Tor Lind HARSTAD, Norway (Tidewire) - ");
  EXPECT_EQ(TextOf(article, BlockWith(article, "By Una")), "By Una Berg and Tor Lind");
  EXPECT_EQ(KindOf(article, "By Una"), BlockKind::kByline);
  EXPECT_EQ(KindOf(article, "HARSTAD"), BlockKind::kDateline);
  EXPECT_EQ(TextOf(article, BlockWith(article, "The council")), kStory);
  EXPECT_EQ(article.info.author, "Una Berg and Tor Lind");
  EXPECT_EQ(article.info.source, "Tidewire");
}

TEST(RunIns, AreCutWhereTheyAreAPhotosCaption) {
  Article article = With(
      "A ferry leaves the harbour of Port Elden on Sunday, Feb. 4, 2024. Tor Lind | Tidewire | "
      "Getty Images ");
  EXPECT_EQ(KindOf(article, "A ferry leaves"), BlockKind::kCaption);
  EXPECT_EQ(TextOf(article, BlockWith(article, "The council")), kStory);
}

TEST(RunIns, AreCutWhereSlashesPartACreditFromItsSentence) {
  const Article article =
      With("",
           "\n\nTor Lind / Tidewire / Norden Images A woman watches the last ferry leave the "
           "harbour of Port Elden on Sunday.");
  EXPECT_EQ(KindOf(article, "Tor Lind"), BlockKind::kCaption);
  EXPECT_EQ(TextOf(article, BlockWith(article, "A woman")),
            "A woman watches the last ferry leave the harbour of Port Elden on Sunday.");
}

TEST(RunIns, AreCutFromAParagraphsEnd) {
  Article article = With("", " (Reporting by Una Berg; Editing by Tor Lind)");
  EXPECT_EQ(KindOf(article, "(Reporting by"), BlockKind::kByline);
  EXPECT_EQ(TextOf(article, BlockWith(article, "The council")), kStory);
  article = With("", " Photo: Tidewire");
  EXPECT_EQ(KindOf(article, "Photo: Tidewire"), BlockKind::kCaption);
  EXPECT_EQ(TextOf(article, BlockWith(article, "The council")), kStory);
}

TEST(RunIns, LeaveSentencesThatResembleThem) {
  for (const char* text :
       {"By Tuesday the council of Port Elden (population 9,000) - a town of ferries - had voted "
        "against the merger of its two lines.",
        "The council chose between three names | Nordhav | Elden Lines | before it voted against "
        "the merger of both.",
        "Nordhav Elden / Borealis ferries leave every hour of the day, and the council voted "
        "against any merger of the two.",
        "The mayor spoke of losses (reporting by the lines shows eleven million) and the council "
        "then voted against the merger."}) {
    Article article = ReadOne("Port Elden votes against ferry merger\n\n" + std::string(text) +
                              "\n\n" + std::string(kStory) + "\n");
    EXPECT_EQ(TextOf(article, BlockWith(article, std::string_view(text).substr(0, 12))), text);
  }
}

TEST(ClosingSentences, ArePartOfTheTextBehindAnInsertion) {
  Article article = With("",
                         "\n\nAD\n\nRELATED: Islands vote on a new power cable\n\n"
                         "The mayor declined to comment.\n\n___\n\n"
                         "Lind reported from Arn. Mo Pell contributed to this report.");
  EXPECT_EQ(KindOf(article, "The mayor declined"), BlockKind::kParagraph);
  EXPECT_EQ(KindOf(article, "RELATED"), BlockKind::kBoilerplate);
  EXPECT_EQ(KindOf(article, "Lind reported"), BlockKind::kByline);
}

TEST(ClosingSentences, AreNotSoughtBehindAListOfStories) {
  Article article = With("",
                         "\n\nThe mayor declined to comment.\n\n"
                         "Don’t miss these stories from the Courier:\n\n"
                         "Islands vote on a new power cable\n\nBrewer of Sten buys a rival\n\n"
                         "Subscribe to the Courier on YouTube.");
  EXPECT_EQ(KindOf(article, "The mayor declined"), BlockKind::kParagraph);
  for (const char* words : {"these stories", "Islands vote", "Brewer of Sten", "Subscribe"})
    EXPECT_EQ(KindOf(article, words), BlockKind::kBoilerplate) << words;
}

}  // namespace
}  // namespace lode
