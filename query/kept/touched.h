// What a change of the store's keys changes of what rules see: statements, articles, the words of
// entities.
#pragma once

#include <set>
#include <vector>

#include "storage/disk/overlay.h"
#include "storage/snapshot/stored_snapshot.h"

namespace lode {

struct Touched {
  // Everything that may be another thing than before is among these; ascending.
  std::vector<TermId> statements, articles;
  std::set<TermId> predicates;   // of the statements, before and after
  bool has_renamed = false;      // an entity that statements name has other words
  bool has_other_kinds = false;  // an entity has become a kind of thing, or is none any more
  bool has_too_many = false;     // more than kMostTouched: nobody looked on
};

// Beyond so many statements, working everything out anew is not much slower.
inline constexpr std::size_t kMostTouched = 20'000;

// `wants_names`: whether words of entities are looked at. Cost: by what changes; where an entity
// takes another's place, by the statements about the lesser one.
Result<Touched> TouchedBy(const KeyChanges& keys, bool wants_names, const StoredSnapshot& before,
                          const StoredSnapshot& after);

}  // namespace lode
