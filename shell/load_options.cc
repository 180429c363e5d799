// The options of the command line as the library takes them.

#include "shell/load_options.h"

#include "shell/interrupt.h"

namespace lode::shell {

LoadOptions OptionsOf(const LoadCommand& command) {
  LoadOptions options;
  options.source = command.source;
  options.published = command.published;
  options.url = command.url;
  options.set = command.set;
  for (const std::string& given : command.fields) {
    const std::size_t equals = given.find('=');
    options.fields[given.substr(0, equals)] =
        equals == std::string::npos ? "" : given.substr(equals + 1);
  }
  options.schema_path = command.schema;
  options.derive = !command.no_derived;
  options.without_rules = command.without_rules;
  options.jobs = command.jobs;
  options.min_confidence = command.min_confidence;
  options.max_file_bytes = command.max_file_bytes;
  options.max_article_bytes = command.max_article_bytes;
  options.cancel = &Interrupted();
  return options;
}

std::string TextOf(const LoadError& error) {
  std::string place = error.path;
  if (error.line > 0) place += ":" + std::to_string(error.line);
  return place + ": " + error.message;
}

}  // namespace lode::shell
