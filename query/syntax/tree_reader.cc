// Makes the nodes of query/syntax/ast.h. The idea: the grammar decided what stands where,
// so each function takes one rule's node and reads its children by rule and by sign.
// The hard bit is what the grammar leaves open on purpose, each with its own
// sentence: aggregates outside of columns, prefixes twice, the order of arguments.

#include "query/syntax/tree_reader.h"

#include <charconv>
#include <memory>
#include <string>
#include <utility>

#include "query/syntax/literal_reader.h"

namespace lode {

namespace {

using AnyTerm = decltype(ast::Expr::node);

ast::ExprPtr MakeExpr(const ast::Place& place, AnyTerm node) {
  return std::make_shared<const ast::Expr>(ast::Expr{place, std::move(node)});
}

ast::PathPtr MakePath(ast::Path::Kind kind, const ast::Place& place,
                      std::vector<ast::PathPtr> parts) {
  if (parts.size() == 1 && kind != ast::Path::Kind::kInverse) return std::move(parts.front());
  ast::Path path;
  path.kind = kind;
  path.place = place;
  path.parts = std::move(parts);
  return std::make_shared<const ast::Path>(std::move(path));
}

class TreeReader {
 public:
  TreeReader(const QueryTokens& tokens, const SourceText& source, const ReportError& report)
      : tokens_(tokens), source_(source), report_(report) {}

  ClauseParts ReadClause(const SyntaxNode& clause) {
    ClauseParts parts;
    parts.place = At(clause);
    parts.end = tokens_[clause.last].place;
    parts.text = TextAt(clause);
    parts.origin = source_.file();
    parts.asks = Has(clause, "?-");
    parts.ends_with_question = Has(clause, "?");
    if (const SyntaxNode* verb = clause.Child(Syntax::kVerb)) parts.verb = ReadVerb(Word(*verb));
    const SyntaxNode* rule_body = clause.Child(Syntax::kBody, 1);
    in_head_ = rule_body || (!parts.asks && !parts.ends_with_question);
    parts.body = ReadBody(*clause.Child(Syntax::kBody));
    in_head_ = false;
    if (rule_body) parts.rule_body = ReadBody(*rule_body);
    ReadTail(*clause.Child(Syntax::kTail), parts);
    return parts;
  }

 private:
  // -- words and places
  ast::Place At(const SyntaxNode& node) const {
    return Join(tokens_[node.first].place, tokens_[node.last].place);
  }
  const std::string& Word(const SyntaxNode& node) const { return tokens_[node.first].text; }
  std::string TextAt(const SyntaxNode& node) const {
    return TextOf(tokens_, node.first, node.last);
  }
  bool Has(const SyntaxNode& node, std::string_view sign) const { return node.Has(sign, tokens_); }
  void Report(const SyntaxNode& node, std::string message) {
    report_(At(node), std::move(message));
  }

  // `result`'s value, or a report and an empty value.
  template <typename T>
  T Take(const SyntaxNode& node, Result<T> result) {
    if (result.ok()) return *std::move(result);
    Report(node, result.status().message());
    return T();
  }

  template <typename Number>
  Number ReadInteger(const SyntaxNode& node) {
    const std::string& text = Word(node);
    Number number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc()) Report(node, "the number is too large to count with");
    return number;
  }

  static ast::Verb ReadVerb(const std::string& word) {
    if (word == "explain") return ast::Verb::kExplain;
    if (word == "profile") return ast::Verb::kProfile;
    return word == "why" ? ast::Verb::kWhy : ast::Verb::kWhyNot;
  }

  static ast::Compare ReadComparator(const std::string& sign) {
    if (sign == "=") return ast::Compare::kEqual;
    if (sign == "!=") return ast::Compare::kNotEqual;
    if (sign == "<") return ast::Compare::kLess;
    if (sign == "<=") return ast::Compare::kLessEqual;
    return sign == ">" ? ast::Compare::kGreater : ast::Compare::kGreaterEqual;
  }

