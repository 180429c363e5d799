// Text to tree, and the one wall against ANTLR: nothing of its types, messages
// or exceptions leaves this file. The idea: the lexer runs over the whole text,
// limits are taken on its tokens, and then the parser reads clause after clause,
// stopping at the first mistake of each, so that one mistake costs one clause
// and the tree of a clause is freed before the next. The hard bit is where to go
// on after a mistake; query/mistakes.h answers it together with the message.

#include "query/parse.h"

#include <antlr4-runtime.h>

#include <algorithm>
#include <charconv>
#include <exception>
#include <memory>
#include <new>
#include <string>
#include <utility>

#include "LodeLexer.h"
#include "LodeParser.h"
#include "query/clause_shape.h"
#include "query/literal_reader.h"
#include "query/mistakes.h"
#include "query/token.h"

namespace lode {

namespace {

using lode_grammar::LodeLexer;
using lode_grammar::LodeParser;

constexpr std::size_t kMostErrors = 50;
constexpr std::uint32_t kDeepest = 1000;  // what the parser's own recursion bears

// ---- words

TokenKind KindOf(std::size_t type) {
  switch (type) {
    case LodeLexer::NAME: return TokenKind::kName;
    case LodeLexer::VARIABLE: return TokenKind::kVariable;
    case LodeLexer::PARAMETER: return TokenKind::kParameter;
    case LodeLexer::ENTITY: return TokenKind::kEntity;
    case LodeLexer::STRING: return TokenKind::kString;
    case LodeLexer::INTEGER:
    case LodeLexer::DECIMAL: return TokenKind::kNumber;
    case LodeLexer::PERCENT: return TokenKind::kPercent;
    case LodeLexer::DATE: return TokenKind::kDate;
    case LodeLexer::UNCLOSED: return TokenKind::kUnclosedString;
    case LodeLexer::SINGLE: return TokenKind::kSingleQuotes;
    case LodeLexer::CURRENCY: return TokenKind::kCurrency;
    case LodeLexer::DOTTED: return TokenKind::kDottedNumber;
    case LodeLexer::SLASHED: return TokenKind::kSlashedDate;
    case LodeLexer::NUMBER_WORD: return TokenKind::kNumberWord;
    case LodeLexer::DASHED_VARIABLE: return TokenKind::kDashedVariable;
    case LodeLexer::ODD_WORD: return TokenKind::kOddWord;
    case LodeLexer::EQ_EQ: return TokenKind::kDoubleEquals;
    case LodeLexer::SQL_NE: return TokenKind::kSqlNotEqual;
    case LodeLexer::TURNED: return TokenKind::kTurnedCompare;
    case LodeLexer::LOGIC: return TokenKind::kLogicSign;
    case LodeLexer::DASH: return TokenKind::kDash;
    case LodeLexer::OTHER: return TokenKind::kOther;
    case antlr4::Token::EOF: return TokenKind::kEnd;
    default: return type <= LodeLexer::AGGREGATE ? TokenKind::kKeyword : TokenKind::kSymbol;
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
      const TokenKind kind = KindOf(token->getType());
      stream_indexes_.push_back(token->getTokenIndex());
      tokens_.push_back({kind, kind == TokenKind::kEnd ? "" : token->getText(),
                         PlaceOf(source, *token, *token)});
    }
  }

  const Tokens& tokens() const { return tokens_; }
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
  Tokens tokens_;
  std::vector<std::size_t> stream_indexes_;
};

// ---- trees

// Makes nodes of one clause's tree; what cannot be is reported and left out.
class TreeReader {
 public:
  TreeReader(const SourceText& source, const Words& words, ReportError report)
      : source_(source), words_(words), report_(std::move(report)) {}

  ClauseParts ReadClause(LodeParser::ClauseContext* clause) {
    ClauseParts parts;
    parts.place = At(clause);
    parts.end = PlaceOf(source_, *clause->stop, *clause->stop);
    parts.text = TextAt(clause);
    parts.origin = source_.file();
    parts.asks = clause->ASK() != nullptr;
    parts.ends_with_question = clause->QUESTION() != nullptr;
    if (clause->verb()) parts.verb = ReadVerb(clause->verb());
    in_head_ = clause->IF() || (clause->DOT() && !parts.asks);
    parts.body = ReadBody(clause->body(0));
    in_head_ = false;
    if (clause->IF()) parts.rule_body = ReadBody(clause->body(1));
    ReadTail(clause->tail(), parts);
    return parts;
  }

