// What the interactive shell keeps between lines.
#pragma once

#include <fstream>
#include <map>
#include <string>

#include "lode/lode.h"
#include "shell/commands/commands.h"
#include "shell/pages/entity_page.h"
#include "shell/pages/render.h"
#include "shell/pages/word_senses.h"

namespace lode::shell {

// What `:set` changes.
struct ReplSettings {
  Format format = Format::kTable;
  bool timing = true, pager = true;
  bool confidence = false, sources = false, numbers = false;  // columns of answers
  double min_confidence = 0;
  std::uint64_t timeout_ms = QueryOptions{}.timeout_ms;
  std::uint64_t max_memory_bytes = QueryOptions{}.max_memory_bytes;
  std::uint64_t max_rows = QueryOptions{}.max_rows;
  std::uint64_t max_rounds = QueryOptions{}.max_rounds;
  std::map<std::string, Value> parameters;  // without the '$'
};

struct ReplState {
  Context context;
  Store store;
  QuerySession session;
  ReplSettings settings{};
  SensesOf senses = WordSenses();
  PageLines shown{};       // by the last `:show`; empty when an answer came after it
  Answer answer{};         // the last one with rows, as it was shown
  std::string asked{};     // the last text that was run, for `:edit`
  std::ofstream output{};  // where answers go while it is open
  bool quit = false;
  bool failed = false;  // something was wrong, and was reported
};

// Says what was wrong.
inline void Complain(ReplState& state, const std::string& message, std::ostream& out) {
  state.failed = true;
  out << message << '\n';
}

// What questions are asked with.
QueryOptions OptionsOf(const ReplState& state);

// Without the blanks around it.
std::string Trimmed(std::string_view text);

}  // namespace lode::shell
