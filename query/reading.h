// Texts as they were read, kept for when they are asked again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lode/query.h"
#include "lode/store.h"
#include "query/kept_query.h"
#include "query/syntax/ast.h"
#include "query/syntax/parse.h"
#include "query/syntax/source_span.h"

namespace lode {

using RulePtr = std::shared_ptr<const ast::Rule>;
using Rules = std::vector<RulePtr>;

bool HasError(const std::vector<Diagnostic>& diagnostics);
Rules RulesOf(const ast::Program& program);
// The rules that a store keeps under one name. They were checked when they were added; what
// cannot be read any more is left out.
Rules ReadStored(const RuleInfo& info);
// Each rule once, however often it was given: the first time counts.
Rules EachOnce(const Rules& rules);
// Several sources of rules, in one list.
Rules Joined(Rules rules, const Rules& more);

// One text, and what check said of it last.
struct Reading {
  Reading(std::string_view text, const QueryOptions& options);

  const SourceText source;
  const std::uint32_t max_depth;
  const std::uint64_t max_query_bytes;
  ast::Program program;
  std::vector<Diagnostic> diagnostics;  // of reading
  std::vector<ForeignClause> foreign;   // those of `diagnostics` that are about such
  Rules rules;                          // of the program
  bool has_parameters = false;

  std::uint64_t checked_in = 0;             // number of the setting; 0: in none
  std::map<std::string, Value> parameters;  // that it was checked with
  std::vector<Diagnostic> checked;
  std::vector<Diagnostic> of_values;  // those of `checked` that the parameters' values made

  std::uint64_t kept_in = 0;  // number of the setting of what is kept
  std::map<const ast::Query*, KeptQuery> kept;
};

// Threads: one at a time. Keeps some thousand texts.
class ReadTexts {
 public:
  std::shared_ptr<Reading> Read(std::string_view text, const QueryOptions& options);

 private:
  std::unordered_map<std::string, std::shared_ptr<Reading>> known_;
};

}  // namespace lode
