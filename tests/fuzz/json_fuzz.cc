#include "loaders/readers/records.h"
#include "tests/fuzz/sound_pages.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lode;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto check = [&](Result<Page> page, std::uint64_t) {
    if (page.ok()) CheckPage(std::move(*page), size);
    return true;
  };
  ReadJsonLines(bytes, check);
  Result<MappedText> text = Decode(bytes, {});
  if (text.ok()) ReadJson(*text, check);
  return 0;
}
