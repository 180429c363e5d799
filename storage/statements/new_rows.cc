// Columns become ranks among their different values, and sorting is passes of counting over these,
// each of which keeps what the ones before it did. The three orders are one another's turns: by
// predicate, subject, object the rows come to stand as (object, subject, predicate); by predicate
// once more, as (predicate, object, subject); by subject once more, as (subject, predicate,
// object). The statements ascend to begin with, and so they do at the end among equal rows.

#include "storage/statements/new_rows.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include "storage/statements/block.h"
#include "storage/statements/delta.h"
#include "storage/statements/merge.h"
#include "storage/statements/row_order.h"

namespace lode {

namespace {

constexpr unsigned kDigitBits = 11;
constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;

// By which column rows are sorted, and in which order they are then; predicate and subject first.
constexpr std::array<std::pair<std::size_t, Order>, 3> kTurns = {
    {{2, Order::kOsp}, {1, Order::kPos}, {0, Order::kSpo}}};

using Numbers = std::vector<std::uint32_t>;

// Ranks of subject, predicate and object, and which row it is.
struct Ranked {
  std::array<std::uint32_t, 3> ranks;
  std::uint32_t row;
};

// Moves what is ordered so that the digits of its elements ascend.
template <typename Element, typename DigitOf>
void CountingPass(std::vector<Element>& order, std::vector<Element>& moved,
                  const DigitOf& digit_of) {
  std::array<std::uint32_t, kDigits> begins{};
  for (const Element& one : order) ++begins[digit_of(one)];
  std::uint32_t begin = 0;
  for (std::uint32_t& count : begins) begin += std::exchange(count, begin);
  for (const Element& one : order) moved[begins[digit_of(one)]++] = one;
  order.swap(moved);
}

// Rows that are sorted by one column after another.
class RankedRows {
 public:
  explicit RankedRows(std::vector<Ranked> rows) : rows_(std::move(rows)), moved_(rows_.size()) {
    for (const Ranked& row : rows_)
      for (std::size_t column = 0; column < 3; ++column) {
        least_[column] = std::min(least_[column], row.ranks[column]);
        most_[column] = std::max(most_[column], row.ranks[column]);
      }
  }

  void SortBy(std::size_t column) {
    const std::uint32_t least = least_[column], most = most_[column] - least;
    for (unsigned shift = 0; shift < 32 && most >> shift != 0; shift += kDigitBits)
      CountingPass(rows_, moved_, [&](const Ranked& row) {
        return (row.ranks[column] - least) >> shift & (kDigits - 1);
      });
  }
  const std::vector<Ranked>& rows() const { return rows_; }

 private:
  std::vector<Ranked> rows_, moved_;
  std::array<std::uint32_t, 3> least_{~0u, ~0u, ~0u}, most_{};
};

// A column's ranks: equal where its values are, and sorted like them.
Numbers RanksOf(const std::vector<std::uint64_t>& values, Numbers& moved) {
  std::uint64_t varies = 0;
  for (const std::uint64_t value : values) varies |= value ^ values.front();
  Numbers order(values.size());
  std::iota(order.begin(), order.end(), 0u);
  for (unsigned shift = 0; shift < 64; shift += kDigitBits)
    if ((varies >> shift & (kDigits - 1)) != 0)
      CountingPass(order, moved, [&](std::uint32_t row) {
        return static_cast<std::size_t>(values[row] >> shift & (kDigits - 1));
      });
  Numbers ranks(values.size());
  std::uint32_t rank = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i > 0 && values[order[i]] != values[order[i - 1]]) ++rank;
    ranks[order[i]] = rank;
  }
  return ranks;
}

// `fetch`: has the memory come in which a row will be looked for.
template <typename RowAt, typename Fetch>
Status PutBlocks(SortedKeys& keys, Order order, const std::vector<Ranked>& sorted,
                 const RowAt& row_at, const Fetch& fetch, std::size_t block_rows) {
  constexpr std::size_t kAhead = 16;
  std::vector<OrderedRow> block;
  const std::size_t count = sorted.size(), blocks = (count + block_rows - 1) / block_rows;
  for (std::size_t i = 0; i < blocks; ++i) {
    block.clear();
    for (std::size_t at = count * i / blocks; at < count * (i + 1) / blocks; ++at) {
      fetch(sorted[std::min(at + kAhead, count - 1)]);
      block.push_back(ToOrder(order, row_at(sorted[at])));
    }
    const std::string key = RowKeyBytes(BlockTable(order), block.front().key);
    if (Status status = keys.Put(key, EncodeBlock(block)); !status.ok()) return status;
  }
  return {};
}

