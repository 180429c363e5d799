// Two kinds of entries in one small table, read whole.

#include "storage/kept/kept_table.h"

#include "storage/disk/coding.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

constexpr std::uint8_t kLayout = 1;

std::string GroupKey(std::string_view name) {
  return KeyOf(Table::kKept, "g").append(name);
}

std::string RelationKey(std::uint32_t number) {
  std::string key = KeyOf(Table::kKept, "r");
  PutBig32(key, number);
  return key;
}

std::uint32_t NumberOf(std::string_view key) {
  std::uint32_t number = 0;
  for (const char c : key.substr(2)) number = number << 8 | static_cast<unsigned char>(c);
  return number;
}

}  // namespace

Result<std::vector<KeptRelation>> ReadKeptRelations(const KvView& view) {
  std::vector<KeptRelation> relations;
  const auto it = view.Iterate(KeyOf(Table::kKept, "r"));
  for (; it->valid(); it->Next()) {
    ByteReader reader(it->value());
    KeptRelation& relation = relations.emplace_back();
    relation.number = NumberOf(it->key());
    const std::uint8_t layout = reader.Byte();
    relation.name = reader.String();
    relation.arity = reader.Varint32();
    relation.rows = reader.Varint();
    relation.definition = reader.String();
    relation.aside = reader.String();
    if (layout != kLayout || !reader.ok())
      return Status(Code::kCorrupt,
                    "what is known of kept rules is damaged; run `lode check --mend`");
  }
  if (Status status = it->status(); !status.ok()) return status;
  return relations;
}

void PutKeptRelation(KvBatch& batch, const KeptRelation& relation) {
  std::string bytes;
  PutByte(bytes, kLayout);
  PutString(bytes, relation.name);
  PutVarint(bytes, relation.arity);
  PutVarint(bytes, relation.rows);
  PutString(bytes, relation.definition);
  PutString(bytes, relation.aside);
  batch.Put(RelationKey(relation.number), bytes);
}

void DeleteKeptRelation(KvBatch& batch, std::uint32_t number) {
  batch.Delete(RelationKey(number));
}

Result<std::vector<KeptGroup>> ReadKeptGroups(const KvView& view) {
  std::vector<KeptGroup> groups;
  const auto it = view.Iterate(GroupKey({}));
  for (; it->valid(); it->Next()) {
    KeptGroup& group = groups.emplace_back();
    group.name = it->key().substr(2);
    ByteReader reader(it->value());
    for (std::size_t left = reader.Count(); left > 0; --left)
      group.relations.push_back(reader.Varint32());
    if (!reader.ok())
      return Status(Code::kCorrupt,
                    "what is known of kept rules is damaged; run `lode check --mend`");
  }
  if (Status status = it->status(); !status.ok()) return status;
  return groups;
}

void PutKeptGroup(KvBatch& batch, const KeptGroup& group) {
  std::string bytes;
  PutVarint(bytes, group.relations.size());
  for (const std::uint32_t number : group.relations) PutVarint(bytes, number);
  batch.Put(GroupKey(group.name), bytes);
}

void DeleteKeptGroup(KvBatch& batch, std::string_view name) {
  batch.Delete(GroupKey(name));
}

}  // namespace lode
