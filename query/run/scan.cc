// Sources other than stored statements: relations by index, lists of terms, and the
// union of several. A relation's rows are copied to a small buffer before they are
// sent, because the receiver may grow the very relation that is read.

#include "query/run/scan.h"

#include <algorithm>

namespace lode {

namespace {

constexpr std::size_t kScanChunkRows = 256;

class RelationSource : public RowSource {
 public:
  RelationSource(Relation& relation, const ir::RelationPart& part, std::size_t columns,
                 ColumnMask bound, RowWindow window)
      : relation_(relation), part_(part), columns_(columns), window_(window) {
    key_.resize(relation.arity());
    for (std::size_t i = 0; i < columns; ++i)
      if (bound >> i & 1 && ColumnOf(i) < relation.arity()) mask_ |= ColumnMask{1} << ColumnOf(i);
  }

  bool Probe(const TermId* key, RowReceiver& receiver) override {
    for (std::size_t i = 0; i < columns_; ++i)
      if (ColumnOf(i) < key_.size()) key_[ColumnOf(i)] = key[i];
    chunk_.clear();
    return mask_ == 0 ? SendAll(receiver) : SendMatching(receiver);
  }

  bool Settle(const Relation* grows) override {
    if (&relation_ == grows) return false;
    if (mask_ != 0 && relation_.size() > 0) relation_.First(mask_, relation_.row(0));
    return true;
  }

 private:
  // The relation's column behind column `i` of the atom; past the end: the predicate.
  std::size_t ColumnOf(std::size_t i) const { return part_.swapped && i < 2 ? 1 - i : i; }

  bool SendAll(RowReceiver& receiver) {
    const std::uint32_t end = std::min(window_.to, relation_.size());
    for (std::uint32_t row = window_.from; row < end; ++row)
      if (!Add(row, receiver)) return false;
    return Flush(receiver);
  }

  bool SendMatching(RowReceiver& receiver) {
    std::uint32_t row = relation_.First(mask_, key_.data());
    while (row != Relation::kNoRow && row >= window_.from) {
      if (row < window_.to && !Add(row, receiver)) return false;
      row = relation_.Next(mask_, key_.data(), row);
    }
    return Flush(receiver);
  }

  bool Add(std::uint32_t number, RowReceiver& receiver) {
    const TermId* row = relation_.row(number);
    for (std::size_t i = 0; i < columns_; ++i)
      chunk_.push_back(ColumnOf(i) < key_.size() ? row[ColumnOf(i)] : part_.predicate);
    if (columns_ == 0) ++empty_rows_;
    return chunk_.size() < kScanChunkRows * columns_ || Flush(receiver);
  }

  bool Flush(RowReceiver& receiver) {
    const std::size_t rows =
        columns_ == 0 ? std::exchange(empty_rows_, 0) : chunk_.size() / columns_;
    const bool more = rows == 0 || receiver.Receive(chunk_.data(), rows);
    chunk_.clear();
    return more;
  }

  Relation& relation_;
  ir::RelationPart part_;
  std::size_t columns_;
  RowWindow window_;
  ColumnMask mask_ = 0;
  std::vector<TermId> key_, chunk_;
  std::size_t empty_rows_ = 0;
};

constexpr std::uint64_t kKeptRowsPerSeek = 32;  // kept rows read in the time of one seek

// Rows that stand in the store.
class KeptSource : public RowSource {
 public:
  KeptSource(KeptRead& kept, const ir::RelationPart& part, std::size_t columns, ColumnMask bound,
             Execution& execution)
      : kept_(kept),
        part_(part),
        columns_(columns),
        bound_(bound),
        execution_(execution),
        rows_(kept.rows->Again()),
        key_(kept.rows->arity()) {}

  bool Probe(const TermId* key, RowReceiver& receiver) override {
    if (kept_.read == nullptr && WantsAll() && !ReadAll()) return false;
    if (kept_.read != nullptr) {
      if (in_memory_ == nullptr)
        in_memory_ =
            std::make_unique<RelationSource>(*kept_.read, part_, columns_, bound_, RowWindow{});
      return in_memory_->Probe(key, receiver);
    }
    for (std::size_t i = 0; i < columns_; ++i)
      if (ColumnOf(i) < key_.size()) key_[ColumnOf(i)] = bound_ >> i & 1 ? key[i] : TermId{};
    return ReadRows(receiver);
  }

 private:
  std::size_t ColumnOf(std::size_t i) const { return part_.swapped && i < 2 ? 1 - i : i; }

