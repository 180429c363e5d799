// The command line: names, options and help of every command, through CLI11. What a
// command does stands in the command_*.cc files.

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <functional>
#include <iostream>
#include <map>
#include <optional>

#include "shell/commands/asking_options.h"
#include "shell/commands/command_care.h"
#include "shell/commands/command_graph.h"
#include "shell/commands/command_rules.h"
#include "shell/commands/command_sql.h"
#include "shell/commands/commands.h"
#include "shell/commands/misused.h"
#include "shell/commands/reading_options.h"
#include "shell/commands/schema_options.h"
#include "shell/commands/serve_options.h"
#include "shell/pages/entity_page.h"
#include "shell/terminal/clean_output.h"
#include "shell/terminal/interrupt.h"

namespace lode::shell {
namespace {

const std::vector<std::string> kFormats = {"table", "record", "markdown", "csv",
                                           "tsv",   "json",   "jsonl"};
constexpr std::uint64_t kMostCacheMb = 1 << 20, kMostMemoryMb = 1 << 30;
constexpr std::size_t kArticlesOfTable = 100;  // nobody reads thousands

class CommandLine {
 public:
  CommandLine() : app_("lode: news articles in, sourced statements kept, questions answered.") {
    app_.set_version_flag("--version", std::string("lode ") + kVersion);
    app_.require_subcommand(1);
    app_.add_option("--store", context_.store_path, "the store's folder")->type_name("DIR");
    app_.footer(
        "Examples:\n"
        "  lode load articles/            read articles into ./lode.db\n"
        "  lode shell                     ask questions\n"
        "  lode query 'said(Who, Q)?'     one question\n"
        "Every command takes --store DIR (else $LODE_STORE, else ./lode.db) and --help;\n"
        "`lode help COMMAND` shows the same.\n"
        "Exit status: 0 done, 1 done with errors that were reported, 2 not done.");
    AddReading();
    AddAsking();
    AddConflicts();
    AddServe();
    AddGraph();
    AddLooking();
    const auto add = [this](const auto&... how) { return Add(app_, how...); };
    AddFormat(care_.AddTo(add, context_), care_.format());
    const auto add_under = [this](CLI::App& parent, const auto&... how) {
      return Add(parent, how...);
    };
    const auto add_format = [this](CLI::App* command, std::string& format) {
      AddFormat(command, format);
    };
    rules_.AddTo(app_, add_under, add_format, context_);
    AddSchemaCommands(app_, add_under, add_format, context_, schema_);
    AddMoving();
    AddAssistants();
    AddMeasuring();
  }

  int Run(int argc, char** argv) {
    const std::vector<std::string> words = AsOptions({argv + 1, argv + argc});
    try {
      app_.parse(std::vector<std::string>(words.rbegin(), words.rend()));
    } catch (const CLI::ParseError& error) {
      if (error.get_exit_code() == 0) return app_.exit(error, std::cout, std::cerr), kDone;
      std::cerr << "lode: " << WhyMisused(app_, error, words) << '\n';
      return kNotDone;
    }
    context_.terminal = Terminal::Detect();
    if (context_.store_path.empty()) {
      const char* store = std::getenv("LODE_STORE");
      context_.store_path = store != nullptr && *store != '\0' ? store : "lode.db";
    }
    if (!stops_by_itself_) return Flushed(action_());
    CatchInterrupts(true);
    const InterruptibleInput input;
    return Flushed(action_());
  }

 private:
  // What was printed may not have arrived: a full disk shows here at the latest.
  int Flushed(int status) const {
    std::cout.flush();
    if (std::cout || status == kNotDone) return status;
    std::cerr << "lode: standard output cannot be written; is the disk full?\n";
    return changes_store_ ? kDoneWithErrors : kNotDone;
  }

