// The tables of names computed from scratch, and compared with the kept ones.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string_view>
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
  std::uint64_t articles = 0;          // read
  std::uint64_t keys = 0;              // computed
  std::vector<std::uint64_t> damaged;  // as above
};
// A key that is kept otherwise, and what was computed for it; none: it should not be there. Keys of
// a table ascend.
using TellDifference =
    std::function<void(std::string_view key, std::optional<std::string_view> computed)>;

// The same computation, of which what is kept otherwise is told as it is found. Cost: time by all
// names; memory by the names of articles and those names of lines that others are like, some
// hundred bytes each, and some 90 for each other name of lines.
Result<ComparedNames> CompareNames(const KvView& view, const Schema& schema,
                                   const TellDifference& tell,
                                   const std::set<std::uint64_t>& without = {},
                                   const std::vector<const ArticleNames*>& added = {});

// What makes the kept tables these; empty: they are.
Result<KeyChanges> DifferenceOf(const KvView& kept, const KeyChanges& computed);

}  // namespace lode
