// The options of query, search and eval.

#include "shell/commands/asking_options.h"

#include <cstdint>

#include "views/parameter.h"

namespace lode::shell {

namespace {
constexpr std::uint64_t kMostMemoryMb = 1 << 30;
constexpr unsigned kMostHops = 20, kMostWays = 1000, kMostThreads = 64;

void AddLimits(CLI::App* command, QueryCommand& query) {
  command->add_option("--timeout", query.timeout_seconds, "seconds a query may take (0: no limit)")
      ->check(NotNegative);
  command
      ->add_option("--memory-mb", query.memory_mb,
                   "MiB that a query may keep while it runs (0: no limit; default 1024)")
      ->check(CLI::Range(std::uint64_t{0}, kMostMemoryMb));
  command->add_option("--max-rows", query.max_rows,
                      "rows that an answer may have (0: no limit; default 1000000)");
  command->add_option("--max-rounds", query.max_rounds,
                      "rounds that a recursion may take (0: no limit; default 1000000)");
  command
      ->add_option("--min-confidence", query.min_confidence,
                   "see no statement that is less sure (0 to 1)")
      ->check(CLI::Range(0.0, 1.0));
  command->add_option("--threads", query.threads, "threads for one large question (default 1)")
      ->check(CLI::Range(1U, kMostThreads));
  command->add_flag("--confidence", query.confidence, "show how sure each answer is");
}

}  // namespace

std::string NotNegative(const std::string& number) {
  return number.starts_with('-') ? "must not be negative" : "";
}

Result<std::map<std::string, Value>> ParametersOf(const Store& store,
                                                  const std::vector<std::string>& given) {
  std::map<std::string, Value> parameters;
  for (const std::string& parameter : given) {
    const std::size_t sign = parameter.find('=');
    if (sign == parameter.npos || sign == 0)
      return Status(Code::kInvalidInput, "--param '" + parameter + "' wants the form NAME=VALUE");
    parameters[parameter.substr(0, sign)] =
        views::ParameterValue(store, parameter.substr(sign + 1));
  }
  return parameters;
}

void AddParameterOption(CLI::App* command, std::vector<std::string>& parameters) {
  command
      ->add_option("--param", parameters,
                   "the value of a $parameter: a name, a number, a date, 60%, "
                   "'3 days', '100 million USD'; in \"quotation marks\" always words")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
}

void AddQueryOptions(CLI::App* command, QueryCommand& query) {
  command->add_option("text", query.text, "the query, or - for standard input");
  command->add_option("-f,--file", query.file, "a file of rules and queries");
  AddLimits(command, query);
  AddParameterOption(command, query.parameters);
}

void AddPathOptions(CLI::App* command, PathCommand& path) {
  command->add_option("from", path.from, "a name")->required();
  command->add_option("to", path.to, "the other name")->required();
  command->add_option("--hops", path.hops, "at most so many hops (6)")
      ->check(CLI::Range(1u, kMostHops));
  command->add_option("--ways", path.ways, "so many ways, the shortest first (1)")
      ->check(CLI::Range(1u, kMostWays));
  AddLimits(command, path.query);
}

void AddSearchOptions(CLI::App* command, SearchCommand& search) {
  SearchOptions& options = search.options;
  command
      ->add_option("words", search.terms,
                   "words; 'several words' in one argument are a phrase or a name")
      ->required();
  command->add_flag("--any", options.any, "one of the words is enough");
  command->add_flag_callback(
      "--exact", [&options] { options.with_names = false; },
      "a name means only what is written, not its other names");
  command->add_option("--since", options.since, "published on that day or later")
      ->type_name("DATE");
  command->add_option("--until", options.until, "published on that day or before")
      ->type_name("DATE");
  command->add_option("--source", options.source, "of that outlet");
  AddSetOption(command, options.set, "only articles of that set");
  command->add_option("--limit", options.limit, "at most so many sentences (0: all; default 20)")
      ->check(NotNegative);
  command->add_option("--format", search.format, "text, json, jsonl or csv")
      ->check(CLI::IsMember({"text", "json", "jsonl", "csv"}));
}

void AddEvalOptions(CLI::App* command, EvalCommand& eval) {
  CLI::Option* gold = command->add_option("facts", eval.gold, "facts that you wrote, JSON lines");
  command->add_flag("--show", eval.show, "list the facts missed or found with a fault");
  CLI::Option* sample =
      command->add_option("--sample", eval.sample, "draw so many statements to judge, as a form")
          ->check(CLI::PositiveNumber);
  command->add_option("--seed", eval.seed, "another seed draws others (1)")->check(NotNegative);
  command->add_option("--judged", eval.judged, "a filled-in form: print its table")
      ->type_name("FORM")
      ->excludes(gold)
      ->excludes(sample);
}

void AddSetOption(CLI::App* command, std::string& set, const std::string& what) {
  command->add_option("--set", set, what)->type_name("NAME");
}

}  // namespace lode::shell
