// Who says what about whom: answered by questions of the language, as anybody could put them.

#include <algorithm>
#include <map>
#include <set>

#include "server/api/api.h"
#include "server/api/json_of.h"
#include "server/api/what_is_meant.h"
#include "views/connection.h"

namespace lode::server {
namespace {

constexpr std::uint64_t kMostListed = 500, kMostSides = 40;
// Of one list, on all its pages. Each page asks for all of it, since the rows that a lower limit
// lets through are others.
constexpr std::uint64_t kMostClaims = 5'000;
constexpr std::uint64_t kAskMs = 15'000;
// Of the pairs of speaker and thing, those with most claims make the matrix.
constexpr int kMostPairs = 2'000;

// Writes at most `limit` statements behind the first `offset`; each counts once.
struct Written {
  std::size_t count = 0;
  bool more = false;  // stand behind them
};
Written WriteStatements(const StoreView& view, const QueryOutcome& outcome, std::size_t offset,
                        std::size_t limit, JsonWriter& json) {
  std::set<std::string> seen;
  Written written;
  for (const Answer& answer : outcome.answers)
    for (const std::vector<Value>& row : answer.rows) {
      if (!seen.insert(row[0].text).second || seen.size() <= offset) continue;
      written.more = written.count == limit;
      if (written.more) return written;
      ++written.count;
      if (const Result<Statement> statement = view.store().StatementOf(row[0].text); statement.ok())
        Write(*statement, json);
    }
  return written;
}

// Claims by or about somebody, of one predicate or any.
std::string ClaimsQuestion(bool about, bool by, std::string_view predicate,
                           const std::string& of_set) {
  const std::string name = predicate.empty() ? "" : views::InMarks(predicate);
  const auto atom = [&](const char* subject, const char* object) {
    return name.empty() ? std::string("any triple(") + subject + ", P, " + object + ") @ S"
                        : "any " + name + "(" + subject + ", " + object + ") @ S";
  };
  const std::string speaker = by ? ", said-by(S, $by)" : "";
  const std::string tail =
      speaker + of_set + " select S limit " + std::to_string(kMostClaims) + "?\n";
  std::string text =
      about ? atom("$about", "Y") + tail + atom("X", "$about") + tail : atom("X", "Y") + tail;
  // In a speech statement the subject is the speaker.
  if (by && predicate.empty() && !about)
    text +=
        "any spoke($by, Y) @ S" + of_set + " select S limit " + std::to_string(kMostClaims) + "?\n";
  return text;
}

// What a matrix is made of: how many claims each speaker makes about each thing.
struct Cells {
  std::map<std::pair<std::string, std::string>, std::uint64_t> counts;  // of ids
  std::map<std::string, Entity> entities;
  std::map<std::string, std::uint64_t> by_about;

  void Add(const Value& speaker, const Value& about, const Value& count) {
    if (speaker.kind != ValueKind::kEntity || about.kind != ValueKind::kEntity) return;
    if (about.entity.kind == EntityKind::kParticular) return;
    const auto claims = static_cast<std::uint64_t>(count.number);
    counts[{speaker.entity.id, about.entity.id}] += claims;
    by_about[about.entity.id] += claims;
    entities.emplace(speaker.entity.id, speaker.entity);
    entities.emplace(about.entity.id, about.entity);
  }

  // How much each says about these.
  std::map<std::string, std::uint64_t> BySpeaker(const std::vector<std::string>& about) const {
    std::map<std::string, std::uint64_t> by_speaker;
    for (const auto& [pair, count] : counts)
      if (std::find(about.begin(), about.end(), pair.second) != about.end())
        by_speaker[pair.first] += count;
    return by_speaker;
  }
};

std::vector<std::string> Most(const std::map<std::string, std::uint64_t>& counts,
                              std::size_t limit) {
  std::vector<std::pair<std::uint64_t, std::string>> sorted;
  for (const auto& [id, count] : counts) sorted.emplace_back(count, id);
  std::sort(sorted.rbegin(), sorted.rend());
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < std::min(limit, sorted.size()); ++i) ids.push_back(sorted[i].second);
  return ids;
}

void WriteSideOfMatrix(const char* key, const std::vector<std::string>& ids, const Cells& cells,
                       JsonWriter& json) {
  json.Key(key).Open('[');
  for (const std::string& id : ids) Write(cells.entities.at(id), json);
  json.Close(']');
}

}  // namespace

