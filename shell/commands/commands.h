// The commands of the program. Each returns the exit status: 0 done, 1 done with
// errors that were reported, 2 not done.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lode/lode.h"
#include "shell/pages/render.h"
#include "shell/terminal/terminal.h"

namespace CLI {
class App;
}

namespace lode::shell {

inline constexpr int kDone = 0;
inline constexpr int kDoneWithErrors = 1;
inline constexpr int kNotDone = 2;

// What every command knows.
struct Context {
  Terminal terminal;
  std::string store_path;      // --store, else $LODE_STORE, else ./lode.db
  std::uint64_t cache_mb = 0;  // --cache-mb; 0: what suits the machine
};

struct LoadCommand {
  std::vector<std::string> paths;
  std::string source, published, url, set;
  std::vector<std::string> fields;  // "text=body", also with commas
  std::string schema;               // a schema file to read with
  unsigned jobs = 0;
  bool quiet = false, json = false;
  bool no_derived = false;
  std::vector<std::string> without_rules;
  std::string format;     // of extract; empty = what suits its input
  std::string sentences;  // of extract: one a line, instead of articles
  std::string arguments = "short";
  std::string run;  // of extract: write a run there, and print nothing of it
  double min_confidence = LoadOptions{}.min_confidence;
  std::uint64_t max_file_bytes = LoadOptions{}.max_file_bytes;
  std::uint64_t max_article_bytes = LoadOptions{}.max_article_bytes;
  WebOptions web;
  bool ignore_robots = false;
};
int RunLoad(const Context& context, const LoadCommand& command);
int RunExtract(const Context& context, const LoadCommand& command);
// extract --run.
int RunWriteRun(const LoadCommand& command);
// Whether there are runs (lode/runs.h) among the files of an import, and importing them:
// kInvalidInput where not all are.
bool AreRuns(const std::vector<std::string>& paths);
Result<ImportReport> ImportRunsInto(const Context& context, const std::vector<std::string>& paths);
// The open tuples of sentences.
int RunTuples(const LoadCommand& command);

struct WatchCommand {
  LoadCommand load;           // its paths are watched
  bool mirror = false;        // what is gone is forgotten
  bool once = false;          // look at everything, and end
  std::string every = "15m";  // how often addresses are asked
};
int RunWatch(const Context& context, const WatchCommand& command);

struct AnalyzeCommand {
  std::string path;
  std::string format = "conllu";
  bool tokenized = false, parsed = false;
  unsigned jobs = 1;
};
int RunAnalyze(const Context& context, const AnalyzeCommand& command);

struct QueryCommand {
  std::string text;  // of the command line; "-" is standard input
  std::string file;  // -f
  std::string format = "table";
  std::vector<std::string> parameters;  // NAME=VALUE
  double timeout_seconds = 60;
  std::uint64_t memory_mb = 1024;
  std::uint64_t max_rows = 1'000'000;
  std::uint64_t max_rounds = 1'000'000;
  double min_confidence = 0;
  unsigned threads = 1;
  bool confidence = false;  // show it
};
int RunQuery(const Context& context, const QueryCommand& command);
struct ConflictsCommand {
  std::string name;  // empty: of everything
  std::string format = "table";
  double min_confidence = 0;
};
int RunConflicts(const Context& context, const ConflictsCommand& command);
int RunShell(const Context& context);

struct ServeCommand {
  std::string store;  // empty: that of the context
  std::string listen = "127.0.0.1:8080";
  std::string token;
  std::vector<std::string> hosts;
  bool has_token = false, read_only = false, open = false;
  double timeout_seconds = 30;
  std::uint64_t memory_mb = 512, max_rows = 100'000, max_rounds = 1'000'000;
  std::size_t max_questions = 8;
};
int RunServe(const Context& context, const ServeCommand& command);

struct ListCommand {
  std::string pattern;
  std::string format = "table";
  std::size_t limit = 0;
  bool confidence = false;  // of show: show it
  bool sources = false;     // of show: the sentences, too
  std::string set;          // of articles, stats, export, forget: of that set
  bool same = false;        // of articles: groups that tell one story
};
int RunArticles(const Context& context, const ListCommand& command);
int RunEntities(const Context& context, const ListCommand& command);
int RunMerges(const Context& context, const ListCommand& command, bool kept_apart);
int RunShow(const Context& context, const ListCommand& command);
int RunSets(const Context& context, const ListCommand& command);

struct SearchCommand {
  std::vector<std::string> terms;
  SearchOptions options;
  std::string format = "text";
};
int RunSearch(const Context& context, const SearchCommand& command);

struct ArticleCommand {
  std::string name;  // an id, path, URL or title
  bool statements = false, marked = false, boilerplate = false, confidence = false;
};
int RunArticle(const Context& context, const ArticleCommand& command);

struct ApartCommand {
  std::string name, other_name;
  bool undo = false;
};
int RunApart(const Context& context, const ApartCommand& command);

// How two things are connected.
struct PathCommand {
  std::string from, to;
  unsigned hops = 6, ways = 1;
  QueryCommand query;  // its limits and format
};
int RunPath(const Context& context, const PathCommand& command);

struct SchemaCommand {
  std::string file;  // a schema file on top of the built-in one
  std::string predicate;
  std::string format = "table";
};
int RunSchemaList(const Context& context, const SchemaCommand& command);
int RunSchemaExplain(const Context& context, const SchemaCommand& command);
int RunSchemaCheck(const Context& context, const SchemaCommand& command);

struct McpCommand {
  bool allow_load = false;
  double timeout_seconds = 30;
  std::uint64_t memory_mb = 512;
  std::uint64_t max_rows = 1000;
  std::uint64_t max_rounds = 1'000'000;
};
int RunMcp(const Context& context, const McpCommand& command);

int RunExport(const Context& context, const std::string& format, const std::string& output,
              const std::string& set);
// For the formats of other tools; `format` is one of kGraphFormats.
int RunGraphExport(const Context& context, const std::string& format, const std::string& output);
inline constexpr const char* kGraphFormats[] = {"csv-graph", "graphml", "sqlite", "trig",
                                                "cypher",    "ftm",     "tables"};
struct ImportCommand {
  std::vector<std::string> paths;
  // Of tables of triples: where subject, predicate and object stand, or empty.
  std::vector<std::uint32_t> columns;
  bool has_header = false;
};
void AddImportOptions(CLI::App* in, ImportCommand& command);
int RunImport(const Context& context, const ImportCommand& command);
int RunForget(const Context& context, const std::vector<std::string>& articles,
              const std::string& set);

struct EvalCommand {
  std::string gold;    // facts, JSON lines
  std::string judged;  // a filled-in form
  std::size_t sample = 0;
  std::uint64_t seed = 1;
  bool show = false;
};
int RunEval(const Context& context, const EvalCommand& command);

// Reads the command line and runs what it names.
int RunProgram(int argc, char** argv);

// -- what the commands share

// Prints "lode: MESSAGE" to standard error and gives kNotDone.
int Refuse(const Status& status);
// Prints diagnostics to standard error; true when there is an error among them.
bool ReportAll(const std::vector<Diagnostic>& diagnostics, const Terminal& terminal);
// Prints what is damaged; the status of a command that has done the rest.
int RefuseDamaged(const Damage& damage);
// Opens the store of the context. kNotFound says how to make one.
enum class Access { kRead, kWrite, kCreate };
Result<Store> OpenStore(const Context& context, Access access);
// Takes the folder of a store that a command has made away again, unless something was
// put into it. Lives from before the store is opened until after it is closed.
class NewStore {
 public:
  explicit NewStore(const Context& context);
  ~NewStore();
  NewStore(const NewStore&) = delete;
  NewStore& operator=(const NewStore&) = delete;
  // To be told when the command is through with the store.
  void Judge(const Store& store);

 private:
  std::string path_;
  bool was_there_ = true, empty_ = false;
};
// The whole of a file, or of standard input for "-".
Result<std::string> ReadWhole(const std::string& path);
}  // namespace lode::shell