  CLI::App* Add(CLI::App& parent, const std::string& name, const std::string& what,
                const std::string& examples, std::function<int()> action) {
    CLI::App* command = parent.add_subcommand(name, what);
    command->footer("Examples:\n" + examples);
    command->add_option("--store", context_.store_path, "the store's folder")->type_name("DIR");
    command
        ->add_option("--cache-mb", context_.cache_mb,
                     "memory that keeps parts of the store's files (default: by the machine)")
        ->check(CLI::Range(std::uint64_t{1}, kMostCacheMb));
    // Ctrl-C ends the other commands at once; these stop at a good place.
    const bool stops = name == "load" || name == "extract" || name == "query" || name == "path" ||
                       name == "conflicts" || name == "shell" || name == "import" ||
                       name == "watch" || name == "serve";
    const bool changes = name == "load" || name == "watch" || name == "import" ||
                         name == "forget" || name == "add" || name == "replace" || name == "remove";
    command->callback([this, stops, changes, action = std::move(action)] {
      action_ = action;
      stops_by_itself_ = stops, changes_store_ = changes;
    });
    return command;
  }

  void AddFormat(CLI::App* command, std::string& format) {
    command->add_option("--format", format, "table, record, markdown, csv, tsv, json or jsonl")
        ->check(CLI::IsMember(kFormats));
    command->add_flag_callback(
        "--csv-safe", [&format] { format = NameOf(Format::kCsvSafe); },
        "csv whose cells no spreadsheet takes for a formula: those have ' before them");
  }

  void AddLeastConfidence(CLI::App* command, double& least, const std::string& what) {
    command->add_option("--min-confidence", least, what + " (0 to 1)")->check(CLI::Range(0.0, 1.0));
  }

  void AddReading() {
    CLI::App* load = Add(app_, "load", "Read articles into the store",
                         "  lode load articles/\n"
                         "  lode load 'feeds/*.rss' today.jsonl.gz --jobs 2\n"
                         "  lode load https://news.example/feed.xml --follow",
                         [this] { return RunLoad(context_, load_); });
    AddReadingOptions(load, load_,
                      "files, folders, globs, http and https addresses, or - for standard input")
        ->required();
    AddWebOptions(load, load_);
    load->add_flag("--json", load_.json, "print the report as JSON");
    CLI::App* watch = Add(app_, "watch", "Load what is new or changed, until Ctrl-C",
                          "  lode watch inbox/ --mirror --set inbox\n"
                          "  lode watch https://news.example/feed.xml --follow --every 30m",
                          [this] { return RunWatch(context_, watch_); });
    AddReadingOptions(watch, watch_.load, "files, folders, http and https addresses")->required();
    AddWebOptions(watch, watch_.load);
    watch
        ->add_option("--every", watch_.every,
                     "how often addresses are asked: 90s, 15m, 2h, 1d (default 15m)")
        ->type_name("TIME");
    watch->add_flag("--mirror", watch_.mirror, "forget the articles of files that are gone");
    watch->add_flag("--once", watch_.once, "look at everything once, and end");
    AddExtract();
    CLI::App* analyze = Add(app_, "analyze", "Print the grammatical analysis of a text",
                            "  lode analyze article.txt > article.conllu\n"
                            "  lode analyze article.txt --format tree | less\n"
                            "  lode analyze --tokenized treebank.conllu --jobs 0",
                            [this] { return RunAnalyze(context_, analyze_); });
    analyze->add_option("file", analyze_.path, "a text, or - for standard input")->required();
    analyze->add_option("--format", analyze_.format, "conllu, json (a line a sentence) or tree")
        ->check(CLI::IsMember({"conllu", "json", "tree"}));
    analyze->add_option("--jobs", analyze_.jobs, "threads (1; 0: all cores)");
    CLI::Option* tokenized = analyze->add_flag(
        "--tokenized", analyze_.tokenized, "the input is CoNLL-U: take its words and sentences");
    analyze
        ->add_flag("--parsed", analyze_.parsed,
                   "the input is CoNLL-U: take its analysis, derive DEPS, change the format")
        ->excludes(tokenized);
  }

