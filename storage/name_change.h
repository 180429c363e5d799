// Changes of the set of articles, and of what is kept apart by hand, seen by the tables of
// names: in the batch of the change.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/names/article_names.h"
#include "storage/names/correction_table.h"
#include "storage/names/many_names.h"

namespace lode {

class Schema;

// One article whose names change.
struct ChangedNames {
  std::uint64_t number = 0;
  bool was_there = false;               // the tables have its names
  const ArticleNames* after = nullptr;  // null: it goes
  // Those that the tables have; null: the view's.
  const ArticleNames* before = nullptr;
};

// `schema`: the caller's; where the store keeps another one by now, that one counts.
// Where kept tables cannot be read, or an article's old names, they are computed from
// scratch.
Status ChangeNames(const KvView& view, KvBatch& batch, const Schema& schema,
                   const std::vector<ChangedNames>& changes);

// The same of names in new articles of lines; new keys may go to `keys` instead of the batch.
// Where more than `most` are like others, these are told by their indexes: they are for later
// changes, which have to see this one, whose keys then go to `shown_keys`. kCorrupt: kept tables
// cannot be read.
Result<std::vector<std::uint32_t>> AddNames(const KvView& view, KvBatch& batch,
                                            const Schema& schema, ManyNames& names,
                                            std::size_t most, SortedKeys& keys,
                                            SortedKeys& shown_keys);
// Likewise, of some of them, by their indexes.
Status AddSomeNames(const KvView& view, KvBatch& batch, const Schema& schema, ManyNames& names,
                    std::span<const std::uint32_t> some);

// Changes whose articles are in the view already, to be seen by the tables of names together:
// what many articles have is worked out once. Threads: one.
class WaitingNames {
 public:
  // `before`: what the tables have of the article; none where they do not know it.
  void Add(std::uint64_t number, std::optional<ArticleNames> before,
           std::optional<ArticleNames> after);
  // Takes the changes of another over, as later ones.
  void Append(WaitingNames&& later);
  bool Has(std::uint64_t number) const { return changes_.contains(number); }
  std::size_t size() const { return size_; }  // names
  // Call once, last.
  Status Apply(const KvView& view, KvBatch& batch, const Schema& schema) const;

 private:
  struct Change {
    std::optional<ArticleNames> before, after;
  };
  std::map<std::uint64_t, Change> changes_;
  std::size_t size_ = 0;
};

// Puts pairs of keys among those that are kept apart, and takes others away.
Status ChangeApart(const KvView& view, KvBatch& batch, const Schema& schema, const KeyPairs& put,
                   const KeyPairs& taken);

// Makes the tables of names what the articles say, by another schema.
Status RecomputeNames(const KvView& view, KvBatch& batch, const Schema& schema);

}  // namespace lode
