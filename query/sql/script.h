// A program as the statements of a script.
#pragma once

#include <string>
#include <vector>

#include "query/sql/scope.h"

namespace lode::sql {

// The SELECT of a rule: its head's columns as c1, c2 ... It may give a row twice.
std::string RuleSelect(const ir::Rule& rule, Scope& scope);

// The views of these relations and of all that they need, in order.
// Cost: linear in the rules, but for relations that need each other.
std::vector<std::string> Views(const std::vector<ir::RelationId>& wanted, Scope& scope);
// The view of the terms, which the others stand on. After they are written.
std::string TermsView(const Scope& scope);

// A question with its order and its limits.
struct Question {
  const ast::Query& tree;
  const ir::Query& lowered;
  std::optional<std::uint64_t> limit, offset;
};
std::string Select(const Question& question, Scope& scope);

// `text` as comment lines.
std::string AsComment(const std::string& text);

}  // namespace lode::sql
