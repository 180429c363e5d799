// Predicates of which whoever asks the one may want the other.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "storage/schema/schema.h"

namespace lode {

// `inverse`: with subject and object exchanged, as "owns" and "subsidiary-of".
struct NearPredicate {
  std::string name;
  bool inverse = false;
  bool operator==(const NearPredicate&) const = default;
};

// Those of the schema's `near` lines, in their order, each once; of the built-in schema's where
// it has no such lines. Cost: reads the text of the schema.
std::vector<NearPredicate> PredicatesNear(const Schema& schema, std::string_view predicate);

}  // namespace lode
