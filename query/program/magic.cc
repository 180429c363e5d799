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

#include "query/program/closure.h"

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

class Rewriter {
 public:
  Rewriter(ir::Program& program, const std::function<bool(ir::RelationId)>& is_computed,
           bool for_proofs)
      : program_(program),
        is_computed_(is_computed),
        for_proofs_(for_proofs),
        own_rules_(program.rules.size()),
        rules_of_(program.relations.size()),
        can_bind_(program.relations.size()),
        aggregates_(program.relations.size()) {
    for (std::size_t i = 0; i < program.rules.size(); ++i)
      rules_of_[program.rules[i].head].push_back(i);
    for (ir::RelationId relation = 0; relation < rules_of_.size(); ++relation)
      can_bind_[relation] = CanBind(relation), aggregates_[relation] = Aggregates(relation);
  }

  bool Run(ir::Query& query) {
    std::vector<ir::Literal> body = PassSideways(query.rule, {}, std::nullopt).body;
    if (copies_.empty()) return false;
    while (!open_.empty()) {
      const auto [relation, mask] = open_.back();
      open_.pop_back();
      for (const ir::Rule& rule : RulesFor(relation, mask)) AddCopy(rule, relation, mask);
    }
    if (for_proofs_) {
      if (ReadsCopiedInFull(body)) {
        program_.relations.resize(rules_of_.size());
        program_.rules.resize(own_rules_);
        return false;
      }
      if (AskedNeedsRows() || IsCopiedTwice()) FinishAskedFirst(body);
    }
    query.rule.body = std::move(body);
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
    const ir::RelationInfo& info = program_.relations[relation];
    if (info.arity > 64 || is_computed_(relation)) return false;
    // A proof shows some of what an aggregate ranges over, and a best row by rows so far.
    if (for_proofs_ && (info.best || info.so_far || Aggregates(relation))) return false;
    std::size_t facts = 0;
    for (const std::size_t rule : rules_of_[relation]) {
      facts += program_.rules[rule].body.empty() ? 1 : 0;
    }
    return facts < rules_of_[relation].size() && facts <= kMostFacts;
  }

