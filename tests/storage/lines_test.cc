// Articles of bare lines: nothing is kept of them but terms, and nothing of them is lost.

#include <algorithm>
#include <map>
#include <set>

#include "fixture.h"
#include "lode/check.h"
#include "lode/triples.h"
#include "storage/database.h"
#include "storage/lines/line_reading.h"
#include "storage/lines/lines_block.h"
#include "storage/lines/stored_lines.h"
#include "storage/snapshot/snapshot.h"
#include "storage/terms/dictionary.h"
#include "storage/terms/key_layout.h"

namespace lode {
namespace {

using test::Everything;
using test::Exported;
using test::OpenStore;
using test::TempFolder;

Result<ImportReport> Import(Store& store, const std::string& lines, const std::string& path,
                            TripleOptions options = {}) {
  options.format = TripleFormatOf(path).value_or(TripleFormat::kTsv);
  std::istringstream in(lines);
  return ImportTriples(store, in, path, options);
}

// Every key of a store but its counters, with their values.
std::map<std::string, std::string> KeysOf(const Store& store) {
  std::map<std::string, std::string> keys;
  const auto view = store.database().View();
  for (auto it = view->Iterate({}); it->valid(); it->Next())
    if (!it->key().starts_with("mnext:")) keys.emplace(it->key(), it->value());
  return keys;
}

std::size_t CountOf(const Store& store, Table table) {
  std::size_t count = 0;
  const auto view = store.database().View();
  for (auto it = view->Iterate(KeyOf(table)); it->valid(); it->Next()) ++count;
  return count;
}

struct Lines {
  const char* path;
  std::string text;
};

std::string Many(int count) {
  std::string lines;
  for (int i = 0; i < count; ++i)
    lines += "firm/" + std::to_string(i * 7 % 300) + "\tsupplies_to\tfirm/" +
             std::to_string(i * 13 % 310) + "\n";
  return lines;
}

const Lines kLines[] = {
    {"plain.tsv", "kestrel\towns\ttern\nkestrel\tworks-for\thalden yard\n"},
    {"many.tsv", Many(700)},
    {"varied.tsv",
     "Ana Berg\tworksFor\tKestrel Inc.\nana berg\tworks_for\tThe Kestrel\nKESTREL\towns\tTern\n"},
    {"values.tsv",
     "kestrel\tmade\t12\nkestrel\tmade\t12.0\nkestrel\tmade\t-3.25\nkestrel\tmade\t1e30\n"
     "kestrel\tfounded\t1911-03-02\nkestrel\tended\t2001-Q3\n12\tis\t12x\nkestrel\tmade\t1911\n"},
    {"more.tsv", "kestrel\towns\ttern\tsure\nkestrel\towns\tgull\n"},
    {"far.csv", "kestrel,owns,tern\n\"Halden, Yard\",owns,\"The \"\"Tern\"\"\"\n"},
    {"comma.csv", "kestrel,owns,tern\nhalden yard,owns,3\n"},
    {"net.nt",
     "<http://x.org/Ana_Berg> <http://x.org/p#worksFor> <http://x.org/Norvik%20AS> .\n"
     "<urn:a> <urn:size> \"12\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
     "<urn:a> <urn:is> \"true\"^^<http://www.w3.org/2001/XMLSchema#boolean> .\n"
     "_:b1 <urn:motto> \"Caf\\u00e9 \\\"Tern\\\"\"@en-GB .\n"},
    {"breaks.tsv", "kestrel\towns\ttern\r\nkestrel\towns\tgull\r\ntern\tis\tship\r\n"},
    {"gaps.tsv", "kestrel\towns\ttern\n\n\nkestrel\towns\tgull\n"},
    {"odd.tsv",
     "\xc3\x85 Tern\towns\tCaf\xc3\xa9\n\xce\xa9mega\tis\t \xe2\x80\x9cTern\xe2\x80\x9d\n"},
};

// An export knows nothing of how an article is kept, and what is imported from it is kept as
// other articles are: so all that leaves the two stores must be the same.
TEST(LinesTest, ShowWhatARecordOfThemShows) {
  for (const Lines& lines : kLines) {
    SCOPED_TRACE(lines.path);
    TempFolder folder;
    Store store = OpenStore(folder / "s"), other = OpenStore(folder / "t");
    const auto report = Import(store, lines.text, lines.path);
    ASSERT_TRUE(report.ok()) << report.status().message();
    std::istringstream exported(Exported(store, ExportFormat::kArticles) +
                                Exported(store, ExportFormat::kStatements));
    ASSERT_TRUE(other.Import(exported, "export").ok());
    EXPECT_EQ(Everything(store), Everything(other));
    EXPECT_TRUE(Must(CheckStore(store)).is_sound());
    EXPECT_TRUE(Must(CheckStore(other)).is_sound());
    EXPECT_EQ(CountOf(other, Table::kRecord), Must(other.Articles()).size());
  }
}

TEST(LinesTest, KeepNothingButTheirTerms) {
  TempFolder folder;
  Store store = OpenStore(folder / "s");
  ASSERT_TRUE(Import(store, Many(700), "many.tsv").ok());
  EXPECT_EQ(Must(store.Articles()).size(), 3u);
  for (const Table table : {Table::kText, Table::kRecord, Table::kNames, Table::kStatementByHash,
                            Table::kNodeArticle, Table::kTraits, Table::kSketchHash,
                            Table::kArticleWords, Table::kWordPlaces, Table::kVocabulary})
    EXPECT_EQ(CountOf(store, table), 0u) << static_cast<char>(table);
  EXPECT_EQ(CountOf(store, Table::kStatement), 3u);
  for (const auto& [key, value] : KeysOf(store))
    EXPECT_TRUE(key[0] != static_cast<char>(Table::kStatement) ||
                value.find("firm/") == std::string::npos)
        << "a text stands in the store";
}

TEST(LinesTest, AreFoundByTheIdsOfTheirStatements) {
  TempFolder folder;
  Store store = OpenStore(folder / "s"), other = OpenStore(folder / "t");
  ASSERT_TRUE(Import(store, Many(300), "many.tsv").ok());
  std::istringstream exported(Exported(store, ExportFormat::kArticles) +
                              Exported(store, ExportFormat::kStatements));
  ASSERT_TRUE(other.Import(exported, "export").ok());
  for (const Store* one : {&store, &other}) {
    const auto snapshot = OpenSnapshot(*one);
    std::set<TermId> found;
    for (const TermId statement : snapshot->AllStatements()) {
      const auto whole = snapshot->Materialize(statement);
      ASSERT_TRUE(whole.ok());
      EXPECT_EQ(snapshot->FindStatement(whole->id), statement);
      EXPECT_EQ(snapshot->SentenceText(statement), whole->text);
      found.insert(statement);
    }
    EXPECT_EQ(found.size(), 300u);
    EXPECT_FALSE(snapshot->FindStatement("st:0123456789ab0001"));
  }
}

TEST(LinesTest, GoWithoutATrace) {
  for (const Lines& lines : kLines) {
    SCOPED_TRACE(lines.path);
    TempFolder folder;
    Store store = OpenStore(folder / "s");
    ASSERT_TRUE(Import(store, Many(300), "first.tsv").ok());
    ASSERT_TRUE(Import(store, lines.text, lines.path).ok());
    ASSERT_TRUE(store.Forget(lines.path).ok());
    EXPECT_TRUE(Must(CheckStore(store)).is_sound());
    ASSERT_TRUE(store.Forget("first.tsv").ok());
    // Terms keep their ids; of rows that were merged the index remembers that they are gone.
    for (const auto& [key, value] : KeysOf(store)) {
      const bool is_gone_row =
          std::string("SPO").find(key[0]) != std::string::npos && value.empty();
      EXPECT_TRUE(is_gone_row || std::string("mdtcXYZ").find(key[0]) != std::string::npos) << key;
    }
    EXPECT_EQ(Must(store.Stats()).statements, 0u);
  }
}

TEST(LinesTest, AreOneArticleAtSeveralPlaces) {
  TempFolder folder;
  Store store = OpenStore(folder / "s");
  ASSERT_TRUE(Import(store, Many(300), "b.tsv").ok());
  const std::string before = Everything(store);
  const auto again = Import(store, Many(300), "b.tsv");
  ASSERT_TRUE(again.ok()) << again.status().message();
  EXPECT_EQ(again->statements, 0u);
  EXPECT_EQ(again->skipped, 300u);
  EXPECT_EQ(Everything(store), before);
  // The same lines twice in a file, and behind a head at another place.
  ASSERT_TRUE(Import(store, Many(256) + Many(256), "a.tsv").ok());
  TripleOptions with_head;
  with_head.has_header = true;
  ASSERT_TRUE(Import(store, "s\tp\to\n" + Many(300), "c.tsv", with_head).ok());
  EXPECT_EQ(Must(store.Articles()).size(), 2u);
  EXPECT_TRUE(Must(CheckStore(store)).is_sound());
  ASSERT_TRUE(store.Forget("a.tsv").ok());
  ASSERT_TRUE(store.Forget("c.tsv").ok());
  EXPECT_TRUE(Must(CheckStore(store)).is_sound());
  EXPECT_EQ(Everything(store), before);
}

// One in front of the other, whichever came first.
// Texts are looked up in the index of words, lines are all looked at.
TEST(LinesTest, AreAmongTheSentencesThatMayHoldAWord) {
  TempFolder folder;
  Store store = OpenStore(folder / "s");
  test::RecordMaker make("text");
  for (const std::string text : {"The quay was sold.", "Nothing else.", "A firm/7 is there."})
    make.Sentence(text);
  ASSERT_TRUE(WriteArticles(store, {make.record()}, true).ok());
  const auto around = [&](const std::string& part) {
    const auto snapshot = OpenSnapshot(store);
    const auto places = snapshot->SentencesAround(part);
    EXPECT_TRUE(places.has_value());
    EXPECT_TRUE(std::is_sorted(places->begin(), places->end()));
    for (const TermId article : snapshot->AllArticles()) {
      const auto sentences = snapshot->SentencesOf(article);
      for (std::uint32_t i = 0; i < sentences.size(); ++i)
        EXPECT_TRUE(sentences[i].find(part) == std::string::npos ||
                    std::binary_search(places->begin(), places->end(), std::pair(article, i + 1)))
            << sentences[i];
    }
    return places->size();
  };
  EXPECT_EQ(around("quay was"), 1u);
  ASSERT_TRUE(Import(store, Many(20), "lines.tsv").ok());
  EXPECT_EQ(around("quay was"), 21u);
  EXPECT_EQ(around("firm/7"), 21u);
}

TEST(LinesTest, StandBesideOtherReadingsOfTheirText) {
  TempFolder folder;
  Store store = OpenStore(folder / "s"), wanted = OpenStore(folder / "w");
  ASSERT_TRUE(Import(store, Many(300), "m.tsv").ok());
  const std::string lines_alone = Everything(store);
  std::string exported =
      Exported(store, ExportFormat::kArticles) + Exported(store, ExportFormat::kStatements);
  for (const char* path : {"a.json", "z.json"}) {
    std::string moved = exported;
    for (std::size_t at = 0; (at = moved.find("m.tsv", at)) != std::string::npos;)
      moved.replace(at, 5, path);
    std::istringstream in(moved);
    ASSERT_TRUE(store.Import(in, "export").ok());
    EXPECT_TRUE(Must(CheckStore(store)).is_sound());
  }
  ASSERT_TRUE(store.Forget("a.json").ok());
  EXPECT_TRUE(Must(CheckStore(store)).is_sound());
  ASSERT_TRUE(store.Forget("m.tsv").ok());
  EXPECT_TRUE(Must(CheckStore(store)).is_sound());
  EXPECT_EQ(CountOf(store, Table::kText), 2u);
  ASSERT_TRUE(Import(store, Many(300), "m.tsv").ok());
  ASSERT_TRUE(store.Forget("z.json").ok());
  EXPECT_TRUE(Must(CheckStore(store)).is_sound());
  EXPECT_EQ(CountOf(store, Table::kText), 0u);
  EXPECT_EQ(Everything(store), lines_alone);
}

// In several changes at once the same as in one.
TEST(LinesTest, AreTheSameHoweverManyCome) {
  TempFolder folder;
  Store store = OpenStore(folder / "s"), parts = OpenStore(folder / "t");
  const std::string gap = "\n";  // makes its article one with a record, so there are two changes
  ASSERT_TRUE(Import(store, Many(600) + gap + Many(100), "m.tsv").ok());
  EXPECT_TRUE(Must(CheckStore(store)).is_sound());
  ASSERT_TRUE(Import(parts, Many(600) + gap + Many(100), "m.tsv").ok());
  EXPECT_EQ(Everything(store), Everything(parts));
  EXPECT_EQ(Must(store.Stats()).statements, 700u);
}

TEST(LinesBlockTest, ReadsNothingOutsideOfDamagedBytes) {
  LinesOfText lines;
  lines.first_id = 77;
  lines.separator = '\t';
  const auto entity = [](std::uint64_t number) { return TermId::Make(TermTag::kEntity, number); };
  lines.predicates = {{TermId::Make(TermTag::kPredicate, 3), TermId::Make(TermTag::kText, 9),
                       LineWay::kVaried, "works_for"}};
  for (std::uint64_t i = 0; i < 40; ++i)
    lines.lines.push_back({entity(i + 5), entity(i * i + 9), 0, LineWay::kSaid,
                           i % 3 == 0 ? LineWay::kOther : LineWay::kVaried, "x", "Odd One"});
  const std::string bytes = EncodeLines(lines);
  const auto said = [](TermId term) -> std::optional<std::string> {
    return term.tag() == TermTag::kPredicate ? "works-for"
                                             : "firm " + std::to_string(term.payload());
  };
  LinesBlock block;
  ASSERT_TRUE(block.Open(bytes));
  EXPECT_EQ(block.IdOf(1), 78u);
  EXPECT_EQ(block.At(2).object, entity(13));
  const auto text = block.TextBy(said);
  ASSERT_TRUE(text);
  EXPECT_TRUE(text->starts_with("firm 5\tworks_for\tOdd One\nfirm 6\tworks_for\tFirm 10\n"))
      << *text;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    for (const int flip : {1, 0x80, 0xFF}) {
      std::string damaged = bytes;
      damaged[i] = static_cast<char>(damaged[i] ^ flip);
      const std::string_view exact(damaged);
      if (!block.Open(exact)) continue;
      block.All();
      block.TextBy(said);
    }
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(block.Open(std::string_view(bytes).substr(0, size)));
}

TEST(LinesBlockTest, WaysTellWhatIsWritten) {
  const TermId name = TermId::Make(TermTag::kEntity, 1);
  const TermId predicate = TermId::Make(TermTag::kPredicate, 1);
  EXPECT_EQ(WayOf(name, "ana berg", "ana berg"), LineWay::kSaid);
  EXPECT_EQ(WayOf(name, "ana berg", "Ana Berg"), LineWay::kVaried);
  EXPECT_EQ(WayOf(name, "ana berg", "ANA BERG"), LineWay::kOther);
  EXPECT_EQ(WayOf(name, "ana berg", "Ana Berg."), LineWay::kOther);
  EXPECT_EQ(WayOf(predicate, "works-for", "works_for"), LineWay::kVaried);
  EXPECT_EQ(WayOf(predicate, "works-for", "Works-for"), LineWay::kOther);
}

TEST(LineReadingTest, IsSixteenBytes) {
  LineReading reading;
  reading.format = TripleFormat::kCsv;
  reading.subject = 3, reading.object = 255, reading.source = 0xFFEEDDCC;
  const std::string code = EncodeReading(reading);
  EXPECT_EQ(code.size(), 16u);
  EXPECT_EQ(LineReadingOf(code), reading);
  EXPECT_FALSE(LineReadingOf(std::string(16, 'x')));
  EXPECT_FALSE(LineReadingOf(code.substr(0, 15)));
  EXPECT_EQ(LineStatementId("a:0123456789ab", 258), std::uint64_t{0x0123456789ab0102});
  EXPECT_EQ(ArticleOfLineId(0x0123456789ab0102), "a:0123456789ab");
  EXPECT_FALSE(LineStatementId("a:0123456789ab", 1 << 16));
  EXPECT_FALSE(LineStatementId("a:0123456789aX", 1));
}

}  // namespace
}  // namespace lode
