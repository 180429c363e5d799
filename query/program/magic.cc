// How values pass sideways in a body is decided here once: from what is known, always the
// atom with the most known columns next, and only along atoms that something known leads to.
// Tests and computed values are left out of the rules that say what is asked for: there they
// would cost nothing but errors of types that the whole body may never meet.

#include "query/program/magic.h"

#include <algorithm>
#include <bit>
#include <map>
#include <memory>
#include <optional>
#include <set>

namespace lode {

namespace {

using Mask = std::uint64_t;  // of columns that are known
using Bound = std::set<ir::Slot>;

constexpr std::size_t kMostFacts = 64;  // a relation of more is looked up, not rewritten

bool IsKnown(const ir::Term& term, const Bound& bound) {
  return !term.is_slot() || bound.count(term.slot) > 0;
}

const ir::Term* PlainTerm(const ir::HeadColumn& column) {
  return std::get_if<ir::Term>(&column);
}

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
  const ir::Term *from = PlainTerm(rule.columns[0]), *to = PlainTerm(rule.columns[1]);
  if (!from || !to || !from->is_slot() || !to->is_slot() || from->slot == to->slot)
    return std::nullopt;
  return Ends{from->slot, to->slot};
}
std::optional<Ends> EndsOf(const ir::Atom& atom) {
  if (atom.terms.size() != 2 || !atom.terms[0].is_slot() || !atom.terms[1].is_slot())
    return std::nullopt;
  return Ends{atom.terms[0].slot, atom.terms[1].slot};
}

class Rewriter {
 public:
  Rewriter(ir::Program& program, const std::function<bool(ir::RelationId)>& is_computed)
      : program_(program),
        is_computed_(is_computed),
        rules_of_(program.relations.size()),
        can_bind_(program.relations.size()),
        aggregates_(program.relations.size()) {
    for (std::size_t i = 0; i < program.rules.size(); ++i)
      rules_of_[program.rules[i].head].push_back(i);
    for (ir::RelationId relation = 0; relation < rules_of_.size(); ++relation)
      can_bind_[relation] = CanBind(relation), aggregates_[relation] = Aggregates(relation);
  }

  // Of a relation with these two rules.
  static std::shared_ptr<const ir::PathPart> PathOf(const ir::Rule& a, const ir::Rule& b,
                                                    ir::RelationId relation) {
    for (const auto& [exit, step] : {std::pair(&a, &b), std::pair(&b, &a)})
      if (TurnedClosure(*exit, *step, relation, 1))
        if (const auto path = AsPath(*exit)) return std::get<ir::Atom>(path->body[0].node).path;
    return nullptr;
  }

  bool Run(ir::Query& query) {
    const Passed passed = PassSideways(query.rule, {}, std::nullopt);
    if (copies_.empty()) return false;
    query.rule.body = passed.body;
    while (!open_.empty()) {
      const auto [relation, mask] = open_.back();
      open_.pop_back();
      for (const ir::Rule& rule : RulesFor(relation, mask)) AddCopy(rule, relation, mask);
    }
    return true;
  }

 private:
  struct Copy {
    ir::RelationId rows = 0, asked = 0;
  };
  struct Passed {
    std::vector<ir::Literal> body;  // with copies in place of relations
  };

  bool CanBind(ir::RelationId relation) const {
    if (program_.relations[relation].arity > 64 || is_computed_(relation)) return false;
    std::size_t facts = 0;
    for (const std::size_t rule : rules_of_[relation]) {
      facts += program_.rules[rule].body.empty() ? 1 : 0;
    }
    return facts < rules_of_[relation].size() && facts <= kMostFacts;
  }

  // The copy of a relation for known columns; made when first asked for.
  const Copy& CopyFor(ir::RelationId relation, Mask mask) {
    const auto [at, is_new] = copies_.try_emplace({relation, mask}, Copy{});
    if (!is_new) return at->second;
    ir::RelationInfo info = program_.relations[relation];
    info.so_far.reset();  // its copy is found by the rule that reads it
    at->second.rows = static_cast<ir::RelationId>(program_.relations.size());
    if (aggregates_[relation]) finished_.insert(at->second.rows);
    program_.relations.push_back(info);
    at->second.asked = static_cast<ir::RelationId>(program_.relations.size());
    program_.relations.push_back(
        {info.name + " asked for", static_cast<std::uint32_t>(std::popcount(mask))});
    open_.push_back({relation, mask});
    return at->second;
  }

  static ir::Atom Asked(const Copy& copy, std::vector<ir::Term> terms) {
    ir::Atom atom;
    atom.relations.push_back({copy.asked, false, {}});
    atom.terms = std::move(terms);
    return atom;
  }