 private:
  ast::Place At(antlr4::ParserRuleContext* node) const {
    return PlaceOf(source_, *node->start, *node->stop);
  }
  ast::Place At(antlr4::tree::TerminalNode* leaf) const {
    return PlaceOf(source_, *leaf->getSymbol(), *leaf->getSymbol());
  }
  std::string TextAt(antlr4::ParserRuleContext* node) const {
    return TextOf(words_.tokens(), words_.NumberOf(node->start->getTokenIndex()),
                  words_.NumberOf(node->stop->getTokenIndex()));
  }
  void Report(const ast::Place& place, std::string message) { report_(place, std::move(message)); }

  // `result`'s value, or a report and an empty value.
  template <typename T>
  T Take(const ast::Place& place, Result<T> result) {
    if (result.ok()) return *std::move(result);
    Report(place, result.status().message());
    return T();
  }

  template <typename Number>
  Number ReadInteger(antlr4::tree::TerminalNode* leaf) {
    const std::string text = leaf->getText();
    Number number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc()) Report(At(leaf), "the number is too large to count with");
    return number;
  }

  static ast::Verb ReadVerb(LodeParser::VerbContext* verb) {
    if (verb->EXPLAIN()) return ast::Verb::kExplain;
    if (verb->PROFILE()) return ast::Verb::kProfile;
    return verb->WHY() ? ast::Verb::kWhy : ast::Verb::kWhyNot;
  }

  std::vector<ast::BodyLiteral> ReadBody(LodeParser::BodyContext* body) {
    std::vector<ast::BodyLiteral> literals;
    for (auto* literal : body->literal()) {
      if (literal->claim())
        literals.push_back(ReadAtom(literal));
      else
        literals.push_back(ast::Comparison{At(literal), ReadComparator(literal->comparator()),
                                           ReadExpr(literal->expr(0)), ReadExpr(literal->expr(1))});
    }
    return literals;
  }

  static ast::Compare ReadComparator(LodeParser::ComparatorContext* sign) {
    if (sign->EQ()) return ast::Compare::kEqual;
    if (sign->NE()) return ast::Compare::kNotEqual;
    if (sign->LT()) return ast::Compare::kLess;
    if (sign->LE()) return ast::Compare::kLessEqual;
    return sign->GT() ? ast::Compare::kGreater : ast::Compare::kGreaterEqual;
  }

  ast::Atom ReadAtom(LodeParser::LiteralContext* literal) {
    auto* claim = literal->claim();
    ast::Atom atom;
    atom.place = At(literal);
    atom.negated = literal->NOT() != nullptr;
    if (claim->speaker()) atom.speaker = ReadSpeaker(claim->speaker());
    for (auto* prefix : claim->prefix()) ReadPrefix(prefix, atom);
    if (atom.any && (atom.polarity || atom.modality))
      Report(At(claim->prefix(0)), "`any` asks for every polarity and modality already: drop it or "
                                   "the other prefix");
    atom.shortest = claim->SHORTEST() != nullptr;
    if (claim->INTEGER()) atom.shortest_k = ReadInteger<std::uint32_t>(claim->INTEGER());
    atom.path = ReadPath(claim->path());
    for (auto* argument : claim->argument()) ReadArgument(argument, atom);
    std::size_t next = 0;  // of the variables behind '@' and `as`, in this order
    if (claim->AT()) {
      atom.statement_place = At(claim->VARIABLE(next));
      atom.statement = claim->VARIABLE(next++)->getText();
    }
    if (claim->AS()) atom.path_variable = claim->VARIABLE(next)->getText();
    return atom;
  }

  ast::ExprPtr ReadSpeaker(LodeParser::SpeakerContext* speaker) {
    const ast::Place place = At(speaker);
    return Node(place, ReadTerm(place, speaker->getText(), speaker->VARIABLE(),
                                speaker->PARAMETER(), speaker->ENTITY(), speaker->STRING()));
  }

