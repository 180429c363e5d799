// A name that no other is like has no links, is an entity by itself, and is found by keys that
// follow from it alone; named once more, it changes by its counts. What NameUpdate finds for the
// others does not depend on it. A test compares all keys with a computation from scratch.

#include "storage/names/many_names.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "storage/disk/coding.h"
#include "storage/names/entity_of.h"
#include "storage/names/name_index.h"
#include "storage/names/name_region.h"
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

// Whether articles that name it once more change nothing but counts: it is found by the same
// names, is like no other, and counts no differently where others share it.
bool CountsAlone(const NodeFacts& facts, const CountedName& more, bool are_names_shared) {
  return facts.links == 0 && facts.is_known() && !facts.is_short() && facts.short_forms.empty() &&
         std::ranges::all_of(more.forms,
                             [&](const CountedName::Form& form) {
                               const auto known = facts.forms.find(std::string(form.text));
                               return known != facts.forms.end() && known->second.name_refs > 0;
                             }) &&
         (!are_names_shared ||
          WeightOfShared(facts.named) == WeightOfShared(facts.named + more.articles));
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
  states_.assign(names_.size(), State::kNew);
  Status status = FindKnown();
  for (std::size_t i = 0; i < names_.size() && status.ok(); ++i) {
    const NodeFacts facts = FactsOf(names_.At(i));
    kinds_.push_back(static_cast<std::uint8_t>(1 + static_cast<unsigned>(KindOf({&facts}))));
    if (states_[i] == State::kMore) continue;
    const NameNode node = names_.NumberAt(i);
    for (const std::string& key : IndexKeysOf(facts, node, schema_)) {
      std::uint32_t hash = 0;
      for (const char c : key.substr(2, 4)) hash = hash << 8 | static_cast<unsigned char>(c);
      index_.push_back({key[1], hash, node});
    }
  }
  std::sort(index_.begin(), index_.end());
  if (status.ok()) status = FindAlike();
  for (std::uint32_t i = 0; i < names_.size(); ++i)
    if (states_[i] == State::kOther) others_.push_back(i);
  return status;
}

// The facts that the tables have of some of the names.
Result<std::vector<std::optional<std::string>>> NamesPut::KeptFacts(std::size_t begin,
                                                                    std::size_t end) const {
  std::vector<std::string> keys;
  for (std::size_t i = begin; i < end; ++i)
    keys.push_back(KeyOf(Table::kNodeFacts, std::uint64_t{names_.NumberAt(i)}));
  return view_.MultiGet(keys);
}

Status NamesPut::FindKnown() {
  const auto any = view_.Iterate(KeyOf(Table::kNodeFacts));
  has_facts_ = any->valid();
  if (!has_facts_) return any->status();
  const auto shared = view_.Iterate(KeyOf(Table::kSharedBy));
  if (!shared->status().ok()) return shared->status();
  for (std::size_t begin = 0; begin < names_.size(); begin += kAskedAtOnce) {
    const std::size_t end = std::min(begin + kAskedAtOnce, names_.size());
    const auto kept = KeptFacts(begin, end);
    if (!kept.ok()) return kept.status();
    for (std::size_t i = begin; i < end; ++i) {
      const std::optional<std::string>& bytes = (*kept)[i - begin];
      if (!bytes) continue;
      const auto facts = DecodeFacts(*bytes);
      if (!facts.ok()) return facts.status();
      states_[i] =
          CountsAlone(*facts, names_.At(i), shared->valid()) ? State::kMore : State::kOther;
    }
  }
  return {};
}

// Names that stand under one text of NameIndex::kAlike with another, of these or of the tables;
// two texts of one hash count as one, as they do wherever likeness is looked for.
Status NamesPut::FindAlike() {
  const char kind = static_cast<char>(NameIndex::kAlike);
  const std::string prefix = KeyOf(Table::kNameIndex).append(1, kind);
  const auto kept = view_.Iterate(prefix);
  auto at = std::lower_bound(index_.begin(), index_.end(), IndexEntry{kind, 0, 0});
  while (at != index_.end() && at->kind == kind) {
    auto end = at;
    while (end != index_.end() && end->kind == kind && end->hash == at->hash) ++end;
    bool is_alike = end - at > 1;
    if (kept->valid()) {
      std::string key = prefix;
      PutBig32(key, at->hash);
      for (int step = 0; kept->valid() && kept->key() < key && step < kMostSteps; ++step)
        kept->Next();
      if (kept->valid() && kept->key() < key) kept->Seek(key);
      for (; kept->valid() && kept->key().starts_with(key); kept->Next()) {
        is_alike = true;
        MakeOther(NodeOfIndexKey(kept->key()));
      }
    }
    for (; at != end; ++at)
      if (is_alike) MakeOther(at->node);
  }
  return kept->status();
}

// Where it is one of the names.
void NamesPut::MakeOther(NameNode node) {
  std::size_t at = 0;
  for (std::size_t end = names_.size(); at < end;) {
    const std::size_t middle = at + (end - at) / 2;
    if (names_.NumberAt(middle) < node)
      at = middle + 1;
    else
      end = middle;
  }
  if (at < names_.size() && names_.NumberAt(at) == node) states_[at] = State::kOther;
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
      if (states_[i] == State::kNew) chunk.kinds[names_.NumberAt(i) - first] = kinds_[i];
    if (!chunk.is_empty())
      status = chunks.Put(key, EncodeChunk(chunk, first));
    else
      changes.emplace(key, std::nullopt);
  }
  return status.ok() ? chunks.End() : status;
}

Status NamesPut::PutFacts(KeyChanges& changes, SortedKeys& keys) {
  Between out(changes, Table::kNodeFacts, keys);
  for (std::size_t begin = 0; begin < names_.size(); begin += kAskedAtOnce) {
    const std::size_t end = std::min(begin + kAskedAtOnce, names_.size());
    auto kept = has_facts_ ? KeptFacts(begin, end) : std::vector<std::optional<std::string>>();
    if (!kept.ok()) return kept.status();
    for (std::size_t i = begin; i < end; ++i) {
      if (states_[i] == State::kOther) continue;
      auto facts = states_[i] == State::kMore ? DecodeFacts(*(*kept)[i - begin]) : NodeFacts();
      if (!facts.ok()) return facts.status();
      facts->Add(names_.At(i));
      const Status status =
          out.Put(KeyOf(Table::kNodeFacts, std::uint64_t{names_.NumberAt(i)}), EncodeFacts(*facts));
      if (!status.ok()) return status;
    }
  }
  return out.End();
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
