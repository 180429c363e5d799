// The options of load and extract.

#include "shell/commands/reading_options.h"

#include <cstdint>

namespace lode::shell {

CLI::Option* AddReadingOptions(CLI::App* command, LoadCommand& load, const std::string& what) {
  CLI::Option* paths = command->add_option("paths", load.paths, what);
  command->add_option("--source", load.source, "the outlet, where a file does not say it");
  command->add_option("--published", load.published, "the date, where a file does not say it");
  command->add_option("--url", load.url, "the address, where a file does not say it");
  command->add_option("--set", load.set, "the set that the articles join")->type_name("NAME");
  command
      ->add_option("--fields,--columns", load.fields,
                   "where records have a field that is not found: text=page.plain,title=head")
      ->delimiter(',')
      ->type_name("FIELD=NAME");
  command->add_option("--jobs", load.jobs, "threads (default: one per core)");
  command
      ->add_option("--min-confidence", load.min_confidence,
                   "leave out statements that are less sure (0 to 1; default 0.3)")
      ->check(CLI::Range(0.0, 1.0));
  command->add_option("--max-file-bytes", load.max_file_bytes,
                      "refuse larger files, also after unpacking");
  command->add_option("--max-article-bytes", load.max_article_bytes, "refuse larger articles");
  command->add_flag("--quiet", load.quiet, "print errors only");
  command
      ->add_option("--schema", load.schema,
                   "a file with predicates, frames and rules of your own, see docs/schema.md")
      ->type_name("FILE");
  command->add_flag("--no-derived", load.no_derived, "draw nothing by the schema's rules");
  command
      ->add_option("--without-rules", load.without_rules,
                   "names of rules that draw nothing (`lode schema list` names them)")
      ->delimiter(',')
      ->type_name("NAME,...")
      ->expected(1);
  return paths;
}

void AddWebOptions(CLI::App* command, LoadCommand& load) {
  WebOptions& web = load.web;
  command->add_flag("--follow", web.follow, "of feeds: load the pages of their items");
  command->add_option("--max-pages", web.max_pages, "fetch no more than that (default 500)")
      ->type_name("N");
  command
      ->add_option("--max-fetch-bytes", web.max_bytes,
                   "refuse larger answers, also after unpacking (default 32 MiB)")
      ->type_name("N");
  command
      ->add_option("--fetch-timeout", web.timeout_seconds,
                   "seconds that an answer may take (default 60)")
      ->check(CLI::PositiveNumber)
      ->type_name("S");
  command
      ->add_option("--pause", web.pause_seconds,
                   "seconds between two requests to one site (default 0.5)")
      ->check(CLI::NonNegativeNumber)
      ->type_name("S");
  command->add_option("--tries", web.tries, "of a request, where trying again may help (default 3)")
      ->check(CLI::Range(1, 10))
      ->type_name("N");
  command->add_option("--user-agent", web.user_agent,
                      "how to call at servers (default lode/VERSION)");
  command
      ->add_option("--ca-file", web.ca_file, "certificates to trust instead of the system's, PEM")
      ->type_name("FILE");
  command->add_flag("--ignore-robots", load.ignore_robots,
                    "fetch also what a site's robots.txt forbids");
}

void AddExtractOptions(CLI::App* extract, CLI::Option* paths, LoadCommand& command) {
  extract
      ->add_option("--format", command.format,
                   "text (beside each sentence), jsonl; of --sentences: tuples, jsonl")
      ->check(CLI::IsMember({"text", "jsonl", "tuples"}));
  extract
      ->add_option("--sentences", command.sentences,
                   "a file of sentences, one a line, or -: every relation they state, "
                   "in their own words")
      ->type_name("FILE")
      ->excludes(paths);
  extract
      ->add_option("--run", command.run,
                   "write articles and statements there, as a run for `lode import`")
      ->type_name("FILE")
      ->excludes("--sentences")
      ->excludes("--format");
  extract->add_option("--arguments", command.arguments, "of --sentences: short or whole")
      ->check(CLI::IsMember({"short", "whole"}));
}

}  // namespace lode::shell
