// Writing down what was worked out: entities into the chunks of their nodes, facts, the
// likenesses that joined names, and what contested names share.

#include <algorithm>

#include "storage/names/name_index.h"
#include "storage/names/name_update.h"

namespace lode {

// Parts of the included nodes, joined by short forms. Parts go by their roots.
void NameUpdate::MakeEntities() {
  for (const NameNode node : included_)
    if (state_.FactsOf(node).is_known()) parts_[short_forms_.PartRoot(node)].push_back(node);
  std::map<NameNode, NameNode> parent;
  for (const auto& [root, nodes] : parts_) parent[root] = root;
  const auto find = [&](NameNode root) {
    while (parent.at(root) != root) root = parent.at(root);
    return root;
  };
  for (const auto& [node, lister] : short_edges_) {
    const NameNode a = find(short_forms_.PartRoot(node)), b = find(short_forms_.PartRoot(lister));
    if (a != b) parent[std::max(a, b)] = std::min(a, b);
  }
  for (const NameNode node : included_) {
    NodeChunk& chunk = ChunkOf(node);
    chunk.kinds[node % kNodesOfChunk] = 0;
    chunk.entities.erase(node);
    chunk.representatives.erase(node);
  }
  std::map<NameNode, std::vector<NameNode>> entities;
  for (const auto& [root, nodes] : parts_) entities[find(root)].push_back(root);
  for (const auto& [root, roots] : entities) PutEntity(roots);
}

void NameUpdate::PutEntity(const std::vector<NameNode>& roots) {
  EntityParts parts;
  Members members;
  for (const NameNode root : roots) {
    parts.push_back(parts_.at(root));
    for (const NameNode node : parts.back()) members.push_back(&state_.FactsOf(node));
  }
  const auto kind = static_cast<std::uint8_t>(1 + static_cast<unsigned>(KindOf(members)));
  const NameNode representative = parts.front().front();
  for (const std::vector<NameNode>& part : parts)
    for (const NameNode node : part) {
      ChunkOf(node).kinds[node % kNodesOfChunk] = kind;
      if (node != representative) ChunkOf(node).representatives[node] = representative;
    }
  if (members.size() > 1) ChunkOf(representative).entities[representative] = std::move(parts);
}

NodeChunk& NameUpdate::ChunkOf(NameNode node) {
  const auto [found, is_new] = chunks_.try_emplace(node / kNodesOfChunk);
  if (is_new) found->second = state_.ChunkBefore(node);
  return found->second;
}

void NameUpdate::PutChunks() {
  for (const auto& [number, chunk] : chunks_) {
    const NameNode first = number * kNodesOfChunk;
    if (chunk.is_empty()) {
      if (!state_.ChunkBefore(first).is_empty()) state_.keys().Delete(ChunkKey(first));
      continue;
    }
    std::string bytes = EncodeChunk(chunk, first);
    if (bytes != EncodeChunk(state_.ChunkBefore(first), first))
      state_.keys().Put(ChunkKey(first), std::move(bytes));
  }
}

void NameUpdate::PutFacts() {
  std::vector<NameNode> nodes;  // ascending, as their keys do
  for (const auto& [node, state] : state_.nodes())
    if (state.is_touched || region_.Has(node)) nodes.push_back(node);
  std::sort(nodes.begin(), nodes.end());
  for (const NameNode node : nodes) {
    const NameState::Node& state = state_.At(node);
    std::string key = KeyOf(Table::kNodeFacts, std::uint64_t{node});
    if (!state.now.is_known()) {
      if (!state.kept.empty()) state_.keys().Delete(std::move(key));
      continue;
    }
    std::string bytes = EncodeFacts(state.now);
    if (bytes != state.kept) state_.keys().Put(std::move(key), std::move(bytes));
  }
}

void NameUpdate::PutJoined() {
  KeyChanges pairs;  // what was there goes, unless it comes again
  for (const auto& [node, facts] : region_.nodes()) {
    if ((state_.At(node).before.links & NodeFacts::kLinked) == 0) continue;
    const Status status =
        state_.keys().Scan(KeyOf(Table::kAlike, std::uint64_t{node}), [&](auto& seen) {
          pairs[std::string(seen.key)] = std::nullopt;
          return true;
        });
    if (!status.ok()) state_.Fail(status);
  }
  for (const NameRegion::Joined& joined : region_.joined()) {
    std::string key = KeyOf(Table::kAlike, std::uint64_t{joined.node});
    PutBig64(key, joined.other);
    std::string bytes;
    PutByte(bytes, static_cast<std::uint8_t>(joined.likeness));
    PutDouble(bytes, joined.score);
    pairs[std::move(key)] = std::move(bytes);
  }
  for (auto& [key, value] : pairs) {
    if (value)
      state_.keys().Put(key, *std::move(value));
    else
      state_.keys().Delete(key);
  }
}

void NameUpdate::PutShared() {
  const std::set<NameNode> none;
  for (const auto& [node, facts] : region_.nodes()) {
    const auto found = region_.shared().find(node);
    const std::set<NameNode>& after = found == region_.shared().end() ? none : found->second;
    std::set<NameNode> before;
    std::string key = KeyOf(Table::kShares, std::uint64_t{node});
    if ((state_.At(node).before.links & NodeFacts::kContested) != 0) {
      const auto stored = state_.keys().Get(key);
      if (!stored.ok()) return state_.Fail(stored.status());
      if (stored->has_value())
        for (ByteReader in(**stored); in.ok() && !in.at_end();) before.insert(in.Varint32());
    }
    if (before == after) continue;
    const auto shared_key = [&, by = node](NameNode name) {
      std::string shared = KeyOf(Table::kSharedBy, std::uint64_t{name});
      PutBig64(shared, by);
      return shared;
    };
    for (const NameNode name : before)
      if (!after.contains(name)) state_.keys().Delete(shared_key(name));
    for (const NameNode name : after)
      if (!before.contains(name)) state_.keys().Put(shared_key(name), {});
    std::string bytes;
    for (const NameNode name : after) PutVarint(bytes, name);
    if (after.empty())
      state_.keys().Delete(std::move(key));
    else
      state_.keys().Put(std::move(key), std::move(bytes));
  }
}

}  // namespace lode
