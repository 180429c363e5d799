// CLI11 tells what it could not take; what its writer wanted is told here. The hard bit is a
// misspelt option, which CLI11 reports with the words behind it, in its own order: so the
// words are walked again, as far as the command that was named.

#include "shell/commands/misused.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <string_view>

#include "shell/terminal/near_word.h"

namespace lode::shell {
namespace {

// The command that the words name, and how many of them are its name.
struct Named {
  const CLI::App* command;
  std::string title;  // "lode rules add"
  std::size_t words;  // behind its last word
};

Named CommandIn(const CLI::App& app, const std::vector<std::string>& words) {
  Named named{&app, "lode", 0};
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--store") ++i;
    if (i >= words.size() || words[i].starts_with('-') || words[i - (i > 0)] == "--store") continue;
    const auto commands = named.command->get_subcommands([](const CLI::App*) { return true; });
    const auto found = std::find_if(commands.begin(), commands.end(), [&](const CLI::App* one) {
      return one->get_name() == words[i];
    });
    if (found == commands.end()) break;
    named = {*found, named.title + " " + words[i], i + 1};
  }
  return named;
}

std::vector<std::string> CommandsOf(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* one : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(one->get_name());
  return names;
}

bool Has(const CLI::App& command, const std::string& option) {
  return command.get_option_no_throw(option) != nullptr;
}

// What others call the commands and options that lode has.
struct OtherWord {
  std::string_view word, own;
};
constexpr OtherWord kOtherCommands[] = {{"ask", "query"},
                                        {"question", "query"},
                                        {"select", "query"},
                                        {"find", "search"},
                                        {"grep", "search"},
                                        {"lookup", "search"},
                                        {"info", "show"},
                                        {"describe", "show"},
                                        {"entity", "show"},
                                        {"add", "load"},
                                        {"ingest", "load"},
                                        {"index", "load"},
                                        {"read", "load"},
                                        {"repl", "shell"},
                                        {"console", "shell"},
                                        {"cli", "shell"},
                                        {"ls", "articles"},
                                        {"list", "entities"},
                                        {"names", "entities"},
                                        {"delete", "forget"},
                                        {"remove", "forget"},
                                        {"rm", "forget"},
                                        {"web", "serve"},
                                        {"server", "serve"},
                                        {"ui", "serve"},
                                        {"connect", "path"},
                                        {"connection", "path"},
                                        {"draw", "graph"},
                                        {"contradictions", "conflicts"},
                                        {"dump", "export"},
                                        {"parse", "analyze"},
                                        {"verify", "check"}};
constexpr OtherWord kOtherOptions[] = {
    {"--n", "--limit"},        {"-n", "--limit"},        {"--max", "--limit"},
    {"--top", "--limit"},      {"--count", "--limit"},   {"--rows", "--limit"},
    {"--output", "--format"},  {"--out", "--format"},    {"--as", "--format"},
    {"--type", "--format"},    {"-o", "--format"},       {"--db", "--store"},
    {"--database", "--store"}, {"--from", "--since"},    {"--after", "--since"},
    {"--start", "--since"},    {"--to", "--until"},      {"--before", "--until"},
    {"--end", "--until"},      {"--outlet", "--source"}, {"--publisher", "--source"},
    {"--or", "--any"},         {"--depth", "--hops"},    {"--max-hops", "--hops"}};

template <std::size_t n>
std::string OwnWord(const OtherWord (&words)[n], const std::string& word) {
  for (const OtherWord& one : words)
    if (one.word == word) return std::string(one.own);
  return "";
}

// "--about Oduya" of a command that takes names without an option.
bool MeansArgument(const CLI::App& command, const std::string& option) {
  for (const char* word : {"--about", "--entity", "--name", "--names", "--subject", "--of",
                           "--term", "--words", "--query"})
    if (option == word)
      for (const CLI::Option* one : command.get_options())
        if (one->get_positional()) return true;
  return false;
}

// What is said of an option that the command does not have.
std::string OfOption(const Named& named, const std::string& option) {
  const std::string bare = option.substr(0, option.find('='));
  for (const char* format : {"json", "jsonl", "csv", "tsv", "markdown", "table"})
    if (bare == std::string("--") + format && Has(*named.command, "--format"))
      return "the form of the output is an option's value: --format " + std::string(format);
  const std::string own = OwnWord(kOtherOptions, bare);
  const bool counts = bare == "--limit" || own == "--limit";
  if (counts && named.command->get_name() == "query")
    return "how many rows is said in the question: 'said(X, Q) limit 3?'";
  const std::string has_none = "`" + named.title + "` has no option " + bare;
  if (own == "--store" || (!own.empty() && Has(*named.command, own)))
    return has_none + "; did you mean " + own + "?";
  if (MeansArgument(*named.command, bare))
    return has_none + "; it takes that without an option: `" + named.title + " WORDS`";
  std::vector<std::string> options;
  for (const CLI::Option* one : named.command->get_options())
    for (const std::string& name : one->get_lnames()) options.push_back("--" + name);
  const std::string near = NearestWord(bare, options);
  return has_none + (near.empty() ? "" : "; did you mean " + near + "?");
}

bool TakesValue(const CLI::App& command, const std::string& option) {
  const CLI::Option* found = command.get_option_no_throw(option);
  return found != nullptr && found->get_items_expected_min() > 0;
}

// Words that neither the command nor its options take.
std::string OfExtras(const Named& named, const std::vector<std::string>& words) {
  std::vector<std::string> given;
  for (std::size_t i = named.words; i < words.size(); ++i) {
    const std::string& word = words[i];
    const bool number = word.size() > 1 && std::isdigit(static_cast<unsigned char>(word[1])) != 0;
    if (!word.starts_with('-') || word.size() < 2 || number) {
      given.push_back(word);
      continue;
    }
    if (word == "--") break;
    if (!Has(*named.command, word.substr(0, word.find('=')))) return OfOption(named, word);
    if (word.find('=') == word.npos && TakesValue(*named.command, word)) ++i;
  }
  std::size_t takes = 0;
  for (const CLI::Option* one : named.command->get_options())
    if (one->get_positional()) ++takes;
  if (given.size() <= takes) return "";
  std::error_code error;
  if (std::filesystem::is_directory(given.front(), error))
    return "a store is named by an option: --store " + given.front();
  return "`" + named.title + "` takes " + (takes == 0 ? "no" : std::to_string(takes)) +
         (takes == 1 ? " argument" : " arguments") + ", and '" + given[takes] +
         "' is one too many: a name of several words stands in quotation marks, a store behind "
         "--store";
}

}  // namespace

