#include "shell/repl/state.h"

#include <cctype>

#include "shell/terminal/interrupt.h"

namespace lode::shell {

QueryOptions OptionsOf(const ReplState& state) {
  const ReplSettings& settings = state.settings;
  QueryOptions options;
  options.parameters = settings.parameters;
  options.timeout_ms = settings.timeout_ms;
  options.max_memory_bytes = settings.max_memory_bytes;
  options.max_rows = settings.max_rows;
  options.max_rounds = settings.max_rounds;
  options.min_confidence = settings.min_confidence;
  options.cancel = &Interrupted();
  options.senses = state.senses;
  options.near_answers = true;
  return options;
}

std::string Trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())))
    text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())))
    text.remove_suffix(1);
  return std::string(text);
}

}  // namespace lode::shell
