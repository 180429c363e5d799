// Text to tree, and the one wall against ANTLR: nothing of its types, messages
// or exceptions leaves this file. The idea: the lexer runs over the whole text,
// limits are taken on its tokens, and then the parser reads clause after clause,
// stopping at the first mistake of each, so that one mistake costs one clause
// and the tree of a clause is freed before the next. The hard bit is where to go
// on after a mistake; query/syntax/mistakes.h answers it together with the message.

#include "query/syntax/parse.h"

#include <antlr4-runtime.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <new>
#include <string>
#include <utility>

#include "LodeLexer.h"
#include "LodeParser.h"
#include "query/syntax/clause_shape.h"
#include "query/syntax/mistakes.h"
#include "query/syntax/token.h"
#include "query/syntax/tree_reader.h"

namespace lode {

namespace {

using lode_grammar::LodeLexer;
using lode_grammar::LodeParser;

constexpr std::size_t kMostErrors = 50;
constexpr std::uint32_t kDeepest = 1000;  // what the parser's own recursion bears

// ---- words

QueryTokenKind KindOf(std::size_t type) {
  switch (type) {
    case LodeLexer::NAME: return QueryTokenKind::kName;
    case LodeLexer::VARIABLE: return QueryTokenKind::kVariable;
    case LodeLexer::PARAMETER: return QueryTokenKind::kParameter;
    case LodeLexer::ENTITY: return QueryTokenKind::kEntity;
    case LodeLexer::STRING: return QueryTokenKind::kString;
    case LodeLexer::INTEGER:
    case LodeLexer::DECIMAL: return QueryTokenKind::kNumber;
    case LodeLexer::PERCENT: return QueryTokenKind::kPercent;
    case LodeLexer::DATE: return QueryTokenKind::kDate;
    case LodeLexer::UNCLOSED: return QueryTokenKind::kUnclosedString;
    case LodeLexer::SINGLE: return QueryTokenKind::kSingleQuotes;
    case LodeLexer::CURRENCY: return QueryTokenKind::kCurrency;
    case LodeLexer::DOTTED: return QueryTokenKind::kDottedNumber;
    case LodeLexer::SLASHED: return QueryTokenKind::kSlashedDate;
    case LodeLexer::NUMBER_WORD: return QueryTokenKind::kNumberWord;
    case LodeLexer::DASHED_VARIABLE: return QueryTokenKind::kDashedVariable;
    case LodeLexer::ODD_WORD: return QueryTokenKind::kOddWord;
    case LodeLexer::EQ_EQ: return QueryTokenKind::kDoubleEquals;
    case LodeLexer::SQL_NE: return QueryTokenKind::kSqlNotEqual;
    case LodeLexer::TURNED: return QueryTokenKind::kTurnedCompare;
    case LodeLexer::LOGIC: return QueryTokenKind::kLogicSign;
    case LodeLexer::DASH: return QueryTokenKind::kDash;
    case LodeLexer::OTHER: return QueryTokenKind::kOther;
    case antlr4::Token::EOF: return QueryTokenKind::kEnd;
    default:
      return type <= LodeLexer::AGGREGATE ? QueryTokenKind::kKeyword : QueryTokenKind::kSymbol;
  }
}

ast::Place PlaceOf(const SourceText& source, const antlr4::Token& first,
                   const antlr4::Token& last) {
  const std::size_t begin = first.getStartIndex();
  const std::size_t stop = last.getStopIndex();  // inclusive; before `begin` at the end
  return source.PlaceOf(begin, stop + 1 > begin ? stop + 1 - begin : 0);
}

// The words of a text and the stream that the parser reads them from. Word
// number i of tokens() stands at stream_index(i) of the stream.
class Words {
 public:
  explicit Words(const SourceText& source)
      : input_(std::string(source.text())), lexer_(&input_), stream_(&lexer_) {
    lexer_.removeErrorListeners();
    stream_.fill();
    for (antlr4::Token* token : stream_.getTokens()) {
      if (token->getChannel() != antlr4::Token::DEFAULT_CHANNEL) continue;
      const QueryTokenKind kind = KindOf(token->getType());
      stream_indexes_.push_back(token->getTokenIndex());
      tokens_.push_back({kind, kind == QueryTokenKind::kEnd ? "" : token->getText(),
                         PlaceOf(source, *token, *token)});
    }
  }

