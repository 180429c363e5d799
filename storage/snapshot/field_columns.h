// The columns of a snapshot: which there are, and how they are made.
#pragma once

#include <array>
#include <memory>
#include <mutex>

#include "storage/disk/kv.h"
#include "storage/names/alias_table.h"
#include "storage/snapshot/field_column.h"

namespace lode {

// The columns of one view that somebody wanted. Threads: any. Keeps up to 256 MiB.
class FieldColumns {
 public:
  // The column, which is made where it is not there and `make` says so; null else. Making it
  // walks all statements, or articles, and asks `*make` on the way whether to go on. Null too
  // where something is damaged or too large: then every one has to be looked up by itself.
  const StatementColumn* Of(StatementField field, const KvView& view, const AliasTable& aliases,
                            const MayGoOn* make) const;
  const ArticleColumn* Of(ArticleField field, const KvView& view, const MayGoOn* make) const;

 private:
  template <typename Column>
  struct Kept {
    std::unique_ptr<const Column> column;
    bool cannot_be = false;
  };
  template <typename Column, typename Make>
  const Column* Get(Kept<Column>& kept, const MayGoOn* go_on, const Make& make) const;

  mutable std::mutex mutex_;  // guards what follows
  mutable std::array<Kept<StatementColumn>, kStatementFields> of_statements_;
  mutable std::array<Kept<ArticleColumn>, kArticleFields> of_articles_;
  mutable std::size_t bytes_ = 0;
};

}  // namespace lode
