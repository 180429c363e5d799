// The shell's own commands and its help. The help is written for somebody who has
// never seen Datalog: each pattern is shown with what it asks.

#include "shell/repl/commands.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>
#include <ostream>

#include "shell/interrupt.h"
#include "shell/listings.h"
#include "shell/path_view.h"

namespace lode::shell {
namespace {

using Command = std::function<void(ReplState&, const std::string&, std::ostream&)>;

struct Entry {
  std::string usage, what;
  Command run;
};

constexpr std::size_t kMostLookedAt = 200;

constexpr char kHelp[] = R"(A question is a pattern with variables; the answers fill them in.
Names are in quotation marks, variables begin with a capital, '?' asks:

  said("Ana Rivera", Words)?             what did Ana Rivera say?
  said(Who, Words)?                      who said what?
  triple("Ana Rivera", P, X)?            everything they did, whatever the verb
  triple(X, P, "Ana Rivera")?            everything done to them
  Who: triple(X, P, Y)?                  and whose claim it is
  competes-with(X, Y), makes(Y, Z)?      two steps: ',' means "and"
  said(X, Q), contains(Q, "chips")?      only words that hold "chips"
  denied triple(X, P, Y)?                what was denied (or rumored, planned, former, any ...)
  said(X, Q) @ S, article(S, A), published(A, D), D >= 2025-07?
                                         with the article and its date
  said(X, Q) select X, count(Q) as N order by N desc limit 5?
  why competes-with(X, Y)?               the sentences behind it
  shortest (any | ^any){1,6}("Ana Rivera", Whom) as P limit 5?
                                         who is how connected to them, hop by hop
  why-not leads("Ana Rivera", X)?        what is missing, and what comes near

A rule gives a pattern a name; '.' ends it:

  rival(X, Y) :- makes(X, P), makes(Y, Q), comparable-to(P, Q), X != Y.

Several lines are one question until '?' or '.' ends it. Tab completes predicates,
entities (inside quotation marks) and commands. Ctrl-C stops a query, Ctrl-D leaves.

)";

// The help, with a person of this store in the examples: they can be typed as they are.
std::string HelpFor(const Store& store) {
  std::string help = kHelp;
  constexpr std::string_view kSomebody = "Ana Rivera";
  const Result<std::vector<EntityInfo>> entities = store.Entities("", kMostLookedAt);
  if (!entities.ok()) return help;
  for (const EntityInfo& info : *entities) {
    const std::string& name = info.entity.name;
    if (info.entity.type != "person" || name.find_first_of("\"\\") != name.npos) continue;
    const std::size_t longer = name.size() - std::min(name.size(), kSomebody.size());
    for (std::size_t at = 0; (at = help.find(kSomebody, at)) != help.npos; at += name.size()) {
      help.replace(at, kSomebody.size(), name);
      const std::size_t gap = help.find("  ", at);  // keeps the columns
      for (std::size_t i = 0; i < longer && gap + 2 < help.find('\n', at) && help[gap + 2] == ' ';
           ++i)
        help.erase(gap, 1);
    }
    break;
  }
  return help;
}

std::string Trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())))
    text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())))
    text.remove_suffix(1);
  return std::string(text);
}

void Complain(ReplState& state, const std::string& message, std::ostream& out) {
  state.failed = true;
  out << message << '\n';
}

// Prints diagnostics; true when there is an error among them.
bool Report(ReplState& state, const std::vector<Diagnostic>& diagnostics, std::ostream& out) {
  bool error = false;
  for (const Diagnostic& diagnostic : diagnostics) {
    WriteDiagnostic(diagnostic, state.context.terminal, out);
    error = error || diagnostic.severity == Severity::kError;
  }
  state.failed = state.failed || error;
  return error;
}

// Shows a list, and what is damaged.
void List(ReplState& state, const Result<Listing>& listing, std::ostream& out,
          const Damage& damage = {}) {
  if (!listing.ok()) return Complain(state, listing.status().message(), out);
  WriteListing(*listing, state.format, state.context.terminal, out);
  for (const Status& status : damage) Complain(state, status.message(), out);
}