  void ReadPrefix(LodeParser::PrefixContext* prefix, ast::Atom& atom) {
    const std::string word = prefix->getText();
    const bool twice = word == "any"      ? std::exchange(atom.any, true)
                       : word == "denied" ? std::exchange(atom.polarity, Polarity::kNegated).has_value()
                                          : std::exchange(atom.modality, ModalityOf(word)).has_value();
    if (twice)
      Report(At(prefix), "an atom takes at most one polarity (`denied`) and one modality (`rumored`, "
                         "`planned`, ...): drop one, or write `any` for all");
  }

  void ReadArgument(LodeParser::ArgumentContext* argument, ast::Atom& atom) {
    ast::ExprPtr value = ReadExpr(argument->expr(), in_head_);
    if (argument->name()) {
      atom.named.push_back({argument->name()->getText(), At(argument->name()), std::move(value)});
      return;
    }
    if (!atom.named.empty())
      Report(At(argument), "subject, object and further arguments come before the named ones: move "
                           "this in front of `" + atom.named.front().role + ":`");
    atom.arguments.push_back(std::move(value));
  }

  // -- paths
  static ast::PathPtr MakePath(ast::Path::Kind kind, const ast::Place& place,
                               std::vector<ast::PathPtr> parts) {
    if (parts.size() == 1 && kind != ast::Path::Kind::kInverse) return std::move(parts.front());
    ast::Path path;
    path.kind = kind;
    path.place = place;
    path.parts = std::move(parts);
    return std::make_shared<const ast::Path>(std::move(path));
  }

  ast::PathPtr ReadPath(LodeParser::PathContext* path) {
    std::vector<ast::PathPtr> alternatives;
    for (auto* sequence : path->sequence()) {
      std::vector<ast::PathPtr> steps;
      for (auto* step : sequence->step()) steps.push_back(ReadStep(step));
      alternatives.push_back(MakePath(ast::Path::Kind::kSequence, At(sequence), std::move(steps)));
    }
    return MakePath(ast::Path::Kind::kAlternative, At(path), std::move(alternatives));
  }

  ast::PathPtr ReadStep(LodeParser::StepContext* step) {
    ast::PathPtr path =
        step->hop()->path() ? ReadPath(step->hop()->path()) : ReadPredicate(step->hop()->predicate());
    if (step->CARET()) path = MakePath(ast::Path::Kind::kInverse, At(step), {path});
    if (!step->repeat()) return path;
    ast::Path repeated;
    repeated.kind = ast::Path::Kind::kRepeat;
    repeated.place = At(step);
    repeated.parts = {path};
    ReadRepeat(step->repeat(), repeated);
    return std::make_shared<const ast::Path>(std::move(repeated));
  }

  void ReadRepeat(LodeParser::RepeatContext* repeat, ast::Path& path) {
    path.least = repeat->PLUS() ? 1 : 0;
    if (repeat->QUESTION()) path.most = 1;
    if (repeat->INTEGER().empty()) return;
    path.least = ReadInteger<std::uint32_t>(repeat->INTEGER(0));
    if (repeat->INTEGER().size() == 2) path.most = ReadInteger<std::uint32_t>(repeat->INTEGER(1));
    if (!repeat->COMMA()) path.most = path.least;
    if (path.most && *path.most < path.least)
      Report(At(repeat), "the smaller number of hops comes first: {" + std::to_string(*path.most) +
                             "," + std::to_string(path.least) + "}");
  }

  ast::PathPtr ReadPredicate(LodeParser::PredicateContext* predicate) {
    ast::Path path;
    path.place = At(predicate);
    path.predicate = predicate->getText();
    if (predicate->STRING())
      path.predicate = Take(path.place, ReadString(path.predicate));
    else if (path.predicate == "any")
      path = {ast::Path::Kind::kAny, path.place, "", {}, 1, std::nullopt};
    return std::make_shared<const ast::Path>(std::move(path));
  }

