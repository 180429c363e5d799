// Rows that stored statements give to an atom.
//
// A probe with a bound subject, object or statement is a look-up in the snapshot. A
// look-up costs a seek, a row of a long scan almost nothing; so probes are counted,
// and once they have cost about as much as reading the whole pattern, the pattern is
// read into a relation, and later probes are look-ups in its hash index. This makes
// the choice between nested loops and a hash join from what really happens.

#include <algorithm>

#include "query/plan/stored_pattern.h"
#include "query/run/attribute_column.h"
#include "query/run/scan.h"

namespace lode {

namespace {

constexpr std::uint64_t kRowsPerSeek = 32;                  // rows scanned in the time of one seek
constexpr std::size_t kRowsARead = 1024, kRowsAProbe = 64;  // of a long scan, of its first read
constexpr std::size_t kRowsASend = 256;                     // between two looks at the budget

// Turns index rows into rows of the atom: filters them and fills the columns.
class RowBuilder {
 public:
  RowBuilder(const ir::StoredPart& part, Execution& execution)
      : part_(part),
        execution_(execution),
        speakers_(Builtin::kSaidBy, execution),
        row_(part.columns.size()) {
    for (const ir::StoredColumn& column : part.columns) {
      keeps_statement_ |= column.kind >= ir::ColumnKind::kStatement;
      needs_speaker_ |= column.kind == ir::ColumnKind::kSpeaker;
      needs_statement_ |= column.kind == ir::ColumnKind::kQualifier;
    }
  }

  // False when the receiver wants no more.
  bool Add(const IndexRow& row, bool swapped, RowReceiver& receiver) {
    if (part_.polarity && row.polarity != *part_.polarity) return true;
    if (part_.modality && row.modality != *part_.modality) return true;
    if (part_.ended && row.ended != *part_.ended) return true;
    if (execution_.min_confidence > 0 && !IsSureEnough(row)) return true;
    const bool repeats = !keeps_statement_ && row.subject == last_.subject &&
                         row.predicate == last_.predicate && row.object == last_.object &&
                         swapped == last_swapped_;
    if (repeats) return true;
    last_ = row;
    last_swapped_ = swapped;
    statement_.reset();
    has_speakers_ = needs_speaker_ && speakers_.IsThere();
    if (needs_statement_ || (needs_speaker_ && !has_speakers_))
      statement_ = execution_.snapshot.StatementAt(row.statement);
    if (needs_statement_) return Fill(0, row, swapped, receiver);
    // Without qualifiers a row is one row.
    const std::size_t begin = chunk_.size();
    chunk_.resize(begin + row_.size());
    for (std::size_t at = 0; at < row_.size(); ++at) {
      const TermId term = Column(part_.columns[at].kind, row, swapped);
      if (!term) return chunk_.resize(begin), true;
      chunk_[begin + at] = term;
    }
    return chunk_.size() < kRowsARead * row_.size() || Flush(receiver);
  }

  bool Flush(RowReceiver& receiver) {
    const std::size_t count = row_.empty() ? 0 : chunk_.size() / row_.size();
    const bool more = count == 0 || receiver.Receive(chunk_.data(), count);
    chunk_.clear();
    return more;
  }

  void Forget() {
    last_ = {};
    chunk_.clear();
  }

 private:
  bool IsSureEnough(const IndexRow& row) const {
    const std::uint8_t least = ConfidenceStep(execution_.min_confidence);
    if (row.confidence_step != least) return row.confidence_step > least;
    const auto statement = execution_.snapshot.StatementAt(row.statement);
    return statement && statement->confidence >= execution_.min_confidence;
  }

  // Columns from `at` on; a qualifier may have several values.
  bool Fill(std::size_t at, const IndexRow& row, bool swapped, RowReceiver& receiver) {
    if (at == row_.size()) {
      chunk_.insert(chunk_.end(), row_.begin(), row_.end());
      return chunk_.size() < kRowsARead * row_.size() || Flush(receiver);
    }
    const ir::StoredColumn& column = part_.columns[at];
    if (column.kind != ir::ColumnKind::kQualifier) {
      row_[at] = Column(column.kind, row, swapped);
      return !row_[at] || Fill(at + 1, row, swapped, receiver);
    }
    for (const TermId value : ValuesOf(column.role, row.statement)) {
      row_[at] = value;
      if (!Fill(at + 1, row, swapped, receiver)) return false;
    }
    return true;
  }

