// Which statements a list shows, as the parameters of a call say it.
#pragma once

#include <vector>

#include "lode/lode.h"
#include "server/api/open_store.h"
#include "server/http/call.h"
#include "server/http/json_writer.h"
#include "views/statement_filter.h"

namespace lode::server {

// kInvalidInput names the parameter that says nothing; kNotFound: there is no such set.
Result<views::StatementFilter> FilterOf(const Call& call, StoreView& view);

// What there is to choose from: {"predicates": [{"name", "count"}], "modalities", "speakers",
// "sources", "since", "until"}, the most frequent first, at most kMostChoices of each.
inline constexpr std::size_t kMostChoices = 60;
void WriteChoices(const std::vector<Statement>& statements, JsonWriter& json);

}  // namespace lode::server
