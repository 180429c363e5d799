// Everything of a lowered rule that decides what it draws is written out; places in texts, names
// of variables and what only people read are not.

#include "query/kept/definition.h"

#include <algorithm>
#include <string_view>

#include "lode/compared.h"

namespace lode {

namespace {

class Writer {
 public:
  Writer(const ir::Program& program, TermTable& terms) : program_(program), terms_(terms) {}

  std::string Take() { return std::move(out_); }

  void Write(const ir::Rule& rule) {
    for (const ir::HeadColumn& column : rule.columns) {
      if (const auto* term = std::get_if<ir::Term>(&column)) {
        Add(*term);
        continue;
      }
      const auto& aggregate = std::get<ir::Aggregate>(column);
      Add("aggregate", static_cast<int>(aggregate.kind));
      Add("of", aggregate.argument);
    }
    for (const ir::Slot slot : rule.named) Add("named", slot);
    for (const ir::Literal& literal : rule.body) Write(literal);
  }

 private:
  void Add(std::string_view word) { out_.append(word).append(1, ' '); }
  template <typename Number>
  void Add(std::string_view word, Number number) {
    Add(word);
    Add(std::to_string(number));
  }
  void AddText(std::string_view text) {
    Add(std::to_string(text.size()));
    Add(text);
  }
  // What is in the dictionary by its value: it may have come there since.
  void Add(TermId term) {
    switch (term.tag()) {
      case TermTag::kLocal:
      case TermTag::kText:
      case TermTag::kQuote:
      case TermTag::kDecimal:
      case TermTag::kMeasure:
      case TermTag::kPredicate: return AddText(KeyOfTerm(terms_.ValueOf(term)));
      default: Add("#", term.bits);
    }
  }
  void Add(const ir::Term& term) {
    if (term.is_slot())
      Add("v", term.slot);
    else
      Add(term.constant);
  }

  void Write(const ir::Literal& literal) {
    out_ += "; ";
    if (const auto* atom = std::get_if<ir::Atom>(&literal.node)) {
      Write(*atom);
    } else if (const auto* negation = std::get_if<ir::Negation>(&literal.node)) {
      Add("not(");
      for (const ir::Literal& inner : negation->body) Write(inner);
      Add(")");
    } else if (const auto* comparison = std::get_if<ir::Comparison>(&literal.node)) {
      Add("compare", static_cast<int>(comparison->op));
      Add(comparison->matches ? "matches" : "");
      Add(comparison->folded ? "folded" : "");
      Write(*comparison->left);
      Write(*comparison->right);
    } else if (const auto* test = std::get_if<ir::Test>(&literal.node)) {
      Add("test", static_cast<int>(test->builtin));
      for (const ir::ExprPtr& argument : test->arguments) Write(*argument);
    } else {
      const auto& binding = std::get<ir::Binding>(literal.node);
      Add("bind", binding.slot);
      Write(*binding.value);
    }
  }

  void Write(const ir::Expr& expr) {
    if (const auto* slot = std::get_if<ir::Slot>(&expr.node)) {
      Add("v", *slot);
    } else if (const auto* constant = std::get_if<ir::Constant>(&expr.node)) {
      Add(constant->is_name ? "name" : "value");
      for (const TermId term : constant->terms) Add(term);
      AddText(KeyOfTerm(constant->value));
    } else if (const auto* call = std::get_if<ir::FunctionCall>(&expr.node)) {
      Add("call", static_cast<int>(call->function));
      for (const ir::ExprPtr& argument : call->arguments) Write(*argument);
    } else {
      const auto& arithmetic = std::get<ir::Arithmetic>(expr.node);
      Add(std::string(1, arithmetic.op));
      Write(*arithmetic.left);
      Write(*arithmetic.right);
    }
  }

  void Write(const ir::StoredPart& part) {
    Add(part.any_predicate ? "any" : "stored");
    for (const ir::PredicateUse& use : part.predicates) {
      Add(use.id);
      Add(use.symmetric ? "both" : "");
    }
    for (const ir::StoredColumn& column : part.columns) {
      Add("column", static_cast<int>(column.kind));
      AddText(column.role);
    }
    Add("polarity", part.polarity ? static_cast<int>(*part.polarity) : -1);
    Add("modality", part.modality ? static_cast<int>(*part.modality) : -1);
    Add("ended", part.ended ? static_cast<int>(*part.ended) : -1);
  }