  // -- expressions
  static ast::ExprPtr Node(const ast::Place& place, decltype(ast::Expr::node) node) {
    return std::make_shared<const ast::Expr>(ast::Expr{place, std::move(node)});
  }

  // A variable, parameter, entity, string or else a name; the leaves tell which.
  decltype(ast::Expr::node) ReadTerm(const ast::Place& place, const std::string& text,
                                     const void* variable, const void* parameter,
                                     const void* entity, const void* string) {
    if (variable) return ast::Variable{text};
    if (parameter) return ast::Parameter{text.substr(1)};
    if (entity) return ast::EntityRef{text.substr(1)};
    if (string) return ast::Name{Take(place, ReadString(text)), true};
    return ast::Name{text, false};
  }

  // An aggregate may stand only where a whole column is meant.
  ast::ExprPtr ReadExpr(LodeParser::ExprContext* expr, bool is_column = false) {
    const ast::Place place = At(expr);
    if (auto* plain = dynamic_cast<LodeParser::PlainContext*>(expr)) return ReadValue(plain->value());
    if (auto* group = dynamic_cast<LodeParser::GroupContext*>(expr)) return ReadExpr(group->expr());
    if (auto* call = dynamic_cast<LodeParser::CallContext*>(expr)) return ReadCall(call, is_column);
    if (auto* negation = dynamic_cast<LodeParser::NegationContext*>(expr)) {
      ast::ExprPtr operand = ReadExpr(negation->expr());
      const auto* literal = std::get_if<ast::Literal>(&operand->node);
      if (literal && literal->value.kind != ValueKind::kDate)
        return Node(place, ast::Literal{Negated(literal->value)});
      return Node(place, ast::Negate{std::move(operand)});
    }
    if (auto* product = dynamic_cast<LodeParser::ProductContext*>(expr))
      return Node(place, ast::Binary{product->STAR() ? '*' : '/', ReadExpr(product->expr(0)),
                                     ReadExpr(product->expr(1))});
    auto* sum = dynamic_cast<LodeParser::SumContext*>(expr);
    return Node(place, ast::Binary{sum->PLUS() ? '+' : '-', ReadExpr(sum->expr(0)),
                                   ReadExpr(sum->expr(1))});
  }

  ast::ExprPtr ReadCall(LodeParser::CallContext* call, bool is_column) {
    ast::Call node{call->function()->getText(), {}};
    for (auto* argument : call->expr()) node.arguments.push_back(ReadExpr(argument));
    if (AggregateKindOf(node.function)) {
      if (!is_column)
        Report(At(call), "an aggregate such as `" + node.function +
                             "` stands alone in a rule's head or behind `select`, not here");
      else if (node.arguments.size() > 1)
        Report(At(call), "`" + node.function + "` takes one argument: count(X), or count() for rows");
      else if (node.arguments.empty() && node.function != "count")
        Report(At(call), "`" + node.function + "` takes one argument: " + node.function + "(X)");
    }
    return Node(At(call), std::move(node));
  }

  ast::ExprPtr ReadValue(LodeParser::ValueContext* value) {
    const ast::Place place = At(value);
    if (value->DATE()) return Node(place, ast::Literal{Take(place, ReadDate(value->getText()))});
    if (value->PERCENT()) return Node(place, ast::Literal{Take(place, ReadPercent(value->getText()))});
    if (auto* measure = value->measure()) {
      std::vector<std::string> words;
      for (auto* unit : measure->unit()) words.push_back(unit->getText());
      return Node(place, ast::Literal{Take(place, ReadMeasure(measure->start->getText(), words))});
    }
    return Node(place, ReadTerm(place, value->getText(), value->VARIABLE(), value->PARAMETER(),
                                value->ENTITY(), value->STRING()));
  }

  // -- what stands behind the body
  void ReadTail(LodeParser::TailContext* tail, ClauseParts& parts) {
    for (auto* column : tail->column()) parts.select.push_back(ReadColumn(column));
    for (auto* key : tail->key())
      parts.order.push_back({At(key), key->VARIABLE()->getText(), key->DESC() != nullptr});
    std::size_t next = 0;
    if (tail->LIMIT()) parts.limit = ReadCount(tail->count(next++));
    if (tail->OFFSET()) parts.offset = ReadCount(tail->count(next));
  }

