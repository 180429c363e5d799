// Numbers of new terms are handed out once, for all relations, since they go on from what the
// change itself has used up.

#include "query/kept/writing.h"

#include <algorithm>
#include <map>

#include "storage/terms/dictionary.h"

namespace lode {

namespace {

// Ids of the store for values that rules made.
class StoredTerms {
 public:
  Status Make(const std::vector<RelationUpdate>& updates, KeptWorld& world, KvBatch& batch) {
    TermBatch terms;
    std::map<TermId, TermBatch::Slot> slots;
    for (const RelationUpdate& update : updates)
      for (const TermId term : update.changes.gained)
        if (term.tag() == TermTag::kLocal && !slots.contains(term))
          slots[term] = terms.Add(TermOfValue(world.terms.ValueOf(term)));
    if (slots.empty()) return {};
    if (Status status = terms.Resolve(*world.view(), batch); !status.ok()) return status;
    for (const auto& [term, slot] : slots) ids_[term] = terms.at(slot);
    return {};
  }

  void Translate(std::vector<TermId>& row) const {
    for (TermId& term : row)
      if (term.tag() == TermTag::kLocal) term = ids_.at(term);
  }

 private:
  std::map<TermId, TermId> ids_;
};

bool SameEntry(const KeptRelation& a, const KeptRelation& b) {
  return a.rows == b.rows && a.definition == b.definition && a.aside == b.aside;
}

// The rows of `flat`, each with its place.
template <typename Visit>
void VisitRows(const std::vector<TermId>& flat, std::uint32_t arity, const Visit& visit) {
  std::vector<TermId> row(arity);
  for (std::size_t at = 0; at < flat.size(); at += arity) {
    std::copy_n(flat.begin() + static_cast<std::ptrdiff_t>(at), arity, row.begin());
    visit(row, at / arity);
  }
}

}  // namespace

Status DropKeptRows(const KvView& view, std::uint32_t number, KvBatch& batch) {
  const auto it = view.Iterate(KeptRowsPrefix(number));
  for (; it->valid(); it->Next()) batch.Delete(it->key());
  return it->status();
}

Status WriteUpdates(const std::vector<RelationUpdate>& updates,
                    const std::vector<KeptRelation>& stored, KeptWorld& world, KvBatch& batch) {
  const KeyChange put = [&](std::string key, std::optional<std::string> value) {
    if (value)
      batch.Put(key, *value);
    else
      batch.Delete(key);
  };
  StoredTerms terms;
  Status status = terms.Make(updates, world, batch);
  std::map<std::uint32_t, const KeptRelation*> known;
  for (const KeptRelation& relation : stored) known[relation.number] = &relation;
  for (const RelationUpdate& update : updates) {
    if (!status.ok()) return status;
    const std::uint32_t number = update.relation.number;
    VisitRows(update.changes.lost, update.arity,
              [&](std::vector<TermId>& row, std::size_t) { DeleteKeptRow(number, row, put); });
    VisitRows(update.changes.gained, update.arity, [&](std::vector<TermId>& row, std::size_t i) {
      terms.Translate(row);
      PutKeptRow(number, row, update.derivations[i], put);
    });
    VisitRows(update.recounted, update.arity, [&](std::vector<TermId>& row, std::size_t i) {
      RecountKeptRow(number, row, update.counts[i], put);
    });
    const auto before = known.find(number);
    if (before == known.end() || !SameEntry(*before->second, update.relation))
      PutKeptRelation(batch, update.relation);
    if (before != known.end() && update.relation.is_aside() && !before->second->is_aside())
      status = DropKeptRows(*world.view(), number, batch);
    known.erase(number);
  }
  for (const auto& [number, relation] : known) {
    if (status.ok()) status = DropKeptRows(*world.view(), number, batch);
    DeleteKeptRelation(batch, number);
  }
  return status;
}

}  // namespace lode
