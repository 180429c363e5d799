#include "shell/repl/hints.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <vector>

#include "shell/repl/commands.h"

namespace lode::shell {

namespace {

// "Nvidia AND China": where the word that joins two begins; npos: nowhere, or several do.
constexpr std::string_view kJoint = " AND ";
std::size_t JointOf(std::string_view text) {
  const std::size_t joint = text.find(kJoint);
  return joint == text.rfind(kJoint) ? joint : text.npos;
}

// "Howard Lutnick", "Nvidia?": words of which the first begins with a capital, no variable.
bool IsName(std::string_view text) {
  constexpr std::size_t kMostWords = 5;
  if (text.ends_with('?')) text.remove_suffix(1);
  const auto first = static_cast<unsigned char>(text.empty() ? ' ' : text[0]);
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    const auto letter = static_cast<unsigned char>(c);
    return std::isalnum(letter) != 0 || letter >= 0x80 || c == ' ' || c == '-' || c == '\'';
  });
  const std::string begun(text.substr(0, text.find(' ')));
  constexpr std::array<std::string_view, 12> kAsking = {
      "Who", "Whom", "Whose", "What", "Which", "When", "Where", "How", "Why", "Did", "Is", "Are"};
  constexpr std::array<std::string_view, 5> kAskedLast = {"what", "who", "whom", "where", "when"};
  const bool asks_last =
      std::ranges::find(kAskedLast, text.substr(text.rfind(' ') + 1)) != kAskedLast.end();
  const auto words = static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
  return plain && !asks_last && text.size() > 2 && words <= kMostWords &&
         (std::isupper(first) != 0 || first >= 0x80) &&
         std::find(kAsking.begin(), kAsking.end(), begun) == kAsking.end();
}

// "said" of `\d said`, `.schema said;`: what one thing is, not which there are.
std::string DescribedBy(std::string_view word, std::string_view text) {
  constexpr std::array<std::string_view, 5> kDescribe = {"\\d", "\\d+", "\\dt", ".schema", "\\df"};
  if (std::ranges::find(kDescribe, word) == kDescribe.end()) return "";
  const std::string_view rest = text.substr(word.size());
  const std::size_t begin = rest.find_first_not_of(" \t\n");
  const std::size_t last = rest.find_last_not_of(" \t\n;");
  return begin == rest.npos || last == rest.npos || last < begin
             ? ""
             : std::string(rest.substr(begin, last + 1 - begin));
}

}  // namespace

std::string QuestionBehindColon(std::string_view input) {
  const std::string command = CommandIn(input);
  std::string word = command.substr(0, command.find_first_of(" \t\n("));
  for (char& c : word) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  constexpr std::array<std::string_view, 5> kBegins = {":MATCH", ":SELECT", ":ASK", ":CONSTRUCT",
                                                       ":PREFIX"};
  return std::ranges::find(kBegins, word) == kBegins.end() ? "" : command.substr(1);
}

std::string HintFor(std::string_view input) {
  static const std::map<std::string, std::string, std::less<>> kElsewhere = {
      {"\\q", ":quit"},        {".quit", ":quit"},         {".exit", ":quit"},
      {"\\?", ":help"},        {"\\h", ":help"},           {".help", ":help"},
      {"\\d", ":predicates"},  {"\\dt", ":predicates"},    {".tables", ":predicates"},
      {"\\l", ":articles"},    {".schema", ":predicates"}, {"\\i", ":run FILE"},
      {".read", ":run FILE"},  {"\\timing", ":timing on"}, {".timer", ":timing on"},
      {".mode", ":format csv"}};
  // Of several words, or with marks.
  static const std::map<std::string, std::string, std::less<>> kPhrases = {
      {"show tables", ":predicates"},
      {"show predicates", ":predicates"},
      {"list tables", ":predicates"},
      {"show types", ":types"},
      {"show databases", ":articles"},
      {"show articles", ":articles"},
      {"show entities", ":entities"},
      {"describe tables", ":predicates"},
      {"quit()", ":quit"},
      {"exit()", ":quit"},
      {"help()", ":help"},
      {"quit;", ":quit"},
      {"exit;", ":quit"},
      {"bye", ":quit"}};
  if (!CommandIn(input).empty()) return "";
  const std::size_t first = std::min(input.find_first_not_of(" \t\n"), input.size());
  const std::string text(input.substr(first, input.find_last_not_of(" \t\n") + 1 - first));
  std::string word = text.substr(0, text.find_first_of(" \t\n;"));
  if (const std::string described = DescribedBy(word, text); !described.empty())
    return "commands begin with ':' here: type  :describe " + described;
  if (const auto found = kElsewhere.find(word); found != kElsewhere.end())
    return "commands begin with ':' here: type  " + found->second;
  std::string phrase = text;
  for (char& c : phrase) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const std::string& words : {phrase, phrase.substr(0, phrase.find_last_not_of(" ;?") + 1)})
    if (const auto found = kPhrases.find(words); found != kPhrases.end())
      return "commands begin with ':' here: type  " + found->second;
  const std::size_t joint = JointOf(text);
  if (joint != text.npos && IsName(text))
    return "sentences that have both are found by  sentences(A, N, T), contains(T, \"" +
           text.substr(0, joint) + "\"), contains(T, \"" +
           text.substr(joint + kJoint.size(),
                       text.find_last_not_of("? ") + 1 - joint - kJoint.size()) +
           "\") select T?";
  if (IsName(text))
    return "a name alone asks nothing: type  :show " +
           text.substr(0, text.find_last_not_of('?') + 1);
  if (text.find_first_of("(?") != text.npos) return "";
  for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const std::vector<std::string> names = ReplCommandNames();
  if (std::ranges::find(names, ":" + word) == names.end()) return "";
  return "commands begin with ':': type  :" + word + text.substr(word.size());
}

}  // namespace lode::shell
