// A pattern becomes a list of ranges of one order: one for each combination of the nodes
// behind its entities. The hard bit is two entities of many names at once: past kMaxRanges
// the rows are checked one by one instead.

#include "storage/statements/permutation.h"

#include <algorithm>
#include <array>

namespace lode {

namespace {

constexpr std::size_t kMaxRanges = 4096;

Order OrderFor(const TriplePattern& pattern) {
  if (pattern.subject && (pattern.predicate || !pattern.object)) return Order::kSpo;
  if (pattern.predicate) return Order::kPos;
  if (pattern.object) return Order::kOsp;
  return Order::kSpo;
}

// The leading columns of the rows wanted.
struct Range {
  std::array<std::uint64_t, 3> bits{};
  std::size_t size = 0;
  std::span<const std::uint64_t> columns() const { return {bits.data(), size}; }
};
using Ranges = std::vector<Range>;  // ascending

bool IsOneTerm(const AliasTable& aliases, TermId term) {
  return term.tag() != TermTag::kEntity ||
         aliases.IsAlone(static_cast<AliasTable::Node>(term.payload()));
}

// The pattern's columns in the order's sequence, as far as they are set.
Ranges RangesOf(const AliasTable& aliases, const TriplePattern& wanted, Order order) {
  const std::array<TermId, 3> terms = {wanted.subject, wanted.predicate, wanted.object};
  Ranges ranges(1);
  for (std::size_t column : ColumnsOf(order)) {
    if (!terms[column]) break;
    if (IsOneTerm(aliases, terms[column])) {
      for (Range& range : ranges) range.bits[range.size++] = terms[column].bits;
      continue;
    }
    const std::vector<TermId> members = MembersOf(aliases, terms[column]);
    if (ranges.size() * members.size() > kMaxRanges) break;
    Ranges longer;
    longer.reserve(ranges.size() * members.size());
    for (const Range& range : ranges)
      for (TermId member : members) {
        longer.push_back(range);
        longer.back().bits[longer.back().size++] = member.bits;
      }
    ranges = std::move(longer);
  }
  return ranges;
}

TriplePattern OfRepresentatives(const AliasTable& aliases, const TriplePattern& pattern) {
  return {RepresentativeOf(aliases, pattern.subject), pattern.predicate,
          RepresentativeOf(aliases, pattern.object)};
}

class PermutationCursor : public Cursor {
 public:
  PermutationCursor(const RowStreams& streams, const AliasTable& aliases, const ErrorSink& errors,
                    const TriplePattern& pattern)
      : aliases_(aliases),
        errors_(errors),
        order_(OrderFor(pattern)),
        wanted_(OfRepresentatives(aliases, pattern)),
        ranges_(RangesOf(aliases, wanted_, order_)),
        gaps_(pattern.gaps),
        object_(order_ == Order::kSpo   ? 2
                : order_ == Order::kPos ? 1
                                        : 0),
        streams_(streams),
        stream_(streams.Take(order_)) {}
  ~PermutationCursor() override { streams_.GiveBack(std::move(stream_)); }

  std::size_t Next(std::span<IndexRow> rows) override {
    std::size_t filled = 0;
    while (filled < rows.size() && (is_in_range_ || at_ < ranges_.size())) {
      if (!is_in_range_) BeginRange();
      const std::span<OrderedRow> decoded = stream_->scratch();
      std::size_t count =
          stream_->Next(decoded.first(std::min(decoded.size(), rows.size() - filled)));
      is_in_range_ = count > 0;
      if (gap_ < gaps_.size()) count = BeforeGap(decoded.first(count));
      for (std::size_t i = 0; i < count; ++i) {
        IndexRow& row = rows[filled];
        row = FromOrder(order_, decoded[i]);
        row.subject = Shown(row.subject, subject_);
        row.object = Shown(row.object, shown_object_);
        if (Matches(row)) ++filled;
      }
    }
    if (Status status = stream_->status(); !status.ok()) {
      errors_.Report(status);
      is_in_range_ = false;
      at_ = ranges_.size();
    }
    return filled;
  }

 private:
  void BeginRange() {
    const Range& range = ranges_[at_++];
    stream_->Seek(range.columns());
    gap_ = range.size == object_ ? 0 : gaps_.size();
  }

  // How many of the rows come before the next gap; where that begins among them, the stream
  // goes on behind it.
  std::size_t BeforeGap(std::span<const OrderedRow> rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      while (gap_ < gaps_.size() && rows[i].key[object_] >= gaps_[gap_].to.bits) ++gap_;
      if (gap_ == gaps_.size()) break;
      if (rows[i].key[object_] < gaps_[gap_].from.bits) continue;
      const Range& range = ranges_[at_ - 1];
      RowKey next{};
      std::copy_n(range.bits.begin(), range.size, next.begin());
      next[object_] = gaps_[gap_++].to.bits;
      stream_->SeekFrom(range.columns(), next);
      return i;
    }
    return rows.size();
  }

  // Neighbours have one subject or one object.
  struct Asked {
    TermId term, representative;
  };
  TermId Shown(TermId term, Asked& last) const {
    if (term != last.term) last = {term, RepresentativeOf(aliases_, term)};
    return last.representative;
  }

  bool Matches(const IndexRow& row) const {
    return (!wanted_.subject || row.subject == wanted_.subject) &&
           (!wanted_.object || row.object == wanted_.object);
  }

  const AliasTable& aliases_;
  const ErrorSink& errors_;
  const Order order_;
  const TriplePattern wanted_;
  const Ranges ranges_;
  const std::span<const ObjectGap> gaps_;
  const std::size_t object_;  // its place in the order: gaps are passed where all before it is set
  Asked subject_, shown_object_;
  std::size_t gap_ = 0;  // the next of gaps_
  std::size_t at_ = 0;   // the next of ranges_
  bool is_in_range_ = false;
  const RowStreams& streams_;
  std::unique_ptr<RowStream> stream_;
};

}  // namespace

TermId RepresentativeOf(const AliasTable& aliases, TermId term) {
  if (term.tag() != TermTag::kEntity) return term;
  return TermId::Make(TermTag::kEntity,
                      aliases.RepresentativeOf(static_cast<AliasTable::Node>(term.payload())));
}

std::vector<TermId> MembersOf(const AliasTable& aliases, TermId term) {
  std::vector<TermId> members;
  if (term.tag() == TermTag::kEntity)
    for (AliasTable::Node node : aliases.MembersOf(static_cast<AliasTable::Node>(term.payload())))
      members.push_back(TermId::Make(TermTag::kEntity, node));
  if (members.empty()) members.push_back(term);
  return members;
}

std::unique_ptr<Cursor> ScanPermutation(const RowStreams& streams, const AliasTable& aliases,
                                        const ErrorSink& errors, const TriplePattern& pattern) {
  return std::make_unique<PermutationCursor>(streams, aliases, errors, pattern);
}

std::uint64_t CountPermutation(const RowStreams& streams, const AliasTable& aliases,
                               const ErrorSink& errors, const TriplePattern& pattern,
                               std::uint64_t most) {
  const Order order = OrderFor(pattern);
  auto stream = streams.Take(order);
  std::uint64_t rows = 0;
  for (const auto& range : RangesOf(aliases, OfRepresentatives(aliases, pattern), order)) {
    stream->Seek(range.columns());
    while (const std::size_t count = stream->Skip(most - rows)) rows += count;
    if (rows >= most) break;
  }
  if (Status status = stream->status(); !status.ok()) errors.Report(status);
  streams.GiveBack(std::move(stream));
  return rows;
}

}  // namespace lode
