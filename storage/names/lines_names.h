// What bare lines say about names.
#pragma once

#include <cstdint>
#include <optional>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/names/article_names.h"

namespace lode {

// Of an article of which the lines alone are kept; none where it is another. kCorrupt: they
// cannot be read.
Result<std::optional<ArticleNames>> NamesOfLines(const KvView& view, std::uint64_t article);

}  // namespace lode