  TermId Column(ir::ColumnKind kind, const IndexRow& row, bool swapped) {
    switch (kind) {
      case ir::ColumnKind::kSubject: return swapped ? row.object : row.subject;
      case ir::ColumnKind::kObject: return swapped ? row.subject : row.object;
      case ir::ColumnKind::kPredicate: return row.predicate;
      case ir::ColumnKind::kStatement: return row.statement;
      default: break;
    }
    if (has_speakers_) {
      const TermId speaker = speakers_.ValueOf(row.statement);
      return speaker ? speaker : execution_.snapshot.ArticleOf(row.statement);
    }
    if (!statement_) return {};
    return statement_->said_by ? statement_->said_by : statement_->article;
  }

  std::vector<TermId> ValuesOf(const std::string& role, TermId statement) const {
    std::vector<TermId> values;
    if (role == "time" && statement_ && statement_->time) values.push_back(statement_->time);
    for (const auto& [name, value] : execution_.snapshot.Qualifiers(statement))
      if (name == role) values.push_back(value);
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
  }

  const ir::StoredPart& part_;
  Execution& execution_;
  AttributeColumn speakers_;
  bool needs_statement_ = false, keeps_statement_ = false;
  bool needs_speaker_ = false, has_speakers_ = false;
  std::vector<TermId> row_, chunk_;
  IndexRow last_;
  bool last_swapped_ = false;
  std::optional<StatementRow> statement_;
};

// Sends what the snapshot holds for a key, through a builder.
class SnapshotReader {
 public:
  // `gaps` outlives the reader.
  SnapshotReader(const ir::StoredPart& part, std::span<const ObjectGap> gaps, Execution& execution)
      : part_(part),
        gaps_(gaps),
        execution_(execution),
        builder_(part, execution),
        rows_(kRowsAProbe) {}

  bool Read(const TermId* key, RowReceiver& receiver) {
    builder_.Forget();
    const TermId subject = KeyOf(part_, ir::ColumnKind::kSubject, key);
    const TermId object = KeyOf(part_, ir::ColumnKind::kObject, key);
    const TermId predicate = KeyOf(part_, ir::ColumnKind::kPredicate, key);
    const TermId statement = KeyOf(part_, ir::ColumnKind::kStatement, key);
    if (!MayBeStored(subject) || !MayBeStored(object) || !MayBeStored(predicate)) return true;
    const bool more = statement ? ReadStatement(statement, receiver)
                                : ReadTriples({subject, predicate, object}, receiver);
    return more && builder_.Flush(receiver);
  }

 private:
  const ir::PredicateUse* UseOf(TermId predicate) const {
    for (const ir::PredicateUse& use : part_.predicates)
      if (use.id == predicate) return &use;
    return nullptr;
  }

  bool ReadStatement(TermId statement, RowReceiver& receiver) {
    if (statement.tag() != TermTag::kStatement) return true;
    const std::optional<StatementRow> row = execution_.snapshot.StatementAt(statement);
    if (!row) return true;
    const ir::PredicateUse* use = UseOf(row->triple.predicate);
    if (!use && !part_.any_predicate) return true;
    if (!builder_.Add(row->triple, false, receiver)) return false;
    const bool both_ways = use && use->symmetric && row->triple.subject != row->triple.object;
    return !both_ways || builder_.Add(row->triple, true, receiver);
  }

  bool ReadTriples(const TriplePattern& pattern, RowReceiver& receiver) {
    const TriplePattern swapped{pattern.object, pattern.predicate, pattern.subject};
    if (part_.any_predicate && !ReadRows(pattern, false, receiver)) return false;
    for (const ir::PredicateUse& use : part_.predicates) {
      if (pattern.predicate && pattern.predicate != use.id) continue;
      TriplePattern one = pattern;
      one.predicate = use.id;
      one.gaps = gaps_;
      if (!part_.any_predicate && !ReadRows(one, false, receiver)) return false;
      one = swapped;
      one.predicate = use.id;
      if (use.symmetric && !ReadRows(one, true, receiver)) return false;
    }
    return true;
  }

  bool ReadRows(const TriplePattern& pattern, bool swapped, RowReceiver& receiver) {
    const std::unique_ptr<Cursor> cursor = execution_.snapshot.Scan(pattern);
    // A small first read: most probes give a few rows.
    while (const std::size_t count = cursor->Next(rows_)) {
      if (!execution_.budget.Tick()) return false;
      for (std::size_t i = 0; i < count; ++i)
        if (!builder_.Add(rows_[i], swapped, receiver)) return false;
      if (count == rows_.size()) rows_.resize(kRowsARead);
    }
    return true;
  }

