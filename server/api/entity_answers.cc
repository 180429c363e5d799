// An entity's page, and what it is linked with.

#include <algorithm>
#include <array>
#include <map>

#include "server/api/api.h"
#include "server/api/json_of.h"
#include "server/api/statement_filter.h"
#include "server/api/what_is_meant.h"
#include "views/entity_lines.h"

namespace lode::server {
namespace {

constexpr std::size_t kMostLinked = 12;
constexpr std::uint64_t kMostLines = 5'000, kMostEdges = 2'000;
constexpr std::array<views::Heading, 7> kHeadings = {
    views::Heading::kDoes,   views::Heading::kDoneTo, views::Heading::kSaid,
    views::Heading::kSaidOf, views::Heading::kRoles,  views::Heading::kFigures,
    views::Heading::kLinks};

// What an entity's views begin with.
struct Subject {
  std::shared_ptr<StoreView> view;
  EntityInfo info;
  StoreView::Statements all;
  std::vector<Statement> kept;
};

Result<Subject> SubjectOf(Api& api, const Call& call) {
  Subject subject;
  subject.view = api.store.Now();
  Result<EntityInfo> info = FindEntity(subject.view->store(), call.Parameter("id"));
  if (!info.ok()) return info.status();
  subject.info = *std::move(info);
  const Result<views::StatementFilter> filter = FilterOf(call, *subject.view);
  if (!filter.ok()) return filter.status();
  Result<StoreView::Statements> all = subject.view->StatementsAbout(subject.info.entity.id);
  if (!all.ok()) return all.status();
  subject.all = *std::move(all);
  std::copy_if(subject.all->begin(), subject.all->end(), std::back_inserter(subject.kept),
               [&](const Statement& statement) { return filter->Keeps(statement); });
  return subject;
}

// Whose names are one, and by what article.
Status WriteNames(const Store& store, const Entity& entity, JsonWriter& json) {
  const Result<std::vector<MergeInfo>> merges = store.Merges(entity.id);
  if (!merges.ok()) return merges.status();
  json.Key("aliases").Open('[');
  for (const std::string& alias : entity.aliases) json.Text(alias);
  json.Close(']').Key("merges").Open('[');
  for (const MergeInfo& merge : *merges) {
    json.Open('{').Key("name").Text(merge.name).Key("other").Text(merge.other_name);
    json.Key("reason").Text(merge.reason).Key("article").Text(merge.article_id);
    json.Key("sentence").Number(merge.sentence).Key("score").Decimal(merge.score);
    json.Key("against").Text(merge.against).Close('}');
  }
  json.Close(']');
  return {};
}

void WriteHeadings(const views::PageLines& lines, std::string_view only, std::size_t offset,
                   std::size_t limit, JsonWriter& json) {
  json.Key("headings").Open('[');
  for (const views::Heading heading : kHeadings) {
    if (!only.empty() && views::NameOf(heading) != only) continue;
    const auto has = [&](const views::PageLine& line) { return line.heading == heading; };
    const auto begin = std::find_if(lines.begin(), lines.end(), has);
    const auto end = std::find_if_not(begin, lines.end(), has);
    if (begin == end) continue;
    const auto count = static_cast<std::size_t>(end - begin);
    json.Open('{').Key("heading").Text(views::NameOf(heading)).Key("count").Number(count);
    json.Key("lines").Open('[');
    for (std::size_t i = offset; i < std::min(count, offset + limit); ++i)
      Write(*(begin + static_cast<std::ptrdiff_t>(i)), json);
    json.Close(']').Close('}');
  }
  json.Close(']');
}

// Statements by the month of their article.
void WriteTimeLine(const std::vector<Statement>& statements, JsonWriter& json) {
  std::map<std::string, std::size_t> months;
  for (const Statement& statement : statements)
    if (const std::string month = views::PublishedOf(statement).substr(0, 7); !month.empty())
      ++months[month];
  json.Key("timeline").Open('[');
  for (const auto& [month, count] : months)
    json.Open('{').Key("month").Text(month).Key("count").Number(count).Close('}');
  json.Close(']');
}

// The other entities that stand in most statements with this one.
void WriteLinked(const std::vector<Statement>& statements, const std::string& own,
                 JsonWriter& json) {
  std::map<std::string, std::pair<std::size_t, const Entity*>> linked;
  const auto add = [&](const Entity& entity) {
    if (entity.id == own || entity.kind == EntityKind::kParticular) return;
    auto& [count, first] = linked[entity.id];
    ++count;
    first = &entity;
  };
  for (const Statement& statement : statements) {
    add(statement.subject);
    if (statement.object.kind == ValueKind::kEntity) add(statement.object.entity);
  }
  std::vector<std::pair<std::size_t, const Entity*>> sorted;
  for (const auto& [id, one] : linked) sorted.push_back(one);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  if (sorted.size() > kMostLinked) sorted.resize(kMostLinked);
  json.Key("linked").Open('[');
  for (const auto& [count, entity] : sorted) {
    json.Open('{').Key("entity");
    Write(*entity, json);
    json.Key("count").Number(count).Close('}');
  }
  json.Close(']');
}

// A triple between the entity and another. Where it only speaks, or is spoken of in a
// qualifier, it is at neither end.
bool IsEdge(const views::PageLine& line, const std::string& own) {
  const Statement& first = line.statements.front();
  if (first.object.kind != ValueKind::kEntity) return false;
  const std::string &from = first.subject.id, &to = first.object.entity.id;
  return from != to && (from == own || to == own);
}

}  // namespace

Reply AnswerEntity(Api& api, const Call& call) {
  const Result<std::uint64_t> offset = call.NumberOf("offset", 0, 1'000'000);
  const Result<std::uint64_t> limit = call.NumberOf("limit", 50, kMostLines);
  if (!offset.ok()) return Failure(offset.status());
  if (!limit.ok()) return Failure(limit.status());
  const Result<Subject> subject = SubjectOf(api, call);
  if (!subject.ok()) return Failure(subject.status());
  const Entity& entity = subject->info.entity;
  const views::PageLines lines = views::LinesOf(subject->kept, entity.id, api.vocabulary.get());
  JsonWriter json;
  json.Open('{').Key("entity");
  Write(entity, json);
  if (const Status status = WriteNames(subject->view->store(), entity, json); !status.ok())
    return Failure(status);
  json.Key("statements").Number(subject->kept.size()).Key("all").Number(subject->all->size());
  json.Key("articles").Number(subject->info.articles).Key("lines").Number(lines.size());
  WriteHeadings(lines, call.Parameter("heading"), *offset, *limit, json);
  WriteTimeLine(subject->kept, json);
  WriteLinked(subject->kept, entity.id, json);
  json.Key("choices");
  WriteChoices(*subject->all, json);
  json.Close('}');
  return Done(json);
}

Reply AnswerNeighbours(Api& api, const Call& call) {
  const Result<std::uint64_t> limit = call.NumberOf("limit", 60, kMostEdges);
  if (!limit.ok()) return Failure(limit.status());
  const Result<Subject> subject = SubjectOf(api, call);
  if (!subject.ok()) return Failure(subject.status());
  const Entity& entity = subject->info.entity;
  views::PageLines lines = views::LinesOf(subject->kept, entity.id, api.vocabulary.get());
  std::erase_if(lines, [&](const views::PageLine& line) { return !IsEdge(line, entity.id); });
  std::stable_sort(lines.begin(), lines.end(),
                   [](const views::PageLine& a, const views::PageLine& b) {
                     return a.statements.size() > b.statements.size();
                   });
  JsonWriter json;
  json.Open('{').Key("entity");
  Write(entity, json);
  json.Key("total").Number(lines.size()).Key("edges").Open('[');
  for (std::size_t i = 0; i < std::min<std::size_t>(*limit, lines.size()); ++i)
    Write(lines[i], json);
  json.Close(']').Key("choices");
  WriteChoices(*subject->all, json);
  json.Close('}');
  return Done(json);
}

}  // namespace lode::server
