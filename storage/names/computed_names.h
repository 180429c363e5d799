// The tables of names computed from scratch, and compared with the kept ones.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "lode/status.h"
#include "storage/disk/overlay.h"
#include "storage/names/article_names.h"

namespace lode {

class Schema;

struct ComputedNames {
  KeyChanges keys;                     // of the tables of names, all that there are
  std::uint64_t articles = 0;          // read
  std::vector<std::uint64_t> damaged;  // numbers of articles whose names cannot be read
};

// From the names of all articles of the view and the pairs that are kept apart by hand.
// `without`: numbers of articles that count for nothing; `added`: articles that do, which
// are not in the view. Cost: memory and time by all names.
Result<ComputedNames> ComputeNames(const KvView& view, const Schema& schema,
                                   const std::set<std::uint64_t>& without = {},
                                   const std::vector<const ArticleNames*>& added = {});

struct ComparedNames {
  KeyChanges difference;               // what makes the kept tables the computed ones
  std::uint64_t articles = 0;          // read
  std::uint64_t keys = 0;              // computed
  std::vector<std::uint64_t> damaged;  // as above
};

// The same computation, of which only what is kept otherwise is handed out. Cost: as above, and
// no copy of the keys.
Result<ComparedNames> CompareNames(const KvView& view, const Schema& schema,
                                   const std::set<std::uint64_t>& without = {},
                                   const std::vector<const ArticleNames*>& added = {});

// What makes the kept tables these; empty: they are.
Result<KeyChanges> DifferenceOf(const KvView& kept, const KeyChanges& computed);

}  // namespace lode
