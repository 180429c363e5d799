#include <algorithm>

#include "server/api/api.h"

namespace lode::server {
namespace {

constexpr RouteParameter kSet = {"set", "string", false,
                                 "only of articles of this set; 404 where there is none"};

// The parameters of a list of statements, behind its own: what StatementFilter takes.
std::vector<RouteParameter> Filtered(std::vector<RouteParameter> own) {
  const std::vector<RouteParameter> filters = {
      {"predicate", "string", false, "only statements of this predicate; several with commas"},
      {"since", "string", false, "of articles published from this date on"},
      {"until", "string", false, "of articles published up to this date"},
      {"polarity", "string", false, "affirmed or negated"},
      {"modality", "string", false,
       "actual, possible, planned, conditional, rumored or demanded; several with commas"},
      {"former", "string", false, "`no`: without what has ended; `only`: nothing else"},
      {"speaker", "string", false, "whose claim it is: part of a name"},
      {"source", "string", false, "the outlet: part of its name"},
      {"confidence", "number", false, "at least this sure, 0 to 1"},
      kSet};
  own.insert(own.end(), filters.begin(), filters.end());
  return own;
}

constexpr const char* kQueryBody =
    R"({"type":"object","required":["text"],"properties":{"text":{"type":"string"},)"
    R"("parameters":{"type":"object","additionalProperties":{"type":"string"}},)"
    R"("format":{"enum":["json","csv"]},"max_rows":{"type":"integer"},)"
    R"("timeout_ms":{"type":"integer"},"memory_mb":{"type":"integer"},)"
    R"("min_confidence":{"type":"number"},"confidence":{"type":"boolean"}}})";
constexpr const char* kRowBody =
    R"({"type":"object","required":["text","row"],"properties":{"text":{"type":"string"},)"
    R"("parameters":{"type":"object","additionalProperties":{"type":"string"}},)"
    R"("answer":{"type":"integer","minimum":1},"row":{"type":"integer","minimum":1}}})";
constexpr const char* kUploadBody =
    R"({"type":"object","required":["name","text"],"properties":{"name":{"type":"string"},)"
    R"("text":{"type":"string"},"source":{"type":"string"},"published":{"type":"string"},)"
    R"("url":{"type":"string"},"set":{"type":"string"}}})";

}  // namespace

const std::vector<Route>& Routes() {
  static const std::vector<Route> kRoutes = {
      {"GET", "/api/stats", "What the store holds", {}, AnswerStats},
      {"GET",
       "/api/search",
       "Names with this part, and sentences with these words, best first",
       {{"q", "string", true, "words; between quotation marks a phrase"},
        {"in", "string", false, "names, sentences or both (both)"},
        {"since", "string", false, "sentences published on this day or later"},
        {"until", "string", false, "on this day or before it, or in that month or year"},
        {"source", "string", false, "sentences of this outlet, its whole name"},
        {"set", "string", false, "sentences of articles of this set; 404 where there is none"},
        {"limit", "integer", false, "at most so many of each (20)"}},
       AnswerSearch},
      {"GET",
       "/api/complete",
       "What could stand at the end of a question's text",
       {{"text", "string", true, "the text up to the cursor"}},
       AnswerComplete},
      {"GET", "/api/entity",
       "An entity's page: its names, statements grouped, time line, most linked",
       Filtered({{"id", "string", true, "an id or a name"},
                 {"heading", "string", false, "only the lines under this heading"},
                 {"offset", "integer", false, "how many lines of each heading to pass over (0)"},
                 {"limit", "integer", false, "at most so many lines of each heading (50)"}}),
       AnswerEntity},
      {"GET", "/api/neighbours", "What an entity is linked with, an edge for each triple",
       Filtered({{"id", "string", true, "an id or a name"},
                 {"limit", "integer", false,
                  "at most so many edges, those of most articles first (60)"}}),
       AnswerNeighbours},
      {"GET",
       "/api/statement/{id}",
       "A statement with its place in the article, words marked",
       {{"id", "string", true, "the statement's id"}},
       AnswerStatement},
      {"GET",
       "/api/path",
       "How two names are connected, hop by hop, with the sentences; where nothing leads from "
       "subject to object, through roles, else through what is not so, which `note` says",
       {{"from", "string", true, "an id or a name"},
        {"to", "string", true, "an id or a name"},
        {"hops", "integer", false, "at most so many (6)"},
        {"count", "integer", false, "so many of the shortest paths (3)"}},
       AnswerPath},
      {"GET",
       "/api/claims",
       "Who says what about whom: the claims themselves, page by page; `more` says whether "
       "another follows, `cut` that there are more than 5,000",
       {{"about", "string", false, "an id or a name"},
        {"speaker_id", "string", false, "an id or a name"},
        {"predicate", "string", false, "linked-to, said ..."},
        kSet,
        {"offset", "integer", false, "behind so many (0)"},
        {"limit", "integer", false, "at most so many (100)"}},
       AnswerClaims},
      {"GET",
       "/api/matrix",
       "Who says how much about whom",
       {{"speakers", "integer", false, "at most so many rows (12)"},
        kSet,
        {"about", "integer", false, "at most so many columns (12)"}},
       AnswerMatrix},
      {"GET",
       "/api/conflicts",
       "Statements that cannot both be so, with the sources of each",
       {{"about", "string", false, "an id or a name"},
        {"set", "string", false, "one of the two in an article of this set"},
        {"limit", "integer", false, "at most so many pairs (50)"}},
       AnswerConflicts},
      {"GET",
       "/api/corroboration",
       "What several independent sources say",
       {{"about", "string", false, "an id or a name"},
        {"set", "string", false, "one of them in an article of this set"},
        {"sources", "integer", false, "at least so many sources (2)"},
        {"limit", "integer", false, "at most so many (50)"}},
       AnswerCorroboration},
      {"POST", "/api/query", "Answers a text of rules and questions", {}, AnswerQuery, kQueryBody},
      {"POST",
       "/api/evidence",
       "What a row of an answer rests on: the statements behind it",
       {},
       AnswerRow,
       kRowBody},
      {"GET",
       "/api/articles",
       "The articles of the store",
       {{"q", "string", false, "part of a title, source, file name or address"},
        kSet,
        {"offset", "integer", false, "how many to pass over (0)"},
        {"limit", "integer", false, "at most so many (50)"}},
       AnswerArticles},
      {"POST",
       "/api/articles",
       "Loads an article; wants the header X-Lode-Write",
       {{"name", "string", false, "of application/octet-stream: the file's name"},
        {"source", "string", false, "the outlet, where the file does not say it"},
        {"published", "string", false, "the date, likewise"},
        {"url", "string", false, "the address, likewise"},
        {"set", "string", false, "a set that its articles join"}},
       AnswerUpload,
       kUploadBody},
      {"GET", "/api/sets", "Sets of articles, with how much is in each", {}, AnswerSets},
      {"GET",
       "/api/article/{id}",
       "An article's text by blocks, and what was read in it",
       {{"id", "string", true, "the article's id"},
        {"begin", "integer", false, "with `end`: bytes of the text that are marked as `asked`"},
        {"end", "integer", false, "likewise"}},
       AnswerArticle},
      {"GET", "/api/uploads", "How far the uploads are", {}, AnswerUploads},
      {"GET", "/api/openapi.json", "This document", {}, AnswerOpenApi},
  };
  return kRoutes;
}

namespace {

// Whether the route is meant; what stands in the place of {id} becomes a parameter.
bool Matches(const Route& route, const Call& call, std::string& id) {
  const std::string_view path = route.path;
  if (!path.ends_with("{id}")) return call.path == path;
  const std::string_view front = path.substr(0, path.size() - 4);
  if (!std::string_view(call.path).starts_with(front) || call.path.size() == front.size())
    return false;
  id = call.path.substr(front.size());
  return true;
}

}  // namespace

Reply AnswerCall(Api& api, const Call& call, std::string& route_path) {
  for (const auto& [name, value] : call.parameters)
    if (!IsUtf8(name) || !IsUtf8(value))
      return Failure(400, "invalid-input", "a parameter is no UTF-8");
  if (!IsUtf8(call.path)) return Failure(404, "not-found", "there is no such path");
  std::string methods;  // that the path takes
  const std::string method = call.method == "HEAD" ? "GET" : call.method;
  for (const Route& route : Routes()) {
    std::string id;
    if (!Matches(route, call, id)) continue;
    if (!methods.ends_with(route.method))
      methods += (methods.empty() ? "" : ", ") + std::string(route.method);
    if (method != route.method) continue;
    route_path = route.path;
    for (const RouteParameter& parameter : route.parameters)
      if (parameter.required && id.empty() && call.Parameter(parameter.name).empty())
        return Failure(
            400, "invalid-input",
            std::string("the parameter '") + parameter.name + "' is missing: " + parameter.meaning);
    if (id.empty()) return route.answer(api, call);
    Call with_id = call;
    with_id.parameters["id"] = id;
    return route.answer(api, with_id);
  }
  if (methods.empty())
    return Failure(404, "not-found",
                   "there is nothing at '" + call.path + "'; see /api/openapi.json");
  Reply reply =
      Failure(405, "method", "this path does not take " + call.method + ", but " + methods);
  reply.headers["Allow"] = methods;
  return reply;
}

}  // namespace lode::server
