// Counting. Rows of a predicate are counted when they are written; distinct
// values are counted when first asked for, on the rows themselves, since which
// nodes are one entity is not known earlier.

#include "storage/statements/statistics.h"

#include <algorithm>
#include <array>
#include <vector>

#include "storage/terms/key_layout.h"

namespace lode {

Result<std::map<TermId, std::uint64_t>> ReadCounts(const KvView& view) {
  std::map<TermId, std::uint64_t> counts;
  auto it = view.Iterate(KeyOf(Table::kCount));
  for (; it->valid(); it->Next())
    counts[TermId{ByteReader(it->key().substr(1)).Big64()}] = ByteReader(it->value()).Varint();
  Status status = it->status();
  if (!status.ok()) return status;
  return counts;
}

Status ChangeCounts(const KvView& view, KvBatch& batch, const std::map<TermId, std::int64_t>& by) {
  for (const auto& [predicate, change] : by) {
    if (change == 0) continue;
    const std::string key = KeyOf(Table::kCount, predicate);
    auto old = view.Get(key);
    if (!old.ok()) return old.status();
    const std::uint64_t before = old->has_value() ? ByteReader(**old).Varint() : 0;
    const std::uint64_t after = before + static_cast<std::uint64_t>(change);
    std::string bytes;
    PutVarint(bytes, after);
    if (after == 0)
      batch.Delete(key);
    else
      batch.Put(key, bytes);
  }
  return {};
}

namespace {

// Rows are sorted by two of their columns, so most that are equal are neighbours.
template <typename T>
void PutNew(std::vector<T>& all, const T& one) {
  if (all.empty() || all.back() != one) all.push_back(one);
}

}  // namespace

Distinct CountDistinct(const KvView& view, const AliasTable& aliases, const ErrorSink& errors,
                       TermId predicate, std::uint64_t rows, std::uint64_t sample) {
  std::vector<TermId> subjects, objects;
  std::vector<std::array<TermId, 3>> triples;
  const RowStreams streams(view);
  auto cursor = ScanPermutation(streams, aliases, errors, {TermId{}, predicate, TermId{}});
  std::array<IndexRow, 1024> batch;
  std::uint64_t seen = 0;
  while (seen < sample) {
    const std::size_t count = cursor->Next(batch);
    if (count == 0) break;
    for (std::size_t i = 0; i < count; ++i) {
      const IndexRow& row = batch[i];
      PutNew(subjects, row.subject);
      PutNew(objects, row.object);
      PutNew(triples, {row.subject, row.predicate, row.object});
    }
    seen += count;
  }
  const double scale =
      seen == 0 || rows <= seen ? 1.0 : static_cast<double>(rows) / static_cast<double>(seen);
  const auto scaled = [&](auto& all) {
    std::sort(all.begin(), all.end());
    const auto different = std::unique(all.begin(), all.end()) - all.begin();
    return static_cast<std::uint64_t>(static_cast<double>(different) * scale);
  };
  return {scaled(subjects), scaled(objects), scaled(triples)};
}

}  // namespace lode
