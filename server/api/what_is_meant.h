// What the parameters of a call mean: an entity by its id or by a name, a set of articles.
#pragma once

#include <string>
#include <string_view>

#include "lode/lode.h"
#include "server/api/open_store.h"
#include "server/http/call.h"

namespace lode::server {

// Of several entities of a name, the one with most statements. kNotFound names the nearest
// names.
Result<EntityInfo> FindEntity(const Store& store, std::string_view id_or_name);

// The id of the entity that a parameter of the call names; empty where it is not given.
Result<std::string> IdOf(const Store& store, const Call& call, const std::string& parameter);

// What a question about statements S says more where the call names a `set`, the parameter
// `$set` of the question: empty where it names none. kNotFound: there is no such set.
Result<std::string> OfSet(StoreView& view, const Call& call);

}  // namespace lode::server