  // -- bodies
  std::vector<ast::BodyLiteral> ReadBody(const SyntaxNode& body) {
    std::vector<ast::BodyLiteral> literals;
    for (const SyntaxNode* literal : body.Children(Syntax::kLiteral)) {
      if (literal->Child(Syntax::kClaim))
        literals.push_back(ReadAtom(*literal));
      else
        literals.push_back(ast::Comparison{
            At(*literal), ReadComparator(Word(*literal->Child(Syntax::kComparator))),
            ReadExpr(*literal->Child(Syntax::kExpr)), ReadExpr(*literal->Child(Syntax::kExpr, 1))});
    }
    return literals;
  }

  ast::Atom ReadAtom(const SyntaxNode& literal) {
    const SyntaxNode& claim = *literal.Child(Syntax::kClaim);
    ast::Atom atom;
    atom.place = At(literal);
    atom.negated = Has(literal, "not");
    if (const SyntaxNode* speaker = claim.Child(Syntax::kSpeaker))
      atom.speaker = MakeExpr(At(*speaker), ReadTerm(*speaker));
    for (const SyntaxNode* prefix : claim.Children(Syntax::kPrefix)) ReadPrefix(*prefix, atom);
    if (atom.any && (atom.polarity || atom.modality || atom.former))
      Report(*claim.Child(Syntax::kPrefix),
             "`any` asks for every polarity and modality, ended or not, already: drop "
             "it or the other prefix");
    atom.shortest = Has(claim, "shortest");
    for (const SyntaxNode* number : claim.Words(QueryTokenKind::kNumber, tokens_))
      atom.shortest_k = ReadInteger<std::uint32_t>(*number);
    atom.path = ReadPath(*claim.Child(Syntax::kPath));
    for (const SyntaxNode* argument : claim.Children(Syntax::kArgument))
      ReadArgument(*argument, atom);
    ReadBindings(claim, atom);
    return atom;
  }

  // The variables behind '@' and `as`, in this order.
  void ReadBindings(const SyntaxNode& claim, ast::Atom& atom) {
    const std::vector<const SyntaxNode*> variables =
        claim.Words(QueryTokenKind::kVariable, tokens_);
    std::size_t next = 0;
    if (Has(claim, "@")) {
      atom.statement_place = At(*variables[next]);
      atom.statement = Word(*variables[next++]);
    }
    if (Has(claim, "as")) atom.path_variable = Word(*variables[next]);
  }

  void ReadPrefix(const SyntaxNode& prefix, ast::Atom& atom) {
    const std::string& word = Word(prefix);
    const bool twice = word == "any"      ? std::exchange(atom.any, true)
                       : word == "former" ? std::exchange(atom.former, true)
                       : word == "denied"
                           ? std::exchange(atom.polarity, Polarity::kNegated).has_value()
                           : std::exchange(atom.modality, ModalityOf(word)).has_value();
    if (twice)
      Report(prefix,
             "an atom takes at most one polarity (`denied`), one modality (`rumored`, "
             "`planned`, ...) and `former`: drop one, or write `any` for all");
  }

  void ReadArgument(const SyntaxNode& argument, ast::Atom& atom) {
    ast::ExprPtr value = ReadExpr(*argument.Child(Syntax::kExpr), in_head_);
    if (const SyntaxNode* role = argument.Child(Syntax::kName)) {
      atom.named.push_back({Word(*role), At(*role), std::move(value)});
      return;
    }
    if (!atom.named.empty())
      Report(argument,
             "subject, object and further arguments come before the named ones: move this "
             "in front of `" +
                 atom.named.front().role + ":`");
    atom.arguments.push_back(std::move(value));
  }

