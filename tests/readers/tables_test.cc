// The tables of words: each line is a row, and each example is read as it says.
#include "loaders/readers/words/tables.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "loaders/readers/lines/language_guess.h"
#include "loaders/readers/markup/box_names.h"
#include "loaders/readers/metadata/date_words.h"
#include "loaders/readers/metadata/outlet_line.h"
#include "loaders/readers/metadata/written_day.h"
#include "loaders/readers/structure/boilerplate_cues.h"
#include "loaders/readers/structure/byline.h"
#include "loaders/readers/structure/cue_rows.h"
#include "loaders/readers/structure/dateline.h"
#include "loaders/readers/structure/headline.h"
#include "loaders/readers/structure/slash_date.h"
#include "tests/readers/reading.h"

namespace lode {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr const std::string_view* kCueTables[] = {&kTextCues, &kOfferCues, &kEuropeanCues,
                                                  &kPageCues};

// Lines that are neither comments, sections nor rows.
std::vector<std::string> OddLines(std::string_view table) {
  std::vector<std::string> odd;
  std::size_t rows = 0;
  for (std::size_t at = 0; at < table.size();) {
    const std::size_t end = std::min(table.find('\n', at), table.size());
    const std::string line(table.substr(at, end - at));
    at = end + 1;
    if (line.empty() || line[0] == '#' || line[0] == '[') continue;
    if (RowsOf(line).size() != 1 || RowsOf(line)[0].key.empty()) odd.push_back(line);
    ++rows;
  }
  EXPECT_EQ(RowsOf(table).size(), rows);
  return odd;
}

std::set<std::string_view> Sections(std::string_view table) {
  std::set<std::string_view> sections;
  for (const TableRow& row : RowsOf(table)) sections.insert(row.section);
  return sections;
}

TEST(Tables, HoldRowsOnly) {
  for (std::string_view table : {kBoxNames, kDayWords, kEuropeanCues, kFieldWords, kLanguageWords,
                                 kLineWords, kNoticeWords, kOfferCues, kPageCues, kTextCues})
    EXPECT_THAT(OddLines(table), IsEmpty());
}

TEST(Tables, HaveASectionForAllThatIsAskedOfThem) {
  EXPECT_EQ(Sections(kDayWords),
            (std::set<std::string_view>{"months", "published", "changed", "weekdays", "beside"}));
  EXPECT_EQ(Sections(kFieldWords),
            (std::set<std::string_view>{"fields", "lists", "no-value", "nobody", "before-names",
                                        "behind-names", "posts"}));
  EXPECT_EQ(Sections(kBoxNames), (std::set<std::string_view>{"furniture", "others", "byline",
                                                             "lead", "caption", "player"}));
  EXPECT_EQ(Sections(kLanguageWords),
            (std::set<std::string_view>{"frequent", "day-first-countries", "month-first"}));
  EXPECT_EQ(Sections(kNoticeWords),
            (std::set<std::string_view>{"notice", "reader", "summary", "people"}));
}

TEST(DayWords, NameTwelveMonthsInEachLanguage) {
  for (const TableRow& row : RowsOf(kDayWords)) {
    if (row.section != "months" || row.key == "example") continue;
    EXPECT_THAT(WordsOf(row.value), SizeIs(12)) << row.key;
  }
}

TEST(DayWords, AreReadAsTheirExamplesSay) {
  const std::map<DayLabel, std::string_view> labels = {{DayLabel::kNone, "none"},
                                                       {DayLabel::kFiller, "filler"},
                                                       {DayLabel::kPublished, "published"},
                                                       {DayLabel::kChanged, "changed"}};
  for (const TableExample& example : ExamplesOf(kDayWords))
    EXPECT_EQ(example.section == "months" ? FindWrittenDay(example.text).value
                                          : std::string(labels.at(DayLabelsOf(example.text))),
              example.reading)
        << example.text;
}

TEST(ListedCues, AreReadAsTheirExamplesSay) {
  const std::map<LineCue, std::string_view> cues = {{LineCue::kNone, "none"},
                                                    {LineCue::kCaption, "caption"},
                                                    {LineCue::kSection, "section"},
                                                    {LineCue::kOffer, "offer"},
                                                    {LineCue::kByline, "byline"},
                                                    {LineCue::kFurniture, "furniture"},
                                                    {LineCue::kMachineLabel, "machine"},
                                                    {LineCue::kNoInformation, "no-information"}};
  for (const std::string_view* table : kCueTables)
    for (const TableExample& example : ExamplesOf(*table))
      EXPECT_EQ(cues.at(CueOf(example.text)), example.reading) << example.text;
}

TEST(ListedCues, HaveAnExampleEach) {
  std::size_t rows = 0;
  for (const std::string_view* table : kCueTables) {
    std::string_view before;
    for (const TableRow& row : RowsOf(*table)) {
      if (row.key != "example") {
        ++rows;
        EXPECT_TRUE(before.empty() || before == "example") << "before " << row.value.substr(0, 40);
      }
      before = row.key;
    }
    EXPECT_EQ(before, "example");
  }
  EXPECT_THAT(ListedCues(), SizeIs(rows));
}

// Of a page whose headline the line stands below: who wrote it, "byline" where nobody is named,
// "none" where it is no such line.
std::string AuthorBelowHeadline(std::string_view line) {
  const std::string text = "The old pier of the town was sold to its keeper on a cold morning.";
  const Reading reading = ReadFixture("<html><body><article><h1>The pier is sold</h1><p>" +
                                          std::string(line) + "</p><p>" + text + "</p><p>" + text +
                                          " Nobody else wanted it.</p></article></body></html>",
                                      "page.html");
  if (reading.articles.size() != 1) return "no article";
  const Article& article = reading.articles[0];
  if (!article.info.author.empty()) return article.info.author;
  const auto is_byline = [](const Block& block) { return block.kind == BlockKind::kByline; };
  return std::ranges::any_of(article.blocks, is_byline) ? "byline" : "none";
}

TEST(LineWords, AreReadAsTheirExamplesSay) {
  const auto or_none = [](std::string read) { return read.empty() ? "none" : read; };
  const auto yes = [](bool is) { return std::string(is ? "yes" : "no"); };
  const std::map<std::string_view, std::function<std::string(std::string_view)>> readers = {
      {"kicker", [&](std::string_view line) { return yes(IsKicker(line)); }},
      {"outlet",
       [&](std::string_view line) { return IsOutletLine(line) ? OutletIn(line) : "none"; }},
      {"outlet-note", [&](std::string_view line) { return OutletIn(line); }},
      {"outlet-label", [&](std::string_view line) { return or_none(LabelledOutlet(line)); }},
      {"inside", [&](std::string_view line) { return yes(MayNameOutlet(line)); }},
      {"role", [&](std::string_view line) { return or_none(DatelineOf(line).source); }},
      {"by", AuthorBelowHeadline},
      {"by-alone", AuthorBelowHeadline},
      {"byline", [&](std::string_view line) { return or_none(AuthorOf(line)); }},
      {"date-line", [&](std::string_view line) { return or_none(DateIn(line)); }}};
  std::set<std::string_view> sections;
  for (const auto& [section, read] : readers) sections.insert(section);
  EXPECT_EQ(Sections(kLineWords), sections);
  for (const TableExample& example : ExamplesOf(kLineWords))
    EXPECT_EQ(readers.at(example.section)(example.text), example.reading)
        << example.section << ": " << example.text;
}

TEST(DayWords, BeginMonthsAndDaysOfTheWeekByThreeLetters) {
  EXPECT_EQ(EnglishBeginnings("months"), "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec");
  EXPECT_EQ(EnglishBeginnings("weekdays"), "Mon|Tue|Wed|Thu|Fri|Sat|Sun");
}

TEST(NoticeWords, AreReadAsTheirExamplesSay) {
  for (const TableExample& example : ExamplesOf(kNoticeWords)) {
    if (example.section == "notice") {
      EXPECT_EQ(std::to_string(NoticePhrases(example.text)), example.reading) << example.text;
      continue;
    }
    const bool is = example.section == "reader"    ? AddressesReader(example.text)
                    : example.section == "summary" ? IsSummaryHeading(example.text)
                                                   : IsWhosWhoHeading(example.text);
    EXPECT_EQ(is ? "yes" : "no", example.reading) << example.text;
  }
}

TEST(BoxNames, AreKnownAsTheirExamplesSay) {
  for (const TableExample& example : ExamplesOf(kBoxNames)) {
    const BoxName name = BoxNameOf(example.text);
    std::string known;
    const auto say = [&](bool is, const char* what) {
      if (is) known += (known.empty() ? "" : " ") + std::string(what);
    };
    say(!name.furniture.empty(), "furniture");
    say(NamesOthers(example.text), "others");
    say(name.byline, "byline");
    say(name.lead, "lead");
    say(name.caption, "caption");
    say(name.player, "player");
    EXPECT_EQ(known.empty() ? "none" : known, example.reading) << example.text;
  }
}

TEST(LanguageWords, TellLanguagesAsTheirExamplesSay) {
  for (const TableExample& example : ExamplesOf(kLanguageWords)) {
    if (example.section == "frequent") {
      EXPECT_EQ(GuessLanguage(example.text), example.reading) << example.text;
      continue;
    }
    PageFields fields;
    (example.section == "month-first" ? fields.language : fields.url) = example.text;
    fields.published = "2021-02-05";
    SettleSlashDate({}, "02/05/2021", fields);
    EXPECT_EQ(fields.published, example.reading) << example.text;
  }
}

TEST(FieldWords, AreReadAsTheirExamplesSay) {
  for (const TableExample& example : ExamplesOf(kFieldWords)) {
    std::string record(example.text);
    const bool has_text = example.reading.starts_with("text") || example.section == "lists";
    if (!has_text) record.insert(1, R"("text": "The old pier was sold to its keeper.", )");
    const Reading reading = ReadFixture(record, "record.json");
    ASSERT_THAT(reading.articles, SizeIs(1)) << record;
    const Article& article = reading.articles[0];
    const std::map<std::string_view, std::string> fields = {
        {"title", article.info.title},      {"text", article.text},
        {"source", article.info.source},    {"author", article.info.author},
        {"url", article.info.url},          {"published", article.info.published},
        {"language", article.info.language}};
    const std::size_t colon = example.reading.find(':');
    const std::string& read = fields.at(example.reading.substr(0, colon));
    const std::string_view said =
        example.reading.substr(std::min(colon + 2, example.reading.size()));
    if (said.empty() || !example.reading.starts_with("text"))
      EXPECT_EQ(read, said) << example.text;
    else
      EXPECT_NE(read.find(said), std::string::npos) << read;
  }
}

}  // namespace
}  // namespace lode