  void Write(const ir::Atom& atom) {
    if (atom.stored) Write(*atom.stored);
    for (const ir::RelationPart& part : atom.relations) {
      Add(part.swapped ? "swapped" : "relation");
      AddText(program_.relations[part.relation].name);
      Add("/", program_.relations[part.relation].arity);
      Add(part.predicate);
    }
    if (atom.attribute) Add("attribute", static_cast<int>(*atom.attribute));
    AddText(atom.part);
    for (const TermId term : atom.inline_terms) Add(term);
    if (atom.path) Write(*atom.path);
    Add("(");
    for (const ir::Term& term : atom.terms) Add(term);
    Add(")");
  }

  void Write(const ir::PathPart& path) {
    Add("path", path.max_hops);
    for (const ir::PathLink& link : path.links) {
      Add(link.any_predicate ? "any" : "link");
      Write(link.link);
    }
    for (const ir::PathPosition& position : path.positions)
      Add(position.inverse ? "back" : "on", position.link);
    for (std::size_t i = 0; i < path.follow.size(); ++i) {
      Add(path.accepts[i] ? "accepts" : "goes");
      for (const std::uint32_t next : path.follow[i]) Add("to", next);
    }
    Add(path.shortest ? "shortest" : "", path.shortest_k);
    for (const TermId term : path.filter.avoid) Add(term);
    for (const auto* day : {&path.filter.since, &path.filter.until})
      AddText(*day ? KeyOfTerm(**day) : "");
    for (const std::string& source : path.filter.sources) AddText(source);
    AddText(std::to_string(path.filter.confidence));
  }

  const ir::Program& program_;
  TermTable& terms_;
  std::string out_;
};

bool IsAnew(const ir::Literal& literal) {
  if (const auto* negation = std::get_if<ir::Negation>(&literal.node))
    return std::any_of(negation->body.begin(), negation->body.end(), IsAnew);
  const auto* atom = std::get_if<ir::Atom>(&literal.node);
  return atom != nullptr && (atom->path || atom->attribute == Builtin::kConflicts ||
                             atom->attribute == Builtin::kSources);
}

bool HasWords(const ir::Expr& expr) {
  if (const auto* constant = std::get_if<ir::Constant>(&expr.node))
    return constant->is_name || !(constant->value.kind == ValueKind::kDate ||
                                  constant->value.kind == ValueKind::kBoolean ||
                                  constant->value.kind == ValueKind::kNumber ||
                                  constant->value.kind == ValueKind::kMoney ||
                                  constant->value.kind == ValueKind::kPercent ||
                                  constant->value.kind == ValueKind::kQuantity ||
                                  constant->value.kind == ValueKind::kDuration);
  if (const auto* call = std::get_if<ir::FunctionCall>(&expr.node))
    return call->function == Builtin::kLower || call->function == Builtin::kLength;
  return false;
}

bool LooksAtWords(const ir::Literal& literal) {
  if (const auto* negation = std::get_if<ir::Negation>(&literal.node))
    return std::any_of(negation->body.begin(), negation->body.end(), LooksAtWords);
  if (const auto* test = std::get_if<ir::Test>(&literal.node))
    return test->builtin < Builtin::kBefore;
  if (const auto* binding = std::get_if<ir::Binding>(&literal.node))
    return HasWords(*binding->value);
  const auto* comparison = std::get_if<ir::Comparison>(&literal.node);
  if (comparison == nullptr) return false;
  const bool orders =
      comparison->op != ast::Compare::kEqual && comparison->op != ast::Compare::kNotEqual;
  const bool of_slots = std::holds_alternative<ir::Slot>(comparison->left->node) &&
                        std::holds_alternative<ir::Slot>(comparison->right->node);
  return (orders && of_slots) || HasWords(*comparison->left) || HasWords(*comparison->right);
}

}  // namespace

std::vector<bool> DefinedByStored(const ir::Program& program) {
  std::vector<bool> stored(program.relations.size(), true);
  for (const ir::Rule& rule : program.rules)
    if (rule.source != nullptr && !rule.source->is_stored) stored[rule.head] = false;
  for (bool again = true; again;) {
    again = false;
    for (const ir::Rule& rule : program.rules) {
      if (!stored[rule.head]) continue;
      for (const ir::Dependency& dependency : ir::DependenciesOf(rule.body))
        if (!stored[dependency.relation]) stored[rule.head] = false, again = true;
    }
  }
  return stored;
}

std::string DefinitionOf(const ir::Rule& rule, const ir::Program& program, TermTable& terms) {
  Writer writer(program, terms);
  writer.Write(rule);
  return writer.Take();
}

bool MustBeAnew(const ir::Rule& rule) {
  return rule.has_aggregate() || std::any_of(rule.body.begin(), rule.body.end(), IsAnew);
}

bool ReadsNames(const ir::Rule& rule) {
  return std::any_of(rule.body.begin(), rule.body.end(), LooksAtWords);
}

}  // namespace lode
