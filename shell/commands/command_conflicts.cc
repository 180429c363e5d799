// conflicts: what the language's `conflicts(S, T)` finds, shown pair by pair with the
// sentence and the number of independent sources behind each side.

#include <iostream>
#include <map>
#include <set>

#include "shell/commands/commands.h"
#include "shell/pages/listings.h"
#include "shell/terminal/interrupt.h"

namespace lode::shell {
namespace {

struct Side {
  Statement statement;
  std::string sources;
};

using Pairs = std::set<std::pair<std::string, std::string>>;  // ids, the smaller first

// The questions that find them; of statements about `name` where there is one.
std::string QuestionFor(const std::string& name) {
  const std::string tail = "conflicts(S, T), sources(S, M), sources(T, N) select S, T, M, N?\n";
  if (name.empty()) return tail;
  return "any triple($name, _, _) @ S, " + tail + "any triple(_, _, $name) @ S, " + tail;
}

// Fills the pairs and how many sources each statement has.
bool Find(const Store& store, const ConflictsCommand& command, const Terminal& terminal,
          Pairs& pairs, std::map<std::string, std::string>& sources) {
  QueryOptions options;
  options.file = "<conflicts>";
  options.min_confidence = command.min_confidence;
  options.cancel = &Interrupted();
  options.timeout_ms = 0;  // Ctrl-C stops it
  if (!command.name.empty()) options.parameters["name"].text = command.name;
  const QueryOutcome outcome = QuerySession(store).Run(QuestionFor(command.name), options);
  for (const Diagnostic& diagnostic : outcome.diagnostics)
    WriteDiagnostic(diagnostic, terminal, std::cerr);
  if (!outcome.ok()) return false;
  for (const Answer& answer : outcome.answers)
    for (const std::vector<Value>& row : answer.rows) {
      pairs.insert(std::minmax(row[0].text, row[1].text));
      sources[row[0].text] = Display(row[2]);
      sources[row[1].text] = Display(row[3]);
    }
  return true;
}

void WriteSide(const char* mark, const Side& side, const Terminal& terminal) {
  std::cout << mark << Line(side.statement, terminal) << "  "
            << terminal.Paint(Style::kDim, "(sources: " + side.sources + ")") << '\n';
  WriteSentence("      ", side.statement, terminal, std::cout);
}

std::string JsonOf(const Side& side) {
  return "{\"sources\": " + side.sources + ", \"statement\": " + ToJson(side.statement) + "}";
}

Cell CellOf(const Side& side, const Terminal& terminal) {
  Terminal plain = terminal;
  plain.colour = false;
  return {Line(side.statement, plain), ToJson(side.statement)};
}

void Write(const std::vector<std::pair<Side, Side>>& found, Format format,
           const Terminal& terminal) {
  if (format == Format::kCsv || format == Format::kTsv) {
    Listing listing{{"statement", "sources", "other", "other_sources"}, {}};
    for (const auto& [one, two] : found)
      listing.rows.push_back({CellOf(one, terminal), TextCell(one.sources), CellOf(two, terminal),
                              TextCell(two.sources)});
    return WriteListing(listing, format, terminal, std::cout);
  }
  const bool json = format == Format::kJson;
  if (json) std::cout << '[';
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto& [one, two] = found[i];
    if (format == Format::kTable) {
      if (i > 0) std::cout << '\n';
      WriteSide("  ", one, terminal);
      WriteSide("! ", two, terminal);
      continue;
    }
    std::cout << (json && i > 0 ? ",\n " : "") << "{\"one\": " << JsonOf(one)
              << ", \"other\": " << JsonOf(two) << "}" << (json ? "" : "\n");
  }
  if (json) std::cout << "]\n";
  if (format == Format::kTable)
    std::cout << terminal.Paint(Style::kDim,
                                found.size() == 1
                                    ? "(1 contradiction)"
                                    : "(" + std::to_string(found.size()) + " contradictions)")
              << '\n';
}

}  // namespace

int RunConflicts(const Context& context, const ConflictsCommand& command) {
  Result<Store> store = OpenStore(context, Access::kRead);
  if (!store.ok()) return Refuse(store.status());
  if (!command.name.empty()) {
    const Result<std::vector<EntityInfo>> meant = store->Resolve(command.name);
    if (!meant.ok()) return Refuse(meant.status());
    if (meant->empty()) return Refuse(CalledNothing(*store, command.name));
  }
  Pairs pairs;
  std::map<std::string, std::string> sources;
  if (!Find(*store, command, context.terminal, pairs, sources)) return kNotDone;
  std::vector<std::pair<Side, Side>> found;
  for (const auto& [one, two] : pairs) {
    Result<Statement> left = store->StatementOf(one), right = store->StatementOf(two);
    if (!left.ok()) return Refuse(left.status());
    if (!right.ok()) return Refuse(right.status());
    found.push_back({{*std::move(left), sources[one]}, {*std::move(right), sources[two]}});
  }
  Write(found, *FormatOf(command.format), context.terminal);
  return kDone;
}

}  // namespace lode::shell
