// Rules that are kept up to date: their rows stand in the store and change with it, so that
// questions read them and evaluate nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "lode/query.h"
#include "lode/status.h"
#include "lode/store.h"

namespace lode {

// As AddRules; the rows of what the rules define, and of all rules of the store that these read,
// are worked out and written in the same change, and every later change of the store (articles
// that come and go, names kept apart, rules edited) changes them in its own batch, by what it
// changed. A reader never sees rows of another state than the articles'. Replacing the rules of
// such a group by AddRules keeps it one; RemoveRules ends it.
//
// What cannot be kept, since it is too large (limits `kept-rows`, 5 million a relation, and
// `kept-columns`, 8; 1 GiB and a minute to work it out) or has values that are not stored, is put
// aside: its rules are evaluated by each question, as those of AddRules are. Cost: evaluating the
// rules once; in the store a key of some 20 to 30 bytes for each row and column.
std::vector<Diagnostic> KeepRules(Store& store, const std::string& name, std::string_view text,
                                  bool replace, const QueryOptions& options = {});

// A group of rules that is kept.
struct KeptRulesInfo {
  std::string name;
  std::uint64_t rows = 0;  // of all that its rules define
  std::string aside;       // why some of it is not kept; empty: all is
};
// Sorted by name. Cost: a small table is read.
Result<std::vector<KeptRulesInfo>> KeptRules(const Store& store);

// From now on `tell` is called, within the call that changes the store, where kept rows did not fit
// the store and were worked out anew: it was damaged, and there may be more. A sentence each; an
// empty function: nobody is told. `tell` must not call the store.
void TellOfKeptRules(Store& store, std::function<void(const std::string& note)> tell);

}  // namespace lode
