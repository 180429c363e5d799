// A store as a graph that other tools open: entities and values as nodes, statements as edges.
#pragma once

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "lode/lode.h"

namespace lode::doors {

// A value that is no entity stands as a node of its own, one for equal values.
struct GraphNode {
  std::string id;    // "e:12ab"; of a value "v:money:2 million USD"
  std::string name;  // for people
  std::string type;  // "company"; of a value its kind
  std::vector<std::string> aliases;
  bool is_entity = true;
};

// Takes a graph: first every article, then every node, each once, then every statement.
// Whoever takes says in `status` why it cannot go on.
class GraphWriter {
 public:
  GraphWriter() = default;
  virtual ~GraphWriter() = default;
  GraphWriter(const GraphWriter&) = delete;
  GraphWriter& operator=(const GraphWriter&) = delete;
  virtual void Begin() {}
  virtual void TakeArticle(const ArticleInfo&) {}
  virtual void TakeNode(const GraphNode& node) = 0;
  virtual void TakeEdge(const Statement& statement) = 0;
  virtual void End() {}
  virtual Status status() const { return Status::Ok(); }
};

GraphNode NodeOf(const Entity& entity);
GraphNode NodeOf(const Value& value);  // REQUIRES: no path

// Walks through the store article by article, twice. Cost: linear; memory by the nodes.
// Articles that are damaged are named in `damage` and left out.
Status WalkGraph(const Store& store, GraphWriter& writer, Damage& damage);

std::unique_ptr<GraphWriter> GraphMlWriter(std::ostream& out);
std::unique_ptr<GraphWriter> CypherWriter(std::ostream& out);
std::unique_ptr<GraphWriter> TrigWriter(std::ostream& out);
std::unique_ptr<GraphWriter> FtmWriter(std::ostream& out);
// nodes.csv and edges.csv, as `neo4j-admin database import` wants them.
std::unique_ptr<GraphWriter> CsvGraphWriter(std::ostream& nodes, std::ostream& edges);
// A new SQLite file at `path`.
std::unique_ptr<GraphWriter> SqliteWriter(const std::string& path);

}  // namespace lode::doors
