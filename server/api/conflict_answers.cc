// What contradicts what, and what several say: answered by questions of the language, as anybody
// could put them.

#include <algorithm>
#include <map>
#include <set>

#include "server/api/api.h"
#include "server/api/json_of.h"
#include "server/api/what_is_meant.h"

namespace lode::server {
namespace {

constexpr std::uint64_t kMostConflicts = 500;
constexpr std::uint64_t kConflictsMs = 15'000;
// A triple that is corroborated has several statements; where they are more than these, the
// question is asked again for more of them.
constexpr std::uint64_t kStatementsOfTriple = 4, kMostStatements = 100'000;

std::uint64_t CountOf(const Value& number) {
  return static_cast<std::uint64_t>(number.number);
}

void WriteSide(const StoreView& view, const Value& statement, const Value& sources,
               JsonWriter& json) {
  json.Open('{').Key("sources").Number(CountOf(sources)).Key("statement");
  if (const Result<Statement> found = view.store().StatementOf(statement.text); found.ok())
    Write(*found, json);
  else
    json.Null();
  json.Close('}');
}

// One line a triple, with the statements behind it.
struct CorroboratedLine {
  std::uint64_t sources = 0;
  std::vector<std::string> statements;
  Statement first;
};

// In the order of the answers: those of most sources first.
std::vector<CorroboratedLine> LinesOf(const StoreView& view, const QueryOutcome& outcome) {
  std::vector<CorroboratedLine> lines;
  std::map<std::string, std::size_t> places;
  for (const Answer& answer : outcome.answers)
    for (const std::vector<Value>& row : answer.rows) {
      Result<Statement> statement = view.store().StatementOf(row[0].text);
      if (!statement.ok()) continue;
      const std::string key =
          statement->subject.id + '\n' + statement->predicate + '\n' + Display(statement->object);
      const auto [place, fresh] = places.emplace(key, lines.size());
      if (fresh) lines.push_back({CountOf(row[1]), {}, *std::move(statement)});
      lines[place->second].statements.push_back(row[0].text);
    }
  return lines;
}

}  // namespace

Reply AnswerConflicts(Api& api, const Call& call) {
  const Result<std::uint64_t> limit = call.NumberOf("limit", 50, kMostConflicts);
  if (!limit.ok()) return Failure(limit.status());
  const std::shared_ptr<StoreView> view = api.store.Now();
  const Result<std::string> about = IdOf(view->store(), call, "about");
  if (!about.ok()) return Failure(about.status());
  const Result<std::string> of_set = OfSet(*view, call);
  if (!of_set.ok()) return Failure(of_set.status());
  // Each pair is found from both its sides.
  const std::string tail = "conflicts(S, T), sources(S, M), sources(T, N)" + *of_set +
                           " select S, T, M, N limit " + std::to_string(2 * *limit) + "?\n";
  bool stopped = false;
  const Result<QueryOutcome> outcome = api.asking.Run(
      *view, call,
      about->empty()
          ? tail
          : "any triple($about, P, Y) @ S, " + tail + "any triple(X, P, $about) @ S, " + tail,
      {{"about", *about}, {"set", std::string(call.Parameter("set"))}}, kConflictsMs, &stopped);
  if (!outcome.ok()) return Refused(outcome.status());
  JsonWriter json;
  json.Open('{').Key("pairs").Open('[');
  std::set<std::pair<std::string, std::string>> seen;
  for (const Answer& answer : outcome->answers)
    for (const std::vector<Value>& row : answer.rows) {
      if (seen.size() >= *limit || !seen.insert(std::minmax(row[0].text, row[1].text)).second)
        continue;
      json.Open('{').Key("one");
      WriteSide(*view, row[0], row[2], json);
      json.Key("other");
      WriteSide(*view, row[1], row[3], json);
      json.Close('}');
    }
  json.Close(']').Key("stopped").Bool(stopped).Close('}');
  return Done(json);
}

Reply AnswerCorroboration(Api& api, const Call& call) {
  const Result<std::uint64_t> limit = call.NumberOf("limit", 50, kMostConflicts);
  const Result<std::uint64_t> least = call.NumberOf("sources", 2, 1'000);
  if (!limit.ok()) return Failure(limit.status());
  if (!least.ok()) return Failure(least.status());
  const std::shared_ptr<StoreView> view = api.store.Now();
  const Result<std::string> about = IdOf(view->store(), call, "about");
  if (!about.ok()) return Failure(about.status());
  const Result<std::string> of_set = OfSet(*view, call);
  if (!of_set.ok()) return Failure(of_set.status());
  bool stopped = false;
  std::vector<CorroboratedLine> lines;
  // The limit is of lines, and one line may have any number of statements.
  for (std::uint64_t most = *limit * kStatementsOfTriple;; most *= kStatementsOfTriple) {
    const std::string tail = " @ S, sources(S, N), N >= " + std::to_string(*least) + *of_set +
                             " select S, N order by N desc limit " + std::to_string(most) + "?\n";
    const Result<QueryOutcome> outcome = api.asking.Run(
        *view, call,
        about->empty() ? "triple(X, P, Y)" + tail
                       : "triple($about, P, Y)" + tail + "triple(X, P, $about)" + tail,
        {{"about", *about}, {"set", std::string(call.Parameter("set"))}}, kConflictsMs, &stopped);
    if (!outcome.ok()) return Refused(outcome.status());
    lines = LinesOf(*view, *outcome);
    const bool cut = std::ranges::any_of(
        outcome->answers, [&](const Answer& answer) { return answer.rows.size() >= most; });
    if (stopped || !cut || lines.size() >= *limit) break;
    stopped = most >= kMostStatements;
    if (stopped) break;
  }
  JsonWriter json;
  json.Open('{').Key("lines").Open('[');
  for (std::size_t i = 0; i < std::min<std::size_t>(*limit, lines.size()); ++i) {
    json.Open('{').Key("sources").Number(lines[i].sources).Key("statement");
    Write(lines[i].first, json);
    json.Key("statements").Open('[');
    for (const std::string& id : lines[i].statements) json.Text(id);
    json.Close(']').Close('}');
  }
  json.Close(']').Key("stopped").Bool(stopped).Close('}');
  return Done(json);
}

}  // namespace lode::server
