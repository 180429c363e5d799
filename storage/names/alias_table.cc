// Reading entities. What a scan asks of every row lies in arrays, a chunk of nodes at a
// time; what an answer shows is made of the facts of its nodes, one look-up each.

#include "storage/names/alias_table.h"

#include <algorithm>

#include "storage/names/entity_of.h"
#include "storage/terms/dictionary.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

constexpr std::size_t kYoungBytes = 32 << 20;
constexpr std::size_t kEntryBytes = 256;  // of an entity, beside its names

std::size_t BytesOf(const Entity& entity) {
  std::size_t bytes = kEntryBytes + entity.name.size() + entity.id.size() + entity.type.size();
  for (const std::string& alias : entity.aliases) bytes += sizeof alias + alias.size();
  return bytes;
}

}  // namespace

AliasTable::AliasTable(std::shared_ptr<const KvView> view, std::shared_ptr<const Schema> schema)
    : view_(std::move(view)), schema_(std::move(schema)) {
  const std::string table = KeyOf(Table::kNodeChunk);
  const auto chunks = view_->Walk(table);
  chunks->SeekBack(table + std::string(8, '\xff'));
  if (chunks->valid() && chunks->key().size() == 9)
    chunk_count_ = ByteReader(chunks->key().substr(1)).Big64() + 1;
  if (!chunks->status().ok()) status_ = chunks->status();
  if (chunk_count_ > std::size_t{UINT32_MAX} / kNodesOfChunk + 1) chunk_count_ = 0;
  chunks_ = std::make_unique<std::atomic<const Loaded*>[]>(chunk_count_);
}

AliasTable::~AliasTable() = default;

void AliasTable::Fail(const Status& status) const {
  std::lock_guard lock(mutex_);
  if (status_.ok()) status_ = status;
}

Status AliasTable::status() const {
  std::lock_guard lock(mutex_);
  return status_;
}

// One that cannot be read is empty, and the error is told.
const AliasTable::Loaded* AliasTable::LoadChunk(std::size_t number) const {
  const auto first = static_cast<Node>(number * kNodesOfChunk);
  auto loaded = std::make_unique<Loaded>();
  const auto bytes = view_->Get(ChunkKey(first));
  if (!bytes.ok()) Fail(bytes.status());
  if (bytes.ok() && bytes->has_value()) {
    auto chunk = DecodeChunk(**bytes, first);
    if (chunk.ok())
      loaded->chunk = *std::move(chunk);
    else
      Fail(chunk.status());
  }
  if (!loaded->chunk.representatives.empty()) {
    for (Node at = 0; at < kNodesOfChunk; ++at) loaded->to.push_back(first + at);
    for (const auto& [node, representative] : loaded->chunk.representatives)
      loaded->to[node - first] = representative;
    loaded->chunk.representatives.clear();
  }
  std::lock_guard lock(mutex_);
  if (const Loaded* other = chunks_[number].load(std::memory_order_relaxed)) return other;
  owned_.push_back(std::move(loaded));
  chunks_[number].store(owned_.back().get(), std::memory_order_release);
  return owned_.back().get();
}

EntityKind AliasTable::KindOf(Node node) const {
  const std::uint8_t kind = KindByte(node);
  return kind == 0 ? Entity().kind : static_cast<EntityKind>(kind - 1);
}

std::vector<AliasTable::Node> AliasTable::MembersOf(Node representative) const {
  const Loaded* chunk = ChunkOf(representative);
  if (chunk == nullptr || chunk->chunk.kinds[representative % kNodesOfChunk] == 0) return {};
  const auto found = chunk->chunk.entities.find(representative);
  if (found == chunk->chunk.entities.end()) return {representative};
  std::vector<Node> members;
  for (const std::vector<Node>& part : found->second)
    members.insert(members.end(), part.begin(), part.end());
  std::sort(members.begin(), members.end());
  return members;
}

std::optional<NodeFacts> AliasTable::FactsOf(Node node) const {
  const auto bytes = view_->Get(KeyOf(Table::kNodeFacts, std::uint64_t{node}));
  if (!bytes.ok()) Fail(bytes.status());
  if (!bytes.ok() || !bytes->has_value()) return std::nullopt;
  auto facts = DecodeFacts(**bytes);
  if (facts.ok()) return *std::move(facts);
  Fail(facts.status());
  return std::nullopt;
}

std::vector<NodeFacts> AliasTable::FactsOf(const std::vector<Node>& nodes) const {
  std::vector<NodeFacts> all;
  for (const Node node : nodes)
    if (auto facts = FactsOf(node)) all.push_back(*std::move(facts));
  return all;
}

void AliasTable::Keep(Node representative, Kept kept) const {
  young_bytes_ += BytesOf(*kept.entity) + kept.key.size();
  young_.emplace(representative, std::move(kept));
  if (young_bytes_ < kYoungBytes) return;
  old_ = std::move(young_);
  young_.clear();
  young_bytes_ = 0;
}

AliasTable::Kept AliasTable::Read(Node representative) const {
  static const auto kNobody = std::make_shared<const Entity>();
  {
    std::lock_guard lock(mutex_);
    if (auto found = young_.find(representative); found != young_.end()) return found->second;
    if (auto found = old_.find(representative); found != old_.end()) {
      Kept kept = std::move(found->second);
      old_.erase(found);
      Keep(representative, kept);
      return kept;
    }
  }
  const std::vector<NodeFacts> facts = FactsOf(MembersOf(representative));
  if (facts.empty()) return {kNobody, {}};
  Members members;
  for (const NodeFacts& one : facts) members.push_back(&one);
  Kept kept{std::make_shared<const Entity>(MakeEntity(members, *schema_)),
            facts.size() == 1 ? facts.front().key : std::string()};
  std::lock_guard lock(mutex_);
  Keep(representative, kept);
  return kept;
}

std::shared_ptr<const Entity> AliasTable::EntityOf(Node representative) const {
  return Read(representative).entity;
}

Entity AliasTable::EntityWithKey(Node node) const {
  Kept kept = Read(RepresentativeOf(node));
  Entity entity = *kept.entity;
  entity.key = std::move(kept.key);
  if (!entity.key.empty()) return entity;
  auto key = BytesOfTerm(*view_, TermId::Make(TermTag::kEntity, node));
  if (key.ok())
    entity.key = *std::move(key);
  else
    Fail(key.status());
  return entity;
}

void AliasTable::VisitEntities(const std::function<void(Node, EntityKind)>& visit) const {
  for (std::size_t number = 0; number < chunk_count_; ++number) {
    const auto first = static_cast<Node>(number * kNodesOfChunk);
    for (Node node = first; node - first < kNodesOfChunk; ++node)
      if (Knows(node) && RepresentativeOf(node) == node) visit(node, KindOf(node));
  }
}

void AliasTable::VisitFacts(const std::function<void(Node, const NodeFacts&)>& visit) const {
  auto it = view_->Iterate(KeyOf(Table::kNodeFacts));
  for (; it->valid(); it->Next()) {
    const auto facts = DecodeFacts(it->value());
    if (!facts.ok() || it->key().size() != 9) return Fail(facts.status());
    visit(static_cast<Node>(ByteReader(it->key().substr(1)).Big64()), *facts);
  }
  if (!it->status().ok()) Fail(it->status());
}

}  // namespace lode
