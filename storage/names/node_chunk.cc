// Numbers of nodes follow the dictionary, which sorts what comes together: kinds come in
// long runs.

#include "storage/names/node_chunk.h"

#include <algorithm>

#include "storage/terms/key_layout.h"

namespace lode {

namespace {

Status Damaged() {
  return {Code::kCorrupt, "what the store keeps of its entities is damaged"};
}

bool IsAscending(const std::vector<NameNode>& nodes) {
  return std::adjacent_find(nodes.begin(), nodes.end(), std::greater_equal<>()) == nodes.end();
}

bool TakeKinds(ByteReader& in, NodeChunk& chunk) {
  for (std::size_t at = 0; at < kNodesOfChunk;) {
    const std::uint64_t length = in.Varint();
    const std::uint8_t kind = in.Byte();
    if (!in.ok() || length == 0 || length > kNodesOfChunk - at || kind > 3) return false;
    std::fill_n(chunk.kinds.begin() + at, length, kind);
    at += length;
  }
  return true;
}

bool TakeEntity(ByteReader& in, NodeChunk& chunk, NameNode first) {
  const std::uint32_t place = in.Varint32();
  EntityParts parts(in.Count(2));
  for (std::vector<NameNode>& part : parts) {
    part.resize(in.Count());
    for (NameNode& node : part) node = in.Varint32();
    if (part.empty() || !IsAscending(part)) return false;
  }
  if (!in.ok() || place >= kNodesOfChunk || parts.empty() || parts[0][0] != first + place)
    return false;
  return chunk.entities.emplace(first + place, std::move(parts)).second;
}

}  // namespace

bool NodeChunk::is_empty() const {
  return std::all_of(kinds.begin(), kinds.end(), [](std::uint8_t kind) { return kind == 0; });
}

std::string ChunkKey(NameNode node) {
  return KeyOf(Table::kNodeChunk, std::uint64_t{node / kNodesOfChunk});
}

std::string EncodeChunk(const NodeChunk& chunk, NameNode first) {
  std::string out;
  for (std::size_t at = 0; at < kNodesOfChunk;) {
    std::size_t end = at;
    while (end < kNodesOfChunk && chunk.kinds[end] == chunk.kinds[at]) ++end;
    PutVarint(out, end - at);
    PutByte(out, chunk.kinds[at]);
    at = end;
  }
  PutVarint(out, chunk.entities.size());
  for (const auto& [representative, parts] : chunk.entities) {
    PutVarint(out, representative - first);
    PutVarint(out, parts.size());
    for (const std::vector<NameNode>& part : parts) {
      PutVarint(out, part.size());
      for (const NameNode node : part) PutVarint(out, node);
    }
  }
  PutVarint(out, chunk.representatives.size());
  for (const auto& [node, representative] : chunk.representatives) {
    PutVarint(out, node - first);
    PutVarint(out, representative);
  }
  return out;
}

Result<NodeChunk> DecodeChunk(std::string_view bytes, NameNode first) {
  ByteReader in(bytes);
  NodeChunk chunk;
  if (!TakeKinds(in, chunk)) return Damaged();
  for (std::size_t count = in.Count(3); count > 0; --count)
    if (!TakeEntity(in, chunk, first)) return Damaged();
  for (std::size_t count = in.Count(2); count > 0; --count) {
    const std::uint32_t place = in.Varint32();
    const NameNode representative = in.Varint32();
    if (!in.ok() || place >= kNodesOfChunk || representative >= first + place) return Damaged();
    chunk.representatives.emplace(first + place, representative);
  }
  if (!in.ok() || !in.at_end()) return Damaged();
  return chunk;
}

}  // namespace lode
