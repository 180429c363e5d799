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

}  // namespace lode
