// The names of a node as they are stored, without the rest of what is known of it.
#pragma once

#include <functional>
#include <string_view>

namespace lode {

// As VisitNames (name_index.h) of the node's decoded facts, but that it says of which form a name
// is, and not whether that describes the node: a short form never does. False: the bytes are
// damaged before their end. Views live as long as the bytes.
using VisitStoredName = std::function<void(std::string_view key, std::string_view folded,
                                           std::string_view text, bool is_short_form)>;
bool VisitStoredNames(std::string_view facts, const VisitStoredName& visit);

}  // namespace lode
