// Rules and queries as a whole: relations are numbered from the heads, then every
// body is lowered by a RewriteScope, which holds the details.

#include "query/program/rewrite.h"

#include <cmath>

#include "query/program/rewrite_scope.h"
#include "query/program/typed_values.h"
#include "query/syntax/walk.h"

namespace lode {

namespace {

using AstColumn = std::variant<ast::ExprPtr, ast::Aggregate>;

ir::HeadColumn LowerColumn(const AstColumn& column, RewriteScope& scope) {
  if (const auto* expr = std::get_if<ast::ExprPtr>(&column)) return scope.LowerHeadTerm(**expr);
  const auto& aggregate = std::get<ast::Aggregate>(column);
  ir::Aggregate lowered;
  lowered.kind = aggregate.kind;
  if (aggregate.argument) lowered.argument = scope.LowerHeadTerm(*aggregate.argument).slot;
  return lowered;
}

Result<ir::Rule> LowerRule(const std::shared_ptr<const ast::Rule>& rule,
                           const LoweringContext& context) {
  ir::Rule lowered;
  lowered.source = rule;
  lowered.head = context.relations.at({rule->head.predicate, rule->head.arguments.size()});
  RewriteScope scope(context, lowered);
  scope.LowerBody(rule->body);
  for (const AstColumn& column : rule->head.arguments)
    lowered.columns.push_back(LowerColumn(column, scope));
  if (!scope.status().ok()) return scope.status();
  return lowered;
}

// Named variables of a body in order of appearance.
class Appearances {
 public:
  void Add(const ast::BodyLiteral& literal) {
    if (const auto* comparison = std::get_if<ast::Comparison>(&literal)) {
      Add(comparison->left);
      Add(comparison->right);
      return;
    }
    const auto& atom = std::get<ast::Atom>(literal);
    if (atom.negated) return;
    Add(atom.speaker);
    for (const ast::ExprPtr& argument : atom.arguments) Add(argument);
    for (const ast::NamedArgument& argument : atom.named) Add(argument.value);
    if (atom.statement) AddName(*atom.statement);
    if (atom.path_variable) AddName(*atom.path_variable);
  }
  const std::vector<std::string>& names() const { return names_; }

