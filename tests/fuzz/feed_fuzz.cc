// Any bytes are a feed: its entries have sound blocks.
#include "loaders/readers/formats/records.h"
#include "tests/fuzz/sound_pages.h"

namespace lode::fuzz {

LODE_FUZZ(feed) {
  Result<MappedText> text = Decode(bytes, DeclaredCharset(bytes));
  if (!text.ok()) return;
  ReadFeed(*text, [&](Result<Page> page, RecordPlace) {
    if (page.ok()) CheckPage(std::move(*page), bytes.size());
    return true;
  });
}

}  // namespace lode::fuzz