  void AddExtract() {
    CLI::App* extract = Add(app_, "extract", "Print the statements of articles without storing",
                            "  lode extract article.txt\n"
                            "  lode extract article.html --format jsonl > statements.jsonl\n"
                            "  lode extract --run part1.run articles/part1/\n"
                            "  lode extract --sentences lines.txt --format tuples",
                            [this] { return RunExtract(context_, load_); });
    CLI::Option* paths = AddReadingOptions(extract, load_);
    AddExtractOptions(extract, paths, load_);
  }

  void AddAsking() {
    Add(app_, "shell", "Ask questions interactively", "  lode shell\n  lode shell news.db", [this] {
      return RunShell(context_);
    })->add_option("path", context_.store_path, "the store's folder (else as --store)");
    CLI::App* query =
        Add(app_, "query", "Answer queries and exit",
            "  lode query 'said(Who, Words)?'\n"
            "  lode query 'said(\"Astrid Holm\", Words)?'\n"
            "  lode query 'shortest (any | ^any){1,6}(\"Astrid Holm\", X) as P limit 5?'\n"
            "  lode query -f questions.lode --format json\n"
            "  lode query 'said($who, Q)?' --param who='Helen Voss'\n"
            "  lode query 'accounts-for(X, Share), Share >= $least?' --param least=60%\n"
            "  echo 'Who: linked-to(X, Y)?' | lode query -",
            [this] { return RunQuery(context_, query_); });
    AddQueryOptions(query, query_);
    AddFormat(query, query_.format);
    CLI::App* path = Add(app_, "path", "Show how two things are connected, hop by hop",
                         "  lode path 'Astrid Holm' 'Marit Solberg'\n"
                         "  lode path 'Astrid Holm' 'Marit Solberg' --hops 5 --ways 3",
                         [this] { return RunPath(context_, path_); });
    AddPathOptions(path, path_);
    AddFormat(path, path_.query.format);
    AddSqlOptions(Add(app_, "sql", "Write rules and questions as SQL over exported tables",
                      "  lode sql rules.lode --dialect duckdb | duckdb news.duckdb",
                      [this] { return RunSql(context_, sql_); }),
                  sql_);
  }

  void AddConflicts() {
    CLI::App* conflicts =
        Add(app_, "conflicts", "List statements that contradict each other, with their sources",
            "  lode conflicts\n  lode conflicts 'Velt Mining'\n  lode conflicts --format jsonl",
            [this] { return RunConflicts(context_, conflicts_); });
    conflicts->add_option("name", conflicts_.name, "about whom or what; all when left out");
    AddLeastConfidence(conflicts, conflicts_.min_confidence, "see no statement that is less sure");
    AddFormat(conflicts, conflicts_.format);
  }

  void AddServe() {
    AddServeOptions(Add(app_, "serve", "Show the store as a page and answer programs over HTTP",
                        "  lode serve news.db --open\n  lode serve --listen :9000 --read-only",
                        [this] { return RunServe(context_, serve_); }),
                    serve_);
  }

  void AddGraph() {
    AddGraphOptions(Add(app_, "graph", "Draw what stands round some names",
                        "  lode graph Lovik --depth 2 -o lovik.svg\n"
                        "  lode graph 'Astrid Holm' 'Marit Solberg' --format html -o holm.html\n"
                        "  lode graph Lovik --format dot",
                        [this] { return RunGraph(context_, graph_); }),
                    graph_);
  }

