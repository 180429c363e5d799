// Deleting and rederiving, for relations that need themselves. First every row goes that had a
// derivation through something lost, and every row that had one through such a row: more than need
// be, so each that went is looked for again in what is left, together with what gained rows draw.
// What is left was drawn without anything that was lost, so it stands.

#include <algorithm>
#include <functional>
#include <set>

#include "query/kept/update.h"

namespace lode {

struct KeptUpdate::Rows {
  std::map<ir::RelationId, std::set<Row>> of;
  std::size_t size() const {
    std::size_t sum = 0;
    for (const auto& [relation, rows] : of) sum += rows.size();
    return sum;
  }
};

namespace {

// Where more than so many rows, or this share of all, go, all are worked out anew.
constexpr std::size_t kFewGone = 1000, kShareGone = 4;

std::vector<ir::Term> HeadTerms(const ir::Rule& rule) {
  std::vector<ir::Term> terms;
  for (const ir::HeadColumn& column : rule.columns) terms.push_back(std::get<ir::Term>(column));
  return terms;
}

using Row = std::vector<TermId>;
using RowsOf = std::map<ir::RelationId, std::set<Row>>;

std::vector<TermId> Flat(const std::set<Row>& rows) {
  std::vector<TermId> flat;
  for (const Row& row : rows) flat.insert(flat.end(), row.begin(), row.end());
  return flat;
}

// The atom's rows that are these rows of relations.
std::vector<TermId> AsAtom(const ir::Atom& atom, const RowsOf& rows, const ir::Program& program) {
  std::vector<TermId> tuples;
  for (const ir::RelationPart& part : atom.relations)
    if (const auto found = rows.find(part.relation); found != rows.end())
      AppendAsAtom(part, program.relations[part.relation].arity, Flat(found->second),
                   atom.terms.size(), tuples);
  return tuples;
}

// Draws heads in rounds, until none is new.
class Rounds {
 public:
  // Whether a row that was drawn is a new one.
  using IsNew = std::function<bool(ir::RelationId, const Row&)>;
  Rounds(KeptWorld& world, const Component& component, IsNew is_new)
      : world_(world), component_(component), is_new_(std::move(is_new)) {}

  Status Draw(std::size_t rule, std::size_t replaced, const std::vector<ir::Term>& terms,
              const std::vector<TermId>& tuples) {
    if (tuples.empty()) return {};
    const ir::Rule& drawing = world_.program.rules[rule];
    Relation heads(static_cast<std::uint32_t>(drawing.columns.size()), world_.budget);
    const Status status =
        world_.Run({&drawing, replaced, terms, &tuples}, HeadTerms(drawing), heads);
    if (!status.ok()) return status;
    for (std::uint32_t i = 0; i < heads.size(); ++i) {
      Row row(heads.row(i), heads.row(i) + heads.arity());
      if (is_new_(drawing.head, row)) found_[drawing.head].insert(std::move(row));
    }
    return {};
  }

  // What the last round found, which is then looked on from: `take` has it first.
  Status GoOn(const std::function<Status(const RowsOf&)>& take) {
    for (std::uint64_t round = 1; !found_.empty(); ++round) {
      const RowsOf last = std::exchange(found_, {});
      if (Status status = take(last); !status.ok()) return status;
      if (!world_.budget.CountRound(round)) return world_.budget.status();
      for (const std::size_t number : component_.rules) {
        const ir::Rule& rule = world_.program.rules[number];
        for (std::size_t i = 0; i < rule.body.size(); ++i) {
          const auto* atom = std::get_if<ir::Atom>(&rule.body[i].node);
          if (atom == nullptr) continue;
          const auto tuples = AsAtom(*atom, last, world_.program);
          if (Status status = Draw(number, i, atom->terms, tuples); !status.ok()) return status;
        }
      }
    }
    return {};
  }