  const QueryTokens& tokens() const { return tokens_; }
  std::size_t stream_index(std::size_t i) const { return stream_indexes_[i]; }
  antlr4::CommonTokenStream& stream() { return stream_; }
  std::size_t NumberOf(std::size_t stream_index) const {
    const auto found =
        std::lower_bound(stream_indexes_.begin(), stream_indexes_.end(), stream_index);
    return std::min(static_cast<std::size_t>(found - stream_indexes_.begin()), tokens_.size() - 1);
  }

 private:
  antlr4::ANTLRInputStream input_;
  LodeLexer lexer_;
  antlr4::CommonTokenStream stream_;
  QueryTokens tokens_;
  std::vector<std::size_t> stream_indexes_;
};

// ---- trees

// Syntax names the parser's rules in their order, so a rule's number is its name.
static_assert(LodeParser::RuleClause == static_cast<std::size_t>(Syntax::kClause));
static_assert(LodeParser::RuleTail == static_cast<std::size_t>(Syntax::kTail));
static_assert(LodeParser::RuleKeyword == static_cast<std::size_t>(Syntax::kKeyword));

SyntaxNode NodeOf(antlr4::tree::ParseTree* tree, const Words& words) {
  if (auto* leaf = dynamic_cast<antlr4::tree::TerminalNode*>(tree)) {
    const std::size_t number = words.NumberOf(leaf->getSymbol()->getTokenIndex());
    return {Syntax::kWord, number, number, {}};
  }
  auto* context = dynamic_cast<antlr4::ParserRuleContext*>(tree);
  SyntaxNode node{static_cast<Syntax>(context->getRuleIndex()), 0, 0, {}};
  node.first = words.NumberOf(context->start->getTokenIndex());
  node.last = context->stop ? words.NumberOf(context->stop->getTokenIndex()) : node.first;
  node.children.reserve(context->children.size());
  for (antlr4::tree::ParseTree* child : context->children)
    node.children.push_back(NodeOf(child, words));
  return node;
}

// ---- the loop

// Thrown out of the generated parser at the first word it cannot use.
struct StoppedAt {
  std::size_t stream_index;
};

class StopAtFirstMistake : public antlr4::BailErrorStrategy {
 public:
  void reportError(antlr4::Parser*, const antlr4::RecognitionException& e) override {
    throw StoppedAt{e.getOffendingToken()->getTokenIndex()};
  }
  void recover(antlr4::Parser* parser, std::exception_ptr) override { recoverInline(parser); }
  antlr4::Token* recoverInline(antlr4::Parser* parser) override {
    throw StoppedAt{parser->getCurrentToken()->getTokenIndex()};
  }
};

// Reads the clauses of one text into `parsed`.
class ClauseLoop {
 public:
  ClauseLoop(const SourceText& source, const QueryOptions& options, Parsed& parsed)
      : source_(source),
        senses_(options.senses),
        max_depth_(std::min(options.max_depth, kDeepest)),
        parsed_(parsed),
        words_(source),
        parser_(&words_.stream()) {
    parser_.removeErrorListeners();
    parser_.setErrorHandler(std::make_shared<StopAtFirstMistake>());
  }

  void Run() {
    const QueryTokens& tokens = words_.tokens();
    if (const std::size_t deep = FirstTooDeep(tokens, max_depth_); deep < tokens.size()) {
      Error(tokens[deep].place, "the text is nested deeper than " + std::to_string(max_depth_) +
                                    " levels (limit `depth`): take it apart into several rules");
      return;
    }
    for (std::size_t at = 0; tokens[at].kind != QueryTokenKind::kEnd;) {
      if (parsed_.diagnostics.size() == kMostErrors) {
        Error(tokens[at].place, "there are more errors: correct these first");
        return;
      }
      at = ReadClauseAt(at);
    }
  }

 private:
  // Reads the clause that begins at word `at`; returns where the next one begins.
  std::size_t ReadClauseAt(std::size_t at) {
    parser_.reset();  // frees the tree before; goes to the start of the stream, too
    words_.stream().seek(words_.stream_index(at));
    try {
      LodeParser::ClauseContext* clause = parser_.clause();
      TakeClause(clause);
      return words_.NumberOf(clause->stop->getTokenIndex() + 1);
    } catch (const StoppedAt& stopped) {
      const QueryTokens& tokens = words_.tokens();
      const Mistake mistake =
          ExplainMistake(tokens, at, words_.NumberOf(stopped.stream_index), senses_);
      ast::Place place = Join(tokens[mistake.first].place, tokens[mistake.last].place);
      if (mistake.after) {
        const ast::Place& last = tokens[mistake.last].place;
        place = source_.PlaceOf(last.offset + last.length, 1);
      }
      if (mistake.foreign_end > at)
        parsed_.foreign.push_back(
            {parsed_.diagnostics.size(),
             QueryTokens(tokens.begin() + static_cast<std::ptrdiff_t>(at),
                         tokens.begin() + static_cast<std::ptrdiff_t>(mistake.foreign_end))});
      Error(place, mistake.message);
      return std::max(mistake.resume, at + 1);
    }
  }

