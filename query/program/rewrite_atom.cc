// Atoms: what a predicate stands for.
//
// An atom of two arguments reads the stored statements of its predicate and of all
// that lie under it, and whatever rules add to any of these. Statement syntax (`@ S`,
// `Who:`, a prefix, a qualifier) sees stored statements only. `triple` and `any` read
// every predicate.

#include <algorithm>

#include "query/program/rewrite_scope.h"
#include "query/program/typed_values.h"
#include "storage/schema/schema.h"
#include "storage/terms/dictionary.h"

namespace lode {

namespace {

constexpr std::uint64_t kManyRows = 10'000;  // that are not all compared with a measure

bool HasStatementSyntax(const ast::Atom& atom) {
  return atom.speaker || atom.statement || atom.HasPrefix() || !atom.named.empty();
}

// `p`, `^p` and `any`, which are read as triples.
struct PlainPath {
  std::string predicate;
  bool any = false, inverse = false;
};
PlainPath PlainPathOf(const ast::Path& path) {
  if (path.kind == ast::Path::Kind::kAny) return {"any", true, false};
  if (path.kind != ast::Path::Kind::kInverse) return {path.predicate, false, false};
  PlainPath plain = PlainPathOf(*path.parts.at(0));
  plain.inverse = !plain.inverse;
  return plain;
}

}  // namespace

void SetStatementDefaults(const ast::Atom& atom, ir::StoredPart& stored) {
  if (atom.any)
    stored.polarity = std::nullopt, stored.modality = std::nullopt, stored.ended = std::nullopt;
  if (atom.polarity) stored.polarity = atom.polarity;
  if (atom.modality) stored.modality = atom.modality;
  if (atom.former) stored.ended = true;
}

void RewriteScope::LowerAtom(const ast::Atom& atom) {
  if (!atom.negated) return LowerPlainAtom(atom, rule_.body);
  ir::Negation negation;
  negation.place = atom.place;
  negation.source = &atom;
  LowerPlainAtom(atom, negation.body);
  rule_.body.push_back({std::move(negation)});
}

void RewriteScope::LowerPlainAtom(const ast::Atom& atom, Literals& out) {
  const BuiltinInfo* builtin = FindBuiltin(atom.predicate(), atom.arguments.size());
  if (builtin && !HasStatementSyntax(atom)) return LowerBuiltin(atom, *builtin, out);
  if (atom.is_path()) return LowerPath(atom, out);
  const PlainPath path = PlainPathOf(*atom.path);
  ir::Atom lowered;
  lowered.place = atom.place;
  lowered.source = &atom;
  if (path.predicate == "triple" && atom.arguments.size() == 3) {
    LowerTriple(atom, lowered, out);
    return;
  }
  if (path.any)
    UseAnyPredicate(lowered);
  else
    UsePredicate(path.predicate, atom.arguments.size(), lowered);
  if (HasStatementSyntax(atom)) {  // of a predicate that only rules know there are none
    lowered.relations.clear();
    if (!lowered.stored && atom.arguments.size() == 2) lowered.stored.emplace();
    if (!lowered.stored)
      return Fail({Code::kInvalidInput,
                   "`" + path.predicate + "` has no statements: only atoms of two arguments do"});
  }
  if (lowered.stored) {
    SetStatementDefaults(atom, *lowered.stored);
    const std::size_t subject = path.inverse ? 1 : 0;
    AddColumn(ir::ColumnKind::kSubject, "", *atom.arguments[subject], lowered, out);
    AddColumn(ir::ColumnKind::kObject, "", *atom.arguments[1 - subject], lowered, out);
    AddStatementColumns(atom, lowered, out);
  } else if (UseClosure(atom, lowered)) {
    has_closures_ = true;
    AddEnds(atom, lowered, out);
  } else {
    for (const ast::ExprPtr& argument : atom.arguments)
      lowered.terms.push_back(LowerArgument(*argument, lowered, false, out));
  }
  out.push_back({std::move(lowered)});
}

// A relation that is a path is asked as one where an end is known and nothing else is asked:
// no rule has to be copied and planned for what is known, and the question can be kept.
bool RewriteScope::UseClosure(const ast::Atom& atom, ir::Atom& lowered) const {
  if (!is_alone_ || atom.negated || lowered.relations.size() != 1 || lowered.terms.size() > 0)
    return false;
  const ir::RelationPart& part = lowered.relations.front();
  if (part.swapped || part.relation >= context_.closures.size() || atom.arguments.size() != 2)
    return false;
  const bool knows_an_end =
      std::any_of(atom.arguments.begin(), atom.arguments.end(), [](const ast::ExprPtr& argument) {
        return !std::holds_alternative<ast::Variable>(argument->node);
      });
  if (!knows_an_end || context_.closures[part.relation] == nullptr) return false;
  lowered.path = context_.closures[part.relation];
  lowered.relations.clear();
  return true;
}

void RewriteScope::AddColumn(ir::ColumnKind kind, const std::string& role, const ast::Expr& expr,
                             ir::Atom& lowered, Literals& out) {
  const std::size_t before = out.size();
  AddTerm(ColumnTerm(kind, expr, lowered, out), expr, before, lowered, out);
  lowered.stored->columns.push_back({kind, role});
}

ir::Term RewriteScope::ColumnTerm(ir::ColumnKind kind, const ast::Expr& expr, const ir::Atom& atom,
                                  Literals& out) {
  std::optional<ir::Term> term;
  if (kind == ir::ColumnKind::kObject && atom.relations.empty())
    term = SoughtTerm(expr, *atom.stored, out);
  else if (kind == ir::ColumnKind::kSubject && atom.relations.empty())
    term = SubjectTerm(expr, *atom.stored, out);
  return term ? *term : LowerArgument(expr, atom, false, out);
}

void RewriteScope::AddTerm(ir::Term term, const ast::Expr& expr, std::size_t literals_before,
                           ir::Atom& lowered, const Literals& out) {
  const bool is_parameter = std::holds_alternative<ast::Parameter>(expr.node);
  if (is_parameter && !term.is_slot() && out.size() == literals_before)
    plain_parameters_.push_back({lowered.source, lowered.terms.size(), &expr});
  lowered.terms.push_back(term);
}

std::optional<ir::Term> RewriteScope::TermAgain(const ir::Atom& atom, std::size_t column,
                                                const ast::Expr& parameter) {
  Literals made;
  const ir::Term term = atom.stored
                            ? ColumnTerm(atom.stored->columns[column].kind, parameter, atom, made)
                            : LowerArgument(parameter, atom, false, made);
  if (!made.empty() || term.is_slot() || !status_.ok()) return std::nullopt;
  return term;
}

// A name as the subject of stored statements, where it is an entity's: no words stand there,
// but of predicates that hold both ways.
std::optional<ir::Term> RewriteScope::SubjectTerm(const ast::Expr& expr,
                                                  const ir::StoredPart& stored, Literals& out) {
  const auto swaps = [](const ir::PredicateUse& use) { return use.symmetric; };
  if (std::any_of(stored.predicates.begin(), stored.predicates.end(), swaps)) return std::nullopt;
  const auto name = NameIn(expr);
  const std::vector<TermId> entities = name ? EntitiesOf(*name) : std::vector<TermId>();
  if (entities.empty()) return std::nullopt;
  return OneOf(entities, out);
}

// A number, date, truth or measure as the object of stored statements: a term by which the
// index is asked, so that what is worth the same is found without reading the predicate. Which
// measures are worth the same is known to the join; that costs reading all of them once.
std::optional<ir::Term> RewriteScope::SoughtTerm(const ast::Expr& expr,
                                                 const ir::StoredPart& stored, Literals& out) {
  if (NameIn(expr)) return std::nullopt;
  const std::optional<Value> value = ConstantValue(expr);
  if (!value) return std::nullopt;
  const Snapshot& snapshot = context_.terms.snapshot();
  if (value->kind == ValueKind::kBoolean) return ir::Term::Of(context_.terms.Intern(*value));
  if (auto near = snapshot.TermsNear(*value))
    return OneOf(TermsWorth(*value, stored, *std::move(near)), out);
  if (!IsMeasured(value->kind) || value->kind == ValueKind::kNumber) return std::nullopt;
  std::uint64_t rows = stored.any_predicate ? snapshot.Estimate({}) : 0;
  for (const ir::PredicateUse& use : stored.predicates) rows += snapshot.Estimate({{}, use.id, {}});
  if (rows < kManyRows) return std::nullopt;
  ir::Atom atom;
  atom.inline_terms = {context_.terms.Intern(*value)};
  atom.terms = {ir::Term::Of(NewSlot())};
  const ir::Term term = atom.terms.front();
  out.push_back({std::move(atom)});
  return term;
}

// Those of the terms that are the value, and that some row has, as far as that is told quickly.
std::vector<TermId> RewriteScope::TermsWorth(const Value& value, const ir::StoredPart& stored,
                                             std::vector<TermId> near) const {
  const Snapshot& snapshot = context_.terms.snapshot();
  const bool looks = near.size() > 1 && !stored.any_predicate && stored.predicates.size() <= 4 &&
                     std::none_of(stored.predicates.begin(), stored.predicates.end(),
                                  [](const ir::PredicateUse& use) { return use.symmetric; });
  const auto has_rows = [&](TermId term) {
    return std::any_of(stored.predicates.begin(), stored.predicates.end(),
                       [&](const ir::PredicateUse& use) {
                         return snapshot.Estimate({{}, use.id, term}) > 0;
                       });
  };
  std::erase_if(near, [&](TermId term) {
    if (looks && !has_rows(term)) return true;
    const bool is_equal = term.tag() == TermTag::kInteger || IsInline(term);
    return !is_equal && !SameValue(value, context_.terms.ValueOf(term));
  });
  return near;
}

void RewriteScope::AddStatementColumns(const ast::Atom& atom, ir::Atom& lowered, Literals& out) {
  if (atom.statement) {
    lowered.terms.push_back(ir::Term::Of(SlotOf(*atom.statement)));
    lowered.stored->columns.push_back({ir::ColumnKind::kStatement, ""});
  }
  if (atom.speaker) AddColumn(ir::ColumnKind::kSpeaker, "", *atom.speaker, lowered, out);
  for (const ast::NamedArgument& argument : atom.named)
    AddColumn(ir::ColumnKind::kQualifier, argument.role, *argument.value, lowered, out);
}

void RewriteScope::UseRules(const std::string& predicate, ir::Atom& lowered) {
  const auto relation = context_.relations.find({predicate, 2});
  if (relation == context_.relations.end()) return;
  const PredicateInfo* info = context_.terms.snapshot().schema().FindPredicate(predicate);
  const TermId term = context_.terms.Intern(PredicateValue(predicate));
  lowered.relations.push_back({relation->second, false, term});
  if (info && info->symmetric) lowered.relations.push_back({relation->second, true, term});
}

void RewriteScope::UsePredicate(const std::string& predicate, std::size_t arity,
                                ir::Atom& lowered) {
  if (arity != 2) {
    const auto relation = context_.relations.find({predicate, arity});
    if (relation != context_.relations.end())
      lowered.relations.push_back({relation->second, false, {}});
    return;
  }
  const Snapshot& snapshot = context_.terms.snapshot();
  const Schema& schema = snapshot.schema();
  ir::StoredPart stored;
  bool known = schema.FindPredicate(predicate) != nullptr;
  for (const std::string& name : schema.WithDescendants(predicate)) {
    UseRules(name, lowered);
    const std::optional<TermId> id = snapshot.FindPredicate(name);
    if (!id) continue;
    known = true;
    const PredicateInfo* info = schema.FindPredicate(name);
    stored.predicates.push_back({*id, info && info->symmetric});
  }
  if (known || lowered.relations.empty()) lowered.stored = std::move(stored);
}

void RewriteScope::UseAnyPredicate(ir::Atom& lowered) {
  const Snapshot& snapshot = context_.terms.snapshot();
  const Schema& schema = snapshot.schema();
  lowered.stored.emplace();
  lowered.stored->any_predicate = true;
  for (const PredicateInfo& info : schema.predicates()) {
    if (!info.symmetric) continue;
    if (const auto id = snapshot.FindPredicate(info.name))
      lowered.stored->predicates.push_back({*id, true});
  }
  for (const auto& [key, relation] : context_.relations) {
    const bool adds = schema.FindPredicate(key.first) || snapshot.FindPredicate(key.first);
    if (key.second == 2 && adds) UseRules(key.first, lowered);
  }
}

void RewriteScope::LowerTriple(const ast::Atom& atom, ir::Atom& lowered, Literals& out) {
  const auto name = NameIn(*atom.arguments[1]);
  if (name)
    UsePredicate(name->text, 2, lowered);
  else
    UseAnyPredicate(lowered);
  if (!lowered.stored) lowered.stored.emplace();
  if (HasStatementSyntax(atom)) lowered.relations.clear();
  SetStatementDefaults(atom, *lowered.stored);
  AddColumn(ir::ColumnKind::kSubject, "", *atom.arguments[0], lowered, out);
  AddColumn(ir::ColumnKind::kObject, "", *atom.arguments[2], lowered, out);
  if (!name) AddColumn(ir::ColumnKind::kPredicate, "", *atom.arguments[1], lowered, out);
  AddStatementColumns(atom, lowered, out);
  out.push_back({std::move(lowered)});
}

// -- built-ins

void RewriteScope::LowerBuiltin(const ast::Atom& atom, const BuiltinInfo& builtin, Literals& out) {
  switch (builtin.kind) {
    case BuiltinKind::kTest: {
      ir::Test test;
      test.builtin = builtin.builtin;
      test.place = atom.place;
      for (const ast::ExprPtr& argument : atom.arguments)
        test.arguments.push_back(LowerExpr(*argument));
      out.push_back({std::move(test)});
      return;
    }
    case BuiltinKind::kFunction:
      if (atom.negated) {
        ir::Comparison comparison;
        comparison.place = atom.place;
        comparison.left = LowerExpr(*atom.arguments[1]);
        comparison.right = std::make_shared<const ir::Expr>(
            ir::Expr{ir::FunctionCall{builtin.builtin, {LowerExpr(*atom.arguments[0])}}});
        out.push_back({std::move(comparison)});
        return;
      }
      return LowerFunction(atom, builtin.builtin);
    default: return LowerAttribute(atom, builtin.builtin, out);
  }
}

void RewriteScope::LowerFunction(const ast::Atom& atom, Builtin function) {
  ir::Comparison equation;
  equation.place = atom.place;
  equation.left = LowerExpr(*atom.arguments[1]);
  equation.right = std::make_shared<const ir::Expr>(
      ir::Expr{ir::FunctionCall{function, {LowerExpr(*atom.arguments[0])}}});
  equations_.push_back(std::move(equation));
}

// Names in metadata are words, not entities, and compare without letter case.
void RewriteScope::LowerAttribute(const ast::Atom& atom, Builtin attribute, Literals& out) {
  ir::Atom lowered;
  lowered.place = atom.place;
  lowered.source = &atom;
  lowered.attribute = attribute;
  const bool holds_terms = attribute == Builtin::kSaidBy || attribute == Builtin::kVia ||
                           attribute == Builtin::kArticle || attribute == Builtin::kPremise ||
                           attribute == Builtin::kEnded || attribute == Builtin::kConflicts ||
                           attribute == Builtin::kSources;
  for (std::size_t i = 0; i < atom.arguments.size(); ++i) {
    const bool is_value = i + 1 == atom.arguments.size();
    const bool folded = (i > 0 && !is_value && attribute == Builtin::kQualifier) ||
                        (is_value && !holds_terms && attribute != Builtin::kQualifier);
    lowered.terms.push_back(LowerArgument(*atom.arguments[i], lowered, folded, out));
  }
  out.push_back({std::move(lowered)});
}

}  // namespace lode
