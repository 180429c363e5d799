// What must hold of every page, whatever the bytes were.
#pragma once

#include <string_view>
#include <utility>

#include "loaders/readers/bytes/encoding.h"
#include "loaders/readers/structure/article_structure.h"
#include "tests/fuzz/fuzz_target.h"

namespace lode::fuzz {

// Finds the page's articles and checks their blocks.
inline void CheckPage(Page page, std::size_t source_bytes) {
  for (Line& line : page.lines) {
    Require(!line.text.empty());
    Require(FirstInvalidUtf8(line.text.view()) == std::string_view::npos);
    line.text = NormalizeNfc(line.text);
  }
  for (const Article& article : FindArticles(std::move(page), LoadOptions{}, 1)) {
    std::uint32_t end = 0;
    int index = 0;
    for (const Block& block : article.blocks) {
      Require(block.text.begin >= end && block.text.end > block.text.begin);
      Require(block.source.begin <= block.source.end && block.source.end <= source_bytes);
      Require(block.duplicate_of < index++);
      end = block.text.end;
    }
    Require(end <= article.text.size());
  }
}

}  // namespace lode::fuzz