  // -- paths
  ast::PathPtr ReadPath(const SyntaxNode& path) {
    std::vector<ast::PathPtr> alternatives;
    for (const SyntaxNode* sequence : path.Children(Syntax::kSequence)) {
      std::vector<ast::PathPtr> steps;
      for (const SyntaxNode* step : sequence->Children(Syntax::kStep))
        steps.push_back(ReadStep(*step));
      alternatives.push_back(MakePath(ast::Path::Kind::kSequence, At(*sequence), std::move(steps)));
    }
    return MakePath(ast::Path::Kind::kAlternative, At(path), std::move(alternatives));
  }

  ast::PathPtr ReadStep(const SyntaxNode& step) {
    const SyntaxNode& hop = *step.Child(Syntax::kHop);
    const SyntaxNode* group = hop.Child(Syntax::kPath);
    ast::PathPtr path = group ? ReadPath(*group) : ReadPredicate(*hop.Child(Syntax::kPredicate));
    if (Has(step, "^")) path = MakePath(ast::Path::Kind::kInverse, At(step), {path});
    const SyntaxNode* repeat = step.Child(Syntax::kRepeat);
    if (!repeat) return path;
    ast::Path repeated;
    repeated.kind = ast::Path::Kind::kRepeat;
    repeated.place = At(step);
    repeated.parts = {path};
    ReadRepeat(*repeat, repeated);
    return std::make_shared<const ast::Path>(std::move(repeated));
  }

  void ReadRepeat(const SyntaxNode& repeat, ast::Path& path) {
    path.least = Has(repeat, "+") ? 1 : 0;
    if (Has(repeat, "?")) path.most = 1;
    const std::vector<const SyntaxNode*> numbers = repeat.Words(QueryTokenKind::kNumber, tokens_);
    if (numbers.empty()) return;
    path.least = ReadInteger<std::uint32_t>(*numbers[0]);
    if (numbers.size() == 2) path.most = ReadInteger<std::uint32_t>(*numbers[1]);
    if (!Has(repeat, ",")) path.most = path.least;
    if (path.most && *path.most < path.least)
      Report(repeat, "the smaller number of hops comes first: {" + std::to_string(*path.most) +
                         "," + std::to_string(path.least) + "}");
  }

  ast::PathPtr ReadPredicate(const SyntaxNode& predicate) {
    ast::Path path;
    path.place = At(predicate);
    path.predicate = Word(predicate);
    if (tokens_[predicate.first].kind == QueryTokenKind::kString) {
      path.predicate = Take(predicate, ReadString(path.predicate));
    } else if (path.predicate == "any") {
      path.kind = ast::Path::Kind::kAny;
      path.predicate.clear();
    }
    return std::make_shared<const ast::Path>(std::move(path));
  }

  // -- expressions
  // One word: a variable, parameter, entity, string or else a name.
  AnyTerm ReadTerm(const SyntaxNode& node) {
    const std::string& text = Word(node);
    switch (tokens_[node.first].kind) {
      case QueryTokenKind::kVariable: return ast::Variable{text};
      case QueryTokenKind::kParameter: return ast::Parameter{text.substr(1)};
      case QueryTokenKind::kEntity: return ast::EntityRef{text.substr(1)};
      case QueryTokenKind::kString: return ast::Name{Take(node, ReadString(text)), true};
      case QueryTokenKind::kDate: return ast::Literal{Take(node, ReadDate(text))};
      case QueryTokenKind::kPercent: return ast::Literal{Take(node, ReadPercent(text))};
      default: return ast::Name{text, false};
    }
  }

  // An aggregate may stand only where a whole column is meant.
  ast::ExprPtr ReadExpr(const SyntaxNode& expr, bool is_column = false) {
    if (const SyntaxNode* value = expr.Child(Syntax::kValue)) return ReadValue(*value);
    if (expr.Child(Syntax::kFunction)) return ReadCall(expr, is_column);
    const SyntaxNode& first = *expr.Child(Syntax::kExpr);
    const SyntaxNode* second = expr.Child(Syntax::kExpr, 1);
    if (second) {
      const char sign = Word(expr.children[1])[0];
      return MakeExpr(At(expr), ast::Binary{sign, ReadExpr(first), ReadExpr(*second)});
    }
    return Has(expr, "-") ? ReadNegation(expr, first) : ReadExpr(first);
  }

