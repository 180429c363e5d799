#include "loaders/readers/text.h"
#include "tests/fuzz/sound_pages.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lode;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Result<MappedText> text = Decode(bytes, {});
  if (!text.ok()) return 0;
  CheckPage(ReadText(*text), size);
  CheckPage(ReadMarkdown(*text), size);
  return 0;
}