  bool WantsAll() {
    if (bound_ == 0 || kept_.may_change) return false;
    return ++kept_.probes * kKeptRowsPerSeek > kept_.count + 4 * kKeptRowsPerSeek &&
           kept_.count * (kept_.rows->arity() + 4) * sizeof(TermId) <
               execution_.budget.memory_left() / 2;
  }

  bool ReadAll() {
    auto all = std::make_unique<Relation>(kept_.rows->arity(), execution_.budget);
    const Status status = rows_.ReadAll([&](std::span<const TermId> row, std::uint64_t) {
      all->Insert(row.data());
      return execution_.budget.Tick();
    });
    if (!status.ok()) execution_.budget.Stop(status);
    if (execution_.budget.stopped()) return false;
    kept_.read = std::move(all);
    return true;
  }

  bool ReadRows(RowReceiver& receiver) {
    std::vector<TermId> chunk;
    std::size_t count = 0;
    bool more = true;
    const auto send = [&] {
      more = more && (count == 0 || receiver.Receive(chunk.data(), count));
      chunk.clear();
      count = 0;
      return more && execution_.budget.Tick();
    };
    const Status status = rows_.Read(key_.data(), [&](std::span<const TermId> row, std::uint64_t) {
      for (std::size_t i = 0; i < columns_; ++i)
        chunk.push_back(ColumnOf(i) < row.size() ? row[ColumnOf(i)] : part_.predicate);
      return ++count < kScanChunkRows || send();
    });
    if (!status.ok()) return execution_.budget.Stop(status);
    send();
    return more;
  }

  KeptRead& kept_;
  ir::RelationPart part_;
  std::size_t columns_;
  ColumnMask bound_;
  Execution& execution_;
  KeptRows rows_;  // its own: another source may read while this one sends
  std::vector<TermId> key_;
  std::unique_ptr<RelationSource> in_memory_;
};

class InlineSource : public RowSource {
 public:
  explicit InlineSource(const std::vector<TermId>& terms) : terms_(terms) {
    std::sort(terms_.begin(), terms_.end());
    terms_.erase(std::unique(terms_.begin(), terms_.end()), terms_.end());
  }
  bool Probe(const TermId* key, RowReceiver& receiver) override {
    if (!*key) return terms_.empty() || receiver.Receive(terms_.data(), terms_.size());
    if (!std::binary_search(terms_.begin(), terms_.end(), *key)) return true;
    return receiver.Receive(key, 1);
  }
  bool Settle(const Relation*) override { return true; }

 private:
  std::vector<TermId> terms_;
};

class UnionSource : public RowSource {
 public:
  explicit UnionSource(std::vector<std::unique_ptr<RowSource>> parts) : parts_(std::move(parts)) {}
  bool Probe(const TermId* key, RowReceiver& receiver) override {
    return std::all_of(parts_.begin(), parts_.end(),
                       [&](const auto& part) { return part->Probe(key, receiver); });
  }
  bool Settle(const Relation* grows) override {
    return std::all_of(parts_.begin(), parts_.end(),
                       [&](const auto& part) { return part->Settle(grows); });
  }

 private:
  std::vector<std::unique_ptr<RowSource>> parts_;
};

}  // namespace

std::unique_ptr<RowSource> MakeSource(const ir::Atom& atom, const SourceOptions& options,
                                      Execution& execution) {
  if (atom.attribute) return MakeAttributeSource(atom, execution);
  if (atom.path) return MakePathSource(atom, execution);
  std::vector<std::unique_ptr<RowSource>> parts;
  if (atom.stored && !options.only_relations)
    parts.push_back(MakeStoredSource(atom, options, execution));
  for (std::size_t i = 0; i < atom.relations.size(); ++i) {
    const RowWindow window = options.windows.empty() ? RowWindow{} : options.windows[i];
    if (window.from >= window.to) continue;
    if (KeptRead* kept = execution.KeptOf(atom.relations[i].relation)) {
      parts.push_back(std::make_unique<KeptSource>(*kept, atom.relations[i], atom.terms.size(),
                                                   options.bound, execution));
      continue;
    }
    parts.push_back(std::make_unique<RelationSource>(
        *execution.relations[atom.relations[i].relation], atom.relations[i], atom.terms.size(),
        options.bound, window));
  }
  if (!atom.stored && atom.relations.empty() && atom.source == nullptr)
    parts.push_back(std::make_unique<InlineSource>(atom.inline_terms));
  if (parts.size() == 1) return std::move(parts.front());
  return std::make_unique<UnionSource>(std::move(parts));
}

}  // namespace lode
