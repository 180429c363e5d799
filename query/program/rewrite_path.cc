// Paths: every predicate of the expression becomes a link, which reads what an atom of that
// predicate reads; the expression over them becomes an automaton.

#include <map>

#include "query/check/name_resolution.h"
#include "query/program/path_automaton.h"
#include "query/program/rewrite_scope.h"
#include "query/program/typed_values.h"
#include "storage/names/name_form.h"

namespace lode {

void RewriteScope::LowerPath(const ast::Atom& atom, Literals& out) {
  auto part = std::make_shared<ir::PathPart>();
  part->shortest = atom.shortest;
  part->shortest_k = atom.shortest_k;
  part->wants_path = atom.path_variable.has_value();
  part->filter = LowerFilter(atom);
  std::map<std::string, std::size_t> numbers;
  const auto link_of = [&](const ast::Path& hop) {
    const bool any = hop.kind == ast::Path::Kind::kAny;
    const auto [at, is_new] = numbers.try_emplace(any ? "" : hop.predicate, part->links.size());
    if (is_new)
      part->links.push_back({LowerLink(atom, hop, part->filter.looks_at_statements()), any});
    return at->second;
  };
  if (Status status = WriteAutomaton(*atom.path, link_of, *part); !status.ok())
    return Fail(std::move(status));
  ir::Atom lowered;
  lowered.place = atom.place;
  lowered.source = &atom;
  lowered.path = std::move(part);
  AddEnds(atom, lowered, out);
  if (atom.path_variable) lowered.terms.push_back(ir::Term::Of(SlotOf(*atom.path_variable)));
  out.push_back({std::move(lowered)});
}

void RewriteScope::AddEnds(const ast::Atom& atom, ir::Atom& lowered, Literals& out) {
  for (const ast::ExprPtr& argument : atom.arguments) {
    const std::size_t before = out.size();
    AddTerm(LowerArgument(*argument, lowered, false, out), *argument, before, lowered, out);
  }
}

ir::Atom RewriteScope::LowerLink(const ast::Atom& atom, const ast::Path& hop,
                                 bool looks_at_statements) {
  ir::Atom link;
  link.place = hop.place;
  if (hop.kind == ast::Path::Kind::kAny)
    UseAnyPredicate(link);
  else
    UsePredicate(hop.predicate, 2, link);
  if (atom.HasPrefix() || looks_at_statements) link.relations.clear();
  link.terms = {ir::Term::Of(ir::Slot{0}), ir::Term::Of(ir::Slot{1})};
  if (!link.stored) return link;
  SetStatementDefaults(atom, *link.stored);
  link.stored->columns = {{ir::ColumnKind::kSubject, ""}, {ir::ColumnKind::kObject, ""}};
  if (looks_at_statements) {
    link.stored->columns.push_back({ir::ColumnKind::kStatement, ""});
    link.terms.push_back(ir::Term::Of(ir::Slot{2}));
  }
  return link;
}

// REQUIRES: check has seen that the values are constants of the right sorts.
ir::PathFilter RewriteScope::LowerFilter(const ast::Atom& atom) {
  ir::PathFilter filter;
  for (const ast::NamedArgument& argument : atom.named) {
    const auto name = NameIn(*argument.value);
    if (argument.role == "avoid") {
      std::vector<TermId> terms;
      if (const auto* ref = std::get_if<ast::EntityRef>(&argument.value->node))
        terms = ResolveEntityRef(context_.terms.snapshot(), *ref);
      else if (name)
        terms = EntitiesOf(*name);
      filter.avoid.insert(filter.avoid.end(), terms.begin(), terms.end());
    } else if (argument.role == "source") {
      if (name) filter.sources.push_back(FoldText(name->text));
    } else if (argument.role == "roles") {
      filter.roles = name && name->text == "yes";
    } else if (const std::optional<Value> value = ConstantValue(*argument.value)) {
      if (argument.role == "since") filter.since = value;
      if (argument.role == "until") filter.until = value;
      if (argument.role == "confidence") filter.confidence = value->number;
    }
  }
  return filter;
}

}  // namespace lode
