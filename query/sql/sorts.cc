// Rules add what their heads can hold until no column grows: a least fixpoint over sets of
// bits, so it ends soon.

#include "query/sql/sorts.h"

#include <algorithm>
#include <map>

#include "query/program/typed_values.h"

namespace lode::sql {

namespace {

Sorts SortsOfAttribute(Builtin attribute, std::size_t column) {
  if (column == 0)
    return InfoOf(attribute).kind == BuiltinKind::kArticleAttribute ? kArticle
                                                                    : kStatement | kAbsent;
  switch (attribute) {
    case Builtin::kArticle: return kArticle;
    case Builtin::kSaidBy: return kEntity;
    case Builtin::kVia:
    case Builtin::kTime: return kStoredValue;
    case Builtin::kConfidence:
    case Builtin::kSources: return kComputed;
    case Builtin::kPremise:
    case Builtin::kConflicts: return kStatement | kAbsent;
    case Builtin::kPublished: return kDate;
    case Builtin::kQualifier: return column == 1 ? kWords | kAbsent : kStoredValue;
    case Builtin::kSentences: return column == 1 ? kComputed : kWords | kAbsent;
    default: return kWords | kAbsent;
  }
}

Sorts SortsOfStored(const ir::StoredPart& stored, std::size_t column) {
  const bool swaps = std::any_of(stored.predicates.begin(), stored.predicates.end(),
                                 [](const ir::PredicateUse& use) { return use.symmetric; });
  switch (stored.columns[column].kind) {
    case ir::ColumnKind::kSubject: return swaps ? kStoredValue : kEntity;
    case ir::ColumnKind::kPredicate: return kPredicate;
    case ir::ColumnKind::kStatement: return kStatement | kAbsent;
    case ir::ColumnKind::kSpeaker: return kEntity | kArticle;
    default: return kStoredValue;
  }
}

// The sorts of a rule's slots.
class RuleSorts {
 public:
  RuleSorts(const ir::Rule& rule, const RelationSorts& relations, TermTable& terms)
      : relations_(relations), terms_(terms) {
    for (const ir::Literal& literal : rule.body)
      if (const auto* atom = std::get_if<ir::Atom>(&literal.node)) Take(*atom);
    for (const ir::Literal& literal : rule.body)
      if (const auto* binding = std::get_if<ir::Binding>(&literal.node))
        slots_[binding->slot] = Of(*binding->value);
  }
  Sorts Of(ir::Slot slot) const {
    const auto found = slots_.find(slot);
    return found == slots_.end() ? 0 : found->second;
  }

 private:
  void Take(const ir::Atom& atom) {
    for (std::size_t i = 0; i < atom.terms.size(); ++i) {
      if (!atom.terms[i].is_slot()) continue;
      const Sorts sorts = SortsOfColumn(atom, i, relations_, terms_);
      const auto [at, is_new] = slots_.try_emplace(atom.terms[i].slot, sorts);
      if (!is_new) at->second = Shared(at->second, sorts);
    }
  }
  Sorts Of(const ir::Expr& expr) const {
    if (const auto* slot = std::get_if<ir::Slot>(&expr.node)) return Of(*slot);
    if (const auto* constant = std::get_if<ir::Constant>(&expr.node))
      return SortsOfValue(constant->value);
    if (const auto* call = std::get_if<ir::FunctionCall>(&expr.node))
      return call->function == Builtin::kLower ? kWords | kAbsent : kComputed;
    const auto& arithmetic = std::get<ir::Arithmetic>(expr.node);
    const Sorts both = Of(*arithmetic.left) | Of(*arithmetic.right);
    return both & (kKinds | kAmount) ? kAmount : kComputed;
  }

