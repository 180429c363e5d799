// Rules whose rows stand in the store: brought up to date in the batch of each change.
#pragma once

#include <cstdint>
#include <memory>

#include "lode/store.h"
#include "storage/follower.h"

namespace lode {

// Follows a store's changes for the rules that it keeps up to date. Nothing of it costs anything
// where no rules are kept. A rule never refuses a change: what cannot be brought up to date is put
// aside, and questions evaluate its rules.
std::unique_ptr<Follower> MakeKeptRules();

// Stores a group of rules that are kept; the store's format is then kKeptFormatVersion.
Status SaveKeptRules(Store& store, const RuleInfo& rules, bool replace);

}  // namespace lode
