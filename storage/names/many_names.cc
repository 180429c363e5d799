// A name that no other is like has no links, is an entity by itself, and is found by keys that
// follow from it alone. So is each of them, whatever the others are: what NameUpdate finds for the
// others does not depend on it. A test compares all keys with a computation from scratch.

#include "storage/names/many_names.h"

#include <algorithm>
#include <optional>
#include <ranges>
#include <string>
#include <utility>

#include "storage/disk/coding.h"
#include "storage/names/entity_of.h"
#include "storage/names/name_index.h"
#include "storage/names/node_chunk.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

constexpr std::size_t kAskedAtOnce = 1 << 14;
constexpr int kMostSteps = 16;  // ahead, before a walk seeks

NodeFacts FactsOf(const CountedName& name) {
  NodeFacts facts;
  facts.Add(name);
  return facts;
}

// Keys on their way, with changes of the same table between them.
class Between {
 public:
  Between(KeyChanges& changes, Table table, SortedKeys& keys)
      : changes_(changes), from_(KeyOf(table)), table_(table), keys_(keys) {}

  Status Put(std::string_view key, std::string_view value) {
    Status status = PutUpTo(key);
    return status.ok() ? keys_.Put(key, value) : status;
  }
  Status End() { return PutUpTo(KeyOf(static_cast<Table>(static_cast<char>(table_) + 1))); }

 private:
  // What goes stays among the changes.
  Status PutUpTo(std::string_view key) {
    for (auto at = changes_.lower_bound(from_); at != changes_.end() && at->first < key;) {
      if (!at->second) {
        ++at;
        continue;
      }
      if (Status status = keys_.Put(at->first, *at->second); !status.ok()) return status;
      at = changes_.erase(at);
    }
    from_ = key;
    return {};
  }

  KeyChanges& changes_;
  std::string from_;
  const Table table_;
  SortedKeys& keys_;
};

}  // namespace

Status NamesPut::Sort() {
  kinds_.reserve(names_.size());
  is_other_.assign(names_.size(), false);
  for (std::size_t i = 0; i < names_.size(); ++i) {
    const NameNode node = names_.NumberAt(i);
    const NodeFacts facts = FactsOf(names_.At(i));
    kinds_.push_back(static_cast<std::uint8_t>(1 + static_cast<unsigned>(KindOf({&facts}))));
    for (const std::string& key : IndexKeysOf(facts, node, schema_)) {
      std::uint32_t hash = 0;
      for (const char c : key.substr(2, 4)) hash = hash << 8 | static_cast<unsigned char>(c);
      index_.push_back({key[1], hash, node});
    }
  }
  std::sort(index_.begin(), index_.end());
  Status status = FindKnown();
  if (status.ok()) status = FindAlike();
  for (std::uint32_t i = 0; i < names_.size(); ++i)
    if (is_other_[i]) others_.push_back(i);
  return status;
}

// Names that the tables have facts of.
Status NamesPut::FindKnown() {
  const auto any = view_.Iterate(KeyOf(Table::kNodeFacts));
  if (!any->valid()) return any->status();
  std::vector<std::string> keys;
  for (std::size_t begin = 0; begin < names_.size(); begin += kAskedAtOnce) {
    const std::size_t end = std::min(begin + kAskedAtOnce, names_.size());
    keys.clear();
    for (std::size_t i = begin; i < end; ++i)
      keys.push_back(KeyOf(Table::kNodeFacts, std::uint64_t{names_.NumberAt(i)}));
    const auto found = view_.MultiGet(keys);
    if (!found.ok()) return found.status();
    for (std::size_t i = begin; i < end; ++i) is_other_[i] = (*found)[i - begin].has_value();
  }
  return {};
}

