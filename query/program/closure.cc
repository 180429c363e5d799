// Rules that close a relation are known by their shape: two ends, chained through one middle.

#include "query/program/closure.h"

#include <algorithm>
#include <utility>

namespace lode {

namespace {

// An atom of one rule's relation and nothing else, without a swap.
bool ReadsOnly(const ir::Atom& atom, ir::RelationId relation) {
  return !atom.stored && !atom.attribute && !atom.path && atom.relations.size() == 1 &&
         atom.relations[0].relation == relation && !atom.relations[0].swapped;
}

bool SameStored(const std::optional<ir::StoredPart>& a, const std::optional<ir::StoredPart>& b) {
  if (!a || !b) return !a && !b;
  const auto same_predicates = std::equal(
      a->predicates.begin(), a->predicates.end(), b->predicates.begin(), b->predicates.end(),
      [](const auto& x, const auto& y) { return x.id == y.id && x.symmetric == y.symmetric; });
  const auto same_columns =
      std::equal(a->columns.begin(), a->columns.end(), b->columns.begin(), b->columns.end(),
                 [](const auto& x, const auto& y) { return x.kind == y.kind && x.role == y.role; });
  return a->any_predicate == b->any_predicate && same_predicates && same_columns &&
         a->polarity == b->polarity && a->modality == b->modality && a->ended == b->ended;
}

// Whether two atoms of two columns ask for the same rows.
bool SameRows(const ir::Atom& a, const ir::Atom& b) {
  const auto same_parts = std::equal(a.relations.begin(), a.relations.end(), b.relations.begin(),
                                     b.relations.end(), [](const auto& x, const auto& y) {
                                       return x.relation == y.relation && x.swapped == y.swapped;
                                     });
  return a.terms.size() == 2 && b.terms.size() == 2 && !a.attribute && !b.attribute && !a.path &&
         !b.path && a.inline_terms.empty() && b.inline_terms.empty() && same_parts &&
         SameStored(a.stored, b.stored);
}

// A rule whose body is one atom, or two; null where it is not.
const ir::Atom* AtomAt(const ir::Rule& rule, std::size_t size, std::size_t at) {
  return rule.body.size() == size ? std::get_if<ir::Atom>(&rule.body[at].node) : nullptr;
}

struct Ends {
  ir::Slot from = 0, to = 0;
  bool operator==(const Ends&) const = default;
};
std::optional<Ends> EndsOf(const ir::Rule& rule) {
  if (rule.columns.size() != 2) return std::nullopt;
  const ir::Term *from = std::get_if<ir::Term>(&rule.columns[0]),
                 *to = std::get_if<ir::Term>(&rule.columns[1]);
  if (!from || !to || !from->is_slot() || !to->is_slot() || from->slot == to->slot)
    return std::nullopt;
  return Ends{from->slot, to->slot};
}
std::optional<Ends> EndsOf(const ir::Atom& atom) {
  if (atom.terms.size() != 2 || !atom.terms[0].is_slot() || !atom.terms[1].is_slot())
    return std::nullopt;
  return Ends{atom.terms[0].slot, atom.terms[1].slot};
}

// Of a relation with these two rules.
std::shared_ptr<const ir::PathPart> PathOf(const ir::Rule& a, const ir::Rule& b,
                                           ir::RelationId relation) {
  for (const auto& [exit, step] : {std::pair(&a, &b), std::pair(&b, &a)})
    if (TurnedClosure(*exit, *step, relation, 1))
      if (const auto path = AsPath(*exit)) return std::get<ir::Atom>(path->body[0].node).path;
  return nullptr;
}

}  // namespace

std::optional<ir::Rule> TurnedClosure(const ir::Rule& exit, const ir::Rule& step,
                                      ir::RelationId relation, std::uint64_t known) {
  const ir::Atom *base = AtomAt(exit, 1, 0), *left = AtomAt(step, 2, 0),
                 *right = AtomAt(step, 2, 1);
  const auto exit_ends = EndsOf(exit), ends = EndsOf(step);
  if (!base || !left || !right || !exit_ends || !ends || EndsOf(*base) != exit_ends)
    return std::nullopt;
  auto left_ends = EndsOf(*left), right_ends = EndsOf(*right);
  if (!left_ends || !right_ends) return std::nullopt;
  if (left_ends->from != ends->from) std::swap(left, right), std::swap(left_ends, right_ends);
  const bool chains = left_ends->from == ends->from && right_ends->to == ends->to &&
                      left_ends->to == right_ends->from && left_ends->to != ends->to &&
                      left_ends->to != ends->from;
  const auto fits = [&](const ir::Atom& atom) {
    return ReadsOnly(atom, relation) || SameRows(atom, *base);
  };
  const bool recurs = ReadsOnly(*left, relation) || ReadsOnly(*right, relation);
  if (!chains || !recurs || !fits(*left) || !fits(*right)) return std::nullopt;
  const ir::Atom& own = ReadsOnly(*left, relation) ? *left : *right;
  ir::Rule turned = step;
  ir::Atom near = own, far = *base;  // r at the known end
  const ir::Term from = ir::Term::Of(ends->from), to = ir::Term::Of(ends->to),
                 middle = ir::Term::Of(left_ends->to);
  const bool known_from = known & 1;
  near.terms = {known_from ? from : middle, known_from ? middle : to};
  far.terms = {known_from ? middle : from, known_from ? to : middle};
  turned.body = {ir::Literal{near}, ir::Literal{far}};
  return turned;
}

std::optional<ir::Rule> AsPath(const ir::Rule& exit) {
  const auto& base = std::get<ir::Atom>(exit.body.front().node);
  const bool may_be = base.stored && base.relations.empty() && !base.stored->any_predicate &&
                      base.stored->columns.size() == 2 &&
                      std::none_of(base.stored->predicates.begin(), base.stored->predicates.end(),
                                   [](const ir::PredicateUse& use) { return use.symmetric; });
  if (!may_be) return std::nullopt;
  auto part = std::make_shared<ir::PathPart>();
  ir::PathLink link{base, false};
  link.link.terms = {ir::Term::Of(ir::Slot{0}), ir::Term::Of(ir::Slot{1})};
  part->links.push_back(std::move(link));
  part->positions.resize(2);
  part->follow = {{1}, {1}};
  part->accepts = {false, true};
  ir::Atom path;
  path.place = base.place;
  path.source = base.source;
  path.terms = base.terms;
  path.path = std::move(part);
  ir::Rule rule = exit;
  rule.body = {ir::Literal{std::move(path)}};
  return rule;
}

std::vector<std::shared_ptr<const ir::PathPart>> ClosuresOf(const ir::Program& program) {
  std::vector<std::vector<const ir::Rule*>> rules(program.relations.size());
  for (const ir::Rule& rule : program.rules) rules[rule.head].push_back(&rule);
  std::vector<std::shared_ptr<const ir::PathPart>> closures(rules.size());
  for (ir::RelationId relation = 0; relation < rules.size(); ++relation)
    if (rules[relation].size() == 2)
      closures[relation] = PathOf(*rules[relation][0], *rules[relation][1], relation);
  for (bool again = true; again;) {
    again = false;
    for (ir::RelationId relation = 0; relation < rules.size(); ++relation) {
      if (closures[relation] || rules[relation].size() != 1) continue;
      const ir::Rule& rule = *rules[relation].front();
      const ir::Atom* other = AtomAt(rule, 1, 0);
      const bool is_other = other && EndsOf(rule) && EndsOf(*other) == EndsOf(rule) &&
                            other->relations.size() == 1 &&
                            ReadsOnly(*other, other->relations[0].relation);
      if (!is_other || !closures[other->relations[0].relation]) continue;
      closures[relation] = closures[other->relations[0].relation];
      again = true;
    }
  }
  return closures;
}

}  // namespace lode
