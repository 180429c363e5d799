// Files of a folder in the order of their bytes, texts in the order in which they were given.

#include "loaders/given_files.h"

#include <optional>
#include <set>

namespace lode {

FindFiles FilesAt(const std::vector<std::string>& paths) {
  return [&paths](LoadRun& run) {
    std::vector<LoadError> missing;
    std::vector<SourceFile> files = FindSources(paths, missing);
    for (const LoadError& error : missing) run.AddError(error);
    return files;
  };
}

FindFiles FilesOf(const std::vector<GivenText>& texts) {
  return [&texts](LoadRun&) {
    std::vector<SourceFile> files;
    for (const GivenText& text : texts)
      files.push_back({text.path, text.bytes.size(), &text.bytes});
    return files;
  };
}

NextSource OneByOne(const std::vector<SourceFile>& files) {
  return [&files, at = std::size_t{0}]() mutable -> std::optional<LoadSource> {
    if (at == files.size()) return std::nullopt;
    return LoadSource{files[at++], nullptr};
  };
}

Status CheckTexts(const std::vector<GivenText>& texts) {
  std::set<std::string> paths;
  for (const GivenText& text : texts) {
    if (text.path.empty()) return {Code::kInvalidInput, "a text has no path: give it a name"};
    if (!paths.insert(text.path).second)
      return {Code::kInvalidInput,
              "two texts have the path '" + text.path + "': give each its own"};
  }
  return Status::Ok();
}

}  // namespace lode
