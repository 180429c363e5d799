// What a predicate, a name or a type is, as far as this store knows it.
#pragma once

#include <iosfwd>
#include <string>

#include "shell/repl/state.h"

namespace lode::shell {

// A predicate: what it means, between what, how it is said, its roles here and some of what
// it says here. A name: its types and other names with what they rest on, and how much it does
// and is done to. A name that is both is described as both.
void Describe(ReplState& state, const std::string& what, std::ostream& out);

// The types that the store's entities have, most first.
Result<Listing> TypeListing(const Store& store);
// The predicates in use, those of the schema first, each with how often it is used and what
// it means; `pattern`: part of the name or meaning.
Result<Listing> PredicateListing(const Store& store, const std::string& pattern);

}  // namespace lode::shell