  bool IsRowsOfCopy(ir::RelationId relation) const {
    return std::any_of(copies_.begin(), copies_.end(),
                       [&](const auto& copy) { return copy.second.rows == relation; });
  }
  // Whether rows of copies say what is asked for. Then a row comes when it has been asked for, and
  // not in the round in which it follows.
  bool AskedNeedsRows() const {
    return std::any_of(program_.rules.begin(), program_.rules.end(), [&](const ir::Rule& rule) {
      const std::vector<ir::Dependency> needed = ir::DependenciesOf(rule.body);
      return rule.head >= rules_of_.size() && !IsRowsOfCopy(rule.head) &&
             std::any_of(needed.begin(), needed.end(), [&](const ir::Dependency& dependency) {
               return IsRowsOfCopy(dependency.relation);
             });
    });
  }
  bool IsCopiedTwice() const {
    return std::adjacent_find(copies_.begin(), copies_.end(), [](const auto& a, const auto& b) {
             return a.first.first == b.first.first;
           }) != copies_.end();
  }
  // Whether a relation that has a copy is read itself. Then nothing is saved, and a row would have
  // a proof in either.
  bool ReadsCopiedInFull(const std::vector<ir::Literal>& body) const {
    const auto reads = [&](const std::vector<ir::Literal>& literals) {
      const std::vector<ir::Dependency> needed = ir::DependenciesOf(literals);
      return std::any_of(needed.begin(), needed.end(), [&](const ir::Dependency& dependency) {
        const auto at = copies_.lower_bound({dependency.relation, 0});
        return at != copies_.end() && at->first.first == dependency.relation;
      });
    };
    return reads(body) ||
           std::any_of(program_.rules.begin() + static_cast<long>(own_rules_), program_.rules.end(),
                       [&](const ir::Rule& rule) { return reads(rule.body); });
  }
  // Copies of the copies, one for each relation, for which all that is asked for is there before
  // the first round.
  void FinishAskedFirst(std::vector<ir::Literal>& query) {
    std::map<ir::RelationId, ir::RelationId> by_relation, last;
    for (const auto& [of, copy] : copies_) {
      const auto [at, is_new] = by_relation.try_emplace(of.first, program_.relations.size());
      if (is_new) program_.relations.push_back(ir::RelationInfo(program_.relations[copy.rows]));
      last[copy.rows] = at->second;
    }
    const auto read_last = [&](std::vector<ir::Literal>& body) {
      for (ir::Literal& literal : body)
        if (auto* atom = std::get_if<ir::Atom>(&literal.node))
          for (ir::RelationPart& part : atom->relations)
            if (const auto at = last.find(part.relation); at != last.end())
              part.relation = at->second;
    };
    const std::size_t count = program_.rules.size();
    for (std::size_t i = own_rules_; i < count; ++i) {
      const auto at = last.find(program_.rules[i].head);
      if (at == last.end()) continue;
      ir::Rule rule = program_.rules[i], proved = *rule.proved;
      rule.head = proved.head = at->second;
      read_last(rule.body);
      read_last(proved.body);
      rule.proved = std::make_shared<const ir::Rule>(std::move(proved));
      program_.rules.push_back(std::move(rule));
    }
    read_last(query);
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
    if (for_proofs_ || rules.size() != 2 || program_.relations[relation].best) return rules;
    for (const std::size_t exit : {0u, 1u})
      if (auto turned = TurnedClosure(rules[exit], rules[1 - exit], relation, mask)) {
        if (auto path = AsPath(rules[exit])) return {*std::move(path)};
        rules[1 - exit] = *std::move(turned);
        break;
      }
    return rules;
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
    if (for_proofs_) {
      ir::Rule proved = made;
      proved.body = passed.body;
      made.proved = std::make_shared<const ir::Rule>(std::move(proved));
    }
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
    if (!for_proofs_ && IsClosure(part.relation) && mask == 3) mask = 1;
    if (const Mask handed = for_proofs_ ? mask & HandedOn(part.relation) : 0) mask = handed;
    if (mask == 0) return;
    std::vector<ir::Term> known;
    for (std::size_t i = 0; i < arity; ++i)
      if (mask >> i & 1) known.push_back(atom.terms[column_of(i)]);
    const Copy copy = CopyFor(part.relation, mask);
    part.relation = copy.rows;
    AddAskedRule(copy, known, rule, before);
  }

  // The columns of a relation that its rules hand on to itself as they are: what is asked for in
  // these is known before the first round. None where it does not read itself.
  Mask HandedOn(ir::RelationId relation) const {
    std::optional<Mask> columns;
    for (const std::size_t number : rules_of_[relation]) {
      const ir::Rule& rule = program_.rules[number];
      for (const ir::Literal& literal : rule.body) {
        const auto* atom = std::get_if<ir::Atom>(&literal.node);
        if (!atom) continue;
        for (const ir::RelationPart& part : atom->relations) {
          if (part.relation != relation) continue;
          Mask same = 0;
          for (std::size_t i = 0; i < rule.columns.size() && !part.swapped; ++i)
            if (const ir::Term* term = PlainTerm(rule.columns[i]);
                term && term->is_slot() && atom->terms[i].slot == term->slot)
              same |= Mask{1} << i;
          columns = columns.value_or(~Mask{0}) & same;
        }
      }
    }
    return columns.value_or(0);
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
  const bool for_proofs_;
  const std::size_t own_rules_;
  std::vector<std::vector<std::size_t>> rules_of_;  // of the program as it was
  std::vector<bool> can_bind_, aggregates_;         // likewise, by relation
  std::map<std::pair<ir::RelationId, Mask>, Copy> copies_;
  std::vector<std::pair<ir::RelationId, Mask>> open_;
  std::set<ir::RelationId> finished_;  // copies of relations that aggregate
};

}  // namespace

bool BindArguments(ir::Program& program, ir::Query& query,
                   const std::function<bool(ir::RelationId)>& is_computed, bool for_proofs) {
  return Rewriter(program, is_computed, for_proofs).Run(query);
}

}  // namespace lode
