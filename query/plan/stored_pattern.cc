#include "query/plan/stored_pattern.h"

#include <vector>

namespace lode {

TermId KeyOf(const ir::StoredPart& part, ir::ColumnKind kind, const TermId* key) {
  for (std::size_t i = 0; i < part.columns.size(); ++i)
    if (part.columns[i].kind == kind) return key[i];
  return {};
}

bool MayBeStored(TermId term) {
  return term.tag() != TermTag::kLocal;
}

std::uint64_t EstimateStored(const ir::Atom& atom, const Snapshot& snapshot,
                             std::span<const ObjectGap> gaps) {
  const ir::StoredPart& part = *atom.stored;
  std::vector<TermId> key;
  for (const ir::Term& term : atom.terms) key.push_back(term.constant);
  TriplePattern pattern{KeyOf(part, ir::ColumnKind::kSubject, key.data()),
                        {},
                        KeyOf(part, ir::ColumnKind::kObject, key.data())};
  if (!MayBeStored(pattern.subject) || !MayBeStored(pattern.object)) return 0;
  std::uint64_t rows = part.any_predicate ? snapshot.Estimate(pattern) : 0;
  for (const ir::PredicateUse& use : part.predicates) {
    pattern.predicate = use.id;
    pattern.gaps = gaps;
    if (!part.any_predicate) rows += snapshot.Estimate(pattern);
    if (use.symmetric) rows += snapshot.Estimate({pattern.object, use.id, pattern.subject});
  }
  return rows;
}

}  // namespace lode