Reply AnswerClaims(Api& api, const Call& call) {
  const Result<std::uint64_t> limit = call.NumberOf("limit", 100, kMostListed);
  const Result<std::uint64_t> offset = call.NumberOf("offset", 0, kMostClaims);
  if (!limit.ok()) return Failure(limit.status());
  if (!offset.ok()) return Failure(offset.status());
  const std::shared_ptr<StoreView> view = api.store.Now();
  const Result<std::string> about = IdOf(view->store(), call, "about"),
                            by = IdOf(view->store(), call, "speaker_id");
  if (!about.ok()) return Failure(about.status());
  if (!by.ok()) return Failure(by.status());
  const Result<std::string> of_set = OfSet(*view, call);
  if (!of_set.ok()) return Failure(of_set.status());
  bool stopped = false;
  const Result<QueryOutcome> outcome = api.asking.Run(
      *view, call,
      ClaimsQuestion(!about->empty(), !by->empty(), call.Parameter("predicate"), *of_set),
      {{"about", *about}, {"by", *by}, {"set", std::string(call.Parameter("set"))}}, kAskMs,
      &stopped);
  if (!outcome.ok()) return Refused(outcome.status());
  JsonWriter json;
  json.Open('{').Key("claims").Open('[');
  const Written written = WriteStatements(*view, *outcome, *offset, *limit, json);
  json.Close(']').Key("count").Number(written.count).Key("more").Bool(written.more);
  const bool cut = std::ranges::any_of(
      outcome->answers, [](const Answer& answer) { return answer.row_count == kMostClaims; });
  json.Key("cut").Bool(cut && !written.more).Key("stopped").Bool(stopped).Close('}');
  return Done(json);
}

Reply AnswerMatrix(Api& api, const Call& call) {
  const Result<std::uint64_t> rows = call.NumberOf("speakers", 12, kMostSides);
  const Result<std::uint64_t> columns = call.NumberOf("about", 12, kMostSides);
  if (!rows.ok()) return Failure(rows.status());
  if (!columns.ok()) return Failure(columns.status());
  const std::shared_ptr<StoreView> view = api.store.Now();
  const Result<std::string> of_set = OfSet(*view, call);
  if (!of_set.ok()) return Failure(of_set.status());
  bool stopped = false;
  const std::string tail =
      ", count(S) as N order by N desc limit " + std::to_string(kMostPairs) + "?\n";
  const Result<QueryOutcome> outcome = api.asking.Run(
      *view, call,
      "any triple(X, P, Y) @ S, said-by(S, Who)" + *of_set + " select Who, X" + tail +
          "any triple(X, P, Y) @ S, said-by(S, Who)" + *of_set + " select Who, Y" + tail,
      {{"set", std::string(call.Parameter("set"))}}, kAskMs, &stopped);
  if (!outcome.ok()) return Refused(outcome.status());
  Cells cells;
  for (const Answer& answer : outcome->answers)
    for (const std::vector<Value>& row : answer.rows) cells.Add(row[0], row[1], row[2]);
  const std::vector<std::string> about = Most(cells.by_about, *columns);
  const std::vector<std::string> speakers = Most(cells.BySpeaker(about), *rows);
  JsonWriter json;
  json.Open('{');
  WriteSideOfMatrix("speakers", speakers, cells, json);
  WriteSideOfMatrix("about", about, cells, json);
  json.Key("counts").Open('[');
  for (const std::string& speaker : speakers) {
    json.Open('[');
    for (const std::string& thing : about) {
      const auto found = cells.counts.find({speaker, thing});
      json.Number(found == cells.counts.end() ? 0 : found->second);
    }
    json.Close(']');
  }
  json.Close(']').Key("stopped").Bool(stopped).Close('}');
  return Done(json);
}

}  // namespace lode::server
