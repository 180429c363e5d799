// Rows of the store as rows of an atom: read, filtered, put into the atom's columns.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "query/plan/stored_pattern.h"
#include "query/run/attribute_column.h"
#include "query/run/scan.h"

namespace lode {

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

  static constexpr std::size_t kRowsARead = 1024;  // of a long scan

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
  static constexpr std::size_t kRowsAProbe = 64;  // of the first read

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
      if (count == rows_.size()) rows_.resize(RowBuilder::kRowsARead);
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

}  // namespace lode
