// What stands behind one row: statements of a triple, rows of a statement.

#include <algorithm>

#include "query/run/scan.h"
#include "query/run/stored_reader.h"

namespace lode {

namespace {

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
