// Which statements a list shows.
#pragma once

#include <string>
#include <vector>

#include "lode/lode.h"
#include "server/http/call.h"
#include "server/http/json_writer.h"

namespace lode::server {

struct StatementFilter {
  std::vector<std::string> predicates, modalities;  // empty: any
  std::string since, until;                         // ISO dates, as far as given
  std::string polarity, former;
  std::string speaker, source;  // parts of names, in lower case
  double confidence = 0;

  // kInvalidInput names the parameter that says nothing.
  static Result<StatementFilter> From(const Call& call);
  bool Keeps(const Statement& statement) const;
};

// What there is to choose from: {"predicates": [{"name", "count"}], "modalities", "speakers",
// "sources", "since", "until"}, the most frequent first, at most kMostChoices of each.
inline constexpr std::size_t kMostChoices = 60;
void WriteChoices(const std::vector<Statement>& statements, JsonWriter& json);

}  // namespace lode::server
