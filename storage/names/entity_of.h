// An entity, made of what is known of its nodes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lode/statement.h"
#include "lode/store.h"
#include "storage/names/node_facts.h"

namespace lode {

class Schema;

// Of one entity's nodes, in any order. REQUIRES: at least one.
using Members = std::vector<const NodeFacts*>;

// The most frequent of the full forms; a description only where there is no name.
std::string DisplayName(const Members& members);
// What its full names say; letters alone ("NWC") do not tell a name from a kind.
EntityKind KindOf(const Members& members);
constexpr std::string_view kNoType = "topic";  // what one is of which no mention says a type
// What most mentions say; a tie goes by the schema's order.
std::string TypeOf(const Members& members, const Schema& schema);
// Without `key`.
Entity MakeEntity(const Members& members, const Schema& schema);
// The id of the entity whose smallest key this is.
std::string EntityIdOf(std::string_view key);

}  // namespace lode
