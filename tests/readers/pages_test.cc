// Pages: what stands beside an article.
#include <gmock/gmock.h>

#include "tests/readers/page_fixture.h"
#include "tests/readers/reading.h"

namespace lode {
namespace {

using testing::HasSubstr;
using testing::Not;

void ExpectText(const Article& article) {
  for (const std::string& paragraph : kParagraphs)
    EXPECT_EQ(KindOf(article, paragraph.substr(0, 30)), BlockKind::kParagraph) << paragraph;
}

TEST(Page, AClassNameAloneTakesNoTextAway) {
  for (const char* name : {"paywall", "premium subscription", "ads-free", "share text"})
    ExpectText(ReadOne(
        Titled(Paragraphs(0, 1) + Paragraphs(1, 5, "<p class=\"" + std::string(name) + "\">"))));
  const Article article = ReadOne(
      Titled(Paragraphs(0, 5) + "<div class=\"paywall\"><p>One more thing stands in this small "
                                "box, and it is not much of the page at all.</p></div>"));
  EXPECT_EQ(KindOf(article, "One more thing"), BlockKind::kBoilerplate);
}

TEST(Page, TeasersBelowTheTextAreFurniture) {
  std::string teasers = "<div class=list>";
  for (const char* title : {"A bridge opens", "Cod is late", "Maps on show"})
    teasers += "<div class=card><h3><a href=/x>" + std::string(title) + "</a></h3><p>" + title +
               " in the north of the county this week, and many people "
               "came to see it on the first day, among them the mayor of the town.</p></div>";
  const Article article = ReadOne(Titled(Paragraphs(0, 5) + teasers + "</div>"));
  ExpectText(article);
  for (const char* title : {"A bridge opens in", "Cod is late in", "Maps on show in"})
    EXPECT_EQ(KindOf(article, title), BlockKind::kBoilerplate);
}

TEST(Page, ARailInsideTheTextIsFurniture) {
  const std::string rail =
      "<div class=box><h3>Most Read</h3><div><span>Cars</span><h4>Ten Vans for "
      "Winter</h4><span>Ada "
      "Moe</span></div><div><span>Money</span><h4>Banks Shut Early Again</h4><span>Per "
      "Lie</span></div><div><span>Food</span><h4>Soup Is Back</h4><span>Una "
      "Berg</span></div></div>";
  const Article article =
      ReadOne(Titled(Paragraphs(0, 2) + rail + Paragraphs(2, 3) + rail + Paragraphs(3, 5)));
  ExpectText(article);
  for (const char* words : {"Ten Vans", "Banks Shut", "Soup Is Back"})
    EXPECT_EQ(KindOf(article, words), BlockKind::kBoilerplate);
}

TEST(Page, ALinkToARelatedStoryEndsNoText) {
  const Article article = ReadOne(
      Titled(Paragraphs(0, 2) +
             "<p><b>Related:</b> <a href=/x>Storm breaks windows in the "
             "tower</a></p>" +
             Paragraphs(2, 3) + "<h4>Related</h4><p><a href=/y>Ships lose their way</a></p>" +
             Paragraphs(3, 5)));
  ExpectText(article);
  EXPECT_EQ(KindOf(article, "Ships lose"), BlockKind::kBoilerplate);
}

TEST(Page, TheTextGoesOnBelowALinkNearItsEnd) {
  std::string foot;
  for (const char* line : {"Most Popular", "A bridge opens in the north", "Cod is late this year",
                           "Subscribe", "Terms of use", "Privacy policy", "Contact us"})
    foot += "<p><a href=/x>" + std::string(line) + "</a></p>";
  const Article article =
      ReadOne(Titled(Paragraphs(0, 3) +
                     "<h4>Related</h4><p><a href=/y>I sat in the old tower. It was "
                     "cold.</a></p>" +
                     Paragraphs(3, 5) + foot));
  ExpectText(article);
}

TEST(Page, HeadingsWithoutTextAreFurniture) {
  const Article article = ReadOne(
      Titled("<h2>The plan</h2>" + Paragraphs(0, 5) + "<h3>Mehr zum Thema</h3><h3>Aktuell</h3>"));
  ExpectText(article);
  EXPECT_EQ(KindOf(article, "The plan"), BlockKind::kHeading);
  EXPECT_EQ(KindOf(article, "Mehr zum"), BlockKind::kBoilerplate);
  EXPECT_EQ(KindOf(article, "Aktuell"), BlockKind::kBoilerplate);
}

TEST(Page, ABrokenLetterCostsItself) {
  std::string page = Titled(Paragraphs(0, 5));
  page.insert(page.find("The town"), "A caf\xE9\xFF and a na\xC3\xAFve \xC3\xA9l\xC3\xA8ve. ");
  const Article article = ReadOne(page, "a.html");
  EXPECT_THAT(article.text, HasSubstr("A caf\xEF\xBF\xBD\xEF\xBF\xBD and a naïve élève."));
  ExpectSound(article, page.size());
}

TEST(Page, ListsOfTheTextAreKept) {
  std::string list = "<ul>";
  for (const char* item : {"June 5 – Oslo, Old Hall", "June 7 – Bergen, The Quay", "June 9 – Bodo"})
    list += "<li>" + std::string(item) + "</li>";
  const Article article =
      ReadOne(Titled(Paragraphs(0, 5) + "<h2>Dates of the tour</h2>" + list +
                     "</ul><footer><a href=/a>About us</a><a href=/b>Terms</a></footer>"));
  for (const char* item : {"June 5", "June 7", "June 9"})
    EXPECT_EQ(KindOf(article, item), BlockKind::kList);
}

TEST(Page, LinesOfPhotosAreCaptions) {
  const Article article = ReadOne(Titled(
      Paragraphs(0, 1) +
      "<div class=g><div><img src=0.jpg><p>A man sweeps the stairs of the tower on "
      "Monday.</p></div><div><img src=1.jpg><p>Boats wait outside the harbour of Solvik on June "
      "4.</p></div></div>" +
      Paragraphs(1, 5)));
  ExpectText(article);
  EXPECT_EQ(KindOf(article, "A man sweeps"), BlockKind::kCaption);
  EXPECT_EQ(KindOf(article, "Boats wait"), BlockKind::kCaption);
}

TEST(Page, MarkupThatWasEscapedTwiceIsMarkup) {
  const Article article = ReadOne(Titled("<div>&lt;p&gt;" + kParagraphs[0] + "&lt;/p&gt;&lt;p&gt;" +
                                         kParagraphs[1] + "&lt;/p&gt;</div>"));
  EXPECT_THAT(article.text, Not(HasSubstr("<p>")));
  EXPECT_EQ(TextOf(article, BlockWith(article, "Tor Lind")), kParagraphs[1]);
}

// A page's text in a box, and something in others beside it.
std::string Boxed(const std::string& above, const std::string& inside, const std::string& below,
                  const std::string& box = "<div class=story>") {
  return Titled("<div class=top>" + above + "</div>" + box + inside + "</div><div class=live>" +
                below + "</div>");
}

TEST(TextBox, SentencesBelowItAreFurniture) {
  const std::string other =
      "<p>A ferry with forty people on board lay still for an hour off the northern cape on "
      "Sunday until its crew had mended the engine.</p><p>Snow is late this year, and the ski "
      "lifts above the lake will not open before the second week of January, their owner said.</p>";
  const Article article = ReadOne(Boxed("", Paragraphs(0, 5), other));
  ExpectText(article);
  EXPECT_EQ(KindOf(article, "A ferry"), BlockKind::kBoilerplate);
  EXPECT_EQ(KindOf(article, "Snow is late"), BlockKind::kBoilerplate);
}

TEST(TextBox, WhereThePageNamesItNothingAboveIsOfTheText) {
  const std::string lead =
      "<p>Readers of this paper can now see the pictures of the week, which were taken by twelve "
      "of them on the coast and in the hills above the town.</p>";
  const Article named =
      ReadOne(Boxed(lead, Paragraphs(0, 5), "", "<div itemprop=\"articleBody\">"));
  ExpectText(named);
  EXPECT_EQ(KindOf(named, "Readers of"), BlockKind::kBoilerplate);
  const Article guessed = ReadOne(Boxed(lead, Paragraphs(0, 5), ""));
  ExpectText(guessed);
  EXPECT_EQ(KindOf(guessed, "Readers of"), BlockKind::kParagraph);
}

TEST(TextBox, ATeaserRightAboveItIsTheLead) {
  const std::string lead =
      "A storm, a broken lamp and nine million crowns: how a small town means "
      "to bring its lighthouse back before the spring.";
  const Article article =
      ReadOne(Boxed("<div class=\"a-teaser\"><p>" + lead + "</p></div>", Paragraphs(0, 5), ""));
  ExpectText(article);
  EXPECT_EQ(KindOf(article, "A storm, a broken"), BlockKind::kParagraph);
  const Article linked =
      ReadOne(Boxed("<div class=\"a-teaser\"><p>" + lead + " <a href=/x>All of it</a></p></div>",
                    Paragraphs(0, 5), ""));
  EXPECT_EQ(KindOf(linked, "A storm, a broken"), BlockKind::kBoilerplate);
}

TEST(TextBox, PiecesOfOneMakeAreOneText) {
  auto piece = [](std::size_t from, std::size_t to) {
    return "<section class=\"part p" + std::to_string(from) + "\"><div class=in><div class=col" +
           std::to_string(from) + ">" + Paragraphs(from, to) + "</div></div></section>";
  };
  ExpectText(ReadOne(Titled("<div class=all>" + piece(0, 3) + "<div class=ad>Buy now</div>" +
                            piece(3, 4) + piece(4, 5) + "</div>")));
}

TEST(TextBox, ShortLinesInItAreOfTheText) {
  std::vector<std::string> lines;
  for (int room = 1; room <= 16; ++room)
    lines.push_back("Room " + std::to_string(room) + ", two beds");
  std::string parts;
  for (const std::string& line : lines) parts += "<div>" + line + "</div>";
  const std::string foot = "<p>Print</p><p>Send on</p><p>Contact</p><p>Up</p>";
  const Article article =
      ReadOne(Boxed("", Paragraphs(0, 3) + parts + Paragraphs(3, 5) + foot, ""));
  ExpectText(article);
  for (const std::string& line : lines)
    EXPECT_NE(KindOf(article, line), BlockKind::kBoilerplate) << line;
  EXPECT_EQ(KindOf(article, "Print"), BlockKind::kBoilerplate);
  EXPECT_EQ(KindOf(article, "Contact"), BlockKind::kBoilerplate);
}

TEST(TextBox, AListThatEndsItIsOfTheText) {
  std::string list;
  for (const char* item : {"Lamp: steel", "Lens: glass", "Tower: granite"})
    list += "<li>" + std::string(item) + "</li>";
  const Article article = ReadOne(
      Boxed("", Paragraphs(0, 5) + "<h2>In figures</h2><ul>" + list + "</ul>",
            "<p><a href=/a>About us</a></p><p><a href=/b>Terms of use</a></p><p>Print</p>"));
  ExpectText(article);
  EXPECT_EQ(KindOf(article, "In figures"), BlockKind::kHeading);
  for (const char* item : {"Lamp: steel", "Lens: glass", "Tower: granite"})
    EXPECT_EQ(KindOf(article, item), BlockKind::kList) << item;
}

}  // namespace
}  // namespace lode
