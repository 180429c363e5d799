// How two names are connected.

#include <algorithm>

#include "server/api/api.h"
#include "server/api/json_of.h"
#include "server/api/what_is_meant.h"
#include "views/connection.h"

namespace lode::server {
namespace {

constexpr std::uint64_t kMostHops = 8, kMostPaths = 20;
constexpr std::uint64_t kPathMs = 15'000;
constexpr std::size_t kMostEvidence = 3;  // statements shown of a hop

void WriteHop(const Store& store, const PathHop& hop, JsonWriter& json) {
  json.Open('{').Key("predicate").Text(hop.predicate).Key("inverse").Bool(hop.inverse);
  json.Key("count").Number(hop.statements.size()).Key("statements").Open('[');
  for (std::size_t i = 0; i < std::min(kMostEvidence, hop.statements.size()); ++i)
    if (const Result<Statement> statement = store.StatementOf(hop.statements[i]); statement.ok())
      Write(*statement, json);
  json.Close(']').Close('}');
}

void WritePath(const Store& store, const Path& path, JsonWriter& json) {
  json.Open('{').Key("nodes").Open('[');
  for (const Value& node : path.nodes) Write(node, json);
  json.Close(']').Key("hops").Open('[');
  for (const PathHop& hop : path.hops) WriteHop(store, hop, json);
  json.Close(']').Close('}');
}

}  // namespace

Reply AnswerPath(Api& api, const Call& call) {
  const Result<std::uint64_t> hops = call.NumberOf("hops", 6, kMostHops);
  const Result<std::uint64_t> count = call.NumberOf("count", 3, kMostPaths);
  if (!hops.ok()) return Failure(hops.status());
  if (!count.ok()) return Failure(count.status());
  const std::shared_ptr<StoreView> view = api.store.Now();
  const Result<EntityInfo> from = FindEntity(view->store(), call.Parameter("from"));
  const Result<EntityInfo> to = FindEntity(view->store(), call.Parameter("to"));
  if (!from.ok()) return Failure(from.status());
  if (!to.ok()) return Failure(to.status());
  bool stopped = false;
  QueryOutcome outcome;
  std::string note;
  for (const views::PathQuestion& question : views::PathQuestions(
           "$from", "$to", std::max<std::uint64_t>(1, *hops), std::max<std::uint64_t>(1, *count))) {
    Result<QueryOutcome> asked =
        api.asking.Run(*view, call, question.text,
                       {{"from", from->entity.id}, {"to", to->entity.id}}, kPathMs, &stopped);
    if (!asked.ok()) return Refused(asked.status());
    outcome = *std::move(asked);
    const bool found = std::ranges::any_of(
        outcome.answers, [](const Answer& answer) { return answer.row_count > 0; });
    if (found) note = question.note;
    if (found || stopped) break;
  }
  JsonWriter json;
  json.Open('{').Key("from");
  Write(from->entity, json);
  json.Key("to");
  Write(to->entity, json);
  json.Key("paths").Open('[');
  for (const Answer& answer : outcome.answers)
    for (const std::vector<Value>& row : answer.rows)
      for (const Value& value : row)
        if (value.path) WritePath(view->store(), *value.path, json);
  json.Close(']').Key("note").Text(note).Key("stopped").Bool(stopped).Close('}');
  return Done(json);
}

}  // namespace lode::server
