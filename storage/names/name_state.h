// What is known of names while a change of articles is worked out: facts of nodes as they
// were and as they will be, read when first asked for.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lode/status.h"
#include "storage/disk/overlay.h"
#include "storage/names/article_names.h"
#include "storage/names/correction_table.h"
#include "storage/names/node_chunk.h"
#include "storage/names/node_facts.h"
#include "storage/terms/key_layout.h"

namespace lode {

class Schema;

// Threads: one. After an error everything reads as empty: look at status() at the end.
class NameState {
 public:
  struct Node {
    std::string kept;         // bytes of `before`; empty: it is new
    NodeFacts before, now;    // not known: not there
    bool is_touched = false;  // an article's part in it changed
    bool has_new_edges = false;
    std::vector<std::uint32_t> moved;  // articles that came or went
  };

  // `kept`: where the tables of names stand. `articles`: the names of articles, before the
  // change. Both must outlive it.
  NameState(const KvView& kept, const KvView& articles, const Schema& schema);

  // Adds an article's names, or takes them away. What is added must outlive this, unless
  // `articles` has it too.
  void Count(const ArticleNames& names, bool add, bool is_in_articles = false);
  void Count(const CountedName& name);
  // An article that is counted in `kept`, and that `articles` does not have. It must outlive this.
  void Show(const ArticleNames& names);
  // The article is not what `articles` says of it.
  void LeaveOut(const std::string& article_id) { left_out_.insert(article_id); }
  void KeepApart(KeyPairs pairs) { apart_ = std::move(pairs); }
  void Prefetch(std::vector<NameNode> nodes);

  Node& At(NameNode node);  // valid for good
  const NodeFacts& FactsOf(NameNode node) { return At(node).now; }
  const std::unordered_map<NameNode, Node>& nodes() const { return nodes_; }

  // Nodes that articles say are the same: before the change and after it.
  struct Others {
    std::set<NameNode> before, after;
  };
  Others OthersOf(NameNode node);
  bool IsApart(NameNode a, NameNode b);
  // The least short ids of articles that have the node, at most kSample.
  std::vector<std::uint32_t> SampleOf(NameNode node) { return FirstArticles(node, kSample); }
  std::vector<std::uint32_t> ArticlesOf(NameNode node) { return FirstArticles(node, SIZE_MAX); }
  bool HasArticle(NameNode node, std::uint32_t article);
  // Whether the change may be seen in SampleOf.
  bool SampleChanged(NameNode node);
  // All articles of a short id, mostly one.
  std::vector<std::shared_ptr<const ArticleNames>> NamesOfArticle(std::uint32_t article);
  // The node's entity before the change; empty: it was not known.
  EntityParts EntityBefore(NameNode node);
  const NodeChunk& ChunkBefore(NameNode node);

  KeyOverlay& keys() { return keys_; }
  const Schema& schema() const { return schema_; }
  void Fail(const Status& status) {
    if (status_.ok()) status_ = status;
  }
  const Status& status() const { return status_; }

  static constexpr std::size_t kSample = NodeFacts::kMostHere;

 private:
  bool HasNoFacts() const { return keys_.IsEmptyBefore(static_cast<char>(Table::kNodeFacts)); }
  std::vector<std::uint32_t> FirstArticles(NameNode node, std::size_t most);
  void Load(Node& state, const std::optional<std::string>& bytes);
  void ListArticle(NameNode node, std::uint32_t article, bool add);
  void ListElsewhere(NameNode node, Node& state, std::uint32_t article, bool add);
  void CountEdge(NameNode node, NameNode other, std::uint32_t article, bool forward, bool add);

  const KvView& articles_;
  const Schema& schema_;
  KeyOverlay keys_;
  Status status_;
  KeyPairs apart_;
  std::unordered_map<NameNode, Node> nodes_;
  std::unordered_map<NameNode, NodeChunk> chunks_;  // by the chunk's number
  std::multimap<std::uint32_t, const ArticleNames*> added_;
  std::set<std::string, std::less<>> left_out_;
  std::unordered_map<std::uint32_t, std::vector<std::shared_ptr<const ArticleNames>>> read_;
};

// Keys of 'v' and 'w'.
std::string NodeArticleKey(NameNode node, std::uint32_t article);
std::string SaidOneKey(NameNode node, NameNode other, std::uint32_t article);
struct SaidOne {
  NameNode other = 0;
  std::uint32_t article = 0;
  std::uint64_t forward = 0, backward = 0;  // times that `other` is another name of the node
};
std::optional<SaidOne> ReadSaidOne(std::string_view key, std::string_view value);

}  // namespace lode
