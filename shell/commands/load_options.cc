// The options of the command line as the library takes them.

#include "shell/commands/load_options.h"

#include <algorithm>
#include <utility>

#include "shell/terminal/interrupt.h"

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

WebOptions WebOptionsOf(const LoadCommand& command) {
  WebOptions web = command.web;
  web.obey_robots = !command.ignore_robots;
  return web;
}

Places PlacesOf(const std::vector<std::string>& names) {
  Places places;
  for (const std::string& name : names)
    (IsWebAddress(name) ? places.addresses : places.paths).push_back(name);
  return places;
}

namespace {

void Join(LoadReport& all, LoadReport more) {
  all.files += more.files;
  all.added += more.added;
  all.replaced += more.replaced;
  all.unchanged += more.unchanged;
  all.statements += more.statements;
  all.below_confidence += more.below_confidence;
  all.superseded += more.superseded;
  all.seconds += more.seconds;
  all.cancelled = all.cancelled || more.cancelled;
  for (std::string& field : more.unread_fields)
    if (std::find(all.unread_fields.begin(), all.unread_fields.end(), field) ==
        all.unread_fields.end())
      all.unread_fields.push_back(std::move(field));
  all.undated.insert(all.undated.end(), more.undated.begin(), more.undated.end());
  all.errors.insert(all.errors.end(), more.errors.begin(), more.errors.end());
}

}  // namespace

Result<LoadReport> LoadPlaces(Store& store, const Places& places, const LoadOptions& options,
                              const WebOptions& web) {
  LoadReport all;
  if (!places.paths.empty()) {
    Result<LoadReport> report = Load(store, places.paths, options);
    if (!report.ok()) return report;
    Join(all, *std::move(report));
  }
  if (!places.addresses.empty() && !all.cancelled) {
    Result<LoadReport> report = LoadWeb(store, places.addresses, options, web);
    if (!report.ok()) return report;
    Join(all, *std::move(report));
  }
  return all;
}

std::string TextOf(const LoadError& error) {
  std::string place = error.path;
  if (error.line > 0) place += ":" + std::to_string(error.line);
  return place + ": " + error.message;
}

}  // namespace lode::shell