// The rules that the store keeps; none, and a complaint, where they cannot be read.
std::vector<RuleInfo> StoredRules(ReplState& state, std::ostream& out) {
  Result<std::vector<RuleInfo>> rules = state.store.Rules();
  if (rules.ok()) return *std::move(rules);
  Complain(state, rules.status().message(), out);
  return {};
}

Result<Listing> PredicateListing(const Store& store) {
  const Result<StoreStats> stats = store.Stats();
  if (!stats.ok()) return stats.status();
  Listing listing{{"predicate", "statements"}, {}};
  for (const auto& [predicate, count] : stats->statements_by_predicate)
    listing.rows.push_back({TextCell(predicate), NumberCell(count)});
  std::stable_sort(listing.rows.begin(), listing.rows.end(), [](auto& a, auto& b) {
    return std::stoull(a[1].text) > std::stoull(b[1].text);
  });
  return listing;
}

// The store as it is now, with the rules of the session; false where it cannot be opened.
bool Reopen(ReplState& state) {
  Result<Store> store = OpenStore(state.context, Access::kRead);
  if (!store.ok()) return false;
  QuerySession session(*store);
  if (!session.Run(state.session.rules_text()).ok()) return false;
  state.store = *std::move(store);
  state.session = std::move(session);
  state.shown.clear();
  return true;
}

void KeepRule(ReplState& state, const std::string& argument, std::ostream& out) {
  const std::size_t paren = argument.find('(');
  if (paren == argument.npos) {
    Complain(state, "write it as  :rule rival(X, Y) :- competes-with(X, Y).", out);
    return;
  }
  const std::string name = Trimmed(std::string_view(argument).substr(0, paren));
  std::string text = argument + "\n";
  bool replace = false;
  for (const RuleInfo& rules : StoredRules(state, out))
    if (rules.name == name) {
      const bool ends_its_line = rules.text.empty() || rules.text.back() == '\n';
      text.insert(0, ends_its_line ? rules.text : rules.text + "\n");
      replace = true;
    }
  QueryOptions options;
  options.file = "rules/" + name;
  options.senses = state.senses;
  {
    Result<Store> writable = OpenStore(state.context, Access::kWrite);
    if (!writable.ok()) return Complain(state, writable.status().message(), out);
    if (Report(state, AddRules(*writable, name, text, replace, options), out)) return;
  }
  out << "kept in the store as rules/" << name << '\n';
  Reopen(state);
}

void ShowRules(ReplState& state, const std::string&, std::ostream& out) {
  for (const RuleInfo& rules : StoredRules(state, out))
    out << "% rules/" << rules.name << " (kept in the store)\n" << Trimmed(rules.text) << '\n';
  const std::string session = Trimmed(state.session.rules_text());
  if (!session.empty()) out << "% of this session\n" << session << '\n';
}

void SetFormat(ReplState& state, const std::string& argument, std::ostream& out) {
  if (const std::optional<Format> format = FormatOf(argument))
    state.format = *format;
  else
    Complain(state,
             "the formats are table, csv, tsv, json and jsonl; now it is " +
                 std::string(NameOf(state.format)),
             out);
}

void Set(ReplState& state, const std::string& argument, std::ostream& out) {
  const std::size_t blank = std::min(argument.find(' '), argument.size());
  const std::string name = argument.substr(0, blank), value = Trimmed(argument.substr(blank));
  if (name == "confidence" && (value == "on" || value == "off")) {
    state.confidence = value == "on";
  } else if (name == "min-confidence") {
    char* end = nullptr;
    const double least = std::strtod(value.c_str(), &end);
    if (value.empty() || *end != '\0' || !(least >= 0 && least <= 1))
      return Complain(state, "min-confidence is a number from 0 to 1, such as 0.8", out);
    state.min_confidence = least;
  } else if (!argument.empty()) {
    return Complain(state, "write it as  :set confidence on  or  :set min-confidence 0.8", out);
  }
  out << "confidence is " << (state.confidence ? "on" : "off") << ", min-confidence is "
      << TwoDigits(state.min_confidence) << '\n';
}

