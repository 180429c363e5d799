// Opens the files of the schema that reading needs.
#include "loaders/extraction/words/rules.h"

#include "storage/schema_file.h"

namespace lode {

Status ReadRules(const std::string& data_directory, ExtractionRules& rules) {
  const std::string folder = data_directory + "/schema/";
  for (const char* name :
       {"speech.list", "factuality.list", "light.list", "grammar.list", "inflection.list"}) {
    const Result<std::string> text = ReadListFile(folder + name);
    if (!text.ok()) return text.status();
    if (Status status = rules.lists.Add(*text, folder + name); !status.ok()) return status;
  }
  const Result<std::string> frames = ReadListFile(folder + "news.frames");
  if (!frames.ok()) return frames.status();
  if (Status status = rules.frames.Add(*frames, folder + "news.frames"); !status.ok())
    return status;
  const Result<std::string> derivation = ReadListFile(folder + "news.rules");
  if (!derivation.ok()) return derivation.status();
  return rules.derivation.Add(*derivation, folder + "news.rules");
}

Status AddSchemaFile(const std::string& path, ExtractionRules& rules) {
  const Result<std::string> text = ReadListFile(path);
  if (!text.ok()) return text.status();
  const auto part = [&](std::string_view name) { return PartOfSchemaFile(*text, name, path); };
  const Result<std::string> declarations = part("schema");
  if (!declarations.ok()) return declarations.status();
  const auto schema = ExtendSchema(*Schema::BuiltIn(), *declarations, path);
  if (!schema.ok()) return schema.status();
  rules.frames.SetSchema(*schema);
  rules.derivation.SetSchema(*schema);
  if (Status status = rules.lists.Add(*part("words"), path); !status.ok()) return status;
  if (Status status = rules.frames.Add(*part("frames"), path); !status.ok()) return status;
  return rules.derivation.Add(*part("rules"), path);
}

}  // namespace lode
