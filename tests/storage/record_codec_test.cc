// The bytes of a record: what goes in comes out, field by field, and what the text says is
// not said again.

#include "storage/articles/record_codec.h"

#include <cmath>
#include <limits>

#include "fixture.h"

namespace lode {
namespace {

using test::RandomArticle;
using test::RecordMaker;

// Every field of a record, in words. Written without the codec.
class Shown {
 public:
  static std::string Of(const ArticleRecord& record) {
    Shown shown;
    shown.All(record);
    return shown.out_;
  }

 private:
  void Put(const auto& value) {
    if constexpr (std::is_convertible_v<decltype(value), std::string>)
      out_ += '"' + std::string(value) + "\" ";
    else
      out_ += std::to_string(value) + " ";
  }
  void Put(const Span& span) { Put(span.begin), Put(span.end); }
  void Put(const Spans& spans) {
    Put(spans.size());
    for (const Span& span : spans) Put(span);
  }
  void Put(const Value& v) {
    Put(static_cast<int>(v.kind)), Put(v.text), Put(std::bit_cast<std::uint64_t>(v.number));
    Put(v.number_to.has_value());
    Put(std::bit_cast<std::uint64_t>(v.number_to.value_or(0)));
    Put(v.unit), Put(v.unit_text), Put(v.per), Put(static_cast<int>(v.comparator));
    Put(v.date), Put(v.date_to), Put(v.boolean);
  }
  void Put(const Argument& argument) {
    Put(argument.node);
    if (!argument.is_node()) Put(argument.literal);
  }
  void All(const ArticleRecord& record) {
    for (const Block& block : record.article.blocks) {
      Put(static_cast<int>(block.kind)), Put(block.text), Put(block.source), Put(block.language);
      Put(block.date), Put(block.duplicate_of);
    }
    Put(record.sentences);
    for (const EntityNode& node : record.nodes) {
      Put(static_cast<int>(node.identity)), Put(node.name), Put(node.type), Put(node.is_short);
      for (const NameForm& form : node.forms) Put(form.text), Put(form.count), Put(form.is_name);
      for (const std::string& form : node.short_forms) Put(form);
    }
    for (const AliasEvidence& alias : record.aliases)
      Put(alias.node), Put(alias.name), Put(alias.reason), Put(alias.sentence);
    for (const StatementRecord& s : record.statements) Put(s);
  }
  void Put(const StatementRecord& s) {
    Put(s.subject), Put(s.predicate), Put(s.object), Put(s.sentence), Put(s.subject_span);
    Put(s.predicate_span), Put(s.object_span), Put(s.said_by), Put(s.derived), Put(s.relation);
    for (const Argument& link : s.via) Put(link);
    for (const std::uint32_t premise : s.premises) Put(premise);
    Put(static_cast<int>(s.polarity)), Put(static_cast<int>(s.modality)), Put(s.ended);
    if (s.time) Put(*s.time);
    for (const auto& [role, argument] : s.qualifiers) Put(role), Put(argument);
    Put(std::bit_cast<std::uint64_t>(s.confidence)), Put(s.extractor);
  }

  std::string out_;
};

void ExpectReadBack(const ArticleRecord& record) {
  const auto again = DecodeRecord(EncodeRecord(record), record.article.text);
  ASSERT_TRUE(again.ok()) << again.status().message();
  EXPECT_EQ(Shown::Of(*again), Shown::Of(record));
  const auto sentences = DecodeSentences(EncodeRecord(record));
  ASSERT_TRUE(sentences.ok());
  EXPECT_EQ(*sentences, record.sentences);
}

TEST(RecordCodec, ReadsBackEveryField) {
  std::mt19937 random(5);
  for (int i = 0; i < 300; ++i)
    ExpectReadBack(RandomArticle(random, "a" + std::to_string(i), i % 20));
}

TEST(RecordCodec, ReadsBackWhatIsFarFromWhatIsExpected) {
  RecordMaker make("odd.txt");
  make.Sentence("Ann Berg sold the yard to Ann Berg.");
  make.Sentence("");
  ArticleRecord& record = make.record();
  record.article.blocks.push_back({BlockKind::kList, {7, 3}, {4'000'000'000u, 1}, "de", "", 2});
  record.sentences.push_back({30, 2});
  EntityNode node;
  node.name = "Ann Berg", node.type = "person", node.is_short = true;
  node.forms = {{"the seller", 0, false}, {"Ann Berg", 4'000'000'000u, true}, {"", 1, true}};
  node.short_forms = {"Berg", "", "Berg"};
  record.nodes = {node, EntityNode(), node};
  record.aliases.push_back({0, "Mrs. Berg", "parenthesis", 4'000'000'000u});
  StatementRecord s;
  s.subject = 2, s.predicate = "sold", s.sentence = 9, s.said_by = 0, s.derived = true;
  s.subject_span = {{9, 4}, {0, 0}, {4'000'000'000u, 5}};
  s.object.literal.text = "yard";
  for (const double number : {0.1, -0.0, 1e300, -3.0, std::nan(""), 4503599627370497.0,
                              std::numeric_limits<double>::infinity(), 0.1}) {
    s.object.literal.number = number, s.object.literal.number_to = -number;
    s.confidence = number;
    s.via.push_back({1, {}});
    s.via.push_back(s.object);
    s.qualifiers.emplace("", s.object);
    s.qualifiers.emplace("where", Argument{2, {}});
    s.premises.push_back(7);
    s.subject = s.subject == 2 ? 0 : 2;
    record.statements.push_back(s);
  }
  ExpectReadBack(record);
}

TEST(RecordCodec, NamesThatTheTextHasCostNoLetters) {
  RecordMaker make("lines.tsv");
  std::string names;
  for (int i = 0; i < 100; ++i) {
    const std::string name = "A rather long name of a firm, number " + std::to_string(i);
    make.Sentence(name + "\tsupplies\t" + name);
    make.Add(make.Node(IdentityClass::kName, name, "firm"), "supplies", Argument{0, {}},
             static_cast<std::uint32_t>(i + 1));
    names += name;
  }
  EXPECT_LT(EncodeRecord(make.record()).size(), names.size());
  ExpectReadBack(make.record());
}

TEST(RecordCodec, CutOrChangedBytesAreRefusedOrReadWithinThem) {
  std::mt19937 random(6);
  const ArticleRecord record = RandomArticle(random, "a", 12);
  const std::string bytes = EncodeRecord(record), &text = record.article.text;
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(DecodeRecord(bytes.substr(0, size), text).ok()) << size;
  for (std::size_t at = 0; at < bytes.size(); ++at)
    for (const int by : {1, 0x80, 0xFF}) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ by);
      static_cast<void>(DecodeRecord(changed, text));
      static_cast<void>(DecodeRecord(changed, ""));
    }
}

}  // namespace
}  // namespace lode