  // The rules of a relation. A closure is a path where it may be, else it is written from the
  // end that is known.
  std::vector<ir::Rule> RulesFor(ir::RelationId relation, Mask mask) const {
    std::vector<ir::Rule> rules;
    for (const std::size_t rule : rules_of_[relation]) rules.push_back(program_.rules[rule]);
    if (rules.size() != 2 || program_.relations[relation].best) return rules;
    for (const std::size_t exit : {0u, 1u})
      if (auto turned = TurnedClosure(rules[exit], rules[1 - exit], relation, mask)) {
        if (auto path = AsPath(rules[exit])) return {*std::move(path)};
        rules[1 - exit] = *std::move(turned);
        break;
      }
    return rules;
  }

  // r(X, Y) :- a(X, Y) as r(X, Y) :- a+ (X, Y). Paths know nothing of values that rules make,
  // nor that "3 days" are "72 hours": where a has statements only and is not symmetric, no such
  // value stands between two hops.
  static std::optional<ir::Rule> AsPath(const ir::Rule& exit) {
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

  // r(X, Y) :- a(X, Y) and r(X, Z) :- a(X, Y), r(Y, Z), or r(X, Y), a(Y, Z), or
  // r(X, Y), r(Y, Z): the second rule with r at the known end, none if it is no such rule.
  static std::optional<ir::Rule> TurnedClosure(const ir::Rule& exit, const ir::Rule& step,
                                               ir::RelationId relation, Mask mask) {
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
    const bool known_from = mask & 1;
    near.terms = {known_from ? from : middle, known_from ? middle : to};
    far.terms = {known_from ? middle : from, known_from ? to : middle};
    turned.body = {ir::Literal{near}, ir::Literal{far}};
    return turned;
  }

  void AddCopy(const ir::Rule& rule, ir::RelationId relation, Mask mask) {
    const Copy copy = copies_.at({relation, mask});
    Bound bound;
    std::vector<ir::Term> known;
    for (std::size_t i = 0; i < rule.columns.size(); ++i) {
      if (!(mask >> i & 1)) continue;
      const ir::Term& term = *PlainTerm(rule.columns[i]);
      known.push_back(term);
      if (term.is_slot()) bound.insert(term.slot);
    }
    const ir::Atom asked = Asked(copy, known);
    Passed passed = PassSideways(rule, bound, asked);
    ir::Rule made = rule;
    made.head = copy.rows;
    made.body.assign(1, ir::Literal{asked});
    made.body.insert(made.body.end(), passed.body.begin(), passed.body.end());
    program_.rules.push_back(std::move(made));
  }

  // The atom that has the most known columns among those not taken, at least one.
  static std::optional<std::size_t> NextAtom(const ir::Rule& rule, const std::vector<bool>& taken,
                                             const Bound& bound) {
    std::optional<std::size_t> best;
    std::size_t most = 0;
    for (std::size_t i = 0; i < rule.body.size(); ++i) {
      const auto* atom = std::get_if<ir::Atom>(&rule.body[i].node);
      if (taken[i] || !atom) continue;
      std::size_t known = atom->inline_terms.empty() ? 0 : atom->terms.size() + 1;
      for (const ir::Term& term : atom->terms) known += IsKnown(term, bound) ? 1 : 0;
      const bool stored_first = best && known == most && atom->relations.empty() &&
                                !std::get<ir::Atom>(rule.body[*best].node).relations.empty();
      if (known > most || stored_first) best = i, most = known;
    }
    return best;
  }

  Passed PassSideways(const ir::Rule& rule, Bound bound, const std::optional<ir::Atom>& asked) {
    Passed passed{rule.body};
    std::vector<ir::Literal> before;
    if (asked) before.push_back({*asked});
    std::vector<bool> taken(rule.body.size());
    while (const auto at = NextAtom(rule, taken, bound)) {
      taken[*at] = true;
      auto& atom = std::get<ir::Atom>(passed.body[*at].node);
      for (ir::RelationPart& part : atom.relations)
        if (can_bind_.size() > part.relation && can_bind_[part.relation] &&
            MayAsk(part.relation, asked.has_value(), before))
          Bind(atom, part, bound, rule, before);
      for (const ir::Term& term : atom.terms)
        if (term.is_slot()) bound.insert(term.slot);
      before.push_back(passed.body[*at]);
    }
    return passed;
  }

  // What is aggregated must be finished, and so must be what is asked for in it: nothing that
  // needs an aggregate may say what is asked for, of it or of what it is drawn from. So of an
  // aggregate only a question's constants and statements say it, and what a question has behind
  // one stays as it is.
  bool MayAsk(ir::RelationId relation, bool in_rule, const std::vector<ir::Literal>& before) const {
    if (in_rule) return !aggregates_[relation];
    const std::vector<ir::Dependency> known = ir::DependenciesOf(before);
    return std::none_of(known.begin(), known.end(), [&](const ir::Dependency& dependency) {
      return aggregates_[relation] || finished_.count(dependency.relation) > 0;
    });
  }

  // Whether a rule of it wants its body finished.
  bool Aggregates(ir::RelationId relation) const {
    return !program_.relations[relation].best &&
           std::any_of(rules_of_[relation].begin(), rules_of_[relation].end(),
                       [&](std::size_t rule) { return program_.rules[rule].has_aggregate(); });
  }

  // The columns that say which group a row is of: all, where nothing is aggregated.
  Mask GroupColumns(ir::RelationId relation) const {
    Mask columns = ~Mask{0};
    if (const auto& best = program_.relations[relation].best) columns &= ~(Mask{1} << best->column);
    for (const std::size_t rule : rules_of_[relation])
      for (std::size_t i = 0; i < program_.rules[rule].columns.size(); ++i)
        if (!PlainTerm(program_.rules[rule].columns[i])) columns &= ~(Mask{1} << i);
    return columns;
  }

  // Lets a part of an atom read the copy for what is known of its columns, and adds the rule
  // that says what is asked for.
  void Bind(const ir::Atom& atom, ir::RelationPart& part, const Bound& bound, const ir::Rule& rule,
            const std::vector<ir::Literal>& before) {
    const std::uint32_t arity = program_.relations[part.relation].arity;
    Mask mask = 0;
    const auto column_of = [&](std::size_t i) { return part.swapped && i < 2 ? 1 - i : i; };
    for (std::size_t i = 0; i < arity; ++i)
      if (IsKnown(atom.terms[column_of(i)], bound)) mask |= Mask{1} << i;
    mask &= GroupColumns(part.relation);
    if (IsClosure(part.relation) && mask == 3) mask = 1;
    if (mask == 0) return;
    std::vector<ir::Term> known;
    for (std::size_t i = 0; i < arity; ++i)
      if (mask >> i & 1) known.push_back(atom.terms[column_of(i)]);
    const Copy copy = CopyFor(part.relation, mask);
    part.relation = copy.rows;
    AddAskedRule(copy, known, rule, before);
  }

  bool IsClosure(ir::RelationId relation) const {
    const auto& rules = rules_of_[relation];
    if (rules.size() != 2 || program_.relations[relation].best) return false;
    const ir::Rule &a = program_.rules[rules[0]], &b = program_.rules[rules[1]];
    return TurnedClosure(a, b, relation, 1) || TurnedClosure(b, a, relation, 1);
  }

  void AddAskedRule(const Copy& copy, const std::vector<ir::Term>& known, const ir::Rule& rule,
                    const std::vector<ir::Literal>& before) {
    const bool says_nothing =
        before.size() == 1 && std::get<ir::Atom>(before[0].node).relations.size() == 1 &&
        std::get<ir::Atom>(before[0].node).relations[0].relation == copy.asked &&
        std::equal(known.begin(), known.end(), std::get<ir::Atom>(before[0].node).terms.begin(),
                   std::get<ir::Atom>(before[0].node).terms.end(),
                   [](const auto& a, const auto& b) {
                     return a.slot == b.slot && a.constant == b.constant;
                   });
    if (says_nothing) return;
    ir::Rule asked = rule;
    asked.head = copy.asked;
    asked.columns.assign(known.begin(), known.end());
    asked.body = before;
    program_.rules.push_back(std::move(asked));
  }

  ir::Program& program_;
  const std::function<bool(ir::RelationId)>& is_computed_;
  std::vector<std::vector<std::size_t>> rules_of_;  // of the program as it was
  std::vector<bool> can_bind_, aggregates_;         // likewise, by relation
  std::map<std::pair<ir::RelationId, Mask>, Copy> copies_;
  std::vector<std::pair<ir::RelationId, Mask>> open_;
  std::set<ir::RelationId> finished_;  // copies of relations that aggregate
};

}  // namespace

std::vector<std::shared_ptr<const ir::PathPart>> ClosuresOf(const ir::Program& program) {
  std::vector<std::vector<const ir::Rule*>> rules(program.relations.size());
  for (const ir::Rule& rule : program.rules) rules[rule.head].push_back(&rule);
  std::vector<std::shared_ptr<const ir::PathPart>> closures(rules.size());
  for (ir::RelationId relation = 0; relation < rules.size(); ++relation)
    if (rules[relation].size() == 2)
      closures[relation] = Rewriter::PathOf(*rules[relation][0], *rules[relation][1], relation);
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

bool BindArguments(ir::Program& program, ir::Query& query,
                   const std::function<bool(ir::RelationId)>& is_computed) {
  return Rewriter(program, is_computed).Run(query);
}

}  // namespace lode