std::vector<std::string> AsOptions(std::vector<std::string> words) {
  if (words.empty()) return words;
  if (words[0] == "version") words[0] = "--version";
  if (words[0] != "help") return words;
  words.erase(words.begin());
  words.emplace_back("--help");
  return words;
}

std::string WhyMisused(const CLI::App& app, const CLI::ParseError& error,
                       const std::vector<std::string>& words) {
  const Named named = CommandIn(app, words);
  std::string what = error.what();
  if (named.command->get_require_subcommand_min() > 0) {
    std::size_t at = named.words;
    while (at < words.size() && words[at] == "--store") at += 2;
    const bool is_named = at < words.size() && !words[at].starts_with('-');
    what = "name a command";
    if (is_named) {
      const std::vector<std::string> commands = CommandsOf(*named.command);
      std::string near = OwnWord(kOtherCommands, words[at]);
      if (std::find(commands.begin(), commands.end(), near) == commands.end())
        near = NearestWord(words[at], commands);
      what = "there is no command '" + (named.title + " ").substr(5) + words[at] + "'" +
             (near.empty() ? "" : "; did you mean `" + named.title + " " + near + "`?");
    } else if (at < words.size() && !Has(*named.command, words[at].substr(0, words[at].find('='))))
      what = OfOption(named, words[at]);
  } else if (const std::string extras = OfExtras(named, words); !extras.empty()) {
    what = extras;
  } else if (const std::size_t end = what.find(" is required"); end != what.npos) {
    what = "the argument '" + what.substr(0, end) + "' is missing";
  }
  return what + (what.ends_with('?') ? " See" : "; see") + " `" + named.title + " --help`";
}

}  // namespace lode::shell