  const RelationSorts& relations_;
  TermTable& terms_;
  std::map<ir::Slot, Sorts> slots_;
};

// Relations that one atom reads together with stored statements, or with each other's keys.
void MarkBesideKeys(const ir::Program& program, RelationSorts& sorts) {
  for (const ir::Rule& rule : program.rules)
    for (const ir::Literal& literal : rule.body)
      if (const auto* atom = std::get_if<ir::Atom>(&literal.node); atom && atom->stored)
        for (const ir::RelationPart& part : atom->relations)
          for (Sorts& column : sorts[part.relation]) column |= kBesideKeys;
}

}  // namespace

bool IsPlainNumber(const Value& value) {
  return value.kind == ValueKind::kNumber && !value.number_to && value.per.empty() &&
         value.comparator == Comparator::kEqual;
}

Form FormOf(Sorts sorts) {
  if (sorts & kAmount) return Form::kNeither;
  const bool keys = (sorts & (kKinds | kBesideKeys)) != 0;
  if (sorts & kComputed) return keys ? Form::kNeither : Form::kCalculated;
  return (sorts & kWrittenNumber) && !keys ? Form::kCalculated : Form::kKey;
}

Sorts AsKey(Sorts sorts) {
  const Sorts numbers = sorts & (kWrittenNumber | kComputed) ? kNumber | kUnplaced : 0;
  return (sorts & (kKinds | kAbsent | kUnplaced)) | numbers;
}

Sorts Shared(Sorts a, Sorts b) {
  const Form left = FormOf(a), right = FormOf(b);
  if (left == Form::kCalculated && right == Form::kCalculated) return (a | b) & ~kBesideKeys;
  return AsKey(a) & AsKey(b);
}

Sorts SortsOfValue(const Value& value) {
  if (IsPlainNumber(value)) return kWrittenNumber;
  switch (value.kind) {
    case ValueKind::kEntity: return kEntity;
    case ValueKind::kQuote:
    case ValueKind::kText: return kWords | kAbsent;
    case ValueKind::kNumber: return kNumber | kUnplaced;
    case ValueKind::kDate: return kDate | kUnplaced;
    case ValueKind::kBoolean: return kBoolean | kUnplaced;
    case ValueKind::kStatement: return kStatement | kAbsent;
    case ValueKind::kArticle: return kArticle;
    case ValueKind::kPredicate: return kPredicate | kUnplaced;
    default: return kMeasure | kUnplaced;
  }
}

Sorts SortsOfConstant(TermId term, TermTable& terms) {
  return SortsOfValue(terms.ValueOf(term));
}

Sorts SortsOfColumn(const ir::Atom& atom, std::size_t column, const RelationSorts& relations,
                    TermTable& terms) {
  if (atom.attribute) return SortsOfAttribute(*atom.attribute, column);
  Sorts sorts = 0;
  for (const TermId term : atom.inline_terms) sorts |= SortsOfConstant(term, terms);
  if (atom.stored) sorts |= SortsOfStored(*atom.stored, column);
  for (const ir::RelationPart& part : atom.relations) {
    const std::vector<Sorts>& columns = relations[part.relation];
    const std::size_t own = part.swapped && column < 2 ? 1 - column : column;
    sorts |= own < columns.size() ? columns[own] : kPredicate | kUnplaced;
  }
  return sorts;
}

std::vector<Sorts> SortsOfColumns(const ir::Rule& rule, const RelationSorts& relations,
                                  TermTable& terms) {
  const RuleSorts slots(rule, relations, terms);
  std::vector<Sorts> columns;
  for (const ir::HeadColumn& column : rule.columns) {
    const auto* aggregate = std::get_if<ir::Aggregate>(&column);
    if (const auto* term = std::get_if<ir::Term>(&column))
      columns.push_back(term->is_slot() ? slots.Of(term->slot)
                                        : SortsOfConstant(term->constant, terms));
    else
      columns.push_back(aggregate->kind == ast::AggregateKind::kMin ||
                                aggregate->kind == ast::AggregateKind::kMax
                            ? slots.Of(aggregate->argument)
                            : kComputed);
    columns.back() &= ~kBesideKeys;
  }
  return columns;
}

RelationSorts SortsOf(const ir::Program& program, TermTable& terms) {
  RelationSorts sorts;
  for (const ir::RelationInfo& relation : program.relations)
    sorts.emplace_back(relation.arity, Sorts{0});
  MarkBesideKeys(program, sorts);
  for (bool grew = true; grew;) {
    grew = false;
    for (const ir::Rule& rule : program.rules) {
      const std::vector<Sorts> made = SortsOfColumns(rule, sorts, terms);
      for (std::size_t i = 0; i < made.size(); ++i) {
        Sorts& column = sorts[rule.head][i];
        grew = grew || (column | made[i]) != column;
        column |= made[i];
      }
    }
  }
  return sorts;
}

}  // namespace lode::sql
