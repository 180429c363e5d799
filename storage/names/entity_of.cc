// Every tie is broken by bytes or by the schema's order, and sums replace "first seen": so
// an entity is a function of the set of articles.

#include "storage/names/entity_of.h"

#include <algorithm>
#include <map>
#include <set>

#include "storage/disk/content_hash.h"
#include "storage/names/name_form.h"
#include "storage/schema/schema.h"

namespace lode {
namespace {

// A kind is written small where it is so once for so many times of its most frequent form.
constexpr std::uint64_t kRarelySmall = 10;

std::ptrdiff_t Capitals(std::string_view text) {
  return std::ranges::count_if(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

std::string DisplayName(const Members& members) {
  const bool any_full =
      std::any_of(members.begin(), members.end(), [](const NodeFacts* f) { return f->is_full(); });
  std::map<std::string_view, std::uint64_t> counts, descriptions;
  for (const NodeFacts* f : members) {
    if (any_full && !f->is_full()) continue;
    for (const auto& [text, form] : f->forms) {
      if (form.name_refs > 0 && form.folded == NameOfKey(f->key))
        counts[text] += form.count;
      else
        descriptions[text] += form.count;
    }
  }
  const auto& from = counts.empty() ? descriptions : counts;
  const std::pair<const std::string_view, std::uint64_t>* best = nullptr;
  for (const auto& entry : from)
    if (best == nullptr || entry.second > best->second) best = &entry;  // a tie keeps the first
  // "president", not the "PRESIDENT" of headlines: what a kind has in capitals comes from where
  // it stands.
  if (best != nullptr && KindOf(members) == EntityKind::kKind) {
    const std::uint64_t most = best->second;
    for (const auto& entry : from)
      if (entry.second * kRarelySmall >= most && Capitals(entry.first) < Capitals(best->first))
        best = &entry;
  }
  return std::string(best == nullptr ? NameOfKey(members.front()->key) : best->first);
}

EntityKind KindOf(const Members& members) {
  bool any_term = false, any_name = false;
  for (const NodeFacts* f : members) {
    const IdentityClass identity = IdentityOfKey(f->key);
    if (identity == IdentityClass::kParticular) return EntityKind::kParticular;
    if (f->is_short() && !f->is_full() && members.size() > 1) continue;
    (identity == IdentityClass::kTerm ? any_term : any_name) = true;
  }
  return any_term && !any_name ? EntityKind::kKind : EntityKind::kName;
}

std::string TypeOf(const Members& members, const Schema& schema) {
  std::map<std::string, std::uint64_t> types;
  for (const NodeFacts* f : members)
    for (const auto& [type, weight] : f->types) types[type] += weight;
  std::string best;
  std::uint64_t most = 0;
  for (const auto& [type, weight] : types) {
    const bool earlier = weight == most && schema.TypeOrder(type) < schema.TypeOrder(best);
    if (weight > most || earlier) best = type, most = weight;
  }
  return best.empty() ? std::string(kNoType) : best;
}

Entity MakeEntity(const Members& members, const Schema& schema) {
  Entity entity;
  entity.name = DisplayName(members);
  std::set<std::string_view> names;
  const std::string* smallest = nullptr;
  for (const NodeFacts* f : members) {
    if (smallest == nullptr || f->key < *smallest) smallest = &f->key;
    for (const auto& [text, form] : f->forms)
      if (form.name_refs > 0) names.insert(text);
  }
  entity.id = EntityIdOf(*smallest);
  entity.kind = KindOf(members);
  entity.type = TypeOf(members, schema);
  names.erase(entity.name);
  entity.aliases.assign(names.begin(), names.end());
  return entity;
}

std::string EntityIdOf(std::string_view key) {
  return "e:" + HexHash(key, 12);
}

}  // namespace lode
