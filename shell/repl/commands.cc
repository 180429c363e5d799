// The shell's own commands: a table of what each is called, does and runs.

#include "shell/repl/commands.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <ostream>

#include "shell/commands/command_graph.h"
#include "shell/pages/listings.h"
#include "shell/repl/asking.h"
#include "shell/repl/describe.h"
#include "shell/repl/evidence.h"
#include "shell/repl/help.h"
#include "shell/repl/settings.h"
#include "shell/terminal/interrupt.h"
#include "shell/terminal/near_word.h"

namespace lode::shell {
namespace {

using Command = std::function<void(ReplState&, const std::string&, std::ostream&)>;

struct Entry {
  std::string usage, what;
  Command run;
};

// Shows a list, and what is damaged.
void List(ReplState& state, const Result<Listing>& listing, std::ostream& out,
          const Damage& damage = {}) {
  if (!listing.ok()) return Complain(state, listing.status().message(), out);
  WriteListing(*listing, state.settings.format, state.context.terminal, out);
  for (const Status& status : damage) Complain(state, status.message(), out);
}

void ShowRules(ReplState& state, const std::string&, std::ostream& out) {
  const Result<std::vector<RuleInfo>> kept = state.store.Rules();
  if (!kept.ok()) return Complain(state, kept.status().message(), out);
  const auto up_to_date = KeptRules(state.store);
  if (!up_to_date.ok()) return Complain(state, up_to_date.status().message(), out);
  for (const RuleInfo& rules : *kept) {
    const std::string upkeep = UpkeepOf(rules.name, *up_to_date);
    out << "% rules/" << rules.name << " (kept in the store"
        << (upkeep.empty() ? "" : ", up to date; " + upkeep) << ")\n"
        << Trimmed(rules.text) << '\n';
  }
  const std::string session = Trimmed(state.session.rules_text());
  if (!session.empty()) out << "% of this session\n" << session << '\n';
}

void RunFile(ReplState& state, const std::string& argument, std::ostream& out) {
  Result<std::string> text = ReadWhole(argument);
  if (!text.ok()) return Complain(state, text.status().message(), out);
  RunReplText(state, *text, argument, out);
}

void Show(ReplState& state, const std::string& argument, std::ostream& out) {
  Damage damage;
  const Status status =
      IsForPeople(state.settings.format)
          ? ShowEntity(state.store, argument, {state.settings.confidence, false},
                       state.context.terminal, out, damage, state.shown)
          : ListEntityStatements(state.store, argument, state.settings.format,
                                 state.settings.confidence, state.context.terminal, out, damage);
  if (!status.ok()) Complain(state, status.message(), out);
  for (const Status& one : damage) Complain(state, one.message(), out);
  if (status.ok() && IsForPeople(state.settings.format) && state.context.terminal.input)
    out << "\nType a line's number to see its sentences.\n";
}

// The number of a line or row that `text` is; 0, and a complaint, where it is none.
std::size_t NumberIn(ReplState& state, const std::string& text, std::ostream& out) {
  const bool digits =
      !text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == text.npos;
  const std::size_t number = digits ? std::stoul(text) : 0;
  if (number == 0) Complain(state, "'" + text + "' is no number of a line or row", out);
  return number;
}

void ShowSources(ReplState& state, const std::string& argument, std::ostream& out) {
  const std::size_t number = NumberIn(state, argument, out);
  if (number == 0) return;
  if (state.shown.empty() && !state.answer.rows.empty())
    return WriteRowSentences(state, number, out);
  if (state.shown.empty())
    return Complain(state, "ask something first, or  :show ENTITY  numbers its lines", out);
  if (number > state.shown.size())
    return Complain(state, "the lines go from 1 to " + std::to_string(state.shown.size()), out);
  const PageLine& line = state.shown[number - 1];
  out << Line(line.statements.front(), state.context.terminal, state.settings.confidence) << '\n';
  WriteSources(line, state.settings.confidence, state.context.terminal, out);
}

void Why(ReplState& state, const std::string& argument, std::ostream& out) {
  if (const std::size_t number = NumberIn(state, argument, out); number > 0)
    WriteRowProof(state, number, out);
}

void Output(ReplState& state, const std::string& argument, std::ostream& out) {
  if (state.output.is_open()) state.output.close();
  state.output.clear();
  if (argument.empty()) {
    out << "answers go to the screen\n";
    return;
  }
  state.output.open(argument, std::ios::binary | std::ios::trunc);
  if (!state.output) return Complain(state, "'" + argument + "' cannot be written", out);
  out << "answers go to '" << argument << "' until  :output\n";
}

void Load(ReplState& state, const std::string& argument, std::ostream& out) {
  LoadCommand command;
  command.paths = {argument};
  out.flush();
  if (RunLoad(state.context, command) != kDone) state.failed = true;
  TakeInterrupt();
  SeeChanges(state, out);
}

// The last text in the user's editor; what comes back is run.
void Edit(ReplState& state, const std::string&, std::ostream& out) {
  const char* editor = std::getenv("VISUAL");
  if (editor == nullptr || *editor == '\0') editor = std::getenv("EDITOR");
  const std::string program = editor == nullptr || *editor == '\0' ? "vi" : editor;
  std::string path = (std::filesystem::temp_directory_path() / "lode-XXXXXX.lode").string();
  constexpr int kEnding = 5;  // ".lode"
  const int file = mkstemps(path.data(), kEnding);
  if (file < 0) return Complain(state, "no file to edit can be made in '" + path + "'", out);
  close(file);
  std::ofstream(path) << state.asked;
  const int status = std::system((program + " '" + path + "'").c_str());
  Result<std::string> text = ReadWhole(path);
  std::filesystem::remove(path);
  if (status != 0)
    return Complain(state,
                    "'" + program +
                        "' did not end well: nothing is run; $EDITOR names "
                        "another editor",
                    out);
  if (!text.ok()) return Complain(state, text.status().message(), out);
  out << *text << (text->ends_with('\n') ? "" : "\n");
  state.asked = *text;
  RunReplText(state, *text, "<editor>", out);
}

// "NAME", "NAME -> FILE": the file's ending says how it is drawn.
void Graph(ReplState& state, const std::string& argument, std::ostream& out) {
  constexpr std::string_view kInto = "->";
  const std::size_t arrow = argument.rfind(kInto);
  GraphCommand command;
  command.format = "text";
  command.names = {Trimmed(argument.substr(0, arrow))};
  std::string& name = command.names.front();
  if (name.size() > 1 && name.front() == '"' && name.back() == '"')
    name = name.substr(1, name.size() - 2);
  if (arrow != argument.npos) {
    command.output = Trimmed(argument.substr(arrow + kInto.size()));
    command.format = std::filesystem::path(command.output).extension().string();
    command.format.erase(0, 1);
    if (command.format == "txt") command.format = "text";
    constexpr std::string_view kFormats[] = {"html", "svg", "dot", "text"};
    if (std::ranges::find(kFormats, command.format) == std::end(kFormats))
      return Complain(state, "a graph is drawn into a file that ends in .html, .svg, .dot or .txt",
                      out);
  }
  const Result<std::size_t> left_out = DrawGraph(state.store, command, out);
  if (!left_out.ok()) return Complain(state, left_out.status().message(), out);
  if (!command.output.empty()) out << "drawn into '" << command.output << "'\n";
  if (*left_out > 0) out << *left_out << " more links: lode graph --limit shows more\n";
}

const std::map<std::string, Entry>& Commands() {
  static const std::map<std::string, Entry> commands = {
      {":article",
       {":article NAME", "an article with its statements, by id, path, URL or title",
        [](ReplState& s, const std::string& a, std::ostream& out) {
          const Status status = ShowArticle(
              s.store, a, {true, s.context.terminal.colour, false, s.settings.confidence},
              s.context.terminal, out);
          if (!status.ok()) Complain(s, status.message(), out);
        }}},
      {":articles",
       {":articles [PATTERN]", "list the articles",
        [](ReplState& s, const std::string& a, std::ostream& out) {
          Damage damage;
          const Result<Listing> listing = ArticleListing(s.store, {a, {}, 0}, damage);
          List(s, listing, out, damage);
          if (listing.ok() && listing->rows.empty() && !a.empty())
            out << "no article has '" << a << "' in its title, outlet, path or address\n";
        }}},
      {":clear",
       {":clear", "forget the rules of this session",
        [](ReplState& s, const std::string&, std::ostream&) { s.session.Clear(); }}},
      {":describe",
       {":describe NAME",
        "what a predicate or a role means and how it is used; who or what a name is", Describe}},
      {":edit", {":edit", "the last question in $EDITOR; what comes back is run", Edit}},
      {":entities",
       {":entities [PATTERN]", "list entities, most mentioned first",
        [](ReplState& s, const std::string& a, std::ostream& out) {
          const Result<Listing> listing = EntityListing(s.store, a, a.empty() ? 50 : 0);
          List(s, listing, out);
          if (listing.ok() && listing->rows.empty() && !a.empty())
            out << "no name has '" << a << "' in it" << NearNames(s.store, a) << '\n';
        }}},
      {":format",
       {":format NAME", "table, record, markdown, csv, tsv, json or jsonl",
        [](ReplState& s, const std::string& a, std::ostream& out) {
          SetOne(s, "format", a, out);
        }}},
      {":graph",
       {":graph NAME [-> FILE]", "what stands round a name; into a file: .html, .svg, .dot",
        Graph}},
      {":help",
       {":help", "this page",
        [](ReplState& s, const std::string&, std::ostream& out) {
          out << HelpFor(s.store);
          for (const auto& [name, entry] : Commands())
            out << "  " << entry.usage
                << std::string(entry.usage.size() < 26 ? 26 - entry.usage.size() : 1, ' ')
                << entry.what << '\n';
        }}},
      {":load", {":load PATH", "read an article, or a folder of them, into the store", Load}},
      {":open",
       {":open FOLDER", "go over to another store",
        [](ReplState& s, const std::string& a, std::ostream& out) {
          OpenOther(s, a, out);
          if (s.store.path() == a) WriteBanner(s, out);
        }}},
      {":output", {":output [FILE]", "write answers to a file; alone: to the screen", Output}},
      {":path", {":path A -> B", "how two are connected, hop by hop", AskPath}},
      {":predicates",
       {":predicates [PATTERN]", "the predicates in use, those of the schema first",
        [](ReplState& s, const std::string& a, std::ostream& out) {
          List(s, PredicateListing(s.store, a), out);
        }}},
      {":quit",
       {":quit", "leave (also Ctrl-D)",
        [](ReplState& s, const std::string&, std::ostream&) { s.quit = true; }}},
      {":rule", {":rule HEAD :- BODY.", "keep a rule in the store", KeepRule}},
      {":rules", {":rules", "show the rules of the store and of this session", ShowRules}},
      {":run", {":run FILE", "run a file of rules and queries", RunFile}},
      {":set",
       {":set [NAME VALUE]", "see and change how questions are asked and shown; $NAME: a parameter",
        Set}},
      {":show", {":show ENTITY", "everything known of an entity, a line a triple", Show}},
      {":source",
       {":source NUMBER", "the sentences of a row, or of a line of `:show` (the number alone, too)",
        ShowSources}},
      {":stats",
       {":stats", "count what the store holds",
        [](ReplState& s, const std::string&, std::ostream& out) {
          List(s, StatsListing(s.store), out);
        }}},
      {":timing",
       {":timing on|off", "show how long a query took",
        [](ReplState& s, const std::string& a, std::ostream& out) {
          SetOne(s, "timing", a, out);
        }}},
      {":types",
       {":types", "the types of what is named here, with counts",
        [](ReplState& s, const std::string&, std::ostream& out) {
          List(s, TypeListing(s.store), out);
        }}},
      {":why", {":why NUMBER", "why a row of the last answer holds, back to the sentences", Why}},
  };
  return commands;
}

bool IsSearch(const std::string& name) {
  return name == ":find" || name == ":search" || name == ":grep" || name == ":lookup";
}

// The question for the sentences that have these words.
std::string SearchLine(std::string words) {
  std::erase(words, '"');
  return "sentences(A, N, T), contains(T, \"" + (words.empty() ? "words" : words) + "\") select T?";
}

}  // namespace

std::vector<std::string> ReplCommandNames() {
  std::vector<std::string> names;
  for (const auto& [name, entry] : Commands()) names.push_back(name);
  return names;
}

namespace {

// "amount:": a word and a colon, and nothing else.
bool IsRole(std::string_view text) {
  return text.size() > 1 && text.back() == ':' &&
         std::all_of(text.begin(), text.end() - 1, [](unsigned char c) {
           return std::islower(c) != 0 || std::isdigit(c) != 0 || c == '-';
         });
}

}  // namespace

std::string CommandIn(std::string_view input) {
  std::string text = Trimmed(input);
  if (text.starts_with(':')) return text;
  if (IsRole(text)) return ":describe " + text;
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const bool number =
      !text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == text.npos;
  if (number) return ":source " + text;
  for (const char* word : {"help", "quit", "exit"})
    if (text == word) return ":" + text;
  return text == "?" ? ":help" : "";
}

void RunReplCommand(ReplState& state, std::string_view line, std::ostream& out) {
  const std::string text = Trimmed(line);
  const std::size_t blank = text.find_first_of(" \t");
  std::string name = text.substr(0, blank);
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  std::string argument = blank == text.npos ? "" : Trimmed(std::string_view(text).substr(blank));
  if (name == ":rule") return KeepRule(state, argument, out);
  if (argument.size() > 1 && argument.find('"', 1) == argument.size() - 1 &&
      argument.front() == '"')
    argument = argument.substr(1, argument.size() - 2);
  const auto found = Commands().find(name == ":q" || name == ":exit" ? ":quit"
                                     : name == ":h" || name == ":?"  ? ":help"
                                                                     : name);
  constexpr std::string_view kWantArgument[] = {":show", ":run",  ":source", ":article",
                                                ":why",  ":path", ":load",   ":describe",
                                                ":open", ":graph"};
  const bool wants_name = std::ranges::find(kWantArgument, name) != std::end(kWantArgument);
  const std::string near =
      found == Commands().end() ? NearestWord(name, ReplCommandNames()) : std::string();
  if (wants_name && argument.empty())
    Complain(state, "write it as  " + found->second.usage, out);
  else if (found == Commands().end())
    Complain(state,
             "there is no command '" + name + "'" +
                 (IsSearch(name) ? "; sentences are found by  " + SearchLine(argument) +
                                       "  and, outside of the shell, by  lode search"
                  : near.empty() ? "; :help lists them"
                                 : "; did you mean " + near + "?"),
             out);
  else if (!argument.empty() && found->second.usage.find(' ') == std::string::npos)
    Complain(state, "`" + name + "` takes nothing behind it", out);
  else
    found->second.run(state, argument, out);
}

}  // namespace lode::shell
