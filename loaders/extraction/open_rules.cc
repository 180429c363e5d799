// Patterns speak of words, lists and names, so they are read above the wings that know those.
#include "loaders/extraction/open_rules.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "loaders/extraction/critic/critic.h"
#include "loaders/extraction/patterns/pattern_set.h"
#include "storage/schema_file.h"

namespace lode {
namespace {

Result<std::vector<std::string>> PatternFiles(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error))
    if (it->path().extension() == ".patterns") files.push_back(it->path().string());
  if (error) return Status(Code::kNotFound, "Cannot read the folder " + folder + ".");
  std::ranges::sort(files);
  return files;
}

// The patterns of the folder and, on top, those of the user's schema file.
Status ReadPatterns(const std::string& folder, const std::string& schema_path,
                    ExtractionRules& rules) {
  const Result<std::vector<std::string>> files = PatternFiles(folder);
  if (!files.ok()) return files.status();
  auto patterns = std::make_shared<PatternSet>();
  for (const std::string& file : *files) {
    const Result<std::string> text = ReadListFile(file);
    if (!text.ok()) return text.status();
    if (Status status = patterns->Add(*text, file); !status.ok()) return status;
  }
  if (!schema_path.empty()) {
    const Result<std::string> text = ReadListFile(schema_path);
    if (!text.ok()) return text.status();
    const Result<std::string> own = PartOfSchemaFile(*text, "patterns", schema_path);
    if (!own.ok()) return own.status();
    if (Status status = patterns->Add(*own, schema_path); !status.ok()) return status;
  }
  if (Status status = patterns->Compile(rules.lists, *rules.lexicon); !status.ok()) return status;
  rules.patterns = std::move(patterns);
  return Status::Ok();
}

Status ReadCritic(const std::string& file, ExtractionRules& rules) {
  const Result<std::string> text = ReadListFile(file);
  if (!text.ok()) return text.status();
  Result<std::shared_ptr<const Critic>> critic = Critic::Read(*text, file);
  if (!critic.ok()) return critic.status();
  rules.critic = *std::move(critic);
  return Status::Ok();
}

}  // namespace

Result<std::shared_ptr<ExtractionRules>> OpenRulesWith(const std::string& data_directory,
                                                       const std::string& schema_path) {
  auto rules = std::make_shared<ExtractionRules>();
  if (Status status = ReadRules(data_directory, *rules); !status.ok()) return status;
  if (!schema_path.empty())
    if (Status status = AddSchemaFile(schema_path, *rules); !status.ok()) return status;
  Result<std::shared_ptr<const EntityLexicon>> lexicon = OpenEntityLexicon(data_directory);
  if (!lexicon.ok()) return lexicon.status();
  rules->lexicon = *std::move(lexicon);
  if (Status status = ReadCritic(data_directory + "/models/confidence.trees", *rules); !status.ok())
    return status;
  Status status = ReadPatterns(data_directory + "/schema", schema_path, *rules);
  if (!status.ok()) return status;
  return rules;
}

Result<std::shared_ptr<const ExtractionRules>> OpenExtractionRules(
    const std::string& data_directory) {
  auto rules = OpenRulesWith(data_directory, {});
  if (!rules.ok()) return rules.status();
  return std::shared_ptr<const ExtractionRules>(*std::move(rules));
}

}  // namespace lode
