// The spelling of the language: case files that anyone can add to, and the limits.

#include "query/syntax/parse.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "query/syntax/source_span.h"
#include "tests/query/case_file.h"

namespace lode {
namespace {

struct Line {
  std::size_t number = 0;
  std::string text;
};

std::vector<Line> SpellingLines() {
  std::ifstream in(std::string(LODE_SOURCE_DIR) + "/tests/cases/language/spelling.txt");
  std::vector<Line> lines;
  std::string text;
  for (std::size_t number = 1; std::getline(in, text); ++number)
    if (!text.empty() && text[0] != '#') lines.push_back({number, text});
  EXPECT_GT(lines.size(), 100u);
  return lines;
}

const ast::Query& QueryOf(const Parsed& parsed) {
  return std::get<ast::Query>(parsed.program.clauses.at(0));
}

const ast::Atom& AtomOf(const Parsed& parsed) {
  return std::get<ast::Atom>(QueryOf(parsed).body.at(0));
}

Value LiteralIn(const std::string& text) {
  const Parsed parsed = Parse("f(" + text + ")?");
  EXPECT_TRUE(parsed.ok()) << text << "\n" << Shown(parsed.diagnostics);
  if (!parsed.ok()) return {};
  return std::get<ast::Literal>(AtomOf(parsed).arguments.at(0)->node).value;
}

TEST(Parse, ReadsEveryLineAsMarked) {
  for (const Line& line : SpellingLines()) {
    const Parsed parsed = Parse(line.text.substr(2));
    EXPECT_EQ(parsed.ok(), line.text[0] == '+')
        << "spelling.txt:" << line.number << ": " << line.text << "\n"
        << Shown(parsed.diagnostics);
  }
}

TEST(Parse, HasNoAmbiguity) {
  for (const Line& line : SpellingLines())
    EXPECT_EQ(CountAmbiguities(line.text.substr(2)), 0u) << line.text;
}

TEST(Parse, SaysOfEveryMistakeWhatWouldBeRight) {
  for (const Case& one : ReadCases("mistakes.txt"))
    EXPECT_EQ(Shown(Parse(one.text).diagnostics), one.expected) << one.where << "\n" << one.text;
}

TEST(Parse, ChoosesThePredicateOfAQuestionInEnglishByItsVerb) {
  QueryOptions options;
  options.senses = [](const std::string& word) {
    using Names = std::vector<std::string>;
    if (word == "supplies" || word == "supply" || word == "supplied")
      return Names{"accounts-for", "supplies"};
    if (word == "linked") return Names{"linked-to"};
    if (word == "runs" || word == "based") return Names{word + "-in", word};
    return word == "put" ? Names{"invested-in", "places"} : Names{};
  };
  const std::pair<const char*, const char*> asked[] = {
      {"who supplies Fernhill?", "supplies(Who, \"Fernhill\")"},
      {"What does Fernhill supply", "supplies(\"Fernhill\", What)"},
      {"does Fernhill supply Marlowe Metals?", "supplies(\"Fernhill\", \"Marlowe Metals\")"},
      {"was Fernhill supplied by Marlowe?", "supplies(\"Marlowe\", \"Fernhill\")"},
      {"who was supplied by Marlowe?", "supplies(\"Marlowe\", What)"},
      {"who is linked to T-Head?", "linked-to(Who, \"T-Head\")"},
      {"how much did Oduya put in Marlowe?", "invested-in(\"Oduya\", \"Marlowe\", amount: M)"},
      {"who runs Fernhill?", "runs(Who, \"Fernhill\")"},
      {"who runs in Fernhill?", "runs-in(Who, \"Fernhill\")"},
      {"where is Fernhill based?", "based(\"Fernhill\", Where)"},
      {"when did Marlowe supply Fernhill?",
       "supplies(\"Marlowe\", \"Fernhill\") @ S, time(S, When)"},
      {"What did Maren Oduya say about Marlowe?",
       "said(\"Maren Oduya\", Q), contains(Q, \"Marlowe\")"},
      {"who said anything about rare earths?", "said(Who, Q), contains(Q, \"rare earths\")"},
      {"what did \"the mayor\" say?", "said(\"the mayor\", Q)"},
  };
  for (const auto& [question, line] : asked) {
    const std::string shown = Shown(Parse(question, options).diagnostics);
    const std::size_t tick = shown.find('`');
    EXPECT_EQ(shown.substr(tick + 1, shown.find('?', tick) - tick - 1), line) << shown;
    EXPECT_TRUE(Parse(std::string(line) + "?").ok()) << line;
  }
  EXPECT_NE(Shown(Parse("how is Oduya linked to Fernhill?", options).diagnostics).find("shortest"),
            std::string::npos);
}

TEST(Parse, NeverSpeaksAsItsGenerator) {
  for (const Line& line : SpellingLines())
    for (const Diagnostic& diagnostic : Parse(line.text.substr(2)).diagnostics)
      for (const char* word : {"expecting", "mismatched", "no viable", "extraneous", "token"})
        EXPECT_EQ(diagnostic.message.find(word), std::string::npos) << diagnostic.message;
}

TEST(Parse, PutsTheCaretUnderItsCharacter) {
  const Parsed parsed = Parse("f(a).\n\tg(\"日本\", 'x')?");
  ASSERT_EQ(parsed.diagnostics.size(), 1u);
  EXPECT_EQ(parsed.diagnostics[0].column, 10u);
  EXPECT_EQ(Render(parsed.diagnostics[0]),
            "<query>:2:10: error: names and strings take double quotation marks: \"...\"\n"
            "  \tg(\"日本\", 'x')?\n"
            "  \t          ^~~\n");
}

// Every stretch, against one code point after the other.
TEST(Parse, FindsWhatIsWrittenBetweenTwoPlaces) {
  const std::vector<std::string> points = {"ä", "b", "\n", "€", "\n", "\n", "c", "𝄞"};
  std::string text;
  for (const std::string& point : points) text += point;
  const SourceText source("f", text);
  for (std::size_t begin = 0; begin <= points.size() + 1; ++begin)
    for (std::size_t end = 0; end <= points.size() + 1; ++end) {
      std::string wanted;
      for (std::size_t i = begin; i < end && i < points.size(); ++i) wanted += points[i];
      EXPECT_EQ(source.Written(begin, end), wanted) << begin << " to " << end;
    }
}

TEST(Parse, CutsLongLinesRoundThePlace) {
  const Parsed parsed =
      Parse("f(" + std::string(5000, 'a') + "), X == 3, " + std::string(5000, 'b') + "()?");
  ASSERT_EQ(parsed.diagnostics.size(), 1u);
  EXPECT_LT(Render(parsed.diagnostics[0]).size(), 400u);
}

TEST(Parse, ReadsValues) {
  EXPECT_EQ(LiteralIn("60%").kind, ValueKind::kPercent);
  EXPECT_EQ(LiteralIn("60.5 percent").number, 60.5);
  const Value money = LiteralIn("3.5 billion EUR");
  EXPECT_EQ(money.kind, ValueKind::kMoney);
  EXPECT_EQ(money.number, 3.5e9);
  EXPECT_EQ(money.unit, "EUR");
  const Value tons = LiteralIn("12 million metric tons");
  EXPECT_EQ(tons.kind, ValueKind::kQuantity);
  EXPECT_EQ(tons.number, 12e6);
  EXPECT_EQ(tons.unit_text, "metric tons");
  EXPECT_EQ(LiteralIn("3 days").kind, ValueKind::kDuration);
  EXPECT_EQ(LiteralIn("-4").number, -4);
  EXPECT_EQ(LiteralIn("2 million").number, 2e6);
  EXPECT_EQ(LiteralIn("2023").kind, ValueKind::kNumber);
  EXPECT_EQ(LiteralIn("2023-03").date, "2023-03");
  EXPECT_EQ(LiteralIn("2024-02-29").kind, ValueKind::kDate);
}

TEST(Parse, ReadsStringsWithEscapesAndCurlyMarks) {
  const Parsed parsed = Parse("f(\"a \\\"b\\\" \\\\ c\", “d”)?");
  ASSERT_TRUE(parsed.ok()) << Shown(parsed.diagnostics);
  EXPECT_EQ(std::get<ast::Name>(AtomOf(parsed).arguments[0]->node).text, "a \"b\" \\ c");
  EXPECT_EQ(std::get<ast::Name>(AtomOf(parsed).arguments[1]->node).text, "d");
}

TEST(Parse, ReadsEveryPartOfAnAtom) {
  const Parsed parsed =
      Parse("not Who: denied planned former exports-to(zambia, X, amount: M) @ S?");
  ASSERT_TRUE(parsed.ok()) << Shown(parsed.diagnostics);
  const ast::Atom& atom = AtomOf(parsed);
  EXPECT_TRUE(atom.negated);
  ASSERT_NE(atom.speaker, nullptr);
  EXPECT_EQ(atom.polarity, Polarity::kNegated);
  EXPECT_EQ(atom.modality, Modality::kPlanned);
  EXPECT_TRUE(atom.former);
  EXPECT_EQ(atom.predicate(), "exports-to");
  ASSERT_EQ(atom.named.size(), 1u);
  EXPECT_EQ(atom.named[0].role, "amount");
  EXPECT_EQ(atom.statement, "S");
}

TEST(Parse, TellsPathsFromAtoms) {
  using Kind = ast::Path::Kind;
  EXPECT_EQ(AtomOf(Parse("supplies? (X, Y)?")).path->kind, Kind::kRepeat);
  EXPECT_EQ(AtomOf(Parse("any(X, Y)?")).path->kind, Kind::kAny);
  EXPECT_EQ(AtomOf(Parse("any f(X, Y)?")).path->kind, Kind::kPredicate);
  EXPECT_EQ(AtomOf(Parse("^f(X, Y)?")).path->kind, Kind::kInverse);
  EXPECT_EQ(AtomOf(Parse("(f | g / h)(X, Y)?")).path->kind, Kind::kAlternative);
  EXPECT_EQ(AtomOf(Parse("\"any\"(X, Y)?")).predicate(), "any");
}

TEST(Parse, KeepsTheTextOfAClauseWithoutComments) {
  const Parsed parsed = Parse("f(X) :-   % why\n  g(X),\n  X > 60%.");
  const auto& rule = std::get<ast::Rule>(parsed.program.clauses.at(0));
  EXPECT_EQ(rule.text, "f(X) :- g(X), X > 60%.");
  EXPECT_EQ(rule.origin, "<query>");
}

TEST(Parse, ReadsTheClausesRoundAMistake) {
  const Parsed parsed = Parse("f(a). g( :- h(X). i(b).\nf(X), == 3?\nj(X)?");
  EXPECT_EQ(parsed.diagnostics.size(), 2u) << Shown(parsed.diagnostics);
  EXPECT_EQ(parsed.program.clauses.size(), 3u);
}

TEST(Parse, StopsAtAHundredMistakes) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "f(X,)?\n";
  EXPECT_LE(Parse(text).diagnostics.size(), 100u);
}

TEST(Parse, CountsNestingBeforeItReads) {
  const auto nested = [](const std::string& open, const std::string& close, int depth) {
    std::string text = "f(X), X > ";
    for (int i = 0; i < depth; ++i) text += open;
    text += "1";
    for (int i = 0; i < depth; ++i) text += close;
    return Parse(text + "?");
  };
  EXPECT_TRUE(nested("(", ")", 190).ok());
  for (const auto& [open, close] : std::vector<std::pair<std::string, std::string>>{
           {"(", ")"}, {"- ", ""}, {"1 + ", ""}, {"lower(", ")"}, {"2 * (", ")"}}) {
    const Parsed parsed = nested(open, close, 30000);
    ASSERT_EQ(parsed.diagnostics.size(), 1u) << open;
    EXPECT_NE(parsed.diagnostics[0].message.find("`depth`"), std::string::npos) << open;
  }
  QueryOptions deep;
  deep.max_depth = 1u << 30;
  EXPECT_FALSE(
      Parse("f(" + std::string(30000, '(') + "X" + std::string(30000, ')') + ")?", deep).ok());
}

TEST(Parse, BearsTheDeepestNestingItAllows) {
  QueryOptions deep;
  deep.max_depth = 1u << 30;
  EXPECT_TRUE(
      Parse("f(X), X > " + std::string(990, '(') + "1" + std::string(990, ')') + "?", deep).ok());
  EXPECT_TRUE(Parse(std::string(990, '(') + "f" + std::string(990, ')') + "(X, Y)?", deep).ok());
}

TEST(Parse, RefusesTextThatIsTooLong) {
  QueryOptions options;
  options.max_query_bytes = 100;
  const Parsed parsed = Parse(std::string(101, ' '), options);
  ASSERT_EQ(parsed.diagnostics.size(), 1u);
  EXPECT_NE(parsed.diagnostics[0].message.find("`query-length`"), std::string::npos);
}

TEST(Parse, NamesThePlaceOfBytesThatAreNoText) {
  for (const std::string& text :
       {std::string("f(a).\nf(\"\xFF\")?"), std::string("f(a).\nf(\"\0\")?", 12),
        std::string("f(a).\nf(\"\xC0\x80\")?"), std::string("f(a).\nf(\"\xED\xA0\x80\")?")}) {
    const Parsed parsed = Parse(text);
    ASSERT_EQ(parsed.diagnostics.size(), 1u);
    EXPECT_EQ(parsed.diagnostics[0].line, 2u);
    EXPECT_EQ(parsed.diagnostics[0].column, 4u);
  }
}

TEST(Parse, DropsAByteOrderMark) {
  EXPECT_TRUE(Parse("\xEF\xBB\xBF"
                    "f(X)?")
                  .ok());
}

// The blocks of docs/language.md that are marked as lode.
TEST(Parse, ReadsEveryExampleOfTheGuide) {
  std::ifstream in(std::string(LODE_SOURCE_DIR) + "/docs/language.md");
  std::string line, block;
  int number = 0, begin = 0, blocks = 0;
  while (std::getline(in, line)) {
    ++number;
    if (line == "```lode") {
      begin = number;
      block.clear();
    } else if (line == "```" && begin > 0) {
      const Parsed parsed = Parse(block);
      EXPECT_TRUE(parsed.ok()) << "language.md:" << begin << "\n" << Shown(parsed.diagnostics);
      begin = 0;
      ++blocks;
    } else if (begin > 0) {
      block += line + "\n";
    }
  }
  EXPECT_GT(blocks, 10);
}

TEST(Parse, KnowsWhenAnInputIsWhole) {
  for (const char* text : {"", "  % nothing\n", "f(X)?", "f(X) :- g(X).", "f(a). g(X)?", "f('x')?"})
    EXPECT_TRUE(IsWholeInput(text)) << text;
  for (const char* text : {"f(X)", "f(X),", "f(X) :-", "f(X", "f(a). g(X)", "f(X) % ?"})
    EXPECT_FALSE(IsWholeInput(text)) << text;
}

}  // namespace
}  // namespace lode