  ast::ExprPtr ReadNegation(const SyntaxNode& expr, const SyntaxNode& inside) {
    ast::ExprPtr operand = ReadExpr(inside);
    const auto* literal = std::get_if<ast::Literal>(&operand->node);
    if (literal && literal->value.kind != ValueKind::kDate)
      return MakeExpr(At(expr), ast::Literal{Negated(literal->value)});
    return MakeExpr(At(expr), ast::Negate{std::move(operand)});
  }

  ast::ExprPtr ReadCall(const SyntaxNode& call, bool is_column) {
    ast::Call node{Word(*call.Child(Syntax::kFunction)), {}};
    for (const SyntaxNode* argument : call.Children(Syntax::kExpr))
      node.arguments.push_back(ReadExpr(*argument));
    if (AggregateKindOf(node.function)) {
      if (!is_column)
        Report(call, "an aggregate such as `" + node.function +
                         "` stands alone in a rule's head or behind `select`, not here");
      else if (node.arguments.size() > 1 || (node.arguments.empty() && node.function != "count"))
        Report(call, "`" + node.function + "` takes one argument, " + node.function +
                         "(X); only count() may have none");
    }
    return MakeExpr(At(call), std::move(node));
  }

  ast::ExprPtr ReadValue(const SyntaxNode& value) {
    const SyntaxNode* measure = value.Child(Syntax::kMeasure);
    if (!measure) return MakeExpr(At(value), ReadTerm(value));
    std::vector<std::string> units;
    for (const SyntaxNode* unit : measure->Children(Syntax::kUnit)) units.push_back(Word(*unit));
    return MakeExpr(At(value), ast::Literal{Take(value, ReadMeasure(Word(*measure), units))});
  }

  // -- what stands behind the body
  void ReadTail(const SyntaxNode& tail, ClauseParts& parts) {
    for (const SyntaxNode* column : tail.Children(Syntax::kColumn))
      parts.select.push_back(ReadColumn(*column));
    for (const SyntaxNode* key : tail.Children(Syntax::kKey))
      parts.order.push_back({At(*key), Word(*key), Has(*key, "desc")});
    std::size_t next = 0;
    if (Has(tail, "limit")) parts.limit = ReadCount(*tail.Child(Syntax::kCount, next++));
    if (Has(tail, "offset")) parts.offset = ReadCount(*tail.Child(Syntax::kCount, next));
  }

  ast::Column ReadColumn(const SyntaxNode& column) {
    ast::Column read;
    read.place = At(column);
    const SyntaxNode& value = *column.Child(Syntax::kExpr);
    ast::ExprPtr expr = ReadExpr(value, true);
    const auto* call = std::get_if<ast::Call>(&expr->node);
    const auto kind = call ? AggregateKindOf(call->function) : std::nullopt;
    if (kind)
      read.value = ast::Aggregate{expr->place, *kind,
                                  call->arguments.empty() ? nullptr : call->arguments.front()};
    else
      read.value = expr;
    read.name = Has(column, "as") ? tokens_[column.last].text : TextAt(value);
    return read;
  }

  ast::Count ReadCount(const SyntaxNode& count) {
    if (tokens_[count.first].kind == QueryTokenKind::kParameter)
      return {At(count), ast::Parameter{Word(count).substr(1)}};
    return {At(count), ReadInteger<std::uint64_t>(count)};
  }

  const QueryTokens& tokens_;
  const SourceText& source_;
  const ReportError& report_;
  bool in_head_ = false;
};

}  // namespace

ClauseParts ReadClause(const SyntaxNode& clause, const QueryTokens& tokens,
                       const SourceText& source, const ReportError& report) {
  return TreeReader(tokens, source, report).ReadClause(clause);
}

}  // namespace lode
