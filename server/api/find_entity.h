// An entity by its id or by a name.
#pragma once

#include <string>
#include <string_view>

#include "lode/lode.h"
#include "server/http/call.h"

namespace lode::server {

// Of several entities of a name, the one with most statements. kNotFound names the nearest
// names.
Result<EntityInfo> FindEntity(const Store& store, std::string_view id_or_name);

// The id of the entity that a parameter of the call names; empty where it is not given.
Result<std::string> IdOf(const Store& store, const Call& call, const std::string& parameter);

}  // namespace lode::server
