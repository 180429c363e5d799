#include "shell/commands/schema_options.h"

namespace lode::shell {

void AddSchemaCommands(CLI::App& app, const RulesCommands::Add& add,
                       const RulesCommands::AddFormat& add_format, Context& context,
                       SchemaCommand& command) {
  CLI::App* schema = app.add_subcommand("schema", "Look at the vocabulary, check one of yours");
  schema->require_subcommand(1);
  schema->add_option("--store", context.store_path, "the store's folder")->type_name("DIR");
  schema->footer(
      "Examples:\n  lode schema list\n  lode schema explain supplies\n"
      "  lode schema check shipping.schema");
  const auto add_file = [&](CLI::App* one) {
    one->add_option("--schema", command.file, "a schema file on top of the built-in one")
        ->type_name("FILE");
  };
  CLI::App* list = add(*schema, "list", "List families, predicates and rules",
                       "  lode schema list\n  lode schema list --format csv",
                       [&context, &command] { return RunSchemaList(context, command); });
  add_file(list);
  add_format(list, command.format);
  CLI::App* explain = add(*schema, "explain", "Say what a predicate means and how it is said",
                          "  lode schema explain competes-with",
                          [&context, &command] { return RunSchemaExplain(context, command); });
  explain->add_option("predicate", command.predicate, "its name")->required();
  add_file(explain);
  CLI::App* check = add(*schema, "check", "Read a schema file and try its examples",
                        "  lode schema check shipping.schema",
                        [&context, &command] { return RunSchemaCheck(context, command); });
  check->add_option("file", command.file, "the schema file")->required();
}

}  // namespace lode::shell
