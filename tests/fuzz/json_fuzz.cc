// Any bytes are JSON, whole and by lines, and a table: its articles have sound blocks.
#include "loaders/readers/formats/records.h"
#include "tests/fuzz/sound_pages.h"

namespace lode::fuzz {

LODE_FUZZ(json) {
  auto check = [&](Result<Page> page, RecordPlace) {
    if (page.ok()) CheckPage(std::move(*page), bytes.size());
    return true;
  };
  ReadJsonLines(bytes, {}, check);
  Result<MappedText> text = Decode(bytes, {});
  if (text.ok()) ReadJson(*text, {}, check);
  if (text.ok()) ReadTable(*text, {}, check);
}

}  // namespace lode::fuzz
