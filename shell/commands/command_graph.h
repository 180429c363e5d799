// graph: what stands round some names, as a drawing.
#pragma once

#include <iosfwd>

#include "shell/commands/commands.h"

namespace CLI {
class App;
}

namespace lode::shell {

struct GraphCommand {
  std::vector<std::string> names;
  std::string format = "svg";
  std::string output;  // empty: standard output
  std::size_t depth = 1, limit = 40;
  std::string predicates, modalities;  // lists with commas
  std::string since, until, polarity, former, speaker, source, set;
  double min_confidence = 0;
};
void AddGraphOptions(CLI::App* graph, GraphCommand& command);
// Writes the drawing to the command's file, or to `screen` where it names none. How many links were
// left out; kNotFound: nothing goes by one of the names.
Result<std::size_t> DrawGraph(const Store& store, const GraphCommand& command,
                              std::ostream& screen);
int RunGraph(const Context& context, const GraphCommand& command);

}  // namespace lode::shell