  void TakeClause(LodeParser::ClauseContext* clause) {
    const std::size_t errors = parsed_.diagnostics.size();
    const ReportError report = [this](const ast::Place& place, std::string message) {
      Error(place, std::move(message));
    };
    ClauseParts parts = ReadClause(NodeOf(clause, words_), words_.tokens(), source_, report);
    if (parsed_.diagnostics.size() > errors) return;
    if (std::optional<ast::Clause> shaped = ShapeClause(std::move(parts), report))
      parsed_.program.clauses.push_back(std::move(*shaped));
  }

  void Error(const ast::Place& place, std::string message) {
    parsed_.diagnostics.push_back(source_.ErrorAt(place, std::move(message)));
  }

  const SourceText& source_;
  const SensesOf& senses_;
  const std::uint32_t max_depth_;
  Parsed& parsed_;
  Words words_;
  LodeParser parser_;
};

// Why the text cannot be read at all, and where; "" when it can.
std::pair<std::size_t, std::string> WhyUnreadable(std::string_view text) {
  const std::size_t invalid = FirstBrokenByte(text);
  const std::size_t nul = text.find('\0');
  if (invalid < nul) return {invalid, "the text is not UTF-8 here: save the file as UTF-8"};
  if (nul != std::string_view::npos)
    return {nul, "the text holds a NUL byte: this is no query text, or not saved as UTF-8"};
  return {0, ""};
}

}  // namespace

Parsed Parse(const SourceText& source, const QueryOptions& options) {
  Parsed parsed;
  const std::string_view text = source.text();
  if (text.size() > options.max_query_bytes) {
    parsed.diagnostics.push_back(source.ErrorAt(
        source.PlaceOf(0, 1), "the text has " + std::to_string(text.size()) + " bytes, more than " +
                                  std::to_string(options.max_query_bytes) +
                                  " (limit `query-length`): give it in parts"));
    return parsed;
  }
  if (const auto [at, why] = WhyUnreadable(text); !why.empty()) {
    // The line is shown only as far as it can be read.
    const SourceText readable(source.file(), text.substr(0, at));
    parsed.diagnostics.push_back(
        readable.ErrorAt(readable.PlaceOf(CodePoints(readable.text()), 1), why));
    return parsed;
  }
  try {
    ClauseLoop(source, options, parsed).Run();
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    parsed.diagnostics.push_back(
        source.ErrorAt(source.PlaceOf(0, 1),
                       "lode failed to read this text, which is a fault of lode: report it"));
  }
  return parsed;
}

Parsed Parse(std::string_view text, const QueryOptions& options) {
  return Parse(SourceText(options.file, text), options);
}

bool IsWholeInput(std::string_view text) {
  if (!WhyUnreadable(text).second.empty()) return true;  // no further line can help
  const Words words{SourceText("", text)};
  const QueryTokens& tokens = words.tokens();
  if (tokens.size() == 1) return true;
  std::size_t open = 0;
  for (const QueryToken& token : tokens) {
    if (token.Is("(")) ++open;
    if (token.Is(")") && open > 0) --open;
  }
  const QueryToken& last = tokens[tokens.size() - 2];
  return last.Is("?") || last.Is(".") ? open == 0 || last.Is("?") : false;
}

std::size_t CountAmbiguities(std::string_view text) {
  class Counter : public antlr4::BaseErrorListener {
   public:
    void reportAmbiguity(antlr4::Parser*, const antlr4::dfa::DFA&, size_t, size_t, bool,
                         const antlrcpp::BitSet&, antlr4::atn::ATNConfigSet*) override {
      ++count;
    }
    std::size_t count = 0;
  };
  Counter counter;
  Words words{SourceText("", text)};
  LodeParser parser(&words.stream());
  parser.removeErrorListeners();
  parser.addErrorListener(&counter);
  parser.setErrorHandler(std::make_shared<StopAtFirstMistake>());
  parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(
      antlr4::atn::PredictionMode::LL_EXACT_AMBIG_DETECTION);
  try {
    while (words.stream().LA(1) != antlr4::Token::EOF) parser.clause();
  } catch (const StoppedAt&) {
    // What lies behind a mistake is not counted.
  }
  return counter.count;
}

}  // namespace lode
