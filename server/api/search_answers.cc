// Finding the word: what the store holds, names, sentences, completion.

#include <algorithm>

#include "server/api/api.h"
#include "server/api/json_of.h"
#include "server/api/marked_text.h"
#include "server/api/what_is_meant.h"
#include "views/completion.h"
#include "views/sentence_search.h"

namespace lode::server {
namespace {

constexpr std::uint64_t kMostFound = 200;
constexpr std::size_t kMostShown = 12;
constexpr std::size_t kLongestWords = 200;

void WriteInfo(const EntityInfo& info, JsonWriter& json) {
  json.Open('{').Key("entity");
  Write(info.entity, json);
  json.Key("statements").Number(info.statements).Key("articles").Number(info.articles);
  json.Key("aliases").Open('[');
  for (std::size_t i = 0; i < std::min<std::size_t>(4, info.entity.aliases.size()); ++i)
    json.Text(info.entity.aliases[i]);
  json.Close(']').Close('}');
}

Status WriteNames(const Store& store, std::string_view words, std::size_t limit, JsonWriter& json) {
  const Result<std::vector<EntityInfo>> found = store.Entities(words, limit);
  if (!found.ok()) return found.status();
  json.Key("names").Open('[');
  for (const EntityInfo& info : *found) WriteInfo(info, json);
  json.Close(']').Key("near").Open('[');
  if (found->empty())
    for (const std::string& near : store.Suggest(words)) json.Text(near);
  json.Close(']');
  return {};
}

// The sentence cut where the words begin and end that were looked for, with the ids of what was
// read in it.
void WriteFound(const Store& store, const FoundSentence& found, JsonWriter& json) {
  json.Open('{').Key("text").Text(found.text).Key("segments");
  std::vector<Mark> marks;
  for (const Span& span : found.marks) marks.push_back({span, "found"});
  WriteMarked(found.text, {0, static_cast<std::uint32_t>(found.text.size())}, std::move(marks),
              json);
  json.Key("article");
  Write(*found.article, json);
  json.Key("sentence").Number(found.sentence);
  json.Key("begin").Number(found.span.begin).Key("end").Number(found.span.end);
  json.Key("score").Decimal(found.score).Key("statements").Open('[');
  if (const auto read = store.StatementsOf(found.article->id); read.ok())
    for (const Statement& statement : *read)
      if (statement.sentence == found.sentence) json.Text(statement.id);
  json.Close(']').Close('}');
}

Status WriteSentences(StoreView& view, const Call& call, std::size_t limit, JsonWriter& json) {
  const Store& store = view.store();
  SearchOptions options;
  options.limit = std::max<std::size_t>(1, limit);  // 0 would be all
  options.set = call.Parameter("set");
  if (!options.set.empty())
    if (const auto known = view.ArticlesIn(options.set); !known.ok()) return known.status();
  options.source = call.Parameter("source");
  options.since = call.Parameter("since");
  options.until = call.Parameter("until");
  const Result<SearchAnswer> found = views::FindSentences(store, call.Parameter("q"), options);
  if (!found.ok()) return found.status();
  json.Key("sentences").Open('[');
  for (const FoundSentence& one : found->sentences) WriteFound(store, one, json);
  json.Close(']').Key("more").Bool(found->more);
  json.Key("also").Open('[');
  for (const SearchAnswer::Names& names : found->names)
    for (const std::string& other : names.others) json.Text(other);
  json.Close(']');
  return {};
}

// In the units of JavaScript's strings.
std::size_t Utf16Length(std::string_view text) {
  std::size_t length = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    length += (byte & 0xC0) == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1;
  }
  return length;
}

}  // namespace

Reply AnswerStats(Api& api, const Call&) {
  const std::shared_ptr<StoreView> view = api.store.Now();
  const Result<StoreStats> stats = view->store().Stats();
  if (!stats.ok()) return Failure(stats.status());
  const Result<std::vector<EntityInfo>> entities = view->store().Entities("", kMostShown * 4);
  if (!entities.ok()) return Failure(entities.status());
  JsonWriter json;
  json.Open('{').Key("version").Text(kVersion).Key("store").Text(FileNameOf(api.store.path()));
  json.Key("read_only").Bool(api.read_only);
  json.Key("articles").Number(stats->articles).Key("statements").Number(stats->statements);
  json.Key("entities").Number(stats->entities).Key("names").Number(stats->names);
  json.Key("predicates").Open('[');
  std::vector<std::pair<std::uint64_t, std::string>> counts;
  for (const auto& [name, count] : stats->statements_by_predicate) counts.emplace_back(count, name);
  std::sort(counts.rbegin(), counts.rend());
  for (const auto& [count, name] : counts)
    json.Open('{').Key("name").Text(name).Key("count").Number(count).Close('}');
  json.Close(']').Key("top").Open('[');
  std::size_t shown = 0;
  for (const EntityInfo& info : *entities)
    if (info.entity.kind == EntityKind::kName && ++shown <= kMostShown) WriteInfo(info, json);
  json.Close(']').Close('}');
  return Done(json);
}

Reply AnswerSearch(Api& api, const Call& call) {
  const Result<std::uint64_t> limit = call.NumberOf("limit", 20, kMostFound);
  if (!limit.ok()) return Failure(limit.status());
  const std::string_view words = call.Parameter("q"), in = call.Parameter("in");
  if (words.size() > kLongestWords)
    return Failure(400, "invalid-input",
                   "'q' may have " + std::to_string(kLongestWords) + " bytes");
  if (!in.empty() && in != "names" && in != "sentences" && in != "both")
    return Failure(400, "invalid-input", "'in' is names, sentences or both");
  const std::shared_ptr<StoreView> view = api.store.Now();
  JsonWriter json;
  json.Open('{');
  if (in != "sentences")
    if (const Status status = WriteNames(view->store(), words, *limit, json); !status.ok())
      return Failure(status);
  if (in != "names")
    if (const Status status = WriteSentences(*view, call, *limit, json); !status.ok())
      return Failure(status);
  json.Close('}');
  return Done(json);
}

Reply AnswerComplete(Api& api, const Call& call) {
  const std::string_view text = call.Parameter("text");
  const std::shared_ptr<StoreView> view = api.store.Now();
  StoreView::Lease session = view->Session();
  const views::Completion completion = views::CompleteText(view->store(), *session, text);
  JsonWriter json;
  json.Open('{').Key("begin").Number(Utf16Length(text.substr(0, completion.begin)));
  json.Key("candidates").Open('[');
  for (std::size_t i = 0; i < std::min<std::size_t>(50, completion.candidates.size()); ++i)
    json.Text(completion.candidates[i]);
  json.Close(']').Key("end").Text(completion.end).Close('}');
  return Done(json);
}

}  // namespace lode::server
