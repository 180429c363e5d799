// Any bytes are an article: what is read from it can be stored.

#include "loaders/pipeline.h"
#include "loaders/readers/lines/text.h"
#include "tests/fuzz/sound_pages.h"
#include "tests/fuzz/sound_records.h"

namespace lode::fuzz {

LODE_FUZZ(extraction) {
  static const auto pipeline = Pipeline::Open(LODE_DATA_DIR);
  Require(pipeline.ok());
  const Result<MappedText> text = Decode(bytes, {});
  if (!text.ok()) return;
  for (Article& article : FindArticles(ReadText(*text), LoadOptions{}, 1))
    CheckStorable(pipeline->Read(std::move(article)));
}

}  // namespace lode::fuzz
