// Quantities, money, percentages and durations in running text.
#include "loaders/extraction/values/measures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace lode {
namespace {

// "[words] kind comparator number..number_to unit/per", joined by "; ".
std::string Found(const std::string& text) {
  std::ostringstream out;
  for (const FoundValue& found : FindMeasures(text)) {
    const Value& v = found.value;
    EXPECT_EQ(v.text, text.substr(found.span.begin, found.span.end - found.span.begin));
    if (out.tellp() > 0) out << "; ";
    out << '[' << v.text << "] " << NameOf(v.kind) << ' ';
    if (v.comparator != Comparator::kEqual) out << NameOf(v.comparator);
    out.precision(13);
    out << v.number;
    if (v.number_to) out << ".." << *v.number_to;
    if (!v.unit.empty()) out << ' ' << v.unit;
    if (!v.per.empty()) out << '/' << v.per;
  }
  return out.str();
}

struct Case {
  const char* text;
  const char* found;
};

class MeasuresTable : public testing::TestWithParam<Case> {};

TEST_P(MeasuresTable, Finds) {
  EXPECT_EQ(Found(GetParam().text), GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Money, MeasuresTable,
    testing::Values(
        Case{"paid $400 million for it", "[$400 million] money 400000000 USD"},
        Case{"a $4 trillion valuation", "[$4 trillion] money 4000000000000 USD"},
        Case{"cost US$3.5bn, or €2m", "[US$3.5bn] money 3500000000 USD; [€2m] money 2000000 EUR"},
        Case{"earned $8.3 billion", "[$8.3 billion] money 8300000000 USD"},
        Case{"some 380 billion yuan", "[some 380 billion yuan] money ~380000000000 CNY"},
        Case{"a 20 billion-yuan fund", "[20 billion-yuan] money 20000000000 CNY"},
        Case{"£5-10 million a year", "[£5-10 million a year] money 5000000..10000000 GBP/year"},
        Case{"between $5 and $7.50", "[between $5 and $7.50] money 5..7.5 USD"},
        Case{"sold at $110/kg", "[$110/kg] money 110 USD/kilogram"},
        Case{"oil at $41.20 a barrel", "[$41.20 a barrel] money 41.2 USD/barrel"},
        Case{"1,200 rupees and 50 cents",
             "[1,200 rupees] money 1200 INR; [50 cents] money 0.5 USD"},
        Case{"EUR 30 million", "[EUR 30 million] money 30000000 EUR"},
        Case{"three million Canadian dollars",
             "[three million Canadian dollars] money 3000000 CAD"},
        Case{"two million pounds", "[two million pounds] money 2000000 GBP"},
        Case{"¥500 and ₹20 crore", "[¥500] money 500 JPY; [₹20 crore] money 200000000 INR"}));

INSTANTIATE_TEST_SUITE_P(
    Percent, MeasuresTable,
    testing::Values(Case{"about 40% of it", "[about 40%] percent ~40 %"},
                    Case{"an 80-90% share", "[80-90%] percent 80..90 %"},
                    Case{"8–10 per cent", "[8–10 per cent] percent 8..10 %"},
                    Case{"rose from 3% to 5% there", "[from 3% to 5%] percent 3..5 %"},
                    Case{"rose 6% to $227 billion",
                         "[6%] percent 6 %; [$227 billion] money 227000000000 USD"},
                    Case{"up to 145% tariffs", "[up to 145%] percent <=145 %"},
                    Case{"fell twelve percent", "[twelve percent] percent 12 %"},
                    Case{"25 basis points", "[25 basis points] percent 0.25 %"},
                    Case{"by 2.5 percentage points", "[2.5 percentage points] percent 2.5 %"},
                    Case{"was -0.4%", "[-0.4%] percent -0.4 %"}));

INSTANTIATE_TEST_SUITE_P(
    Quantities, MeasuresTable,
    testing::Values(
        Case{"about 44 million metric tons of ore",
             "[about 44 million metric tons] quantity ~44000000 metric ton"},
        Case{"surged to 3,187.7 tons.", "[3,187.7 tons] quantity 3187.7 ton"},
        Case{"at least 384 advanced chips", "[at least 384 advanced chips] quantity >=384 chip"},
        Case{"a 30,000-card cluster", "[30,000-card] quantity 30000 card"},
        Case{"17 metallic elements that", "[17 metallic elements] quantity 17 element"},
        Case{"between 5 and 10 million barrels",
             "[between 5 and 10 million barrels] quantity 5000000..10000000 barrel"},
        Case{"5m people, 12 km away",
             "[5m people] quantity 5000000 people; [12 km] quantity 12 kilometer"},
        Case{"a 7nm process", "[7nm] quantity 7 nanometer"},
        Case{"fewer than two hundred and fifty workers",
             "[fewer than two hundred and fifty workers] quantity <250 worker"},
        Case{"grew sixfold, then by over 40 times",
             "[sixfold] quantity 6 time; [over 40 times] quantity >40 time"},
        Case{"five billionaires and two centuries",
             "[five billionaires] quantity 5 billionaire; [two centuries] duration 2 century"},
        Case{"half a million homes", "[half a million homes] quantity 500000 home"},
        Case{"100 or more ships", "[100 or more] number >=100"}));

INSTANTIATE_TEST_SUITE_P(
    Durations, MeasuresTable,
    testing::Values(Case{"a three-year plan", "[three-year] duration 3 year"},
                    Case{"for nearly 10 years", "[nearly 10 years] duration ~10 year"},
                    Case{"two and a half hours", "[two and a half hours] duration 2.5 hour"},
                    Case{"five to seven days", "[five to seven days] duration 5..7 day"},
                    Case{"a 24-hour strike", "[24-hour] duration 24 hour"}));

INSTANTIATE_TEST_SUITE_P(
    Numbers, MeasuresTable,
    testing::Values(Case{"more than 100, he said", "[more than 100] number >100"},
                    Case{"All twelve, he said", "[twelve] number 12"},
                    Case{"384", "[384] number 384"},
                    Case{"two-thirds of them", "[two-thirds] number 0.6666666666667"},
                    Case{"a total of 1.5 billion", "[1.5 billion] number 1500000000"}));

INSTANTIATE_TEST_SUITE_P(
    NamesAndDates, MeasuresTable,
    testing::Values(Case{"the X300 and MX410 chips", ""}, Case{"a 5G network", ""},
                    Case{"the Boeing 737 jets crashed", ""}, Case{"on July 15, 2025, in 2024", ""},
                    Case{"at 1:22 p.m. or 5 p.m. or 11am", ""}, Case{"call 202-555-0134", ""},
                    Case{"version 2.5.1 of it", ""}, Case{"won 3-2 on aggregate", ""},
                    Case{"in China 1 . The", ""}, Case{"as noted [12] there (3)", ""},
                    Case{"Article 5 of the treaty", ""}, Case{"the No. 2 reactor", ""},
                    Case{"the 27th floor", ""}, Case{"25/08/2025, 14:35", ""},
                    Case{"a Cortex 4 Pro phone", ""}, Case{"one of them", ""},
                    Case{"in 776 BC", ""}, Case{"6月9日至10日, 27日", ""},
                    Case{"COVID-19 and F-16 and G20", ""}, Case{"the 2026 budget", ""}));

TEST(Measures, ReadAnyBytes) {
  std::string bytes;
  for (int i = 0; i < 20000; ++i) bytes += static_cast<char>(i * 37 % 251);
  (void)FindMeasures(bytes);
  (void)FindMeasures(std::string(100000, '1'));
  (void)FindMeasures(std::string(100000, '$'));
}

}  // namespace
}  // namespace lode