 private:
  void AddName(const std::string& name) {
    if (name != "_" && seen_.insert(name).second) names_.push_back(name);
  }
  void Add(const ast::ExprPtr& expr) {
    if (!expr) return;
    if (const auto* variable = std::get_if<ast::Variable>(&expr->node)) {
      AddName(variable->name);
    } else if (const auto* call = std::get_if<ast::Call>(&expr->node)) {
      for (const ast::ExprPtr& argument : call->arguments) Add(argument);
    } else if (const auto* binary = std::get_if<ast::Binary>(&expr->node)) {
      Add(binary->left);
      Add(binary->right);
    } else if (const auto* negate = std::get_if<ast::Negate>(&expr->node)) {
      Add(negate->operand);
    }
  }
  std::set<std::string> seen_;
  std::vector<std::string> names_;
};

std::string NameOfColumn(const ast::Column& column) {
  if (!column.name.empty()) return column.name;
  if (const auto* expr = std::get_if<ast::ExprPtr>(&column.value)) {
    const auto* variable = std::get_if<ast::Variable>(&(*expr)->node);
    return variable ? variable->name : "expression";
  }
  constexpr std::string_view kNames[] = {"count", "sum", "avg", "min", "max", "list"};
  const auto& aggregate = std::get<ast::Aggregate>(column.value);
  std::string name(kNames[static_cast<int>(aggregate.kind)]);
  if (!aggregate.argument) return name + "()";
  const auto* variable = std::get_if<ast::Variable>(&aggregate.argument->node);
  return name + "(" + (variable ? variable->name : "...") + ")";
}

// The scope knows the places that are single terms; every parameter must have one, in an atom
// of the body itself.
std::optional<std::vector<ParameterPlace>> PlacesIn(const ast::Query& query,
                                                    const RewriteScope& scope,
                                                    const ir::Query& lowered) {
  std::size_t parameters = 0;
  WalkClause(query, [&](const ast::Expr& expr) {
    parameters += std::holds_alternative<ast::Parameter>(expr.node) ? 1 : 0;
  });
  std::vector<ParameterPlace> places;
  for (std::size_t i = 0; i < lowered.rule.body.size(); ++i) {
    const auto* atom = std::get_if<ir::Atom>(&lowered.rule.body[i].node);
    if (!atom || !atom->source) continue;
    for (const RewriteScope::PlainParameter& known : scope.plain_parameters())
      if (known.atom == atom->source) places.push_back({i, known.column, known.parameter});
  }
  if (places.size() != parameters) return std::nullopt;
  return places;
}

}  // namespace

Result<ir::Program> LowerRules(const std::vector<std::shared_ptr<const ast::Rule>>& rules,
                               TermTable& terms, const std::map<std::string, Value>& parameters,
                               RelationNames& relations) {
  ir::Program program;
  for (const auto& rule : rules) {
    const auto arity = static_cast<std::uint32_t>(rule->head.arguments.size());
    const auto id = static_cast<ir::RelationId>(program.relations.size());
    if (relations.try_emplace({rule->head.predicate, arity}, id).second)
      program.relations.push_back({rule->head.predicate, arity});
  }
  const LoweringContext context{terms, parameters, program, relations};
  for (const auto& rule : rules) {
    Result<ir::Rule> lowered = LowerRule(rule, context);
    if (!lowered.ok())
      return Status(lowered.status().code(), rule->origin + ":" + std::to_string(rule->place.line) +
                                                 ": " + lowered.status().message());
    program.rules.push_back(*std::move(lowered));
  }
  return program;
}

Result<ir::Query> LowerQuery(const ast::Query& query, const LoweringContext& context) {
  std::optional<std::vector<ParameterPlace>> places;
  return LowerQuery(query, context, places);
}

Result<ir::Query> LowerQuery(const ast::Query& query, const LoweringContext& context,
                             std::optional<std::vector<ParameterPlace>>& places) {
  ir::Query lowered;
  RewriteScope scope(context, lowered.rule);
  scope.LowerBody(query.body);
  if (query.select.empty()) {
    Appearances appearances;
    for (const ast::BodyLiteral& literal : query.body) appearances.Add(literal);
    for (const std::string& name : appearances.names()) {
      lowered.rule.columns.push_back(ir::Term::Of(scope.SlotOf(name)));
      lowered.column_names.push_back(name);
    }
    lowered.yes_no = lowered.column_names.empty();
  }
  for (const ast::Column& column : query.select) {
    lowered.rule.columns.push_back(LowerColumn(column.value, scope));
    lowered.column_names.push_back(NameOfColumn(column));
  }
  if (!scope.status().ok()) return scope.status();
  lowered.has_closures = scope.has_closures();
  places = PlacesIn(query, scope, lowered);
  return lowered;
}

bool PutParameters(const std::vector<ParameterPlace>& places, const LoweringContext& context,
                   ir::Query& lowered) {
  ir::Rule made;  // nothing may come into it
  RewriteScope scope(context, made);
  for (const ParameterPlace& place : places) {
    auto& atom = std::get<ir::Atom>(lowered.rule.body[place.literal].node);
    const std::optional<ir::Term> term = scope.TermAgain(atom, place.column, *place.parameter);
    if (!term) return false;
    atom.terms[place.column] = *term;
  }
  return true;
}

Result<std::uint64_t> LowerCount(const ast::Count& count,
                                 const std::map<std::string, Value>& parameters) {
  if (const auto* number = std::get_if<std::uint64_t>(&count.value)) return *number;
  const std::string& name = std::get<ast::Parameter>(count.value).name;
  const auto value = parameters.find(name);
  const bool whole = value != parameters.end() && value->second.kind == ValueKind::kNumber &&
                     value->second.number >= 0 &&
                     std::floor(value->second.number) == value->second.number;
  if (!whole)
    return Status(Code::kInvalidInput, "the parameter $" + name + " must be a whole number");
  return static_cast<std::uint64_t>(value->second.number);
}

}  // namespace lode
