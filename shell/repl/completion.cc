// Completion of the shell's own commands; that of questions is everybody's.

#include "shell/repl/completion.h"

#include <algorithm>
#include <filesystem>

#include "shell/repl/commands.h"
#include "shell/repl/settings.h"

namespace lode::shell {
namespace {

using views::AddEntities;
using views::AddMatching;

// Files and folders whose path begins with `word`.
void AddFiles(std::vector<std::string>& to, const std::string& word) {
  namespace fs = std::filesystem;
  const std::size_t slash = word.rfind('/');
  const std::string front = slash == word.npos ? "" : word.substr(0, slash + 1);
  std::error_code error;
  for (fs::directory_iterator file(front.empty() ? "." : front, error), end; file != end && !error;
       file.increment(error)) {
    const std::string name = file->path().filename().string();
    std::error_code unknown;
    if (!name.starts_with('.') || word.size() > front.size())
      AddMatching(to, front + name + (file->is_directory(unknown) ? "/" : ""), word);
  }
}

void AddMatching(std::vector<std::string>& to, const std::vector<std::string>& candidates,
                 std::string_view word) {
  for (const std::string& candidate : candidates) AddMatching(to, candidate, word);
}

void AddPredicates(std::vector<std::string>& to, const Store& store, std::string_view word) {
  if (const Result<std::vector<std::string>> predicates = store.Predicates(); predicates.ok())
    AddMatching(to, *predicates, word);
}

// "NAME VALUE" of `:set`.
void CompleteSetting(Completion& completion, std::string_view word) {
  const std::size_t blank = word.find(' ');
  if (blank == word.npos) {
    completion.end = " ";
    return AddMatching(completion.candidates, SettingNames(), word);
  }
  completion.begin += blank + 1;
  AddMatching(completion.candidates, SettingValues(std::string(word.substr(0, blank))),
              word.substr(blank + 1));
}

// ":command argument".
void CompleteCommand(Completion& completion, const Store& store, std::string_view line) {
  const std::size_t blank = line.find(' ');
  if (blank == line.npos) {
    completion.end = " ";
    return AddMatching(completion.candidates, ReplCommandNames(), line);
  }
  const std::string_view command = line.substr(0, blank);
  completion.begin = std::min(line.size(), line.find_first_not_of(' ', blank));
  const std::string_view word = line.substr(completion.begin);
  const auto is_one_of = [command](std::initializer_list<std::string_view> commands) {
    return std::ranges::find(commands, command) != commands.end();
  };
  std::vector<std::string>& found = completion.candidates;
  if (command == ":set") CompleteSetting(completion, word);
  if (is_one_of({":format", ":timing"}))
    AddMatching(found, SettingValues(std::string(command.substr(1))), word);
  if (is_one_of({":run", ":load", ":open", ":output"})) AddFiles(found, std::string(word));
  if (is_one_of({":describe", ":predicates"}) && !word.empty()) AddPredicates(found, store, word);
  if (is_one_of({":show", ":entities", ":describe", ":path", ":graph"}) && !word.empty())
    AddEntities(found, store, word);
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
