// https://spec.openapis.org/oas/v3.0.3

#include "server/api/api.h"
#include "server/http/json_writer.h"

namespace lode::server {
namespace {

void WriteParameter(const Route& route, const RouteParameter& parameter, JsonWriter& json) {
  const bool in_path =
      std::string_view(route.path).ends_with("{id}") && std::string_view(parameter.name) == "id";
  json.Open('{').Key("name").Text(parameter.name).Key("in").Text(in_path ? "path" : "query");
  json.Key("required").Bool(parameter.required).Key("description").Text(parameter.meaning);
  json.Key("schema").Open('{').Key("type").Text(parameter.type).Close('}').Close('}');
}

void WriteRoute(const Route& route, JsonWriter& json) {
  const bool posts = route.body != nullptr;
  json.Key(posts ? "post" : "get").Open('{').Key("summary").Text(route.summary);
  json.Key("parameters").Open('[');
  for (const RouteParameter& parameter : route.parameters) WriteParameter(route, parameter, json);
  json.Close(']');
  if (posts) {
    json.Key("requestBody").Open('{').Key("required").Bool(true).Key("content").Open('{');
    json.Key("application/json").Open('{').Key("schema").Raw(route.body);
    json.Close('}').Close('}').Close('}');
  }
  json.Key("responses").Open('{').Key("200").Open('{').Key("description").Text("the answer");
  json.Close('}').Key("default").Open('{').Key("description");
  json.Text("what is wrong, as {\"error\": {\"code\", \"message\"}}").Close('}').Close('}');
  json.Close('}');
}

}  // namespace

Reply AnswerOpenApi(Api&, const Call&) {
  JsonWriter json;
  json.Open('{').Key("openapi").Text("3.0.3").Key("info").Open('{');
  json.Key("title").Text("lode").Key("version").Text(kVersion).Close('}');
  json.Key("components").Open('{').Key("securitySchemes").Open('{').Key("token").Open('{');
  json.Key("type").Text("http").Key("scheme").Text("bearer");
  json.Close('}').Close('}').Close('}').Key("paths").Open('{');
  const std::vector<Route>& routes = Routes();
  for (std::size_t i = 0; i < routes.size(); ++i) {
    const bool same = i > 0 && std::string_view(routes[i].path) == routes[i - 1].path;
    if (!same) json.Key(routes[i].path).Open('{');
    WriteRoute(routes[i], json);
    const bool goes_on =
        i + 1 < routes.size() && std::string_view(routes[i + 1].path) == routes[i].path;
    if (!goes_on) json.Close('}');
  }
  json.Close('}').Close('}');
  Reply reply;
  reply.body = json.Take();
  return reply;
}

}  // namespace lode::server