  void AddLooking() {
    CLI::App* articles =
        Add(app_, "articles", "List the articles of the store",
            "  lode articles\n  lode articles --same\n  lode articles --format csv", [this] {
              const bool is_table = list_.format == "table";
              list_.limit = articles_limit_.value_or(is_table ? kArticlesOfTable : 0);
              return RunArticles(context_, list_);
            });
    articles->add_option("pattern", list_.pattern, "part of a path, title, source or URL");
    AddSetOption(articles, list_.set, "only articles of that set");
    articles->add_flag("--same", list_.same, "those that tell one story in the same words");
    articles
        ->add_option("--limit", articles_limit_,
                     "at most so many (0: all; default: 100 in a table, all in other formats)")
        ->check(NotNegative);
    AddFormat(articles, list_.format);
    CLI::App* sets =
        Add(app_, "sets", "List the sets that articles were loaded into",
            "  lode sets\n  lode sets --format json", [this] { return RunSets(context_, list_); });
    AddFormat(sets, list_.format);
    AddSearchOptions(Add(app_, "search",
                         "Find sentences by words, phrases and names, and imported lines by names",
                         "  lode search quay sold\n  lode search 'iron ore' Halden --limit 5\n"
                         "  lode search tariff --since 2025-03 --format json",
                         [this] { return RunSearch(context_, search_); }),
                     search_);
    CLI::App* article =
        Add(app_, "article", "Show a stored article, and what was read in it",
            "  lode article 14-lovik.txt\n"
            "  lode article 'Meridian Motors denies talks to buy Lovik' --statements\n"
            "  lode article examples/articles/16-smelter.txt.gz --marked",
            [this] { return RunArticle(context_, article_); });
    article->add_option("article", article_.name, "an id, path, end of a path, URL or title")
        ->required();
    article->add_flag("--statements", article_.statements, "with what was read in each sentence");
    article->add_flag("--marked", article_.marked, "with its words in the colours of statements");
    article->add_flag("--boilerplate", article_.boilerplate, "with what is folded away else");
    article->add_flag("--confidence", article_.confidence, "with how sure each statement is");
    CLI::App* entities = Add(app_, "entities", "List entities, most mentioned first",
                             "  lode entities\n  lode entities nordhaven --limit 10",
                             [this] { return RunEntities(context_, list_); });
    entities->add_option("pattern", list_.pattern, "part of a name");
    entities->add_option("--limit", list_.limit, "at most so many (0: all)")->check(NotNegative);
    AddFormat(entities, list_.format);
    CLI::App* merges = Add(app_, "merges", "List which names were found to be one, and why",
                           "  lode merges\n  lode merges halden\n  lode merges --apart",
                           [this] { return RunMerges(context_, list_, kept_apart_); });
    merges->add_option("pattern", list_.pattern, "part of a name");
    merges->add_flag("--apart", kept_apart_, "list the names that `lode apart` keeps apart");
    AddFormat(merges, list_.format);
    CLI::App* apart = Add(app_, "apart", "Undo a merge: keep two names apart from now on",
                          "  lode apart 'Halden Industries' Halden\n"
                          "  lode apart 'Halden Industries' Halden --undo",
                          [this] { return RunApart(context_, apart_); });
    apart->add_option("name", apart_.name, "a name, as `lode merges` prints it")->required();
    apart->add_option("other", apart_.other_name, "the other name")->required();
    apart->add_flag("--undo", apart_.undo, "let them meet again");
    CLI::App* show = Add(app_, "show", "Show everything known of an entity",
                         "  lode show 'Astrid Holm'\n  lode show 'Astrid Holm' --sources\n"
                         "  lode show Lovik --format jsonl",
                         [this] {
                           list_.limit = show_limit_;
                           return RunShow(context_, list_);
                         });
    show->add_option("entity", list_.pattern, "a name, or an id: e:..., st:..., a:...")->required();
    show->add_flag("--sources", list_.sources, "show the sentences, with their articles");
    show->add_flag("--confidence", list_.confidence, "show how sure each line is");
    show->add_option("--limit", show_limit_, "lines of a predicate, at most (0: all)")
        ->capture_default_str()
        ->check(NotNegative);
    AddFormat(show, list_.format);
  }

