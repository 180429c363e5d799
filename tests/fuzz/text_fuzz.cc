// Any bytes are plain text and Markdown: their articles have sound blocks.
#include "loaders/readers/lines/text.h"
#include "tests/fuzz/sound_pages.h"

namespace lode::fuzz {

LODE_FUZZ(text) {
  Result<MappedText> text = Decode(bytes, {});
  if (!text.ok()) return;
  CheckPage(ReadText(*text), bytes.size());
  CheckPage(ReadMarkdown(*text), bytes.size());
}

}  // namespace lode::fuzz
