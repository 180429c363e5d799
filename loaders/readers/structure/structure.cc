// The blocks of a text in its own bytes: the article structure is found as for a load,
// and only the places in the source are kept.

#include "loaders/readers/structure/structure.h"

#include <algorithm>

#include "loaders/readers/bytes/encoding.h"
#include "loaders/readers/lines/text.h"
#include "loaders/readers/structure/article_structure.h"

namespace lode {

std::vector<SourceBlock> BlocksOfText(std::string_view text) {
  std::vector<SourceBlock> blocks;
  Result<MappedText> decoded = Decode(text, "UTF-8");
  if (!decoded.ok()) return blocks;
  for (const Article& article : FindArticles(ReadText(*decoded), {}, 1))
    for (const Block& block : article.blocks) blocks.push_back({block.kind, block.source});
  std::stable_sort(blocks.begin(), blocks.end(), [](const SourceBlock& a, const SourceBlock& b) {
    return a.source.begin < b.source.begin;
  });
  std::uint32_t end = 0;
  std::erase_if(blocks, [&end](const SourceBlock& block) {
    if (block.source.begin < end || block.source.begin >= block.source.end) return true;
    end = block.source.end;
    return false;
  });
  return blocks;
}

}  // namespace lode
