// graph: what stands round some names, as a drawing.
#pragma once

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
int RunGraph(const Context& context, const GraphCommand& command);

}  // namespace lode::shell
