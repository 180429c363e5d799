// A change takes the old names of its articles out and puts the new ones in. What cannot be
// taken out, because it is damaged, does not matter where everything is computed anew.

#include "storage/name_change.h"

#include <memory>
#include <set>

#include "storage/names/computed_names.h"
#include "storage/names/name_update.h"
#include "storage/schema/schema.h"
#include "storage/terms/dictionary.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

void PutAll(KvBatch& batch, const KeyChanges& changes) {
  for (const auto& [key, value] : changes) {
    if (value)
      batch.Put(key, *value);
    else
      batch.Delete(key);
  }
}

// The schema that the tables are kept by; `parsed` holds it where it is not the caller's.
Result<const Schema*> KeptSchema(const KvView& view, const Schema& schema,
                                 std::shared_ptr<const Schema>& parsed) {
  auto text = view.Get(KeyOf(Table::kMeta, "schema"));
  if (!text.ok()) return text.status();
  if (!text->has_value() || **text == schema.text()) return &schema;
  auto kept = Schema::Parse(**text, "the store's schema");
  if (!kept.ok()) return kept.status();
  parsed = *std::move(kept);
  return parsed.get();
}

void Collect(const ArticleNames& names, std::vector<NameNode>& nodes) {
  for (const ArticleNames::Node& node : names.nodes) nodes.push_back(node.number);
  for (const ArticleNames::Evidence& alias : names.aliases) nodes.push_back(alias.other);
}

Result<std::vector<ArticleNames>> OldNames(const KvView& view,
                                           const std::vector<ChangedNames>& changes) {
  std::vector<ArticleNames> old;
  for (const ChangedNames& change : changes) {
    if (!change.was_there) continue;
    if (change.before != nullptr) {
      old.push_back(*change.before);
      continue;
    }
    auto names = ReadNames(view, change.number);
    if (!names.ok()) return names.status();
    if (!names->has_value()) return Status(Code::kCorrupt, "an article's names are lost");
    old.push_back(**std::move(names));
  }
  return old;
}

Status Step(const KvView& view, KvBatch& batch, const Schema& schema,
            const std::vector<ChangedNames>& changes) {
  auto old = OldNames(view, changes);
  if (!old.ok()) return old.status();
  auto apart = ReadApart(view);
  if (!apart.ok()) return apart.status();
  std::vector<NameNode> nodes;
  for (const ArticleNames& names : *old) Collect(names, nodes);
  for (const ChangedNames& change : changes)
    if (change.after != nullptr) Collect(*change.after, nodes);
  NameUpdate update(view, view, schema);
  update.KeepApart(*std::move(apart));
  update.Prefetch(std::move(nodes));
  for (const ArticleNames& names : *old) update.TakeOut(names);
  for (const ChangedNames& change : changes)
    if (change.after != nullptr) update.PutIn(*change.after);
  Status status = update.Finish();
  if (status.ok()) PutAll(batch, update.changes());
  return status;
}

Status Anew(const KvView& view, KvBatch& batch, const Schema& schema,
            const std::vector<ChangedNames>& changes) {
  std::set<std::uint64_t> without;
  std::vector<const ArticleNames*> added;
  for (const ChangedNames& change : changes) {
    without.insert(change.number);
    if (change.after != nullptr) added.push_back(change.after);
  }
  const TellDifference mend = [&](std::string_view key, std::optional<std::string_view> computed) {
    if (computed)
      batch.Put(key, *computed);
    else
      batch.Delete(key);
  };
  return CompareNames(view, schema, mend, without, added).status();
}

// What names of lines change where they are put in one with another.
Result<KeyChanges> ChangesOf(const KvView& view, const Schema& schema, ManyNames& names,
                             std::span<const std::uint32_t> some) {
  auto apart = ReadApart(view);
  if (!apart.ok()) return apart.status();
  NameUpdate update(view, view, schema);
  update.KeepApart(*std::move(apart));
  std::vector<NameNode> nodes;
  for (const std::uint32_t index : some) nodes.push_back(names.NumberAt(index));
  update.Prefetch(std::move(nodes));
  for (const std::uint32_t index : some) update.PutIn(names.At(index));
  if (Status status = update.Finish(); !status.ok()) return status;
  return update.changes();
}

}  // namespace

