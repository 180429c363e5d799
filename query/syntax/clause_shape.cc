// Facts, rules and questions have one grammar, a head being an atom like any
// other, so that `p(X), q(Y).` can be answered with what is meant by '.' and '?'
// and not with "unexpected ','". The hard bit is choosing the one sentence that
// helps: each check below knows what its writer wanted.

#include "query/syntax/clause_shape.h"

#include <memory>
#include <utility>

namespace lode {

namespace {

// Why an atom cannot be the head of a rule or a fact; "" when it can.
std::string WhyNoHead(const ast::Atom& atom) {
  if (atom.negated) return "a head takes no `not`: rules say what holds, not what does not";
  if (atom.speaker)
    return "a head takes no speaker: what a rule draws is nobody's claim, so drop the part before "
           "':'";
  if (atom.HasPrefix())
    return "a head takes no prefix such as `denied` or `rumored`: name the predicate alone";
  if (atom.path->kind == ast::Path::Kind::kAny)
    return "`any` means every predicate: name the one that the rule defines";
  if (atom.shortest || atom.path->kind != ast::Path::Kind::kPredicate)
    return "a head is a bare predicate, not a path: name what the rule defines";
  if (!atom.named.empty())
    return "a head takes no `" + atom.named.front().role +
           ":`: give the value as one more argument, p(X, Y, V)";
  if (atom.statement) return "a head takes no '@': what a rule draws is no statement of an article";
  if (atom.path_variable) return "a head takes no `as`";
  return "";
}

std::variant<ast::ExprPtr, ast::Aggregate> HeadArgument(const ast::ExprPtr& expr) {
  const auto* call = std::get_if<ast::Call>(&expr->node);
  const auto kind = call ? AggregateKindOf(call->function) : std::nullopt;
  if (!kind) return expr;
  return ast::Aggregate{expr->place, *kind,
                        call->arguments.empty() ? nullptr : call->arguments.front()};
}

std::optional<ast::Clause> ShapeRule(ClauseParts& parts, const ReportError& report) {
  const ast::Atom& atom = std::get<ast::Atom>(parts.body.front());
  if (const std::string why = WhyNoHead(atom); !why.empty()) {
    report(atom.place, why);
    return std::nullopt;
  }
  ast::Rule rule;
  rule.place = parts.place;
  rule.text = std::move(parts.text);
  rule.origin = std::move(parts.origin);
  rule.head.place = atom.place;
  rule.head.predicate = atom.path->predicate;
  for (const ast::ExprPtr& argument : atom.arguments)
    rule.head.arguments.push_back(HeadArgument(argument));
  if (parts.rule_body) rule.body = std::move(*parts.rule_body);
  return rule;
}

ast::Query ShapeQuery(ClauseParts& parts) {
  ast::Query query;
  query.place = parts.place;
  query.text = std::move(parts.text);
  query.verb = parts.verb.value_or(ast::Verb::kAsk);
  query.body = std::move(parts.body);
  query.select = std::move(parts.select);
  query.order = std::move(parts.order);
  query.limit = std::move(parts.limit);
  query.offset = std::move(parts.offset);
  return query;
}

bool HasTail(const ClauseParts& parts) {
  return !parts.select.empty() || !parts.order.empty() || parts.limit || parts.offset;
}

std::string WhyNoRule(const ClauseParts& parts) {
  if (parts.ends_with_question) return "a rule ends with '.', a question has no ':-'";
  if (parts.asks || parts.verb)
    return "a question has no ':-': drop what stands before its first atom to make this a rule";
  if (HasTail(parts))
    return "a rule takes no `select`, `order by`, `limit` or `offset`: ask for them when you ask "
           "its head";
  if (parts.body.size() > 1) return "a rule has one head: write one rule for each";
  if (!std::holds_alternative<ast::Atom>(parts.body.front()))
    return "the head of a rule is an atom, p(X, Y), not a comparison";
  return "";
}

std::string WhyNoFact(const ClauseParts& parts) {
  if (parts.verb || HasTail(parts)) return "a question ends with '?'";
  if (parts.body.size() > 1)
    return "a fact is one atom: end a question with '?', or put ':-' behind the head of a rule";
  if (!std::holds_alternative<ast::Atom>(parts.body.front()))
    return "a comparison is no fact: end a question with '?'";
  return "";
}

}  // namespace

std::optional<ast::AggregateKind> AggregateKindOf(const std::string& function) {
  using enum ast::AggregateKind;
  if (function == "count") return kCount;
  if (function == "sum") return kSum;
  if (function == "avg") return kAvg;
  if (function == "min") return kMin;
  if (function == "max") return kMax;
  if (function == "list") return kList;
  return std::nullopt;
}

const ast::Place& PlaceOf(const ast::BodyLiteral& literal) {
  return std::visit([](const auto& node) -> const ast::Place& { return node.place; }, literal);
}

std::optional<ast::Clause> ShapeClause(ClauseParts parts, const ReportError& report) {
  if (parts.rule_body) {
    if (const std::string why = WhyNoRule(parts); !why.empty()) {
      report(parts.ends_with_question ? parts.end : PlaceOf(parts.body.front()), why);
      return std::nullopt;
    }
    return ShapeRule(parts, report);
  }
  if (parts.asks && parts.ends_with_question) {
    report(parts.end, "a question that begins with '?-' ends with '.'");
    return std::nullopt;
  }
  if (parts.asks || parts.ends_with_question) return ShapeQuery(parts);
  if (const std::string why = WhyNoFact(parts); !why.empty()) {
    report(parts.end, why);
    return std::nullopt;
  }
  return ShapeRule(parts, report);
}

}  // namespace lode
