// Which nodes are one entity, by runs of 4,096 nodes: few nodes are one with another, so
// what stands here is small, and a scan's look at a node is a look into an array.
//
//   runs of kinds until 4,096 nodes: varint length, u8 0: unknown | 1 + EntityKind
//   varint n, n entities whose representative is here and that have several nodes:
//     varint place in the chunk, varint parts, each: varint nodes, nodes ascending
//   varint n, n nodes of such entities that are not their representatives:
//     varint place in the chunk, varint representative
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"
#include "lode/store.h"
#include "storage/names/article_names.h"

namespace lode {

inline constexpr NameNode kNodesOfChunk = 4096;

// An entity's nodes. Those of one part are one by what articles say and by likeness; parts
// are one by short forms. Both ascending, parts by their first node, which names the part;
// the first of all is the representative.
using EntityParts = std::vector<std::vector<NameNode>>;

struct NodeChunk {
  std::array<std::uint8_t, kNodesOfChunk> kinds{};  // by place: 0 unknown, else 1 + EntityKind
  std::map<NameNode, EntityParts> entities;         // by representative
  std::map<NameNode, NameNode> representatives;     // of nodes here that are none

  bool is_empty() const;
};

std::string ChunkKey(NameNode node);
std::string EncodeChunk(const NodeChunk& chunk, NameNode first);
// `first`: the chunk's first node.
Result<NodeChunk> DecodeChunk(std::string_view bytes, NameNode first);

}  // namespace lode
