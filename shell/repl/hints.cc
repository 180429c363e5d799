#include "shell/repl/hints.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <vector>

#include "shell/repl/commands.h"

namespace lode::shell {

std::string HintFor(std::string_view input) {
  static const std::map<std::string, std::string, std::less<>> kElsewhere = {
      {"\\q", ":quit"},        {".quit", ":quit"},         {".exit", ":quit"},
      {"\\?", ":help"},        {"\\h", ":help"},           {".help", ":help"},
      {"\\d", ":predicates"},  {"\\dt", ":predicates"},    {".tables", ":predicates"},
      {"\\l", ":articles"},    {".schema", ":predicates"}, {"\\i", ":run FILE"},
      {".read", ":run FILE"},  {"\\timing", ":timing on"}, {".timer", ":timing on"},
      {".mode", ":format csv"}};
  if (!CommandIn(input).empty()) return "";
  const std::size_t first = std::min(input.find_first_not_of(" \t\n"), input.size());
  const std::string text(input.substr(first, input.find_last_not_of(" \t\n") + 1 - first));
  std::string word = text.substr(0, text.find_first_of(" \t\n;"));
  if (const auto found = kElsewhere.find(word); found != kElsewhere.end())
    return "commands begin with ':' here: type  " + found->second;
  if (text.find_first_of("(?") != text.npos) return "";
  for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (word == "load")
    return "articles are loaded outside of the shell, by  lode" + (" " + text).substr(0, 80);
  const std::vector<std::string> names = ReplCommandNames();
  if (std::ranges::find(names, ":" + word) == names.end()) return "";
  return "commands begin with ':': type  :" + word + text.substr(word.size());
}

}  // namespace lode::shell
