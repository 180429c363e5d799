// Triples from tables and N-Triples: what a line says, where faults are, all or nothing.

#include "lode/triples.h"

#include "fixture.h"
#include "lode/check.h"
#include "storage/lines/triple_line.h"

namespace lode {
namespace {

using test::Everything;
using test::Exported;
using test::OpenStore;
using test::TempFolder;

TripleOptions As(TripleFormat format) {
  TripleOptions options;
  options.format = format;
  return options;
}

// A triple in one line, or what is wrong.
std::string Shown(const std::string& line, const TripleOptions& options) {
  const auto triple = ParseTripleLine(line, options);
  if (!triple.ok()) return triple.status().message();
  const Value& o = triple->object;
  const auto at = [&](Span span) { return line.substr(span.begin, span.end - span.begin); };
  return triple->subject + "|" + triple->predicate + "|" + std::string(NameOf(o.kind)) + " " +
         (o.kind == ValueKind::kEntity ? o.entity.name : o.text) + "|" + at(triple->subject_span) +
         "," + at(triple->object_span);
}

TEST(TripleLine, SaysWhatItsColumnsSay) {
  const auto tsv = As(TripleFormat::kTsv), csv = As(TripleFormat::kCsv);
  EXPECT_EQ(Shown("Kestrel\tWorks for\tNorvik", tsv),
            "Kestrel|works-for|entity Norvik|Kestrel,Norvik");
  EXPECT_EQ(Shown("Kestrel\tsupplies_parts\t12.5\tmore", tsv),
            "Kestrel|supplies-parts|number 12.5|Kestrel,12.5");
  EXPECT_EQ(Shown("Kestrel\tfoundedOn\t1911-03-02", tsv),
            "Kestrel|founded-on|date 1911-03-02|Kestrel,1911-03-02");
  EXPECT_EQ(Shown("\"Halden, Yard\",owns,\"The \"\"Tern\"\"\"", csv),
            "Halden, Yard|owns|entity The \"Tern\"|Halden, Yard,The \"\"Tern\"\"");
  TripleOptions mapped = csv;
  mapped.subject = 3, mapped.predicate = 1, mapped.object = 2;
  EXPECT_EQ(Shown("owns,Tern,Kestrel", mapped), "Kestrel|owns|entity Tern|Kestrel,Tern");
}

TEST(TripleLine, ReadsNTriples) {
  const auto nt = As(TripleFormat::kNTriples);
  EXPECT_EQ(
      Shown("<http://x.org/Ana_Berg> <http://x.org/p#worksFor> <http://x.org/Norvik%20AS> .", nt),
      "Ana Berg|works-for|entity Norvik AS|http://x.org/Ana_Berg,http://x.org/Norvik%20AS");
  EXPECT_EQ(Shown("<urn:a> <urn:size> \"12\"^^<http://www.w3.org/2001/XMLSchema#integer> .", nt),
            "a|size|number 12|urn:a,12");
  EXPECT_EQ(Shown("_:b1 <urn:motto> \"Caf\\u00e9 \\\"Tern\\\"\"@en-GB . # so", nt),
            "_:b1|motto|text Caf\u00e9 \"Tern\"|_:b1,Caf\\u00e9 \\\"Tern\\\"");
}

TEST(TripleLine, SaysWhatIsWrong) {
  const auto nt = As(TripleFormat::kNTriples);
  const std::tuple<std::string, TripleOptions, std::string> kTable[] = {
      {"Kestrel\towns", As(TripleFormat::kTsv), "there is no column 3: the line has 2"},
      {"Kestrel\t\tTern", As(TripleFormat::kTsv), "is empty"},
      {"a,\"b,c", As(TripleFormat::kCsv), "does not end in its line"},
      {"a,\"b\"c,d", As(TripleFormat::kCsv), "a comma is missing"},
      {"<urn:a> <urn:b> <urn:c>", nt, "three terms and a full stop"},
      {"<urn:a> <urn:b> <urn:c> . <urn:d>", nt, "one triple a line"},
      {"<urn:a> <urn:b> \"c .", nt, "no second quotation mark"},
      {"<urn:a> <urn:b> \"\\ud800\" .", nt, "badly escaped"},
      {"\"a\" <urn:b> <urn:c> .", nt, "only as the object"},
      {"<urn:a <urn:b> x .", nt, "a term is"},
  };
  for (const auto& [line, options, wrong] : kTable)
    EXPECT_NE(Shown(line, options).find(wrong), std::string::npos)
        << line << ": " << Shown(line, options);
}

struct TriplesTest : testing::Test {
  TempFolder folder;
  Store store = OpenStore(folder / "s");

  Result<ImportReport> Import(const std::string& lines, const TripleOptions& options = {}) {
    std::istringstream in(lines);
    return ImportTriples(store, in, "made.tsv", options);
  }
};

TEST_F(TriplesTest, StatementsPointAtTheirLines) {
  TripleOptions options;
  options.has_header = true;
  const auto report =
      Import("who\twhat\twhom\r\nKestrel\towns\tTern\r\n\nThe Kestrel\towns\t3\n", options);
  ASSERT_TRUE(report.ok()) << report.status().message();
  EXPECT_EQ(report->articles, 1u);
  EXPECT_EQ(report->statements, 2u);
  const std::string exported = Exported(store, ExportFormat::kStatements);
  EXPECT_NE(exported.find("\"text\": \"Kestrel\\towns\\tTern\""), std::string::npos) << exported;
  EXPECT_EQ(Must(store.Entities("")).size(), 2u) << "one name in two spellings is one";
  EXPECT_TRUE(Must(CheckStore(store)).is_sound());
  const std::string before = Everything(store);
  const auto again =
      Import("who\twhat\twhom\r\nKestrel\towns\tTern\r\n\nThe Kestrel\towns\t3\n", options);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->statements, 0u);
  EXPECT_EQ(again->skipped, 2u);
  EXPECT_EQ(Everything(store), before);
}

TEST_F(TriplesTest, AFaultNamesItsLineAndNothingIsPut) {
  std::string lines;
  for (int i = 0; i < 17'000; ++i)
    lines += "Firm " + std::to_string(i % 50) + "\towns\tYard " + std::to_string(i % 70) + "\n";
  const auto report = Import(lines + "Kestrel\n");
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.status().message(), "made.tsv:17001: there is no column 2: the line has 1");
  EXPECT_TRUE(Must(store.Articles()).empty());
}

}  // namespace
}  // namespace lode
