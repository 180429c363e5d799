// Counting. A binding of a rule's slots that held before and not now holds some literal's lost
// row, or is shared with a negation that says another thing; one that holds now and did not, a
// gained one. So the bindings through lost rows are listed in the world before, those through
// gained rows in the world after, each once, and the counts of their heads go down and up. Bindings
// that are listed though they hold on both sides are on both lists, and cancel out.

#include <algorithm>
#include <memory>

#include "query/kept/update.h"

namespace lode {

namespace {

// The head that a binding draws.
class HeadOf {
 public:
  HeadOf(const ir::Rule& rule, const std::vector<ir::Term>& bound) {
    for (const ir::HeadColumn& column : rule.columns) {
      const auto& term = std::get<ir::Term>(column);
      const auto at = std::find_if(bound.begin(), bound.end(), [&](const ir::Term& one) {
        return term.is_slot() && one.slot == term.slot;
      });
      places_.push_back(term.is_slot() ? static_cast<std::size_t>(at - bound.begin()) : kConstant);
      constants_.push_back(term.constant);
    }
  }
  void Make(const TermId* binding, std::vector<TermId>& head) const {
    head.resize(places_.size());
    for (std::size_t i = 0; i < places_.size(); ++i)
      head[i] = places_[i] == kConstant ? constants_[i] : binding[places_[i]];
  }

