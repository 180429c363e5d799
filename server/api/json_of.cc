#include "server/api/json_of.h"

#include <algorithm>
#include <set>

namespace lode::server {
namespace {

constexpr std::size_t kMostSpeakers = 5;

// Polarity, modality and the rest that tells one claim from another.
void WriteManner(const Statement& statement, JsonWriter& json) {
  json.Key("polarity").Text(NameOf(statement.polarity));
  json.Key("modality").Text(NameOf(statement.modality));
  json.Key("former").Bool(statement.ended);
  json.Key("derived").Bool(statement.derived);
}

void WritePath(const Path& path, JsonWriter& json) {
  json.Key("nodes").Open('[');
  for (const Value& node : path.nodes) Write(node, json);
  json.Close(']').Key("hops").Open('[');
  for (const PathHop& hop : path.hops) {
    json.Open('{').Key("predicate").Text(hop.predicate).Key("inverse").Bool(hop.inverse);
    json.Key("statements").Open('[');
    for (const std::string& statement : hop.statements) json.Text(statement);
    json.Close(']').Close('}');
  }
  json.Close(']');
}

void WriteTriple(const Statement& statement, JsonWriter& json) {
  json.Key("subject");
  Write(statement.subject, json);
  json.Key("predicate").Text(statement.predicate);
  json.Key("object");
  Write(statement.object, json);
}

}  // namespace

std::string FileNameOf(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

void Write(const Entity& entity, JsonWriter& json) {
  json.Open('{').Key("id").Text(entity.id).Key("name").Text(entity.name);
  json.Key("type").Text(entity.type).Key("kind").Text(NameOf(entity.kind)).Close('}');
}

void Write(const Value& value, JsonWriter& json) {
  json.Open('{').Key("kind").Text(NameOf(value.kind)).Key("text").Text(Display(value));
  if (value.kind == ValueKind::kEntity)
    json.Key("id").Text(value.entity.id).Key("type").Text(value.entity.type);
  if (value.path) WritePath(*value.path, json);
  json.Close('}');
}

void Write(const ArticleInfo& article, JsonWriter& json) {
  json.Open('{').Key("id").Text(article.id).Key("title").Text(article.title);
  json.Key("source").Text(article.source).Key("author").Text(article.author);
  json.Key("published").Text(article.published).Key("url").Text(article.url);
  json.Key("path").Text(FileNameOf(article.path)).Close('}');
}

void Write(const Statement& statement, JsonWriter& json) {
  json.Open('{').Key("id").Text(statement.id);
  WriteTriple(statement, json);
  WriteManner(statement, json);
  json.Key("said_by");
  if (statement.said_by)
    Write(*statement.said_by, json);
  else
    json.Null();
  json.Key("qualifiers").Open('[');
  for (const auto& [role, value] : statement.qualifiers) {
    json.Open('{').Key("role").Text(role).Key("value");
    Write(value, json);
    json.Close('}');
  }
  json.Close(']').Key("time").Text(statement.time ? Display(*statement.time) : "");
  json.Key("confidence").Decimal(statement.confidence);
  json.Key("sentence").Number(statement.sentence).Key("text").Text(statement.text);
  json.Key("article");
  if (statement.article)
    Write(*statement.article, json);
  else
    json.Null();
  json.Close('}');
}

void Write(const views::PageLine& line, JsonWriter& json) {
  const Statement& first = line.statements.front();
  std::set<std::string> speakers;
  std::string oldest, newest;
  double surest = 0;
  for (const Statement& statement : line.statements) {
    if (statement.said_by) speakers.insert(statement.said_by->name);
    const std::string date = views::PublishedOf(statement).substr(0, 10);
    if (!date.empty() && (oldest.empty() || date < oldest)) oldest = date;
    newest = std::max(newest, date);
    surest = std::max(surest, statement.confidence);
  }
  json.Open('{').Key("heading").Text(views::NameOf(line.heading));
  WriteTriple(first, json);
  WriteManner(first, json);
  json.Key("count").Number(line.statements.size());
  json.Key("articles").Number(line.articles);
  json.Key("oldest").Text(oldest).Key("newest").Text(newest);
  json.Key("confidence").Decimal(surest).Key("speakers").Open('[');
  std::size_t shown = 0;
  for (const std::string& speaker : speakers)
    if (++shown <= kMostSpeakers) json.Text(speaker);
  json.Close(']').Key("statements").Open('[');
  for (std::size_t i = 0; i < std::min(kMostIdsOfLine, line.statements.size()); ++i)
    json.Text(line.statements[i].id);
  json.Close(']').Close('}');
}

}  // namespace lode::server