  const ir::StoredPart& part_;
  const std::span<const ObjectGap> gaps_;
  Execution& execution_;
  RowBuilder builder_;
  std::vector<IndexRow> rows_;
};

class Collector : public RowReceiver {
 public:
  Collector(Relation& relation, Budget& budget) : relation_(relation), budget_(budget) {}
  bool Receive(const TermId* rows, std::size_t count) override {
    for (std::size_t i = 0; i < count; ++i) relation_.Insert(rows + i * relation_.arity());
    return budget_.Ok();
  }

 private:
  Relation& relation_;
  Budget& budget_;
};

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
    return read_->probes * kRowsPerSeek > total_ + 4 * kRowsPerSeek &&
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

  bool SendMatching(const TermId* key, RowReceiver& receiver) {
    std::unique_ptr<GroupedRows>& grouped = read_->grouped[bound_];
    if (grouped == nullptr)
      grouped = std::make_unique<GroupedRows>(*read_->rows, bound_, execution_.budget);
    if (execution_.budget.stopped()) {
      grouped.reset();
      return false;
    }
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
  const std::vector<ObjectGap> gaps_;
  SnapshotReader reader_;
  StoredRead* read_ = nullptr;  // null: one probe is all, so that nothing is read for more
  ColumnMask bound_ = 0;
  std::vector<TermId> constants_;
  std::uint64_t total_ = kUnknown;
};

// Takes the front columns of the rows that agree with a key.
class FrontColumns : public RowReceiver {
 public:
  FrontColumns(const TermId* key, std::size_t columns, std::size_t wanted)
      : key_(key), columns_(columns), wanted_(wanted) {}
  bool Receive(const TermId* rows, std::size_t count) override {
    for (const TermId* row = rows; row != rows + count * columns_; row += columns_) {
      bool agrees = true;
      for (std::size_t i = 0; i < columns_; ++i) agrees = agrees && (!key_[i] || key_[i] == row[i]);
      if (agrees) found_.insert(found_.end(), row, row + wanted_);
    }
    return true;
  }
  std::vector<TermId> Take() { return std::move(found_); }

 private:
  const TermId* key_;
  std::size_t columns_, wanted_;
  std::vector<TermId> found_;
};

}  // namespace

std::unique_ptr<RowSource> MakeStoredSource(const ir::Atom& atom, const SourceOptions& options,
                                            Execution& execution) {
  return std::make_unique<StoredSource>(atom, options, execution);
}

std::vector<TermId> StatementsBehind(const ir::Atom& atom, const TermId* key, std::size_t limit,
                                     Execution& execution) {
  // The same atom with its statement as one more column.
  ir::StoredPart part = *atom.stored;
  std::vector<TermId> wider(key, key + part.columns.size());
  part.columns.push_back({ir::ColumnKind::kStatement, ""});
  wider.push_back({});
  Relation rows(static_cast<std::uint32_t>(wider.size()), execution.budget);
  Collector collector(rows, execution.budget);
  SnapshotReader(part, {}, execution).Read(wider.data(), collector);
  std::vector<TermId> statements;
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    bool agrees = true;
    for (std::size_t c = 0; c + 1 < wider.size(); ++c)
      agrees = agrees && (!key[c] || rows.row(i)[c] == key[c]);
    if (agrees) statements.push_back(rows.row(i)[wider.size() - 1]);
  }
  std::sort(statements.begin(), statements.end());
  statements.erase(std::unique(statements.begin(), statements.end()), statements.end());
  if (statements.size() > limit) statements.resize(limit);
  return statements;
}

std::vector<TermId> RowsOfStatement(const ir::Atom& atom, TermId statement, Execution& execution) {
  ir::StoredPart part = *atom.stored;
  part.columns.push_back({ir::ColumnKind::kStatement, ""});
  std::vector<TermId> key;
  for (std::size_t i = 0; i < part.columns.size(); ++i)
    key.push_back(part.columns[i].kind == ir::ColumnKind::kStatement ? statement
                                                                     : atom.terms[i].constant);
  FrontColumns rows(key.data(), key.size(), atom.terms.size());
  SnapshotReader(part, {}, execution).Read(key.data(), rows);
  return rows.Take();
}

bool HasStoredRow(const ir::Atom& atom, const TermId* row, Execution& execution) {
  FrontColumns rows(row, atom.terms.size(), 1);
  SnapshotReader(*atom.stored, {}, execution).Read(row, rows);
  return !rows.Take().empty();
}

}  // namespace lode