 private:
  static constexpr std::size_t kConstant = ~std::size_t{0};
  std::vector<std::size_t> places_;
  std::vector<TermId> constants_;
};

std::vector<bool> SlotSet(const std::vector<ir::Term>& terms, std::size_t slots) {
  std::vector<bool> set(slots);
  for (const ir::Term& term : terms) set[term.slot] = true;
  return set;
}

}  // namespace

Status KeptUpdate::Count(const Component& component) {
  const KeptWorld::Part& part = *after_.PartOf(component.relations.front());
  RelationUpdate& update = UpdateOf(part);
  const KeptWorld::Part& part_before = before_->parts().at({update.relation.name, update.arity});
  std::map<Row, std::int64_t> net;
  for (std::size_t k = 0; k < part.rules.size(); ++k) {
    const ir::Rule& was = before_->program.rules[part_before.rules[k]];
    const ir::Rule& is = after_.program.rules[part.rules[k]];
    const std::vector<ir::Term> bound = BoundSlots(is);
    const auto width = static_cast<std::uint32_t>(bound.size());
    Relation lost(width, before_->budget), gained(width, after_.budget);
    for (std::size_t i = 0; i < is.body.size(); ++i) {
      Status status;
      if (const auto* atom = std::get_if<ir::Atom>(&is.body[i].node)) {
        const TupleChanges changes = literals_.Of(std::get<ir::Atom>(was.body[i].node), *atom, {});
        if (!changes.lost.empty())
          status = before_->Run({&was, i, atom->terms, &changes.lost}, bound, lost);
        if (status.ok() && !changes.gained.empty())
          status = after_.Run({&is, i, atom->terms, &changes.gained}, bound, gained);
      } else if (const auto* negation = std::get_if<ir::Negation>(&is.body[i].node)) {
        for (const LiteralChanges::Shared& shared :
             literals_.Of(std::get<ir::Negation>(was.body[i].node), *negation,
                          SlotSet(bound, is.slot_count))) {
          if (shared.is_whole) return {Code::kUnsupported, "a condition of its own"};
          const auto known = WithoutLocals(shared.tuples, shared.terms.size());
          if (status.ok())
            status = before_->Run({&was, KeptWorld::kBeside, shared.terms, &known}, bound, lost);
          if (status.ok())
            status =
                after_.Run({&is, KeptWorld::kBeside, shared.terms, &shared.tuples}, bound, gained);
        }
      }
      if (!status.ok()) return status;
    }
    const HeadOf head(is, bound);
    Row row;
    for (std::uint32_t i = 0; i < lost.size(); ++i) head.Make(lost.row(i), row), --net[row];
    for (std::uint32_t i = 0; i < gained.size(); ++i) head.Make(gained.row(i), row), ++net[row];
  }
  const std::uint32_t number = update.relation.number;
  const KeptRows& rows = *after_.execution.KeptOf(part.id)->rows;
  RelationUpdate made = update;
  KeyChanges changes;
  const auto change = [&](std::string key, std::optional<std::string> value) {
    changes[std::move(key)] = std::move(value);
  };
  for (const auto& [row, difference] : net) {
    if (difference == 0) continue;
    const bool is_new = HasLocal(row.data(), row.size());
    const Result<std::uint64_t> stored =
        is_new ? Result<std::uint64_t>(0) : rows.DerivationsOf(row);
    if (!stored.ok()) return stored.status();
    const std::int64_t count = static_cast<std::int64_t>(*stored) + difference;
    if (count < 0) return {Code::kCorrupt, "a kept row was drawn less often than it lost"};
    const auto derivations = static_cast<std::uint64_t>(count);
    if (count == 0) {
      made.changes.lost.insert(made.changes.lost.end(), row.begin(), row.end());
      DeleteKeptRow(number, row, change);
    } else if (*stored == 0) {
      made.changes.gained.insert(made.changes.gained.end(), row.begin(), row.end());
      made.derivations.push_back(derivations);
      PutKeptRow(number, row, derivations, change);
    } else {
      made.recounted.insert(made.recounted.end(), row.begin(), row.end());
      made.counts.push_back(derivations);
      RecountKeptRow(number, row, derivations, change);
    }
  }
  if (after_.execution.joined_alike || before_->execution.joined_alike) return {};
  update = std::move(made);
  for (auto& [key, value] : changes) overlay_[key] = std::move(value);
  return {};
}

// From nothing: every binding of every rule.
Status KeptUpdate::AnewCounted(const KeptWorld::Part& part, Relation& rows,
                               std::vector<std::uint64_t>& counts) {
  for (const std::size_t number : part.rules) {
    const ir::Rule& rule = after_.program.rules[number];
    const std::vector<ir::Term> bound = BoundSlots(rule);
    Relation bindings(static_cast<std::uint32_t>(bound.size()), after_.budget);
    if (Status status = after_.Run(rule, bound, bindings); !status.ok()) return status;
    const HeadOf head(rule, bound);
    Row row;
    for (std::uint32_t i = 0; i < bindings.size(); ++i) {
      head.Make(bindings.row(i), row);
      const std::uint32_t at = rows.InsertOrFind(row.data());
      if (at == Relation::kNoRow) return after_.budget.status();
      counts.resize(rows.size());
      ++counts[at];
    }
  }
  return {};
}

Status KeptUpdate::WorkOutAnew(const Component& component) {
  const bool counts_rows =
      !component.recursive &&
      std::all_of(component.rules.begin(), component.rules.end(),
                  [&](std::size_t number) { return !MustBeAnew(after_.program.rules[number]); });
  for (const ir::RelationId id : component.relations) after_.execution.kept.erase(id);
  if (!counts_rows && !after_.fixpoint->Compute(component.relations)) return after_.budget.status();
  for (const ir::RelationId id : component.relations) {
    const KeptWorld::Part& part = *after_.PartOf(id);
    auto rows = std::make_unique<Relation>(UpdateOf(part).arity, after_.budget);
    std::vector<std::uint64_t> counts;
    if (counts_rows) {
      if (Status status = AnewCounted(part, *rows, counts); !status.ok()) return status;
    } else {
      rows = std::move(after_.relations[id]);
      after_.relations[id] = std::make_unique<Relation>(UpdateOf(part).arity, after_.budget);
      counts.assign(rows->size(), 1);
    }
    if (Status status = after_.status(); !status.ok()) return status;
    if (Status status = Compare(part, std::move(rows), std::move(counts)); !status.ok())
      return status;
  }
  return {};
}

// What the rows are now against what stands in the store.
Status KeptUpdate::Compare(const KeptWorld::Part& part, std::unique_ptr<Relation> rows,
                           std::vector<std::uint64_t> counts) {
  RelationUpdate& update = UpdateOf(part);
  update.changes = {};
  update.derivations.clear();
  update.recounted.clear();
  update.counts.clear();
  std::vector<bool> is_stored(rows->size());
  std::uint64_t stored = 0;
  auto kept_rows = std::make_unique<KeptRows>(after_.view(), update.relation.number, update.arity);
  const Status status =
      kept_rows->ReadAll([&](std::span<const TermId> row, std::uint64_t derivations) {
        ++stored;
        const std::uint32_t at = rows->Find(row.data());
        if (at == Relation::kNoRow) {
          update.changes.lost.insert(update.changes.lost.end(), row.begin(), row.end());
        } else {
          is_stored[at] = true;
          if (derivations != counts[at]) {
            update.recounted.insert(update.recounted.end(), row.begin(), row.end());
            update.counts.push_back(counts[at]);
          }
        }
        return after_.budget.Tick();
      });
  if (!status.ok()) return status;
  if (after_.budget.stopped()) return after_.budget.status();
  for (std::uint32_t i = 0; i < rows->size(); ++i) {
    if (is_stored[i]) continue;
    update.changes.gained.insert(update.changes.gained.end(), rows->row(i),
                                 rows->row(i) + update.arity);
    update.derivations.push_back(counts[i]);
  }
  update.relation.rows = stored;
  KeptRead& kept = after_.execution.kept[part.id];
  kept.rows = std::move(kept_rows);
  kept.count = rows->size();
  kept.may_change = true;
  kept.read = std::move(rows);
  return {};
}

}  // namespace lode
