// Any bytes are a query text: Parse gives clauses or sentences, and never falls over.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "query/parse.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const lode::Parsed parsed = lode::Parse(text);
  for (const lode::Diagnostic& diagnostic : parsed.diagnostics) {
    if (diagnostic.message.empty() || diagnostic.line == 0 || diagnostic.column == 0) std::abort();
    if (lode::Render(diagnostic).empty()) std::abort();
  }
  // What a clause's text says is the clause again.
  for (const lode::ast::Clause& clause : parsed.program.clauses) {
    const std::string& again =
        std::visit([](const auto& node) -> const std::string& { return node.text; }, clause);
    const lode::Parsed reread = lode::Parse(again);
    if (!reread.ok() || reread.program.clauses.size() != 1) std::abort();
  }
  (void)lode::IsWholeInput(text);
  return 0;
}
