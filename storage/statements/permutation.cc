// Three orders of the triples and the cursor over them. A pattern becomes a list
// of key ranges: one for each combination of the nodes behind its entities, in
// the order whose leading columns the pattern sets. The hard bit is two entities
// of many names at once: past kMaxRanges the rows are checked one by one instead.

#include "storage/statements/permutation.h"

#include <array>

#include "storage/terms/key_layout.h"

namespace lode {

namespace {

constexpr std::size_t kMaxRanges = 4096;
constexpr unsigned kEnded = 1 << 4;

struct Order {
  Table table;
  std::array<int, 3> columns;  // which of s=0, p=1, o=2 stands first, second, third
};
constexpr Order kSpo{Table::kSpo, {0, 1, 2}};
constexpr Order kPos{Table::kPos, {1, 2, 0}};
constexpr Order kOsp{Table::kOsp, {2, 0, 1}};

std::string RowKey(const Order& order, const IndexRow& row) {
  const std::array<TermId, 3> columns = {row.subject, row.predicate, row.object};
  std::string key = KeyOf(order.table);
  for (int column : order.columns) PutBig64(key, columns[static_cast<std::size_t>(column)].bits);
  PutBig64(key, row.statement.bits);
  return key;
}

std::uint8_t Flags(const IndexRow& row) {
  return static_cast<std::uint8_t>(static_cast<unsigned>(row.polarity) |
                                   static_cast<unsigned>(row.modality) << 1 |
                                   (row.ended ? kEnded : 0u));
}

// False when the bytes are no row.
bool ParseRow(const Order& order, std::string_view key, std::string_view value, IndexRow& row) {
  if (key.size() != 33 || value.size() != 2) return false;
  ByteReader in(key.substr(1));
  std::array<TermId, 3> columns;
  for (int column : order.columns) columns[static_cast<std::size_t>(column)].bits = in.Big64();
  row.subject = columns[0], row.predicate = columns[1], row.object = columns[2];
  row.statement.bits = in.Big64();
  const auto flags = static_cast<std::uint8_t>(value[0]);
  const unsigned modality = (flags >> 1) & 7;
  if (modality > static_cast<unsigned>(Modality::kDemanded) || flags >= kEnded << 1) return false;
  row.polarity = static_cast<Polarity>(flags & 1);
  row.modality = static_cast<Modality>(modality);
  row.ended = (flags & kEnded) != 0;
  row.confidence_step = static_cast<std::uint8_t>(value[1]);
  return true;
}

const Order& OrderFor(const TriplePattern& pattern) {
  if (pattern.subject && (pattern.predicate || !pattern.object)) return kSpo;
  if (pattern.predicate) return kPos;
  if (pattern.object) return kOsp;
  return kSpo;
}

class PermutationCursor : public Cursor {
 public:
  PermutationCursor(const KvView& view, const AliasTable& aliases, const ErrorSink& errors,
                    const TriplePattern& pattern)
      : aliases_(aliases), errors_(errors), order_(OrderFor(pattern)) {
    wanted_.subject = RepresentativeOf(aliases, pattern.subject);
    wanted_.predicate = pattern.predicate;
    wanted_.object = RepresentativeOf(aliases, pattern.object);
    MakeRanges();
    rows_ = view.Iterate(KeyOf(order_.table));
    if (!ranges_.empty()) rows_->Seek(ranges_[0]);
  }

  std::size_t Next(std::span<IndexRow> rows) override {
    std::size_t filled = 0;
    while (filled < rows.size() && at_ < ranges_.size()) {
      if (!rows_->valid() || !rows_->key().starts_with(ranges_[at_])) {
        if (!NextRange()) break;
        continue;
      }
      IndexRow& row = rows[filled];
      if (!ParseRow(order_, rows_->key(), rows_->value(), row)) {
        errors_.Report({Code::kCorrupt, "a row of the store's index is damaged"});
        at_ = ranges_.size();
        break;
      }
      row.subject = RepresentativeOf(aliases_, row.subject);
      row.object = RepresentativeOf(aliases_, row.object);
      if (Matches(row)) ++filled;
      rows_->Next();
    }
    return filled;
  }

 private:
  bool Matches(const IndexRow& row) const {
    return (!wanted_.subject || row.subject == wanted_.subject) &&
           (!wanted_.object || row.object == wanted_.object);
  }

  // The pattern's columns in the order's sequence, as far as they are set.
  void MakeRanges() {
    const std::array<TermId, 3> wanted = {wanted_.subject, wanted_.predicate, wanted_.object};
    ranges_ = {KeyOf(order_.table)};
    for (int column : order_.columns) {
      const TermId term = wanted[static_cast<std::size_t>(column)];
      if (!term) return;
      const std::vector<TermId> members = MembersOf(aliases_, term);
      if (ranges_.size() * members.size() > kMaxRanges) return;
      std::vector<std::string> longer;
      for (const std::string& range : ranges_)
        for (TermId member : members) {
          longer.push_back(range);
          PutBig64(longer.back(), member.bits);
        }
      ranges_ = std::move(longer);
    }
  }

  bool NextRange() {
    Status status = rows_->status();
    if (!status.ok()) {
      errors_.Report(status);
      at_ = ranges_.size();
      return false;
    }
    if (++at_ >= ranges_.size()) return false;
    rows_->Seek(ranges_[at_]);
    return true;
  }

  const AliasTable& aliases_;
  const ErrorSink& errors_;
  const Order& order_;
  TriplePattern wanted_;
  std::vector<std::string> ranges_;  // key prefixes, ascending
  std::size_t at_ = 0;               // of ranges_
  std::unique_ptr<KvIterator> rows_;
};

}  // namespace

void PutRow(KvBatch& batch, const IndexRow& row) {
  const char value[] = {static_cast<char>(Flags(row)), static_cast<char>(row.confidence_step)};
  for (const Order* order : {&kSpo, &kPos, &kOsp}) batch.Put(RowKey(*order, row), {value, 2});
}

void DeleteRow(KvBatch& batch, const IndexRow& row) {
  for (const Order* order : {&kSpo, &kPos, &kOsp}) batch.Delete(RowKey(*order, row));
}

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

std::unique_ptr<Cursor> ScanPermutation(const KvView& view, const AliasTable& aliases,
                                        const ErrorSink& errors, const TriplePattern& pattern) {
  return std::make_unique<PermutationCursor>(view, aliases, errors, pattern);
}

}  // namespace lode
