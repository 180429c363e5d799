// Elements of a page that hold something beside its text, known by their names and by what they
// weigh.
#include "tests/readers/page_fixture.h"
#include "tests/readers/reading.h"

namespace lode {
namespace {

TEST(Boxes, ANameThatParagraphsBearIsNotFurnitures) {
  const std::string dropped = R"(<p class="has-dropcap paywall">)";
  const Article article = ReadOne(Titled("<div>" + Paragraphs(0, 3, "<p class=paywall>") +
                                         Paragraphs(3, 4, dropped) + Paragraphs(4, 5) + "</div>"));
  EXPECT_EQ(KindOf(article, "Fishermen had asked"), BlockKind::kParagraph);
  const Article one = ReadOne(Titled("<div>" + Paragraphs(0, 3) +
                                     "</div><div class=\"big paywall\">"
                                     "<p>Pay nine crowns a month and read all that we write of the "
                                     "coast, the harbour and the town.</p></div>"));
  EXPECT_EQ(KindOf(one, "Pay nine crowns"), BlockKind::kBoilerplate);
}

TEST(Boxes, APicturesLineIsKnownByItsName) {
  const std::string line = "The lamp of Solvik as it stood in the spring, with two windows gone.";
  for (const char* name : {"media-caption", "InlineImage-imageEmbedCaption", "photo-credit"}) {
    const Article article = ReadOne(Titled(Paragraphs(0, 2) + "<div><span class=\"" + name + "\">" +
                                           line + "</span></div>" + Paragraphs(2, 5)));
    EXPECT_EQ(KindOf(article, "The lamp of Solvik"), BlockKind::kCaption) << name;
  }
  // What tells of a film in many lines, or all that a page says, is none.
  const Article film = ReadOne(Titled("<div class=item-caption><p>From the coast</p><p>" + line +
                                      "</p><p>Two minutes</p><p>" + kParagraphs[1] + "</p></div>"));
  EXPECT_EQ(KindOf(film, "The lamp of Solvik"), BlockKind::kParagraph);
  const Article text = ReadOne(Titled("<div class=caption>" + Paragraphs(0, 5) + "</div>"));
  EXPECT_EQ(KindOf(text, "The town of Solvik"), BlockKind::kParagraph);
}

TEST(Boxes, APlayersTitleIsNotOfTheText) {
  const Article article = ReadOne(Titled(Paragraphs(0, 2) +
                                         "<div class=videoFooter><h3>Tower lit again after nine "
                                         "weeks of work in which the harbour had no light at "
                                         "all</h3><div>Coast Edge</div></div>" +
                                         Paragraphs(2, 5)));
  EXPECT_EQ(KindOf(article, "Tower lit again"), BlockKind::kBoilerplate);
  const Article text =
      ReadOne(Titled("<div class=video-article>" + Paragraphs(0, 1) + "</div>" + Paragraphs(1, 3)));
  EXPECT_EQ(KindOf(text, "The town of Solvik"), BlockKind::kParagraph);
}

TEST(Boxes, WhatAnOfferListsIsOfTheOffer) {
  const std::string list =
      "<ul><li>Stories by those who know the coast best, and the town.</li>"
      "<li>Puzzles each day, and a letter on Fridays.</li></ul>";
  const Article offer =
      ReadOne(Titled(Paragraphs(0, 2) + "<div><p>REGISTER / SIGN IN TO UNLOCK MORE ARTICLES</p>" +
                     list + "</div>" + Paragraphs(2, 5)));
  EXPECT_EQ(KindOf(offer, "Puzzles each day"), BlockKind::kBoilerplate);
  EXPECT_EQ(KindOf(offer, "The work will take"), BlockKind::kParagraph);
  const Article told =
      ReadOne(Titled(Paragraphs(0, 2) + "<p>The council offers:</p>" + list + Paragraphs(2, 5)));
  EXPECT_EQ(KindOf(told, "Puzzles each day"), BlockKind::kList);
}

TEST(Sections, EndWhereTheTextGoesOnUnderAPictureOrASubhead) {
  std::string others;
  for (int i = 0; i < 12; ++i)
    others += "<p><a href=/o>Boats of the coast are counted anew in spring " + std::to_string(i) +
              "</a></p>";
  for (const char* between :
       {"<figure><img src=a.jpg><figcaption>The tower in May.</figcaption></figure>",
        "<h2>What it will cost</h2>"}) {
    const Article article =
        ReadOne(Titled("<div itemprop=articleBody>" + Paragraphs(0, 3) + "<div>Most Popular</div>" +
                       others + between + Paragraphs(3, 5) + "</div><div>Related</div>" + others));
    EXPECT_EQ(KindOf(article, "Fishermen had asked"), BlockKind::kParagraph) << between;
    EXPECT_EQ(KindOf(article, "Boats of the coast"), BlockKind::kBoilerplate);
    if (between[1] == 'h') {
      EXPECT_EQ(KindOf(article, "What it will cost"), BlockKind::kHeading);
    }
  }
}

}  // namespace
}  // namespace lode