Status ChangeNames(const KvView& view, KvBatch& batch, const Schema& schema,
                   const std::vector<ChangedNames>& changes) {
  if (changes.empty()) return {};
  std::shared_ptr<const Schema> parsed;
  const auto kept = KeptSchema(view, schema, parsed);
  if (!kept.ok()) return kept.status();
  Status status = Step(view, batch, **kept, changes);
  return status.code() == Code::kCorrupt ? Anew(view, batch, **kept, changes) : status;
}

Result<std::vector<std::uint32_t>> AddNames(const KvView& view, KvBatch& batch,
                                            const Schema& schema, ManyNames& names,
                                            std::size_t most, SortedKeys& keys,
                                            SortedKeys& shown_keys) {
  std::shared_ptr<const Schema> parsed;
  const auto kept = KeptSchema(view, schema, parsed);
  if (!kept.ok()) return kept.status();
  NamesPut put(view, **kept, names);
  if (Status status = put.Sort(); !status.ok()) return status;
  const bool is_few = put.others().size() <= most;
  auto changes = is_few ? ChangesOf(view, **kept, names, put.others()) : KeyChanges();
  if (!changes.ok()) return changes.status();
  if (Status status = put.PutPlain(*changes, is_few ? keys : shown_keys); !status.ok())
    return status;
  PutAll(batch, *changes);
  return is_few ? std::vector<std::uint32_t>() : put.others();
}

Status AddSomeNames(const KvView& view, KvBatch& batch, const Schema& schema, ManyNames& names,
                    std::span<const std::uint32_t> some) {
  std::shared_ptr<const Schema> parsed;
  const auto kept = KeptSchema(view, schema, parsed);
  if (!kept.ok()) return kept.status();
  const auto changes = ChangesOf(view, **kept, names, some);
  if (changes.ok()) PutAll(batch, *changes);
  return changes.status();
}

void WaitingNames::Add(std::uint64_t number, std::optional<ArticleNames> before,
                       std::optional<ArticleNames> after) {
  const auto [at, is_new] = changes_.try_emplace(number);
  if (is_new) at->second.before = std::move(before);
  if (after) size_ += after->nodes.size();
  at->second.after = std::move(after);
}

void WaitingNames::Append(WaitingNames&& later) {
  for (auto& [number, change] : later.changes_)
    Add(number, std::move(change.before), std::move(change.after));
  later = {};
}

Status WaitingNames::Apply(const KvView& view, KvBatch& batch, const Schema& schema) const {
  std::vector<ChangedNames> changes;
  for (const auto& [number, change] : changes_)
    changes.push_back({number, change.before.has_value(), change.after ? &*change.after : nullptr,
                       change.before ? &*change.before : nullptr});
  return ChangeNames(view, batch, schema, changes);
}

Status ChangeApart(const KvView& view, KvBatch& batch, const Schema& schema, const KeyPairs& put,
                   const KeyPairs& taken) {
  std::shared_ptr<const Schema> parsed;
  const auto kept = KeptSchema(view, schema, parsed);
  if (!kept.ok()) return kept.status();
  auto apart = ReadApart(view);
  if (!apart.ok()) return apart.status();
  NameUpdate update(view, view, **kept);
  for (const KeyPairs* pairs : {&put, &taken})
    for (const auto& [one, other] : *pairs)
      for (const std::string& key : {one, other}) {
        const auto node = FindTerm(view, TermOfNode(key));
        if (!node.ok()) return node.status();
        if (node->has_value()) update.Touch(static_cast<NameNode>((*node)->payload()));
      }
  apart->insert(put.begin(), put.end());
  for (const auto& pair : taken) apart->erase(pair);
  update.KeepApart(*std::move(apart));
  if (Status status = update.Finish(); !status.ok()) return status;
  PutApart(batch, put);
  DeleteApart(batch, taken);
  PutAll(batch, update.changes());
  return {};
}

Status RecomputeNames(const KvView& view, KvBatch& batch, const Schema& schema) {
  return Anew(view, batch, schema, {});
}

}  // namespace lode
