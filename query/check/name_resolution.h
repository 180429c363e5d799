// What a name in an entity position means. Check reports on it, the engine uses it;
// both call this, so that they cannot disagree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "query/syntax/ast.h"
#include "storage/snapshot/snapshot.h"

namespace lode {

// Entities that the name means (several when ambiguous). None: the name stands for
// its own words, as a text (a fact of the user's own, an open value).
std::vector<TermId> ResolveName(const Snapshot& snapshot, const ast::Name& name);
std::vector<TermId> ResolveEntityRef(const Snapshot& snapshot, const ast::EntityRef& ref);

}  // namespace lode