  ast::Column ReadColumn(LodeParser::ColumnContext* column) {
    ast::Column read;
    read.place = At(column);
    ast::ExprPtr expr = ReadExpr(column->expr(), true);
    const auto* call = std::get_if<ast::Call>(&expr->node);
    const auto kind = call ? AggregateKindOf(call->function) : std::nullopt;
    if (kind)
      read.value = ast::Aggregate{expr->place, *kind,
                                  call->arguments.empty() ? nullptr : call->arguments.front()};
    else
      read.value = expr;
    read.name = column->AS() ? column->VARIABLE()->getText() : TextAt(column->expr());
    return read;
  }

  ast::Count ReadCount(LodeParser::CountContext* count) {
    if (count->PARAMETER()) return {At(count), ast::Parameter{count->getText().substr(1)}};
    return {At(count), ReadInteger<std::uint64_t>(count->INTEGER())};
  }

  const SourceText& source_;
  const Words& words_;
  ReportError report_;
  bool in_head_ = false;
};

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
  ClauseLoop(const SourceText& source, std::uint32_t max_depth, Parsed& parsed)
      : source_(source), max_depth_(std::min(max_depth, kDeepest)), parsed_(parsed),
        words_(source), parser_(&words_.stream()) {
    parser_.removeErrorListeners();
    parser_.setErrorHandler(std::make_shared<StopAtFirstMistake>());
  }

  void Run() {
    const Tokens& tokens = words_.tokens();
    if (const std::size_t deep = FirstTooDeep(tokens, max_depth_); deep < tokens.size()) {
      Error(tokens[deep].place, "the text is nested deeper than " + std::to_string(max_depth_) +
                                    " levels (limit `depth`): take it apart into several rules");
      return;
    }
    for (std::size_t at = 0; tokens[at].kind != TokenKind::kEnd;) {
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
      const Tokens& tokens = words_.tokens();
      const Mistake mistake = ExplainMistake(tokens, at, words_.NumberOf(stopped.stream_index));
      ast::Place place = Join(tokens[mistake.first].place, tokens[mistake.last].place);
      if (mistake.after) {
        const ast::Place& last = tokens[mistake.last].place;
        place = source_.PlaceOf(last.offset + last.length, 1);
      }
      Error(place, mistake.message);
      return std::max(mistake.resume, at + 1);
    }
  }

  void TakeClause(LodeParser::ClauseContext* clause) {
    const std::size_t errors = parsed_.diagnostics.size();
    const ReportError report = [this](const ast::Place& place, std::string message) {
      Error(place, std::move(message));
    };
    ClauseParts parts = TreeReader(source_, words_, report).ReadClause(clause);
    if (parsed_.diagnostics.size() > errors) return;
    if (std::optional<ast::Clause> shaped = ShapeClause(std::move(parts), report))
      parsed_.program.clauses.push_back(std::move(*shaped));
  }

  void Error(const ast::Place& place, std::string message) {
    parsed_.diagnostics.push_back(source_.ErrorAt(place, std::move(message)));
  }

  const SourceText& source_;
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
    parsed.diagnostics.push_back(readable.ErrorAt(readable.PlaceOf(CodePoints(readable.text()), 1), why));
    return parsed;
  }
  try {
    ClauseLoop(source, options.max_depth, parsed).Run();
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    parsed.diagnostics.push_back(source.ErrorAt(
        source.PlaceOf(0, 1), "lode failed to read this text, which is a fault of lode: report it"));
  }
  return parsed;
}

Parsed Parse(std::string_view text, const QueryOptions& options) {
  return Parse(SourceText(options.file, text), options);
}

bool IsWholeInput(std::string_view text) {
  if (!WhyUnreadable(text).second.empty()) return true;  // no further line can help
  const Words words{SourceText("", text)};
  const Tokens& tokens = words.tokens();
  if (tokens.size() == 1) return true;
  std::size_t open = 0;
  for (const Token& token : tokens) {
    if (token.Is("(")) ++open;
    if (token.Is(")") && open > 0) --open;
  }
  const Token& last = tokens[tokens.size() - 2];
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
