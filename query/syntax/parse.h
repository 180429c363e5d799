// Text to tree. The only door to the generated parser.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "lode/query.h"
#include "query/syntax/ast.h"
#include "query/syntax/source_span.h"
#include "query/syntax/token.h"

namespace lode {

// A clause that is a question in English or another language, and the message about it.
struct ForeignClause {
  std::size_t diagnostic = 0;  // its number
  QueryTokens words;
};

struct Parsed {
  ast::Program program;                 // the clauses that could be read, in order
  std::vector<Diagnostic> diagnostics;  // one for each clause that could not
  std::vector<ForeignClause> foreign;
  bool ok() const { return diagnostics.empty(); }
};

// Reads every clause; a mistake costs its own clause only. Never fails otherwise:
// text that is too long (limit `query-length`), too deep (limit `depth`) or not
// UTF-8 is a diagnostic like any other. What names mean is check's business.
// Threads: any. Cost: linear in the text for all practical purposes.
Parsed Parse(const SourceText& source, const QueryOptions& options = {});
Parsed Parse(std::string_view text, const QueryOptions& options = {});

// Whether a person who typed this is done: it ends with '.' or '?', outside of
// parentheses, or holds nothing but comments.
bool IsWholeInput(std::string_view text);

// How many ambiguities the grammar has on `text`; 0 is the claim of our tests.
std::size_t CountAmbiguities(std::string_view text);

}  // namespace lode