template <typename RowAt, typename Fetch>
Status PutAll(SortedKeys& keys, std::vector<Ranked> ranked, const RowAt& row_at, const Fetch& fetch,
              std::size_t block_rows) {
  RankedRows rows(std::move(ranked));
  rows.SortBy(1);
  rows.SortBy(0);
  Status status;
  for (const auto& [column, order] : kTurns) {
    rows.SortBy(column);
    if (status.ok()) status = PutBlocks(keys, order, rows.rows(), row_at, fetch, block_rows);
  }
  return status;
}

}  // namespace

Status PutNewRows(SortedKeys& keys, std::span<const IndexRow> rows, std::size_t block_rows) {
  if (rows.empty()) return {};
  Numbers moved(rows.size());
  std::vector<std::uint64_t> values(rows.size());
  std::vector<Ranked> ranked(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) ranked[i].row = static_cast<std::uint32_t>(i);
  constexpr std::array<TermId IndexRow::*, 3> kColumns = {&IndexRow::subject, &IndexRow::predicate,
                                                          &IndexRow::object};
  for (std::size_t column = 0; column < 3; ++column) {
    std::transform(rows.begin(), rows.end(), values.begin(),
                   [&](const IndexRow& row) { return (row.*kColumns[column]).bits; });
    const Numbers ranks = RanksOf(values, moved);
    for (std::size_t i = 0; i < rows.size(); ++i) ranked[i].ranks[column] = ranks[i];
  }
  return PutAll(
      keys, std::move(ranked), [&](const Ranked& one) -> const IndexRow& { return rows[one.row]; },
      [&](const Ranked& one) { __builtin_prefetch(&rows[one.row]); }, block_rows);
}

IndexRow PlainRows::At(std::size_t row) const {
  return RowOf(rows[row], row);
}

IndexRow PlainRows::RowOf(const Row& terms_of_row, std::size_t row) const {
  IndexRow made;
  made.subject = terms[terms_of_row[0]];
  made.predicate = terms[terms_of_row[1]];
  made.object = terms[terms_of_row[2]];
  made.statement = StatementTerm(first_article + row / rows_of_article, row % rows_of_article);
  made.confidence_step = ConfidenceStep(1);
  return made;
}

namespace {

std::vector<Ranked> RankedOf(PlainRows& rows) {
  std::vector<Ranked> ranked;
  ranked.reserve(rows.rows.size());
  for (const PlainRows::Row& row : rows.rows)
    ranked.push_back({row, static_cast<std::uint32_t>(ranked.size())});
  rows.rows = std::vector<PlainRows::Row>();
  return ranked;
}

}  // namespace

Status PutNewRows(SortedKeys& keys, PlainRows rows, std::size_t block_rows) {
  return PutAll(
      keys, RankedOf(rows), [&](const Ranked& one) { return rows.RowOf(one.ranks, one.row); },
      [&](const Ranked& one) {
        __builtin_prefetch(&rows.terms[one.ranks[0]]);
        __builtin_prefetch(&rows.terms[one.ranks[2]]);
      },
      block_rows);
}

struct RowsMerge::Impl {
  Impl(PlainRows plain, const MergeLimits& with)
      : rows(std::move(plain)), limits(with), ranked(RankedOf(rows)) {
    ranked.SortBy(1);
    ranked.SortBy(0);
  }

  PlainRows rows;  // their terms
  const MergeLimits limits;
  RankedRows ranked;
  std::size_t turn = 0, next = 0;  // of kTurns, and of the rows in it
};

RowsMerge::RowsMerge(PlainRows rows, const MergeLimits& limits)
    : impl_(std::make_unique<Impl>(std::move(rows), limits)) {}
RowsMerge::~RowsMerge() = default;

std::size_t RowsMerge::pieces() const {
  return kTurns.size() * ((impl_->ranked.rows().size() + kRowsOfPiece - 1) / kRowsOfPiece);
}

Status RowsMerge::PutNext(const KvView& view, KvBatch& batch) {
  const auto& [column, order] = kTurns[impl_->turn];
  if (impl_->next == 0) impl_->ranked.SortBy(column);
  const std::vector<Ranked>& sorted = impl_->ranked.rows();
  const std::size_t end = std::min(impl_->next + kRowsOfPiece, sorted.size());
  std::vector<DeltaRow> piece;
  piece.reserve(end - impl_->next);
  for (std::size_t i = impl_->next; i < end; ++i)
    piece.push_back({ToOrder(order, impl_->rows.RowOf(sorted[i].ranks, sorted[i].row)), true});
  auto state = ReadIndexState(view);
  if (!state.ok()) return state.status();
  BlockMerge merge(view, batch, order, impl_->limits);
  if (Status status = merge.Take(piece); !status.ok()) return status;
  IndexState::Delta& delta = state->of(order);
  delta.keys -= std::min(delta.keys, merge.drained());
  if (impl_->turn == 0) state->rows += piece.size();
  PutIndexState(batch, *state);
  impl_->next = end == sorted.size() ? 0 : end;
  if (impl_->next == 0) ++impl_->turn;
  return {};
}

}  // namespace lode
