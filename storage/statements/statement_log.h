// Putting an article's statements into the store: their columns, their rows in the index,
// and the keys by which they are found.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/names/prepared_article.h"
#include "storage/statements/row_changes.h"
#include "storage/statements/statement_block.h"
#include "storage/terms/dictionary.h"

namespace lode {

// Puts the columns, the index rows and the other keys of all statements of an article, or
// takes them all out again; the rows are collected. REQUIRES: ascending from the first one.
void PutStatements(KvBatch& batch, RowChanges& rows, std::span<const StatementColumns> statements);
void DeleteStatements(KvBatch& batch, RowChanges& rows,
                      std::span<const StatementColumns> statements);
// All statements of an article that are stored. kCorrupt when damaged.
Result<std::vector<StatementColumns>> ReadStatements(const KvView& view, std::uint64_t article);

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
