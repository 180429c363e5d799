// Changed keys, in a store of their own, laid over another one that stands still.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "storage/disk/kv.h"

namespace lode {

// What both show together. `top`: written by batches with marks (KvBatch), which say of each
// key whether it is there. Threads: any.
std::shared_ptr<const KvView> LayOver(std::shared_ptr<const KvView> base,
                                      std::shared_ptr<const KvView> top);

// A value of `top`: none where the key goes.
std::optional<std::string_view> Unmarked(std::string_view value);

}  // namespace lode
