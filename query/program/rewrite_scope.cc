// Arguments, names and equations.
//
// A constant in an atom becomes a set of terms where it can be listed (a name: its
// entities and its words), so that it reaches the scans; where it cannot (a measure
// that converts, words with quotation marks) it becomes a fresh variable and a test.
//
// The hard bit is `V = expression`: whether it binds V or tests it must not depend on
// the order of the literals. It tests V when any positive atom holds V, and binds it
// otherwise, as soon as the other side can be calculated.

#include "query/program/rewrite_scope.h"

#include <algorithm>
#include <cmath>

#include "query/check/name_resolution.h"
#include "query/program/typed_values.h"

namespace lode {

namespace {

template <typename Node>
ir::ExprPtr MakeExpr(Node node) {
  return std::make_shared<const ir::Expr>(ir::Expr{std::move(node)});
}

bool HasQuoteMark(std::string_view text) {
  const std::string straight = StraightQuotes(text);
  return straight.find_first_of("'\"") != std::string::npos;
}

Value Negative(Value value) {
  value.number = -value.number;
  value.text.clear();
  return value;
}

}  // namespace

void RewriteScope::Fail(Status status) {
  if (status_.ok()) status_ = std::move(status);
}

ir::Slot RewriteScope::NewSlot(const std::string& name) {
  rule_.slot_names.push_back(name);
  return rule_.slot_count++;
}

ir::Slot RewriteScope::SlotOf(const std::string& variable) {
  if (variable == "_") return NewSlot();
  const auto [at, is_new] = slots_.try_emplace(variable, 0);
  if (is_new) {
    at->second = NewSlot(variable);
    rule_.named.push_back(at->second);
  }
  return at->second;
}

// -- names and constants

std::optional<ast::Name> RewriteScope::NameIn(const ast::Expr& expr) {
  if (const auto* name = std::get_if<ast::Name>(&expr.node)) return *name;
  const auto* parameter = std::get_if<ast::Parameter>(&expr.node);
  if (!parameter) return std::nullopt;
  const auto value = context_.parameters.find(parameter->name);
  if (value == context_.parameters.end()) return std::nullopt;
  if (value->second.kind == ValueKind::kEntity) return ast::Name{value->second.entity.id, true};
  if (!IsWords(value->second.kind)) return std::nullopt;
  return ast::Name{value->second.text, true};
}

std::optional<Value> RewriteScope::ConstantValue(const ast::Expr& expr) {
  if (const auto* literal = std::get_if<ast::Literal>(&expr.node)) return literal->value;
  if (const auto* negate = std::get_if<ast::Negate>(&expr.node)) {
    std::optional<Value> value = ConstantValue(*negate->operand);
    if (value && IsMeasured(value->kind)) return Negative(*std::move(value));
    return std::nullopt;
  }
  if (const auto* parameter = std::get_if<ast::Parameter>(&expr.node)) {
    const auto value = context_.parameters.find(parameter->name);
    if (value != context_.parameters.end()) return value->second;
    Fail({Code::kInvalidInput, "no value was given for the parameter $" + parameter->name});
  }
  return std::nullopt;
}

std::vector<TermId> RewriteScope::EntitiesOf(const ast::Name& name) const {
  const Snapshot& snapshot = context_.terms.snapshot();
  if (name.text.starts_with("e:"))
    if (auto entities = ResolveEntityRef(snapshot, ast::EntityRef{name.text}); !entities.empty())
      return entities;
  return ResolveName(snapshot, name);
}

ir::Constant RewriteScope::LowerName(const ast::Name& name) const {
  ir::Constant constant;
  constant.terms = EntitiesOf(name);
  constant.value = TextValue(name.text);
  constant.is_name = true;
  if (const auto predicate = context_.terms.Find(PredicateValue(name.text)))
    constant.terms.push_back(*predicate);
  return constant;
}

// `local`: the column may hold values that rules made, not only stored ones.
std::optional<std::vector<TermId>> RewriteScope::TermsOfName(const ast::Name& name, bool local) {
  std::vector<TermId> terms = EntitiesOf(name);
  if (terms.empty() && HasQuoteMark(name.text)) return std::nullopt;
  const Snapshot& snapshot = context_.terms.snapshot();
  if (const auto article =
          name.text.starts_with("a:") ? snapshot.FindArticle(name.text) : std::nullopt)
    terms.push_back(*article);
  if (const auto statement =
          name.text.starts_with("st:") ? snapshot.FindStatement(name.text) : std::nullopt)
    terms.push_back(*statement);
  Value words = TextValue(name.text);
  if (local) context_.terms.Intern(words);
  for (const ValueKind kind : {ValueKind::kText, ValueKind::kQuote}) {
    words.kind = kind;
    if (const auto term = context_.terms.Find(words)) terms.push_back(*term);
  }
  return terms;
}

// -- expressions

ir::ExprPtr RewriteScope::LowerExpr(const ast::Expr& expr) {
  if (const auto* variable = std::get_if<ast::Variable>(&expr.node))
    return MakeExpr(SlotOf(variable->name));
  if (const auto* ref = std::get_if<ast::EntityRef>(&expr.node)) {
    ir::Constant constant;
    constant.terms = ResolveEntityRef(context_.terms.snapshot(), *ref);
    constant.value = TextValue(ref->id);
    constant.is_name = true;
    return MakeExpr(std::move(constant));
  }
  if (const auto name = NameIn(expr)) return MakeExpr(LowerName(*name));
  if (const std::optional<Value> value = ConstantValue(expr))
    return MakeExpr(ir::Constant{{}, *value, false});
  if (const auto* call = std::get_if<ast::Call>(&expr.node)) {
    const BuiltinInfo* function = FindFunction(call->function);
    if (!function || call->arguments.size() != 1) {
      Fail({Code::kInvalidInput, call->function + "() is no function of one argument"});
      return MakeExpr(ir::Constant{});
    }
    return MakeExpr(ir::FunctionCall{function->builtin, {LowerExpr(*call->arguments[0])}});
  }
  if (const auto* binary = std::get_if<ast::Binary>(&expr.node))
    return MakeExpr(
        ir::Arithmetic{binary->op, LowerExpr(*binary->left), LowerExpr(*binary->right)});
  if (const auto* negate = std::get_if<ast::Negate>(&expr.node)) {
    ir::ExprPtr minus_one = MakeExpr(ir::Constant{{}, NumberValue(-1), false});
    return MakeExpr(ir::Arithmetic{'*', LowerExpr(*negate->operand), std::move(minus_one)});
  }
  return MakeExpr(ir::Constant{});
}

// -- arguments

ir::Term RewriteScope::OneOf(const std::vector<TermId>& terms, Literals& out) {
  if (terms.size() == 1) return ir::Term::Of(terms.front());
  const ir::Term term = ir::Term::Of(NewSlot());
  ir::Atom atom;
  atom.inline_terms = terms;
  atom.terms = {term};
  out.push_back({std::move(atom)});
  return term;
}

ir::Term RewriteScope::Computed(ir::ExprPtr value, bool folded, ast::Place place, Literals& out) {
  const ir::Slot slot = NewSlot();
  out.push_back({ir::Comparison{ast::Compare::kEqual, true, folded, MakeExpr(slot),
                                std::move(value), place}});
  return ir::Term::Of(slot);
}

ir::Term RewriteScope::LowerArgument(const ast::Expr& expr, const ir::Atom& atom, bool folded,
                                     Literals& out) {
  if (const auto* variable = std::get_if<ast::Variable>(&expr.node))
    return ir::Term::Of(SlotOf(variable->name));
  if (const auto* ref = std::get_if<ast::EntityRef>(&expr.node))
    return OneOf(ResolveEntityRef(context_.terms.snapshot(), *ref), out);
  if (const auto name = NameIn(expr); name && !folded) {
    if (const auto terms = TermsOfName(*name, !atom.relations.empty())) return OneOf(*terms, out);
  } else if (const std::optional<Value> value = ConstantValue(expr); value && !atom.stored) {
    // Rules make plain numbers: list them, so that they reach the index.
    if (value->kind == ValueKind::kNumber && std::floor(value->number) == value->number &&
        (value->number < 1000 || value->number > 9999))
      return ir::Term::Of(context_.terms.Intern(*value));
  }
  return Computed(LowerExpr(expr), folded, expr.place, out);
}

ir::Term RewriteScope::LowerHeadTerm(const ast::Expr& expr) {
  if (const auto* variable = std::get_if<ast::Variable>(&expr.node))
    return ir::Term::Of(SlotOf(variable->name));
  if (const auto* ref = std::get_if<ast::EntityRef>(&expr.node))
    return OneOf(ResolveEntityRef(context_.terms.snapshot(), *ref), rule_.body);
  if (const auto name = NameIn(expr)) {
    std::vector<TermId> terms = EntitiesOf(*name);
    if (terms.empty()) terms.push_back(context_.terms.InternText(name->text));
    return OneOf(terms, rule_.body);
  }
  if (const std::optional<Value> value = ConstantValue(expr))
    return ir::Term::Of(context_.terms.Intern(*value));
  const ir::Slot slot = NewSlot();
  rule_.body.push_back({ir::Binding{slot, LowerExpr(expr), expr.place}});
  return ir::Term::Of(slot);
}

// -- bodies

void RewriteScope::NoteVariable(const ast::ExprPtr& expr) {
  if (!expr) return;
  if (const auto* variable = std::get_if<ast::Variable>(&expr->node))
    bound_by_atoms_.insert(variable->name);
}

void RewriteScope::NoteAtomVariables(const ast::Atom& atom) {
  if (atom.negated) return;
  const BuiltinInfo* builtin = FindBuiltin(atom.predicate(), atom.arguments.size());
  if (builtin && builtin->kind == BuiltinKind::kTest) return;
  if (builtin && builtin->kind == BuiltinKind::kFunction) return;
  NoteVariable(atom.speaker);
  for (const ast::ExprPtr& argument : atom.arguments) NoteVariable(argument);
  for (const ast::NamedArgument& argument : atom.named) NoteVariable(argument.value);
  if (atom.statement) bound_by_atoms_.insert(*atom.statement);
  if (atom.path_variable) bound_by_atoms_.insert(*atom.path_variable);
}

void RewriteScope::LowerBody(const std::vector<ast::BodyLiteral>& body) {
  is_alone_ = body.size() == 1;
  for (const ast::BodyLiteral& literal : body)
    if (const auto* atom = std::get_if<ast::Atom>(&literal)) NoteAtomVariables(*atom);
  for (const ast::BodyLiteral& literal : body) {
    if (const auto* atom = std::get_if<ast::Atom>(&literal))
      LowerAtom(*atom);
    else
      LowerComparison(std::get<ast::Comparison>(literal));
  }
  SettleEquations();
  NoteParts();
}

// Where a test wants words of a sentence, the sentences need not all be walked. The test stays.
void RewriteScope::NoteParts() {
  for (const ir::Literal& literal : rule_.body) {
    const auto* test = std::get_if<ir::Test>(&literal.node);
    if (!test || (test->builtin != Builtin::kContains && test->builtin != Builtin::kStartsWith))
      continue;
    const auto* slot = std::get_if<ir::Slot>(&test->arguments[0]->node);
    const auto* words = std::get_if<ir::Constant>(&test->arguments[1]->node);
    if (!slot || !words) continue;
    for (ir::Literal& other : rule_.body) {
      auto* atom = std::get_if<ir::Atom>(&other.node);
      if (!atom || !atom->attribute) continue;
      const bool of_article = *atom->attribute == Builtin::kSentences;
      if (!of_article && *atom->attribute != Builtin::kSentence) continue;
      if (atom->terms[of_article ? 2 : 1].slot != *slot) continue;
      std::string part = WordsOf(words->value);
      if (part.size() > atom->part.size()) atom->part = std::move(part);
    }
  }
}

// X = name: the terms of the name reach the scans.
bool RewriteScope::LowerNameEquation(const ast::Expr& variable, const ast::Expr& name_expr) {
  const auto* left = std::get_if<ast::Variable>(&variable.node);
  const auto name = NameIn(name_expr);
  if (!left || !name) return false;
  std::vector<TermId> terms = EntitiesOf(*name);
  if (bound_by_atoms_.contains(left->name)) {
    const auto all = TermsOfName(*name, true);
    if (!all || HasQuoteMark(name->text)) return false;
    terms = *all;
    if (const auto predicate = context_.terms.Find(PredicateValue(name->text)))
      terms.push_back(*predicate);
  } else if (terms.empty()) {
    terms.push_back(context_.terms.InternText(name->text));
  }
  ir::Atom atom;
  atom.inline_terms = terms;
  atom.terms = {ir::Term::Of(SlotOf(left->name))};
  bound_by_equations_.insert(atom.terms[0].slot);
  rule_.body.push_back({std::move(atom)});
  return true;
}

void RewriteScope::LowerComparison(const ast::Comparison& comparison) {
  ir::Comparison lowered;
  lowered.op = comparison.op;
  lowered.place = comparison.place;
  if (comparison.op == ast::Compare::kEqual &&
      (LowerNameEquation(*comparison.left, *comparison.right) ||
       LowerNameEquation(*comparison.right, *comparison.left)))
    return;
  lowered.left = LowerExpr(*comparison.left);
  lowered.right = LowerExpr(*comparison.right);
  if (comparison.op == ast::Compare::kEqual) {
    equations_.push_back(std::move(lowered));
  } else {
    rule_.body.push_back({std::move(lowered)});
  }
}

bool RewriteScope::IsBound(const ir::Expr& expr) const {
  std::vector<ir::Slot> slots;
  ir::AppendSlots(expr, slots);
  return std::all_of(slots.begin(), slots.end(), [&](ir::Slot slot) {
    return bound_by_equations_.contains(slot) || bound_by_atoms_.contains(rule_.slot_names[slot]);
  });
}

// Turns equations of unbound variables into bindings until no more can be.
void RewriteScope::SettleEquations() {
  for (bool again = true; again;) {
    again = false;
    for (auto equation = equations_.begin(); equation != equations_.end(); ++equation) {
      const bool left = IsBound(*equation->left), right = IsBound(*equation->right);
      const ir::ExprPtr& target = left ? equation->right : equation->left;
      const ir::ExprPtr& value = left ? equation->left : equation->right;
      const auto* slot = std::get_if<ir::Slot>(&target->node);
      if (left == right || !slot) continue;
      bound_by_equations_.insert(*slot);
      rule_.body.push_back({ir::Binding{*slot, value, equation->place}});
      equations_.erase(equation);
      again = true;
      break;
    }
  }
  for (ir::Comparison& equation : equations_) rule_.body.push_back({std::move(equation)});
  equations_.clear();
}

}  // namespace lode