  void AddMoving() {
    CLI::App* out = Add(app_, "export", "Write the store's contents",
                        "  lode export > statements.jsonl\n"
                        "  lode export --format articles -o articles.jsonl\n"
                        "  lode export --format ntriples | gzip > news.nt.gz",
                        [this] { return RunExport(context_, export_format_, output_, list_.set); });
    std::vector<std::string> formats = {"jsonl", "articles", "ntriples"};
    formats.insert(formats.end(), std::begin(kGraphFormats), std::end(kGraphFormats));
    out->add_option("--format", export_format_,
                    "jsonl (statements), articles or ntriples; for other tools: tables and "
                    "csv-graph (folders), graphml, sqlite, trig, cypher or ftm")
        ->check(CLI::IsMember(formats));
    AddSetOption(out, list_.set, "only what articles of that set say");
    out->add_option("-o,--output", output_, "a file instead of standard output");
    CLI::App* in = Add(app_, "import", "Read exports back, or tables of triples",
                       "  lode import articles.jsonl statements.jsonl\n"
                       "  lode import owners.csv --columns 3,1,4 --header",
                       [this] { return RunImport(context_, import_); });
    AddImportOptions(in, import_);
    CLI::App* forget = Add(app_, "forget", "Take articles out again",
                           "  lode forget articles/0812.txt\n  lode forget a:5d41402abc4b\n"
                           "  lode forget --set trial",
                           [this] { return RunForget(context_, load_.paths, list_.set); });
    forget->add_option("articles", load_.paths, "ids, paths or URLs");
    AddSetOption(forget, list_.set, "the set as a whole, but for what is in others, too");
  }

  void AddAssistants() {
    CLI::App* mcp = Add(app_, "mcp", "Let an assistant ask: MCP over standard input and output",
                        "  lode --store news.db mcp\n  lode mcp --allow-load",
                        [this] { return RunMcp(context_, mcp_); });
    mcp->add_flag("--allow-load", mcp_.allow_load,
                  "let it read files of this machine into the store");
    mcp->add_option("--timeout", mcp_.timeout_seconds, "seconds a question may take (30)")
        ->check(NotNegative);
    mcp->add_option("--memory-mb", mcp_.memory_mb, "MiB that a question may keep (512)")
        ->check(CLI::Range(std::uint64_t{1}, kMostMemoryMb));
    mcp->add_option("--max-rows", mcp_.max_rows, "rows that a tool may give (1000)")
        ->check(CLI::Range(std::uint64_t{1}, kMostMemoryMb));
    mcp->add_option("--max-rounds", mcp_.max_rounds, "rounds of a recursion (1000000)")
        ->check(CLI::Range(std::uint64_t{1}, kMostMemoryMb));
  }

  void AddMeasuring() {
    CLI::App* eval = Add(app_, "eval", "Measure what was read against facts of your own",
                         "  lode eval facts.jsonl\n"
                         "  lode eval facts.jsonl --show\n"
                         "  lode eval --sample 100 --seed 7 > form.tsv\n"
                         "  lode eval --judged form.tsv",
                         [this] { return RunEval(context_, eval_); });
    AddEvalOptions(eval, eval_);
  }

  CLI::App app_;
  Context context_;
  LoadCommand load_;
  McpCommand mcp_;
  ImportCommand import_;
  WatchCommand watch_;
  AnalyzeCommand analyze_;
  QueryCommand query_;
  SqlCommand sql_;
  ConflictsCommand conflicts_;
  ServeCommand serve_;
  GraphCommand graph_;
  ListCommand list_;
  std::size_t show_limit_ = PageOptions().lines;
  std::optional<std::size_t> articles_limit_;  // none: as the format wants it
  CareCommands care_;
  SearchCommand search_;
  ApartCommand apart_;
  ArticleCommand article_;
  EvalCommand eval_;
  RulesCommands rules_;
  PathCommand path_;
  SchemaCommand schema_;
  std::string export_format_ = "jsonl", output_;
  std::function<int()> action_;
  bool kept_apart_ = false, stops_by_itself_ = false, changes_store_ = false;
};

}  // namespace

int RunProgram(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file at its limit is a write that fails, as on a full disk
  std::optional<CleanStream> out, error;
  if (isatty(STDOUT_FILENO) == 1) out.emplace(std::cout);
  if (isatty(STDERR_FILENO) == 1) error.emplace(std::cerr);
  try {
    return CommandLine().Run(argc, argv);
  } catch (const std::bad_alloc&) {
    std::cerr << "lode: out of memory\n";
  } catch (const std::exception& thrown) {
    std::cerr << "lode: internal error: " << thrown.what() << '\n';
  }
  return kNotDone;
}

}  // namespace lode::shell
