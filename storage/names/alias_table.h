// Which names are one entity, as a store keeps it. Statements hold nodes (identity class and
// folded name); articles put nodes together into entities:
//
//   1. two nodes that some article says are one (AliasEvidence) are one entity;
//   2. two nodes whose names are written in two ways are one where it is safe to say
//      so (name_region);
//   3. a node that some article knows by a short form only ("Rivera") joins the
//      entity of its class that lists that form, if exactly one does (short_forms).
//
// A particular is an entity by itself: nothing joins it with anything. All of it is a
// function of the set of articles and of nothing else, so taking an article away undoes its
// merges (docs/decisions/0001-identity.md). It is kept by name_update; here it is read, each
// thing when it is first asked for.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lode/status.h"
#include "lode/store.h"
#include "lode/value.h"
#include "storage/disk/kv.h"
#include "storage/names/article_names.h"
#include "storage/names/correction_table.h"
#include "storage/names/name_index.h"
#include "storage/names/node_chunk.h"
#include "storage/names/node_facts.h"

namespace lode {

class NameSuggestions;
class Schema;

// Threads: any. After an error everything reads as unknown: look at status().
class AliasTable {
 public:
  using Node = NameNode;

  // Of a view with kept tables. Costs one look-up.
  AliasTable(std::shared_ptr<const KvView> view, std::shared_ptr<const Schema> schema);
  ~AliasTable();
  AliasTable(const AliasTable&) = delete;
  AliasTable& operator=(const AliasTable&) = delete;

  // Itself when unknown. Costs a look into an array, and a look-up in the store once for
  // 4,096 nodes.
  Node RepresentativeOf(Node node) const {
    const Loaded* chunk = ChunkOf(node);
    return chunk == nullptr || chunk->to.empty() ? node : chunk->to[node % kNodesOfChunk];
  }
  bool Knows(Node node) const { return KindByte(node) != 0; }
  EntityKind KindOf(Node node) const;  // of its entity; likewise
  // Whether the entity is this node only, or unknown. Costs likewise.
  bool IsAlone(Node representative) const {
    const Loaded* chunk = ChunkOf(representative);
    return chunk == nullptr || !chunk->chunk.entities.contains(representative);
  }
  // All nodes of the entity, ascending; none when unknown.
  std::vector<Node> MembersOf(Node representative) const;

  // The entity without `key`; empty when unknown. Never null. Costs a look-up a node; what
  // was asked for last is kept.
  std::shared_ptr<const Entity> EntityOf(Node representative) const;
  // The entity of a node, with the node's key.
  Entity EntityWithKey(Node node) const;
  // Null: no such node.
  std::shared_ptr<const Entity> EntityOfKey(std::string_view node_key) const;
  // How many chunks of nodes there are.
  std::size_t chunk_count() const { return chunk_count_; }
  // Every representative, ascending.
  void VisitEntities(const std::function<void(Node, EntityKind)>& visit) const;

  // Representatives of the entities that have this name, ascending. Where none has it:
  // those that are only described by it, particulars and kinds with more words; where there
  // are none either, those that have its letters: "Sao Paulo" for "São Paulo".
  std::vector<Node> Resolve(std::string_view name) const;
  // Those of them that are names. Cheaper where thousands are described by a word.
  std::vector<Node> ResolveNames(std::string_view name) const;
  // The keys under which two names are in one entity: those that would have to be kept
  // apart. Empty where they are not one, or one name.
  KeyPairs KeysOfOne(std::string_view name, std::string_view other) const;
  std::vector<Node> FindId(std::string_view entity_id) const;
  // Walks over the names of the first kMostWalked nodes; where there are more, `likely` is asked
  // for folded names that may be meant.
  static constexpr std::size_t kMostWalked = 100'000;
  using LikelyNames = std::function<std::vector<std::string>()>;
  std::vector<std::string> Suggest(std::string_view name, std::size_t limit,
                                   const LikelyNames& likely = {}) const;
  // Representatives of the entities one of whose names contains the folded text. Walks over all
  // names.
  std::set<Node> NamedWith(std::string_view folded) const;
  // Sorted, without doubles; all, or those of one entity.
  std::vector<MergeInfo> Merges(std::string_view entity_id) const;

  // OK, or the first error that any call met.
  Status status() const;

 private:
  struct Loaded {
    NodeChunk chunk;
    std::vector<Node> to;  // representatives by place; empty: each is its own
  };
  struct Kept {
    std::shared_ptr<const Entity> entity;
    std::string key;  // of its only node; empty: there are several
  };
  using Entities = std::unordered_map<Node, Kept>;

  // Those of this folded name, if any.
  void ConsiderNamed(const std::string& folded, NameSuggestions& suggestions) const;
  const Loaded* ChunkOf(Node node) const {
    const std::size_t number = node / kNodesOfChunk;
    if (number >= chunk_count_) return nullptr;
    const Loaded* chunk = chunks_[number].load(std::memory_order_acquire);
    return chunk != nullptr ? chunk : LoadChunk(number);
  }
  const Loaded* LoadChunk(std::size_t number) const;
  std::uint8_t KindByte(Node node) const {
    const Loaded* chunk = ChunkOf(node);
    return chunk == nullptr ? std::uint8_t{0} : chunk->chunk.kinds[node % kNodesOfChunk];
  }
  void Fail(const Status& status) const;
  std::optional<NodeFacts> FactsOf(Node node) const;
  std::vector<NodeFacts> FactsOf(const std::vector<Node>& nodes) const;
  std::optional<Node> NodeOfKey(const std::string& key) const;
  std::vector<Node> Indexed(NameIndex kind, std::string_view text) const;
  void AddNamed(const std::string& node_key, std::set<Node>& found) const;
  void AddDescribed(std::string_view name, bool only_names, std::set<Node>& found) const;
  void AddLetters(const std::string& folded, std::set<Node>& found) const;
  void VisitFacts(const std::function<void(Node, const NodeFacts&)>& visit) const;
  void Keep(Node representative, Kept kept) const;
  Kept Read(Node representative) const;
  std::vector<Node> LookUp(std::string_view name, bool only_names) const;

  const std::shared_ptr<const KvView> view_;
  const std::shared_ptr<const Schema> schema_;
  std::size_t chunk_count_ = 0;
  std::unique_ptr<std::atomic<const Loaded*>[]> chunks_;

  mutable std::mutex mutex_;  // guards what follows
  mutable Status status_;
  mutable std::vector<std::unique_ptr<const Loaded>> owned_;
  mutable std::unique_ptr<KvIterator> index_;  // over groups of keys; made when first needed
  mutable std::unordered_map<std::string, std::vector<Node>> resolved_;  // names asked for
  // What was asked for since `young_` was empty, and what was before: when the young are
  // half of what may be kept, the old ones go and the young become old.
  mutable Entities young_, old_;
  mutable std::size_t young_bytes_ = 0;
};

}  // namespace lode
