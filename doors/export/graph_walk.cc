#include "doors/export/graph_walk.h"

#include <set>

namespace lode::doors {
namespace {

Result<std::vector<Statement>> StatementsOf(const Store& store, const ArticleInfo& article,
                                            Damage& damage) {
  Result<std::vector<Statement>> statements = store.StatementsOf(article.id);
  if (statements.ok() || statements.status().code() != Code::kCorrupt) return statements;
  damage.push_back(statements.status());
  return std::vector<Statement>();
}

void TakeNodes(const Statement& statement, std::set<std::string>& known, GraphWriter& writer) {
  const auto take = [&](const GraphNode& node) {
    if (known.insert(node.id).second) writer.TakeNode(node);
  };
  take(NodeOf(statement.subject));
  take(NodeOf(statement.object));
  if (statement.said_by) take(NodeOf(*statement.said_by));
}

}  // namespace

GraphNode NodeOf(const Entity& entity) {
  return {entity.id, entity.name, entity.type, entity.aliases, true};
}

GraphNode NodeOf(const Value& value) {
  if (value.kind == ValueKind::kEntity) return NodeOf(value.entity);
  const std::string kind(NameOf(value.kind));
  const std::string text = Display(value);
  return {"v:" + kind + ":" + text, text, kind, {}, false};
}

Status WalkGraph(const Store& store, GraphWriter& writer, Damage& damage) {
  const Result<std::vector<ArticleInfo>> articles = store.Articles(&damage);
  if (!articles.ok()) return articles.status();
  writer.Begin();
  for (const ArticleInfo& article : *articles) writer.TakeArticle(article);
  std::set<std::string> known;
  for (const ArticleInfo& article : *articles) {
    const Result<std::vector<Statement>> statements = StatementsOf(store, article, damage);
    if (!statements.ok()) return statements.status();
    for (const Statement& statement : *statements) TakeNodes(statement, known, writer);
    if (!writer.status().ok()) return writer.status();
  }
  Damage again;  // the same as before
  for (const ArticleInfo& article : *articles) {
    const Result<std::vector<Statement>> statements = StatementsOf(store, article, again);
    if (!statements.ok()) return statements.status();
    for (const Statement& statement : *statements) writer.TakeEdge(statement);
    if (!writer.status().ok()) return writer.status();
  }
  writer.End();
  return writer.status();
}

}  // namespace lode::doors