void RunFile(ReplState& state, const std::string& argument, std::ostream& out) {
  Result<std::string> text = ReadWhole(argument);
  if (!text.ok()) return Complain(state, text.status().message(), out);
  RunReplText(state, *text, argument, out);
}

void Show(ReplState& state, const std::string& argument, std::ostream& out) {
  Damage damage;
  const Status status =
      state.format == Format::kTable
          ? ShowEntity(state.store, argument, {state.confidence, false}, state.context.terminal,
                       out, damage, state.shown)
          : ListEntityStatements(state.store, argument, state.format, state.confidence,
                                 state.context.terminal, out, damage);
  if (!status.ok()) Complain(state, status.message(), out);
  for (const Status& one : damage) Complain(state, one.message(), out);
  if (status.ok() && state.format == Format::kTable && state.context.terminal.input)
    out << "\nType a line's number to see its sentences.\n";
}

void ShowSources(ReplState& state, const std::string& argument, std::ostream& out) {
  const bool digits = !argument.empty() && argument.size() < 10 &&
                      argument.find_first_not_of("0123456789") == argument.npos;
  const std::size_t number = digits ? std::stoul(argument) : 0;
  if (state.shown.empty()) return Complain(state, "lines are numbered by  :show ENTITY", out);
  if (number == 0 || number > state.shown.size())
    return Complain(state, "the lines go from 1 to " + std::to_string(state.shown.size()), out);
  const PageLine& line = state.shown[number - 1];
  out << Line(line.statements.front(), state.context.terminal, state.confidence) << '\n';
  WriteSources(line, state.confidence, state.context.terminal, out);
}

const std::map<std::string, Entry>& Commands() {
  static const std::map<std::string, Entry> commands = {
      {":article",
       {":article NAME", "an article with its statements, by id, path, URL or title",
        [](ReplState& s, const std::string& a, std::ostream& out) {
          const Status status =
              ShowArticle(s.store, a, {true, s.context.terminal.colour, false, s.confidence},
                          s.context.terminal, out);
          if (!status.ok()) Complain(s, status.message(), out);
        }}},
      {":articles",
       {":articles [PATTERN]", "list the articles",
        [](ReplState& s, const std::string& a, std::ostream& out) {
          Damage damage;
          const Result<Listing> listing = ArticleListing(s.store, a, damage);
          List(s, listing, out, damage);
        }}},
      {":clear",
       {":clear", "forget the rules of this session",
        [](ReplState& s, const std::string&, std::ostream&) { s.session.Clear(); }}},
      {":entities",
       {":entities [PATTERN]", "list entities, most mentioned first",
        [](ReplState& s, const std::string& a, std::ostream& out) {
          List(s, EntityListing(s.store, a, a.empty() ? 50 : 0), out);
        }}},
      {":format", {":format NAME", "table, csv, tsv, json or jsonl", SetFormat}},
      {":help",
       {":help", "this page",
        [](ReplState& s, const std::string&, std::ostream& out) {
          out << HelpFor(s.store);
          for (const auto& [name, entry] : Commands())
            out << "  " << entry.usage
                << std::string(entry.usage.size() < 26 ? 26 - entry.usage.size() : 1, ' ')
                << entry.what << '\n';
        }}},
      {":predicates",
       {":predicates", "list the predicates in use, with counts",
        [](ReplState& s, const std::string&, std::ostream& out) {
          List(s, PredicateListing(s.store), out);
        }}},
      {":quit",
       {":quit", "leave (also Ctrl-D)",
        [](ReplState& s, const std::string&, std::ostream&) { s.quit = true; }}},
      {":rule", {":rule HEAD :- BODY.", "keep a rule in the store", KeepRule}},
      {":rules", {":rules", "show the rules of the store and of this session", ShowRules}},
      {":run", {":run FILE", "run a file of rules and queries", RunFile}},
      {":set",
       {":set [NAME VALUE]", "confidence on|off; min-confidence 0.8: see nothing less sure", Set}},
      {":show", {":show ENTITY", "everything known of an entity, a line a triple", Show}},
      {":source",
       {":source NUMBER", "the sentences of a line of `:show` (the number alone does it, too)",
        ShowSources}},
      {":stats",
       {":stats", "count what the store holds",
        [](ReplState& s, const std::string&, std::ostream& out) {
          List(s, StatsListing(s.store), out);
        }}},
      {":timing",
       {":timing on|off", "show how long a query took",
        [](ReplState& s, const std::string& a, std::ostream& out) {
          if (a == "on" || a == "off")
            s.timing = a == "on";
          else if (!a.empty())
            return Complain(s, "write it as  :timing on  or  :timing off", out);
          out << "timing is " << (s.timing ? "on" : "off") << '\n';
        }}},
  };
  return commands;
}

}  // namespace

