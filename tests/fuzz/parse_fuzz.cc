// Any bytes are a query text: Parse gives clauses or sentences, and never falls over.

#include <string>
#include <string_view>
#include <variant>

#include "query/syntax/parse.h"
#include "tests/fuzz/fuzz_target.h"

namespace lode::fuzz {

LODE_FUZZ(parse) {
  const Parsed parsed = Parse(bytes);
  for (const Diagnostic& diagnostic : parsed.diagnostics) {
    Require(!diagnostic.message.empty() && diagnostic.line != 0 && diagnostic.column != 0);
    Require(!Render(diagnostic).empty());
  }
  // What a clause's text says is the clause again.
  for (const ast::Clause& clause : parsed.program.clauses) {
    const std::string& again =
        std::visit([](const auto& node) -> const std::string& { return node.text; }, clause);
    const Parsed reread = Parse(again);
    Require(reread.ok() && reread.program.clauses.size() == 1);
  }
  static_cast<void>(IsWholeInput(bytes));
}

}  // namespace lode::fuzz
