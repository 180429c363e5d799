// What can be asked over HTTP, as a table; the OpenAPI document is made from it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lode/lode.h"
#include "server/api/ask.h"
#include "server/api/open_store.h"
#include "server/api/uploads.h"
#include "server/http/call.h"
#include "server/http/metrics.h"

namespace lode::server {

// What those who answer need. Threads: any.
struct Api {
  OpenStore& store;
  Asking& asking;
  Uploads& uploads;
  Metrics& metrics;
  std::shared_ptr<const Vocabulary> vocabulary;  // null: there is none
  bool read_only = false;
};

struct RouteParameter {
  const char* name;
  const char* type;  // of JSON schema: string, integer, number
  bool required;
  const char* meaning;
};

struct Route {
  const char* method;
  const char* path;  // ends in {id}: what stands there is the parameter `id`
  const char* summary;
  std::vector<RouteParameter> parameters;
  Reply (*answer)(Api&, const Call&);
  const char* body = nullptr;  // of POST: what it is, as JSON schema
};

const std::vector<Route>& Routes();

// The route's reply, or 404, 405. `route_path` is for the metrics.
Reply AnswerCall(Api& api, const Call& call, std::string& route_path);

// -- who answers; one file for those of a kind

Reply AnswerStats(Api& api, const Call& call);
Reply AnswerSearch(Api& api, const Call& call);
Reply AnswerComplete(Api& api, const Call& call);
Reply AnswerEntity(Api& api, const Call& call);
Reply AnswerNeighbours(Api& api, const Call& call);
Reply AnswerStatement(Api& api, const Call& call);
Reply AnswerPath(Api& api, const Call& call);
Reply AnswerClaims(Api& api, const Call& call);
Reply AnswerMatrix(Api& api, const Call& call);
Reply AnswerConflicts(Api& api, const Call& call);
Reply AnswerCorroboration(Api& api, const Call& call);
Reply AnswerQuery(Api& api, const Call& call);
Reply AnswerRow(Api& api, const Call& call);
Reply AnswerArticles(Api& api, const Call& call);
Reply AnswerSets(Api& api, const Call& call);
Reply AnswerArticle(Api& api, const Call& call);
Reply AnswerUpload(Api& api, const Call& call);
Reply AnswerUploads(Api& api, const Call& call);
Reply AnswerOpenApi(Api& api, const Call& call);

}  // namespace lode::server
