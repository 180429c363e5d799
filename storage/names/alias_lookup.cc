// Asking the alias table: what a name means, and what it may have been meant to be. A name is
// folded once for each identity class, since what belongs to a name differs between persons and
// companies.

#include <algorithm>
#include <set>
#include <utility>

#include "storage/names/alias_table.h"
#include "storage/names/entity_of.h"
#include "storage/names/name_form.h"
#include "storage/names/name_spelling.h"
#include "storage/schema/schema.h"
#include "storage/terms/dictionary.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

constexpr std::size_t kLeastLetters = 4;
constexpr std::size_t kMostResolved = 8192, kLongestKept = 256;  // names kept, and their bytes

constexpr IdentityClass kIdentities[] = {IdentityClass::kPerson, IdentityClass::kPlace,
                                         IdentityClass::kName, IdentityClass::kTerm};

}  // namespace

// The node that is called so by its key, if any article has it.
std::optional<AliasTable::Node> AliasTable::NodeOfKey(const std::string& key) const {
  const auto found = FindTerm(*view_, TermOfNode(key));
  if (!found.ok()) Fail(found.status());
  if (!found.ok() || !found->has_value()) return std::nullopt;
  const auto node = static_cast<Node>((*found)->payload());
  return Knows(node) ? std::optional(node) : std::nullopt;
}

std::shared_ptr<const Entity> AliasTable::EntityOfKey(std::string_view node_key) const {
  const std::optional<Node> node = NodeOfKey(std::string(node_key));
  return node ? EntityOf(RepresentativeOf(*node)) : nullptr;
}

// Nodes under a text of the index, and others whose texts have its hash.
std::vector<AliasTable::Node> AliasTable::Indexed(NameIndex kind, std::string_view text) const {
  const std::string prefix = IndexPrefix(kind, text);
  std::vector<Node> nodes;
  std::lock_guard lock(mutex_);
  if (index_ == nullptr) index_ = view_->WalkGroups();
  for (index_->Seek(prefix); index_->valid() && index_->key().starts_with(prefix); index_->Next())
    nodes.push_back(NodeOfIndexKey(index_->key()));
  if (!index_->status().ok() && status_.ok()) status_ = index_->status();
  return nodes;
}

// Entities that have this name, written as the class of the key folds it.
void AliasTable::AddNamed(const std::string& node_key, std::set<Node>& found) const {
  if (const auto own = NodeOfKey(node_key)) found.insert(RepresentativeOf(*own));
  const std::string_view name = NameOfKey(node_key);
  for (const Node node : Indexed(NameIndex::kCalled, CalledKey(node_key, name))) {
    const auto facts = FactsOf(node);
    if (!facts || IdentityOfKey(facts->key) != IdentityOfKey(node_key)) continue;
    VisitNames(*facts, [&](const std::string& folded, const std::string&, bool describes) {
      if (!describes && folded == name) found.insert(RepresentativeOf(node));
    });
  }
}

// A question asks for its names several times over, and those after it for the same ones.
std::vector<AliasTable::Node> AliasTable::Resolve(std::string_view name) const {
  std::string key(name);
  {
    std::lock_guard lock(mutex_);
    if (const auto known = resolved_.find(key); known != resolved_.end()) return known->second;
  }
  std::vector<Node> found = LookUp(name, false);
  std::lock_guard lock(mutex_);
  if (!status_.ok() || key.size() > kLongestKept) return found;
  if (resolved_.size() >= kMostResolved) resolved_.clear();
  resolved_.emplace(std::move(key), found);
  return found;
}

std::vector<AliasTable::Node> AliasTable::ResolveNames(std::string_view name) const {
  std::vector<Node> found = LookUp(name, true);
  std::erase_if(found, [&](Node node) { return KindOf(node) != EntityKind::kName; });
  return found;
}

std::vector<AliasTable::Node> AliasTable::LookUp(std::string_view name, bool only_names) const {
  std::set<Node> found;
  for (IdentityClass identity : kIdentities) AddNamed(NodeKey(identity, name, *schema_), found);
  if (found.empty()) AddDescribed(name, only_names, found);
  if (found.empty()) AddLetters(FoldText(name), found);
  return {found.begin(), found.end()};
}

// Of `only_names` those that are no names are passed over unread, but for one that shows that
// something is called so.
void AliasTable::AddDescribed(std::string_view name, bool only_names, std::set<Node>& found) const {
  const std::string description = FoldName(name, IdentityClass::kTerm, *schema_);
  for (const Node node : Indexed(NameIndex::kDescribed, description)) {
    const Node one = RepresentativeOf(node);
    if (only_names && !found.empty() && KindOf(one) != EntityKind::kName) continue;
    if (const auto facts = FactsOf(node))
      VisitNames(*facts, [&](const std::string& folded, const std::string&, bool describes) {
        if (describes && folded == description) found.insert(one);
      });
  }
}

// Nobody is written so: the same letters without marks and hyphens, or with others.
void AliasTable::AddLetters(const std::string& folded, std::set<Node>& found) const {
  auto add = [&](const std::string& name) {
    for (IdentityClass identity : kIdentities)
      AddNamed(std::string(NameOf(identity)) + "|" + name, found);
  };
  const std::string letters = LettersOf(folded);
  if (letters.size() < kLeastLetters) return;
  for (const Node node : Indexed(NameIndex::kLetters, letters))
    if (const auto facts = FactsOf(node))
      VisitNames(*facts, [&](const std::string& one, const std::string&, bool describes) {
        if (!describes && LettersOf(one) == letters && HasMoreThanLetters(one, letters))
          found.insert(RepresentativeOf(node));
      });
  std::string bare = WithoutMarks(folded);
  if (bare != folded) add(bare);
  if (bare.find('-') == std::string::npos) return;
  std::replace(bare.begin(), bare.end(), '-', ' ');
  add(bare);
  bare.erase(std::remove(bare.begin(), bare.end(), ' '), bare.end());
  add(bare);
}

KeyPairs AliasTable::KeysOfOne(std::string_view name, std::string_view other) const {
  KeyPairs pairs;
  for (IdentityClass left : kIdentities)
    for (IdentityClass right : kIdentities) {
      const std::string a = NodeKey(left, name, *schema_), b = NodeKey(right, other, *schema_);
      if (a == b) continue;
      const std::optional<Node> one = NodeOfKey(a), two = NodeOfKey(b);
      if (one && two && RepresentativeOf(*one) == RepresentativeOf(*two))
        pairs.insert(KeyPair(a, b));
    }
  return pairs;
}

std::vector<AliasTable::Node> AliasTable::FindId(std::string_view entity_id) const {
  std::set<Node> found;
  for (const Node node : Indexed(NameIndex::kId, entity_id)) {
    const Node representative = RepresentativeOf(node);
    if (EntityOf(representative)->id == entity_id) found.insert(representative);
  }
  return {found.begin(), found.end()};
}

std::set<AliasTable::Node> AliasTable::NamedWith(std::string_view folded) const {
  std::set<Node> found;
  VisitFacts([&](Node node, const NodeFacts& facts) {
    VisitNames(facts, [&](const std::string& name, const std::string&, bool) {
      if (name.find(folded) != std::string::npos) found.insert(RepresentativeOf(node));
    });
  });
  return found;
}

}  // namespace lode
