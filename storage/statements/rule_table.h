// The groups of rules kept in the store, as text.
#pragma once

#include <string_view>
#include <vector>

#include "lode/status.h"
#include "lode/store.h"
#include "storage/disk/kv.h"

namespace lode {

Result<std::vector<RuleInfo>> ReadRules(const KvView& view);  // sorted by name
// kInvalidInput when there is such a group and `replace` is false.
Status PutRules(const KvView& view, KvBatch& batch, const RuleInfo& rules, bool replace);
// kNotFound when there is none.
Status DeleteRules(const KvView& view, KvBatch& batch, std::string_view name);

}  // namespace lode
