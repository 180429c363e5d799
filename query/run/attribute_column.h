// Attributes that are one value of each statement or article, for whoever asks of many.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "query/rows/execution.h"
#include "storage/snapshot/field_column.h"

namespace lode {

// Takes values from the snapshot's columns, once so many were asked for that it pays. Lives
// for one run of a pipeline. Threads: one at a time.
class AttributeColumn {
 public:
  AttributeColumn(Builtin attribute, Execution& execution);

  // Whether ValueOf can be asked. Counts how often it was.
  bool IsThere() {
    return of_statements_ != nullptr || of_articles_ != nullptr || (may_be_ && LookForIt());
  }
  // Zero: it has none. Of `ended` any term where it holds. REQUIRES: IsThere() said so.
  TermId ValueOf(TermId owner);

 private:
  bool LookForIt();
  TermId TermOf(std::uint32_t code);

  const Builtin attribute_;
  Execution& execution_;
  std::optional<StatementField> of_statement_;
  std::optional<ArticleField> of_article_;
  bool may_be_ = true;
  std::uint64_t asked_ = 0, enough_ = 0;
  const StatementColumn* of_statements_ = nullptr;
  const ArticleColumn* of_articles_ = nullptr;
  std::vector<std::optional<TermId>> terms_;  // by code, as far as they were asked for
};

}  // namespace lode
