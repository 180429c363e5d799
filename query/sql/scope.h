// What the writers of one script share.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "query/program/ir.h"
#include "query/program/term_table.h"
#include "query/sql/dialect.h"
#include "query/sql/sorts.h"

namespace lode::sql {

// Why something cannot be said, and of which rule or question.
struct Refusal {
  ast::Place place;
  const ast::Rule* rule = nullptr;  // null: a question
  std::string reason;
};

// Threads: one at a time.
struct Scope {
  Scope(const Spelling& spelling_in, TermTable& terms_in, const ir::Program& program_in,
        double min_confidence_in);

  const Spelling spelling;
  TermTable& terms;
  const ir::Program& program;
  const double min_confidence;
  const RelationSorts sorts;
  const std::vector<std::string> view_names;  // by relation

  std::vector<Refusal> refusals;
  const ast::Rule* rule = nullptr;          // being written; null: a question
  ast::Place place;                         // of the same
  std::map<std::string, TermId> constants;  // of heads, by key: they may be in no table
  // What stands for a relation within itself: a table, or a row of a table that is around.
  struct Inner {
    std::string name;
    bool is_row = false;
  };
  std::map<ir::RelationId, Inner> inner;

  void Refuse(ast::Place where, std::string reason);
  // The key of a term, see docs/tables.md.
  std::string KeyOf(TermId term) const;
  // The same as a literal; noted, so that the script has a row for it.
  std::string HeadKey(TermId term);
  // "terms", or the view that has the program's constants as well.
  static constexpr const char* kTerms = "known_terms";
};

}  // namespace lode::sql
