// What a rule reads, and how it prints.

#include "query/program/ir.h"

#include <algorithm>

#include "query/program/typed_values.h"

namespace lode::ir {

namespace {

void Append(Slot slot, std::vector<Slot>& slots) {
  if (std::find(slots.begin(), slots.end(), slot) == slots.end()) slots.push_back(slot);
}

void AppendSlots(const Literal& literal, std::vector<Slot>& slots) {
  if (const auto* atom = std::get_if<Atom>(&literal.node)) {
    for (const Term& term : atom->terms)
      if (term.is_slot()) Append(term.slot, slots);
  } else if (const auto* negation = std::get_if<Negation>(&literal.node)) {
    for (const Literal& inner : negation->body) AppendSlots(inner, slots);
  } else if (const auto* comparison = std::get_if<Comparison>(&literal.node)) {
    AppendSlots(*comparison->left, slots);
    AppendSlots(*comparison->right, slots);
  } else if (const auto* test = std::get_if<Test>(&literal.node)) {
    for (const ExprPtr& argument : test->arguments) AppendSlots(*argument, slots);
  } else {
    const auto& binding = std::get<Binding>(literal.node);
    Append(binding.slot, slots);
    AppendSlots(*binding.value, slots);
  }
}

std::string NameOf(Slot slot, const Rule& rule) {
  const std::string& name = rule.slot_names[slot];
  return name.empty() ? "_" + std::to_string(slot) : name;
}

std::string ToString(const Expr& expr, const Rule& rule) {
  if (const auto* slot = std::get_if<Slot>(&expr.node)) return NameOf(*slot, rule);
  if (const auto* constant = std::get_if<Constant>(&expr.node)) return WordsOf(constant->value);
  if (const auto* call = std::get_if<FunctionCall>(&expr.node))
    return std::string(InfoOf(call->function).name) + "(" + ToString(*call->arguments[0], rule) +
           ")";
  const auto& arithmetic = std::get<Arithmetic>(expr.node);
  return "(" + ToString(*arithmetic.left, rule) + " " + arithmetic.op + " " +
         ToString(*arithmetic.right, rule) + ")";
}

std::string NameOf(const Atom& atom, const Program& program) {
  if (atom.attribute) return std::string(InfoOf(*atom.attribute).name);
  if (atom.path) return "path";
  if (!atom.inline_terms.empty()) return "one-of-" + std::to_string(atom.inline_terms.size());
  if (atom.source) return std::string(atom.source->predicate());
  return atom.relations.empty() ? "none" : program.relations[atom.relations[0].relation].name;
}

std::string ToString(const Atom& atom, const Rule& rule, const Program& program,
                     const TermWriter& name_of) {
  if (name_of && !atom.inline_terms.empty()) {
    std::string names;
    for (const TermId term : atom.inline_terms)
      names += (names.empty() ? " is " : " or ") + name_of(term);
    return NameOf(atom.terms[0].slot, rule) + names;
  }
  std::string text = NameOf(atom, program) + "(";
  for (std::size_t i = 0; i < atom.terms.size(); ++i) {
    if (i > 0) text += ", ";
    const Term& term = atom.terms[i];
    text += term.is_slot() ? NameOf(term.slot, rule)
            : name_of      ? name_of(term.constant)
                           : "#" + std::to_string(term.constant.payload());
  }
  return text + ")";
}

}  // namespace

bool Rule::has_aggregate() const {
  return std::any_of(columns.begin(), columns.end(), [](const HeadColumn& column) {
    return std::holds_alternative<Aggregate>(column);
  });
}

void AppendSlots(const Expr& expr, std::vector<Slot>& slots) {
  if (const auto* slot = std::get_if<Slot>(&expr.node)) {
    Append(*slot, slots);
  } else if (const auto* call = std::get_if<FunctionCall>(&expr.node)) {
    for (const ExprPtr& argument : call->arguments) AppendSlots(*argument, slots);
  } else if (const auto* arithmetic = std::get_if<Arithmetic>(&expr.node)) {
    AppendSlots(*arithmetic->left, slots);
    AppendSlots(*arithmetic->right, slots);
  }
}

std::vector<Slot> SlotsOf(const Literal& literal) {
  std::vector<Slot> slots;
  AppendSlots(literal, slots);
  return slots;
}

std::vector<Slot> BindingSlots(const Rule& rule) {
  std::vector<Slot> bound;  // slots that only negations hold are no bindings
  for (const Literal& literal : rule.body)
    if (!std::holds_alternative<Negation>(literal.node)) AppendSlots(literal, bound);
  std::vector<Slot> slots;
  const auto add = [&](Slot slot) {
    if (std::find(bound.begin(), bound.end(), slot) != bound.end()) Append(slot, slots);
  };
  for (const Slot slot : rule.named) add(slot);
  for (const HeadColumn& column : rule.columns) {
    if (const auto* term = std::get_if<Term>(&column))
      add(term->slot);
    else
      add(std::get<Aggregate>(column).argument);
  }
  return slots;
}

std::vector<Dependency> DependenciesOf(const std::vector<Literal>& body) {
  std::vector<Dependency> found;
  for (const Literal& literal : body) {
    if (const auto* atom = std::get_if<Atom>(&literal.node)) {
      for (const RelationPart& part : atom->relations) found.push_back({part.relation, false});
      if (!atom->path) continue;
      for (const PathLink& link : atom->path->links)
        for (const RelationPart& part : link.link.relations) found.push_back({part.relation, true});
    } else if (const auto* negation = std::get_if<Negation>(&literal.node)) {
      for (const Dependency& inner : DependenciesOf(negation->body))
        found.push_back({inner.relation, true});
    }
  }
  return found;
}

std::string ToString(const Literal& literal, const Rule& rule, const Program& program,
                     const TermWriter& name_of) {
  if (const auto* atom = std::get_if<Atom>(&literal.node))
    return ToString(*atom, rule, program, name_of);
  if (const auto* negation = std::get_if<Negation>(&literal.node)) {
    std::string text = "not (";
    for (const Literal& inner : negation->body)
      text += ToString(inner, rule, program, name_of) + " ";
    text.back() = ')';
    return text;
  }
  if (const auto* comparison = std::get_if<Comparison>(&literal.node)) {
    constexpr std::string_view kOps[] = {"=", "!=", "<", "<=", ">", ">="};
    return ToString(*comparison->left, rule) + " " +
           std::string(kOps[static_cast<int>(comparison->op)]) + " " +
           ToString(*comparison->right, rule);
  }
  if (const auto* test = std::get_if<Test>(&literal.node))
    return std::string(InfoOf(test->builtin).name) + "(" + ToString(*test->arguments[0], rule) +
           ", " + ToString(*test->arguments[1], rule) + ")";
  const auto& binding = std::get<Binding>(literal.node);
  return NameOf(binding.slot, rule) + " := " + ToString(*binding.value, rule);
}

std::string ToString(const Rule& rule, const Program& program) {
  std::string text;
  for (const HeadColumn& column : rule.columns) {
    const auto* term = std::get_if<Term>(&column);
    if (!text.empty()) text += ", ";
    text += !term ? "aggregate" : term->is_slot() ? NameOf(term->slot, rule) : "constant";
  }
  text = "(" + text + ") :- ";
  for (const Literal& literal : rule.body) text += ToString(literal, rule, program) + "; ";
  return text;
}

}  // namespace lode::ir
