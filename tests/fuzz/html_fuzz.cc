// Any bytes are a web page: its articles have sound blocks.
#include "loaders/readers/formats/html.h"
#include "tests/fuzz/sound_pages.h"

namespace lode::fuzz {

LODE_FUZZ(html) {
  Result<MappedText> text = Decode(bytes, DeclaredCharset(bytes));
  if (!text.ok()) return;
  Result<Page> page = ReadHtml(*text);
  if (page.ok()) CheckPage(std::move(*page), bytes.size());
}

}  // namespace lode::fuzz