 private:
  KeptWorld& world_;
  const Component& component_;
  const IsNew is_new_;
  RowsOf found_;
};

std::vector<bool> SharedSlots(const ir::Rule& rule) {
  std::vector<bool> shared(rule.slot_count);
  for (const ir::Term& term : BoundSlots(rule)) shared[term.slot] = true;
  return shared;
}

}  // namespace

// Both worlds number rules and relations alike: they were lowered from the same rules.
Status KeptUpdate::Delete(const Component& component, Rows& gone) {
  std::uint64_t all = 0;
  for (const ir::RelationId id : component.relations) all += updates_.at(id).relation.rows;
  Rounds rounds(*before_, component, [&](ir::RelationId relation, const Row& row) {
    return !HasLocal(row.data(), row.size()) && !gone.of[relation].contains(row) &&
           before_->execution.KeptOf(relation)->Has(row, before_->budget);
  });
  for (const std::size_t number : component.rules) {
    const ir::Rule &was = before_->program.rules[number], &is = after_.program.rules[number];
    for (std::size_t i = 0; i < is.body.size(); ++i) {
      Status status;
      if (const auto* atom = std::get_if<ir::Atom>(&was.body[i].node)) {
        const TupleChanges changes =
            literals_.Of(*atom, std::get<ir::Atom>(is.body[i].node), component.relations);
        status = rounds.Draw(number, i, atom->terms, changes.lost);
      } else if (const auto* negation = std::get_if<ir::Negation>(&was.body[i].node)) {
        for (const auto& shared :
             literals_.Of(*negation, std::get<ir::Negation>(is.body[i].node), SharedSlots(was))) {
          if (shared.is_whole) return {Code::kUnsupported, "a condition of its own"};
          if (status.ok())
            status = rounds.Draw(number, KeptWorld::kBeside, shared.terms,
                                 WithoutLocals(shared.tuples, shared.terms.size()));
        }
      }
      if (!status.ok()) return status;
    }
  }
  return rounds.GoOn([&](const RowsOf& found) -> Status {
    for (const auto& [relation, rows] : found) gone.of[relation].insert(rows.begin(), rows.end());
    if (gone.size() > std::max<std::size_t>(kFewGone, all / kShareGone))
      return {Code::kUnsupported, "most of it goes"};
    return {};
  });
}

Status KeptUpdate::Insert(const Component& component, const Rows& gone, Rows& come) {
  const auto change = [&](std::string key, std::optional<std::string> value) {
    overlay_[std::move(key)] = std::move(value);
  };
  for (const auto& [relation, rows] : gone.of)
    for (const Row& row : rows) DeleteKeptRow(updates_.at(relation).relation.number, row, change);
  Rounds rounds(after_, component, [&](ir::RelationId relation, const Row& row) {
    return !after_.execution.KeptOf(relation)->Has(row, after_.budget);
  });
  for (const std::size_t number : component.rules) {
    const ir::Rule &was = before_->program.rules[number], &is = after_.program.rules[number];
    Status status;
    if (const auto found = gone.of.find(is.head); found != gone.of.end())
      status = rounds.Draw(number, KeptWorld::kBeside, HeadTerms(is), Flat(found->second));
    for (std::size_t i = 0; i < is.body.size() && status.ok(); ++i) {
      if (const auto* atom = std::get_if<ir::Atom>(&is.body[i].node)) {
        const TupleChanges changes =
            literals_.Of(std::get<ir::Atom>(was.body[i].node), *atom, component.relations);
        status = rounds.Draw(number, i, atom->terms, changes.gained);
      } else if (const auto* negation = std::get_if<ir::Negation>(&is.body[i].node)) {
        for (const auto& shared :
             literals_.Of(std::get<ir::Negation>(was.body[i].node), *negation, SharedSlots(is)))
          if (status.ok())
            status = rounds.Draw(number, KeptWorld::kBeside, shared.terms, shared.tuples);
      }
    }
    if (!status.ok()) return status;
  }
  return rounds.GoOn([&](const RowsOf& found) -> Status {
    for (const auto& [relation, rows] : found)
      for (const Row& row : rows) {
        PutKeptRow(updates_.at(relation).relation.number, row, 1, change);
        come.of[relation].insert(row);
      }
    return {};
  });
}

Status KeptUpdate::Rederive(const Component& component) {
  Rows gone, come;
  Status status = Delete(component, gone);
  if (status.ok()) status = Insert(component, gone, come);
  if (!status.ok()) return status;
  if (after_.execution.joined_alike || before_->execution.joined_alike) return {};
  for (const ir::RelationId id : component.relations) {
    RelationUpdate& update = updates_.at(id);
    for (const Row& row : gone.of[id])
      if (!come.of[id].contains(row))
        update.changes.lost.insert(update.changes.lost.end(), row.begin(), row.end());
    for (const Row& row : come.of[id])
      if (!gone.of[id].contains(row)) {
        update.changes.gained.insert(update.changes.gained.end(), row.begin(), row.end());
        update.derivations.push_back(1);
      }
  }
  return {};
}

}  // namespace lode
