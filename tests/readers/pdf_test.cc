// Pages of print: columns, hyphens, running heads, paragraphs.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/readers/pdf_writer.h"
#include "tests/readers/reading.h"

#ifdef __SANITIZE_ADDRESS__
// What poppler asks fonts by keeps 288 bytes to the end of the program.
extern "C" [[gnu::visibility("default")]] const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libfontconfig";
}
#endif

namespace lode {
namespace {

using test::PdfText;
using test::PdfWriter;
using testing::HasSubstr;
using testing::Not;

// Lines of a column, from `y` down.
void AddLines(std::vector<PdfText>& page, double x, double y,
              const std::vector<std::string>& lines) {
  for (const std::string& line : lines) {
    page.push_back({x, y, 11, line});
    y -= 13;
  }
}

std::vector<std::string> TextsOf(const Article& article) {
  std::vector<std::string> texts;
  for (const Block& block : article.blocks)
    texts.push_back(article.text.substr(block.text.begin, block.text.end - block.text.begin));
  return texts;
}

PdfWriter Report() {
  PdfWriter pdf;
  pdf.info = {{"Title", "Quay sold to Solvik Line"},
              {"Author", "Ingrid Moe"},
              {"CreationDate", "D:20240612153000+02'00'"}};
  std::vector<PdfText> first = {{72, 750, 9, "Harbour Gazette"},
                                {72, 700, 22, "Quay sold to Solvik Line"},
                                {300, 40, 9, "Page 1 of 3"}};
  AddLines(
      first, 72, 660,
      {"The port of Arn sold its oldest quay to", "Solvik Line on Monday, after a year of nego-",
       "tiations. The mayor called it a well-known", "secret that few had spoken of in public.",
       "   Workers had asked for guarantees, which", "the company gave in writing, its spokes-",
       "woman said. The union of the dock workers", "has not accepted the offer so far, and the"});
  AddLines(first, 330, 660,
           {"council will vote on it in June. A well-", "known lawyer will speak for the workers.",
            "The price was not named by either side."});
  pdf.AddPage(first);
  for (int page = 2; page <= 3; ++page) {
    std::vector<PdfText> more = {{72, 750, 9, "Harbour Gazette"},
                                 {300, 40, 9, "Page " + std::to_string(page) + " of 3"}};
    AddLines(more, 72, 700,
             {"The yard in Lindau launched ship number " + std::to_string(page * 11),
              "in spring. It was sold to a line in Bex."});
    pdf.AddPage(more);
  }
  return pdf;
}

TEST(Pdf, ItsDescriptionGivesTitleAuthorAndDate) {
  const Article article = ReadOne(Report().Bytes(), "report.pdf");
  EXPECT_EQ(article.info.title, "Quay sold to Solvik Line");
  EXPECT_EQ(article.info.author, "Ingrid Moe");
  EXPECT_EQ(article.info.published.substr(0, 10), "2024-06-12");
  PdfWriter empty = Report();
  empty.info = {{"Title", "Microsoft Word - report_v3.docx"}, {"Author", "user"}};
  const Article other = ReadOne(empty.Bytes(), "report.pdf");
  EXPECT_EQ(other.info.title, "Quay sold to Solvik Line");  // the largest line
  EXPECT_EQ(other.info.author, "");
}

TEST(Pdf, ColumnsAreReadOneAfterTheOther) {
  const Article article = ReadOne(Report().Bytes());
  EXPECT_THAT(article.text,
              HasSubstr("accepted the offer so far, and the council will vote on it"));
}

TEST(Pdf, HyphensAtTheEndsOfLinesGo) {
  const std::string text = ReadOne(Report().Bytes()).text;
  EXPECT_THAT(text, HasSubstr("after a year of negotiations. The mayor"));
  EXPECT_THAT(text, HasSubstr("its spokeswoman said"));
  EXPECT_THAT(text, HasSubstr("A well-known lawyer"));  // the document has the word
}

TEST(Pdf, HeadsFeetAndPageNumbersGo) {
  const std::string text = ReadOne(Report().Bytes()).text;
  EXPECT_THAT(text, Not(HasSubstr("Harbour Gazette")));
  EXPECT_THAT(text, Not(HasSubstr("Page 2")));
  EXPECT_THAT(text, HasSubstr("ship number 22 in spring"));
  EXPECT_THAT(text, HasSubstr("ship number 33 in spring"));
}

TEST(Pdf, ParagraphsAreApart) {
  const std::vector<std::string> texts = TextsOf(ReadOne(Report().Bytes()));
  ASSERT_GE(texts.size(), 4u);
  EXPECT_EQ(texts[0], "Quay sold to Solvik Line");
  EXPECT_THAT(texts[1], testing::EndsWith("few had spoken of in public."));
  EXPECT_THAT(texts[2], testing::StartsWith("Workers had asked for guarantees"));
  EXPECT_THAT(texts[2], testing::EndsWith("named by either side."));
}

TEST(Pdf, WhatCannotBeReadIsRefusedWithTheReason) {
  PdfWriter pictures;
  pictures.AddPage({});
  pictures.AddPage({});
  EXPECT_THAT(ErrorOf(pictures.Bytes()), HasSubstr("made of pictures"));
  PdfWriter locked = Report();
  const std::string zeros(32, 'x');
  locked.encryption =
      "<< /Filter /Standard /V 1 /R 2 /P -64 /O (" + zeros + ") /U (" + zeros + ") >>";
  EXPECT_THAT(ErrorOf(locked.Bytes()), HasSubstr("encrypted"));
  EXPECT_THAT(ErrorOf("%PDF-1.4\nnothing"), HasSubstr("the PDF data is damaged"));
  PdfWriter many;
  for (int i = 0; i < 2001; ++i) many.AddPage({});
  EXPECT_THAT(ErrorOf(many.Bytes()), HasSubstr("limit pdf-pages (2000)"));
}

TEST(Pdf, DamageAnywhereIsAnErrorOrText) {
  const std::string whole = Report().Bytes();
  testing::internal::CaptureStderr();
  for (std::size_t at = 5; at < whole.size(); at += 37) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
    ReadFixture(bytes);
    ReadFixture(whole.substr(0, at));
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace lode