// Names that stand under one text of NameIndex::kAlike with another, of these or of the tables;
// two texts of one hash count as one, as they do wherever likeness is looked for.
Status NamesPut::FindAlike() {
  const char kind = static_cast<char>(NameIndex::kAlike);
  const auto begins = std::lower_bound(index_.begin(), index_.end(), IndexEntry{kind, 0, 0});
  const std::string prefix = KeyOf(Table::kNameIndex).append(1, kind);
  const auto kept = view_.Iterate(prefix);
  const auto mark = [&](NameNode node) {
    const auto indexes = std::views::iota(std::size_t{0}, names_.size());
    is_other_[*std::ranges::lower_bound(
        indexes, node, {}, [&](std::size_t index) { return names_.NumberAt(index); })] = true;
  };
  for (auto at = begins; at != index_.end() && at->kind == kind;) {
    auto end = at;
    while (end != index_.end() && end->kind == kind && end->hash == at->hash) ++end;
    bool is_alike = end - at > 1;
    if (kept->valid() && !is_alike) {
      std::string key = prefix;
      PutBig32(key, at->hash);
      for (int step = 0; kept->valid() && kept->key() < key && step < kMostSteps; ++step)
        kept->Next();
      if (kept->valid() && kept->key() < key) kept->Seek(key);
      is_alike = kept->valid() && kept->key().starts_with(key);
    }
    for (; at != end; ++at)
      if (is_alike) mark(at->node);
  }
  return kept->status();
}

Status NamesPut::PutPlain(KeyChanges& changes, SortedKeys& keys) {
  Status status = PutChunks(changes, keys);
  if (status.ok()) status = PutFacts(changes, keys);
  return status.ok() ? PutIndex(changes, keys) : status;
}

Status NamesPut::PutChunks(KeyChanges& changes, SortedKeys& keys) {
  Between chunks(changes, Table::kNodeChunk, keys);
  Status status;
  for (std::size_t i = 0; i < names_.size() && status.ok();) {
    const NameNode number = names_.NumberAt(i) / kNodesOfChunk, first = number * kNodesOfChunk;
    const std::string key = ChunkKey(first);
    std::optional<std::string> bytes;
    if (const auto changed = changes.find(key); changed != changes.end()) {
      bytes = std::move(changed->second);
      changes.erase(changed);
    } else {
      auto kept = view_.Get(key);
      if (!kept.ok()) return kept.status();
      bytes = *std::move(kept);
    }
    NodeChunk chunk;
    if (bytes) {
      auto known = DecodeChunk(*bytes, first);
      if (!known.ok()) return known.status();
      chunk = *std::move(known);
    }
    for (; i < names_.size() && names_.NumberAt(i) / kNodesOfChunk == number; ++i)
      if (!is_other_[i]) chunk.kinds[names_.NumberAt(i) - first] = kinds_[i];
    if (!chunk.is_empty())
      status = chunks.Put(key, EncodeChunk(chunk, first));
    else
      changes.emplace(key, std::nullopt);
  }
  return status.ok() ? chunks.End() : status;
}

Status NamesPut::PutFacts(KeyChanges& changes, SortedKeys& keys) {
  Between facts(changes, Table::kNodeFacts, keys);
  Status status;
  for (std::size_t i = 0; i < names_.size() && status.ok(); ++i)
    if (!is_other_[i])
      status = facts.Put(KeyOf(Table::kNodeFacts, std::uint64_t{names_.NumberAt(i)}),
                         EncodeFacts(FactsOf(names_.At(i))));
  return status.ok() ? facts.End() : status;
}

Status NamesPut::PutIndex(KeyChanges& changes, SortedKeys& keys) {
  Between index(changes, Table::kNameIndex, keys);
  std::vector<NameNode> others;
  for (const std::uint32_t other : others_) others.push_back(names_.NumberAt(other));
  Status status;
  std::string key;
  for (const IndexEntry& entry : index_) {
    if (!status.ok()) break;
    if (std::binary_search(others.begin(), others.end(), entry.node)) continue;
    key = KeyOf(Table::kNameIndex).append(1, entry.kind);
    PutBig32(key, entry.hash);
    PutBig32(key, entry.node);
    status = index.Put(key, {});
  }
  return status.ok() ? index.End() : status;
}

}  // namespace lode
