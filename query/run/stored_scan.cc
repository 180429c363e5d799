// Rows that stored statements give to an atom.
//
// A probe with a bound subject, object or statement is a look-up in the snapshot. A
// look-up costs a seek, a row of a long scan almost nothing; so probes are counted,
// and once they have cost about as much as reading the whole pattern, the pattern is
// read into a relation, and later probes are look-ups in its hash index. This makes
// the choice between nested loops and a hash join from what really happens. Where the plan knows
// about how many probes come, it is believed after the first few: a question may want few rows.

#include <algorithm>

#include "query/plan/stored_pattern.h"
#include "query/run/stored_reader.h"

namespace lode {

namespace {

constexpr std::uint64_t kRowsPerSeek = 32;       // rows scanned in the time of one seek
constexpr std::uint64_t kProbesToBelieve = 256;  // then an estimate of them counts
constexpr std::size_t kRowsASend = 256;          // between two looks at the budget

// What makes two stored atoms read the same rows when all slots are free.
std::string SignatureOf(const ir::Atom& atom, const std::vector<ObjectGap>& gaps) {
  const ir::StoredPart& part = *atom.stored;
  std::string text = part.any_predicate ? "any" : "";
  for (const ir::PredicateUse& use : part.predicates) text += ' ' + std::to_string(use.id.bits);
  text += part.polarity ? " p" + std::to_string(static_cast<int>(*part.polarity)) : " p*";
  text += part.modality ? " m" + std::to_string(static_cast<int>(*part.modality)) : " m*";
  text += part.ended ? (*part.ended ? " e1" : " e0") : " e*";
  for (std::size_t i = 0; i < part.columns.size(); ++i) {
    text += '|' + std::to_string(static_cast<int>(part.columns[i].kind)) + part.columns[i].role;
    if (!atom.terms[i].is_slot()) text += '=' + std::to_string(atom.terms[i].constant.bits);
  }
  for (const ObjectGap& gap : gaps)
    text += " g" + std::to_string(gap.from.bits) + '-' + std::to_string(gap.to.bits);
  return text;
}

class StoredSource : public RowSource {
 public:
  StoredSource(const ir::Atom& atom, const SourceOptions& options, Execution& execution)
      : atom_(atom),
        execution_(execution),
        any_order_(options.any_order),
        expected_(options.probes),
        gaps_(options.gaps),
        reader_(*atom.stored, gaps_, execution) {
    ColumnMask bound = options.bound;
    for (const ir::Term& term : atom.terms) constants_.push_back(term.constant);
    for (std::size_t i = 0; i < atom.terms.size(); ++i)
      if (!atom.terms[i].is_slot()) bound &= ~(ColumnMask{1} << i);
    bound_ = bound;  // by slots: the relation holds the constants in every row
    if (bound_ != 0) read_ = &execution.stored_reads[SignatureOf(atom, gaps_)];
  }

  bool Probe(const TermId* key, RowReceiver& receiver) override {
    if (read_ == nullptr || (!read_->is_used && !WantsRelation()))
      return reader_.Read(key, receiver);
    if (!read_->is_used && !ReadAll()) return false;
    return SendMatching(key, receiver);
  }

  bool Settle(const Relation*) override {
    return read_ != nullptr && read_->is_used && Grouped() != nullptr;
  }

  const Neighbours* NeighboursBy(std::size_t column) override {
    if (read_ == nullptr || !read_->is_used || read_->rows->arity() != 2) return nullptr;
    std::unique_ptr<Neighbours>& beside = read_->neighbours[column];
    if (beside == nullptr)
      beside = std::make_unique<Neighbours>(*read_->rows, static_cast<std::uint32_t>(column),
                                            execution_.budget);
    if (execution_.budget.stopped()) beside.reset();
    return beside != nullptr && beside->is_sorted() ? beside.get() : nullptr;
  }

 private:
  bool WantsRelation() {
    if (any_order_ && read_->rows != nullptr) return true;
    ++read_->probes;
    if (total_ == kUnknown) total_ = EstimateStored(atom_, execution_.snapshot);
    const std::uint64_t bytes = total_ * (atom_.terms.size() + 4) * sizeof(TermId);
    const double probes = read_->probes < kProbesToBelieve
                              ? static_cast<double>(read_->probes)
                              : std::max(static_cast<double>(read_->probes), expected_);
    return probes * kRowsPerSeek > static_cast<double>(total_ + 4 * kRowsPerSeek) &&
           bytes < execution_.budget.memory_left() / 2;
  }

  bool ReadAll() {
    read_->is_used = true;
    if (read_->rows) return execution_.budget.Take(read_->bytes());
    auto rows = std::make_unique<Relation>(static_cast<std::uint32_t>(atom_.terms.size()),
                                           execution_.budget);
    Collector collector(*rows, execution_.budget);
    reader_.Read(constants_.data(), collector);
    read_->is_used = !execution_.budget.stopped();
    if (read_->is_used) read_->rows = std::move(rows);
    return read_->is_used;
  }

  // Null when the budget stopped.
  const GroupedRows* Grouped() {
    std::unique_ptr<GroupedRows>& grouped = read_->grouped[bound_];
    if (grouped != nullptr) return grouped.get();
    grouped = std::make_unique<GroupedRows>(*read_->rows, bound_, execution_.budget);
    if (execution_.budget.stopped()) grouped.reset();
    return grouped.get();
  }

  bool SendMatching(const TermId* key, RowReceiver& receiver) {
    const GroupedRows* grouped = Grouped();
    if (grouped == nullptr || execution_.budget.stopped()) return false;
    const std::span<const TermId> rows = grouped->Find(key);
    const std::size_t columns = atom_.terms.size();
    for (std::size_t at = 0; at < rows.size(); at += kRowsASend * columns) {
      const std::size_t cells = std::min(rows.size() - at, kRowsASend * columns);
      if (!receiver.Receive(rows.data() + at, cells / columns)) return false;
    }
    return true;
  }

  static constexpr std::uint64_t kUnknown = ~std::uint64_t{0};
  const ir::Atom& atom_;
  Execution& execution_;
  const bool any_order_;
  const double expected_;  // probes
  const std::vector<ObjectGap> gaps_;
  SnapshotReader reader_;
  StoredRead* read_ = nullptr;  // null: one probe is all, so that nothing is read for more
  ColumnMask bound_ = 0;
  std::vector<TermId> constants_;
  std::uint64_t total_ = kUnknown;
};

}  // namespace

std::unique_ptr<RowSource> MakeStoredSource(const ir::Atom& atom, const SourceOptions& options,
                                            Execution& execution) {
  return std::make_unique<StoredSource>(atom, options, execution);
}

}  // namespace lode
