// Any bytes are a file to load: its format is found by its content, and its
// articles have sound blocks or a fault is named.

#include "loaders/readers/read.h"
#include "tests/fuzz/temp_folder.h"

namespace lode::fuzz {

LODE_FUZZ(file) {
  static const TempFolder folder;
  // The first byte chooses the name, which helps to tell formats apart.
  constexpr const char* kNames[] = {"a", "a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.rss"};
  if (bytes.empty()) return;
  const std::size_t name = static_cast<unsigned char>(bytes[0]) % std::size(kNames);
  const SourceFile file = {folder.Write(kNames[name], bytes.substr(1)), bytes.size() - 1};
  LoadOptions options;
  options.max_file_bytes = 1 << 20;
  options.max_article_bytes = 1 << 18;
  const auto sink = [](const ReadRecord& record) {
    for (const Article& article : record.articles)
      for (const Block& block : article.blocks)
        Require(block.text.begin < block.text.end && block.text.end <= article.text.size());
    return true;
  };
  ReadFile(file, options, sink, [](const LoadError& error) { Require(!error.message.empty()); });
}

}  // namespace lode::fuzz
