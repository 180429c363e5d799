// What addresses answered, kept so that they are asked for changes only.
#pragma once

#include <optional>
#include <string_view>

#include "lode/status.h"
#include "lode/store.h"
#include "storage/articles/fetch_table.h"

namespace lode {

// What is known of the address; nothing where one of its articles is no longer in the store, or
// its bytes are damaged: then it has to be asked as if for the first time. Threads: any.
Result<std::optional<FetchRecord>> FindFetch(const Store& store, std::string_view address);

// Durable when it returns; to be called when the articles are. Threads: any.
Status PutFetch(Store& store, std::string_view address, const FetchRecord& record);

}  // namespace lode
