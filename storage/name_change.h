// Changes of the set of articles, and of what is kept apart by hand, seen by the tables of
// names: in the batch of the change.
#pragma once

#include <cstdint>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/names/article_names.h"
#include "storage/names/correction_table.h"

namespace lode {

class Schema;

// One article whose names change.
struct ChangedNames {
  std::uint64_t number = 0;
  bool was_there = false;               // the view has its names
  const ArticleNames* after = nullptr;  // null: it goes
};

// `schema`: the caller's; where the store keeps another one by now, that one counts.
// Where kept tables cannot be read, or an article's old names, they are computed from
// scratch.
Status ChangeNames(const KvView& view, KvBatch& batch, const Schema& schema,
                   const std::vector<ChangedNames>& changes);

// Puts pairs of keys among those that are kept apart, and takes others away.
Status ChangeApart(const KvView& view, KvBatch& batch, const Schema& schema, const KeyPairs& put,
                   const KeyPairs& taken);

// Makes the tables of names what the articles say, by another schema.
Status RecomputeNames(const KvView& view, KvBatch& batch, const Schema& schema);

}  // namespace lode
