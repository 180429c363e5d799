// Completion of the shell's own commands; that of questions is everybody's.

#include "shell/repl/completion.h"

#include <algorithm>

#include "shell/repl/commands.h"

namespace lode::shell {
namespace {

using views::AddEntities;
using views::AddMatching;

// ":command argument".
void CompleteCommand(Completion& completion, const Store& store, std::string_view line) {
  const std::size_t blank = line.find(' ');
  if (blank == line.npos) {
    completion.end = " ";
    for (const std::string& command : ReplCommandNames())
      AddMatching(completion.candidates, command, line);
    return;
  }
  const std::string_view command = line.substr(0, blank);
  completion.begin = std::min(line.size(), line.find_first_not_of(' ', blank));
  std::string_view word = line.substr(completion.begin);
  if (command == ":format")
    for (const char* name : {"table", "csv", "tsv", "json", "jsonl"})
      AddMatching(completion.candidates, name, word);
  else if (command == ":timing")
    for (const char* name : {"on", "off"}) AddMatching(completion.candidates, name, word);
  else if (command == ":set")
    for (const char* name : {"confidence on", "confidence off", "min-confidence "})
      AddMatching(completion.candidates, name, word);
  else if ((command == ":show" || command == ":entities") && !word.empty())
    AddEntities(completion.candidates, store, word);
}

}  // namespace

Completion CompleteAt(const Store& store, const QuerySession& session, std::string_view line) {
  const bool command = line.starts_with(':') && !line.starts_with(":rule ");
  if (!command || views::InString(line)) return views::CompleteText(store, session, line);
  Completion completion;
  CompleteCommand(completion, store, line);
  views::Settle(completion);
  return completion;
}

}  // namespace lode::shell
