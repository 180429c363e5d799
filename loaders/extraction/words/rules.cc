// Opens the files of the schema that reading needs.
#include "loaders/extraction/words/rules.h"

namespace lode {

Status ReadRules(const std::string& data_directory, ExtractionRules& rules) {
  const std::string folder = data_directory + "/schema/";
  for (const char* name : {"speech.list", "factuality.list", "light.list"}) {
    const Result<std::string> text = ReadListFile(folder + name);
    if (!text.ok()) return text.status();
    if (Status status = rules.lists.Add(*text, folder + name); !status.ok()) return status;
  }
  const Result<std::string> frames = ReadListFile(folder + "news.frames");
  if (!frames.ok()) return frames.status();
  return rules.frames.Add(*frames, folder + "news.frames");
}

Result<std::shared_ptr<const ExtractionRules>> OpenExtractionRules(
    const std::string& data_directory) {
  auto rules = std::make_shared<ExtractionRules>();
  if (Status status = ReadRules(data_directory, *rules); !status.ok()) return status;
  Result<std::shared_ptr<const EntityLexicon>> lexicon = OpenEntityLexicon(data_directory);
  if (!lexicon.ok()) return lexicon.status();
  rules->lexicon = *lexicon;
  return std::shared_ptr<const ExtractionRules>(std::move(rules));
}

}  // namespace lode
