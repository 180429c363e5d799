// The columns of each statement, by its id: what queries filter on and follow,
// as terms. The full record, with spans and how values were written, stands with
// the article (record_codec.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/names/prepared_article.h"
#include "storage/statements/index_row.h"
#include "storage/statements/row_changes.h"
#include "storage/terms/dictionary.h"

namespace lode {

// Entities are nodes here, not representatives.
struct StatementColumns {
  StatementRow row;  // without sentence_text
  std::uint64_t id_hash = 0;
  std::vector<TermId> via;
  std::vector<std::uint32_t> premises;  // indexes in the article
  std::vector<std::pair<std::string, TermId>> qualifiers;
};

std::string EncodeColumns(const StatementColumns& columns);
// kCorrupt when damaged. `statement` says whose they are.
Result<StatementColumns> DecodeColumns(TermId statement, std::string_view bytes);

// Puts the columns, the index rows and the other keys of one statement, or takes
// them all out again; the rows are collected.
void PutStatement(KvBatch& batch, RowChanges& rows, const StatementColumns& columns);
void DeleteStatement(KvBatch& batch, RowChanges& rows, const StatementColumns& columns);

// The terms of an article's statements: add them to a batch of look-ups, then
// make the columns when the look-ups are done.
class StatementTerms {
 public:
  StatementTerms(const PreparedArticle& article, TermBatch& terms);
  StatementColumns ColumnsOf(std::uint64_t article_number, std::uint32_t index) const;

 private:
  struct Slots {
    TermBatch::Slot subject, predicate, object, relation;
    std::optional<TermBatch::Slot> said_by, time;
    std::vector<TermBatch::Slot> via;
    std::vector<std::pair<std::string, TermBatch::Slot>> qualifiers;
  };
  TermBatch::Slot Add(const Argument& argument);

  const PreparedArticle& article_;
  TermBatch& terms_;
  std::vector<TermBatch::Slot> nodes_;
  std::vector<Slots> slots_;
};

}  // namespace lode
