// Rows into an index that has none: sorted by counting, and packed as they come.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "storage/disk/kv.h"
#include "storage/disk/sorted_keys.h"
#include "storage/statements/index_row.h"
#include "storage/statements/merge.h"

namespace lode {

// Rows of statements that say their triples plainly and with all confidence, as lines do: 12 bytes
// each.
struct PlainRows {
  using Row = std::array<std::uint32_t, 3>;  // subject, predicate, object: indexes into `terms`
  std::vector<TermId> terms;                 // ascending
  std::vector<Row> rows;                     // in the order of their statements
  std::uint64_t first_article = 0;
  std::size_t rows_of_article = 1;  // of each but the last

  IndexRow At(std::size_t row) const;
  IndexRow RowOf(const Row& terms_of_row, std::size_t row) const;  // as if it stood there
};

// Rows on their way into an index that has others, piece by piece: each order is walked once,
// whatever the number of pieces. Threads: one. Memory: 32 bytes a row.
class RowsMerge {
 public:
  explicit RowsMerge(PlainRows rows, const MergeLimits& limits = {});
  ~RowsMerge();

  std::size_t pieces() const;
  // The next piece of all, in the batch. REQUIRES: the view has the ones before; nobody else
  // changes the index before the last one.
  Status PutNext(const KvView& view, KvBatch& batch);

  static constexpr std::size_t kRowsOfPiece = 1 << 18;

 private:
  struct Impl;
  const std::unique_ptr<Impl> impl_;
};

// Puts blocks of some `block_rows` rows, in all three orders. REQUIRES: rows ascend by their
// statements, which are all different. Cost: linear; 32 bytes of memory a row, beside the rows.
Status PutNewRows(SortedKeys& keys, std::span<const IndexRow> rows, std::size_t block_rows);
// Likewise, but that these rows go: 32 bytes a row in all.
Status PutNewRows(SortedKeys& keys, PlainRows rows, std::size_t block_rows);

}  // namespace lode