std::vector<std::string> ReplCommandNames() {
  std::vector<std::string> names;
  for (const auto& [name, entry] : Commands()) names.push_back(name);
  return names;
}

std::string CommandIn(std::string_view input) {
  std::string text = Trimmed(input);
  if (text.starts_with(':')) return text;
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
  if (argument.size() > 1 && argument.front() == '"' && argument.back() == '"')
    argument = argument.substr(1, argument.size() - 2);
  const auto found = Commands().find(name == ":q" || name == ":exit" ? ":quit"
                                     : name == ":h" || name == ":?"  ? ":help"
                                                                     : name);
  const bool wants_name =
      name == ":show" || name == ":run" || name == ":source" || name == ":article";
  if (wants_name && argument.empty())
    Complain(state, "write it as  " + found->second.usage, out);
  else if (found == Commands().end())
    Complain(state, "there is no command '" + name + "'; :help lists them", out);
  else if (!argument.empty() && found->second.usage.find(' ') == std::string::npos)
    Complain(state, "`" + name + "` takes nothing behind it", out);
  else
    found->second.run(state, argument, out);
}

void RunReplText(ReplState& state, std::string_view text, const std::string& file,
                 std::ostream& out) {
  QueryOptions options;
  options.file = file;
  options.min_confidence = state.min_confidence;
  options.with_confidence = state.confidence;
  options.cancel = &Interrupted();
  options.senses = state.senses;
  const QueryOutcome outcome = state.session.Run(text, options);
  // One that came after the last answer was for that, too.
  const bool interrupted = TakeInterrupt();
  if (interrupted && state.context.terminal.output) out << '\n';  // after the "^C"
  // Nobody is there to go on with the next line.
  if (ToldToEnd() || (interrupted && !state.context.terminal.input)) state.quit = true;
  for (const Answer& answer : outcome.answers) {
    WriteAnswer(answer, state.format, state.timing, state.context.terminal, out);
    if (state.format == Format::kTable)
      WritePaths(answer, state.store, state.context.terminal, out);
  }
  Report(state, outcome.diagnostics, out);
}

void SeeChanges(ReplState& state, std::ostream& out) {
  if (!state.store.IsBehind()) return;
  const Result<StoreStats> before = state.store.Stats();
  if (!Reopen(state)) return;
  const Result<StoreStats> now = state.store.Stats();
  if (!before.ok() || !now.ok() ||
      (before->articles == now->articles && before->statements == now->statements))
    return;
  out << "(the store has changed: " << now->articles << " articles and " << now->statements
      << " statements now, " << before->articles << " and " << before->statements << " before)\n";
}

void WriteBanner(const ReplState& state, std::ostream& out) {
  out << "lode " << kVersion << ", " << state.store.path();
  if (const Result<StoreStats> stats = state.store.Stats(); stats.ok())
    out << ": " << stats->articles << " articles, " << stats->statements << " statements, "
        << stats->entities << " entities.\n";
  else
    out << "\n" << stats.status().message() << '\n';
  const Result<std::vector<EntityInfo>> top = state.store.Entities("", 1);
  if (top.ok() && !top->empty())
    out << "Ask with a pattern; capitals are variables:  triple(\"" << top->front().entity.name
        << "\", P, X)?\n";
  out << "Type :help for more examples, :quit to leave.\n";
}

}  // namespace lode::shell
