// Asking the alias table: what a name means, what it may have been meant to be,
// and why names were put together. A name is folded once for each identity class,
// since what belongs to a name differs between persons and companies.

#include <algorithm>
#include <set>
#include <tuple>

#include "storage/names/alias_table.h"
#include "storage/names/name_form.h"
#include "storage/names/name_spelling.h"
#include "storage/schema/schema.h"

namespace lode {

namespace {

// Edit distance by insertions, deletions, replacements and swaps of neighbours
// (Damerau 1964, the "optimal string alignment" form), or `limit` + 1 when more.
std::size_t EditDistance(std::string_view a, std::string_view b, std::size_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return limit + 1;
  std::vector<std::size_t> before(a.size() + 1), row(a.size() + 1), next(a.size() + 1);
  for (std::size_t i = 0; i <= a.size(); ++i) row[i] = i;
  for (std::size_t j = 1; j <= b.size(); ++j) {
    next[0] = j;
    std::size_t best = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      next[i] =
          std::min({row[i] + 1, next[i - 1] + 1, row[i - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        next[i] = std::min(next[i], before[i - 2] + 1);
      best = std::min(best, next[i]);
    }
    if (best > limit) return limit + 1;
    before.swap(row);
    row.swap(next);
  }
  return row[a.size()];
}

constexpr std::size_t kLeastLetters = 4;

constexpr IdentityClass kIdentities[] = {IdentityClass::kPerson, IdentityClass::kPlace,
                                         IdentityClass::kName, IdentityClass::kTerm};

}  // namespace

AliasTable::Node AliasTable::RepresentativeOf(Node node) const {
  return node < representative_of_.size() ? representative_of_[node] : node;
}

const std::vector<AliasTable::Node>& AliasTable::MembersOf(Node representative) const {
  static const std::vector<Node> kNone;
  return representative < members_.size() ? members_[representative] : kNone;
}

bool AliasTable::Knows(Node node) const {
  return entities_.contains(RepresentativeOf(node));
}

const Entity& AliasTable::EntityOf(Node representative) const {
  static const Entity kNobody;
  auto found = entities_.find(representative);
  return found == entities_.end() ? kNobody : found->second;
}

const Entity* AliasTable::EntityOfKey(std::string_view node_key) const {
  auto found = node_of_key_.find(std::string(node_key));
  return found == node_of_key_.end() ? nullptr : &EntityOf(RepresentativeOf(found->second));
}

std::vector<AliasTable::Node> AliasTable::Resolve(std::string_view name,
                                                  const Schema& schema) const {
  std::set<Node> found;
  for (IdentityClass identity : kIdentities) {
    auto named = names_.find(NodeKey(identity, name, schema));
    if (named != names_.end())
      found.insert(named->second.representatives.begin(), named->second.representatives.end());
  }
  if (!found.empty()) return {found.begin(), found.end()};
  auto described = descriptions_.find(FoldName(name, IdentityClass::kTerm, schema));
  if (described != descriptions_.end()) return described->second.representatives;
  ResolveLetters(FoldText(name), found);
  return {found.begin(), found.end()};
}

// Nobody is written so: the same letters without marks and hyphens, or with others.
void AliasTable::ResolveLetters(const std::string& folded, std::set<Node>& found) const {
  auto add = [&](const std::string& name) {
    for (IdentityClass identity : kIdentities) {
      auto named = names_.find(std::string(NameOf(identity)) + "|" + name);
      if (named == names_.end()) continue;
      found.insert(named->second.representatives.begin(), named->second.representatives.end());
    }
  };
  const std::string letters = LettersOf(folded);
  if (letters.size() < kLeastLetters) return;
  if (auto same = by_letters_.find(letters); same != by_letters_.end())
    found.insert(same->second.begin(), same->second.end());
  std::string bare = WithoutMarks(folded);
  if (bare != folded) add(bare);
  if (bare.find('-') == std::string::npos) return;
  std::replace(bare.begin(), bare.end(), '-', ' ');
  add(bare);
  bare.erase(std::remove(bare.begin(), bare.end(), ' '), bare.end());
  add(bare);
}

KeyPairs AliasTable::KeysOfOne(std::string_view name, std::string_view other,
                               const Schema& schema) const {
  KeyPairs pairs;
  for (IdentityClass left : kIdentities)
    for (IdentityClass right : kIdentities) {
      const std::string a = NodeKey(left, name, schema), b = NodeKey(right, other, schema);
      const auto one = node_of_key_.find(a), two = node_of_key_.find(b);
      if (a == b || one == node_of_key_.end() || two == node_of_key_.end()) continue;
      if (RepresentativeOf(one->second) == RepresentativeOf(two->second))
        pairs.insert(KeyPair(a, b));
    }
  return pairs;
}

std::vector<AliasTable::Node> AliasTable::FindId(std::string_view entity_id) const {
  auto found = by_id_.find(std::string(entity_id));
  return found == by_id_.end() ? std::vector<Node>() : found->second;
}

std::vector<std::string> AliasTable::Suggest(std::string_view name, std::size_t limit,
                                             const Schema& schema) const {
  const std::string folded = FoldText(name);
  if (folded.empty()) return {};
  const std::string sound = SoundOf(folded, schema);
  const std::size_t most = std::max<std::size_t>(1, folded.size() / 3);
  std::set<std::tuple<std::size_t, std::string>> nearest;
  auto consider = [&](std::string_view candidate, const Named& named) {
    std::size_t distance = EditDistance(folded, candidate, most);
    // A longer name that has all of this one's words is near too.
    if (distance > most && folded.size() >= 3 &&
        (" " + std::string(candidate) + " ").find(" " + folded + " ") != std::string::npos)
      distance = most;
    // The same name in another spelling is nearest of all.
    if (distance > 0 && SoundOf(candidate, schema) == sound) distance = 0;
    if (distance > most) return;
    nearest.emplace(distance, named.text);
    if (nearest.size() > 4 * limit + 8) nearest.erase(std::prev(nearest.end()));
  };
  for (const auto& [key, named] : names_) consider(NameOfKey(key), named);
  if (nearest.empty())
    for (const auto& [candidate, named] : descriptions_) consider(candidate, named);
  std::vector<std::string> names;
  for (const auto& [distance, text] : nearest)
    if (names.size() < limit && std::find(names.begin(), names.end(), text) == names.end())
      names.push_back(text);
  return names;
}

bool AliasTable::HasNameWith(Node representative, std::string_view folded) const {
  auto found = folded_names_.find(representative);
  if (found == folded_names_.end()) return false;
  return std::any_of(found->second.begin(), found->second.end(), [&](const std::string& name) {
    return name.find(folded) != std::string::npos;
  });
}

std::vector<MergeInfo> AliasTable::Merges(std::string_view entity_id) const {
  std::vector<MergeInfo> merges;
  for (const Merge& merge : merges_) {
    const std::string& id = EntityOf(RepresentativeOf(merge.node)).id;
    if (!entity_id.empty() && id != entity_id) continue;
    merges.push_back(merge.info);
    merges.back().entity_id = id;
  }
  auto key = [](const MergeInfo& m) {
    return std::tie(m.entity_id, m.name, m.other_name, m.reason, m.article_id, m.sentence);
  };
  std::sort(merges.begin(), merges.end(),
            [&](const auto& a, const auto& b) { return key(a) < key(b); });
  merges.erase(std::unique(merges.begin(), merges.end(),
                           [&](const auto& a, const auto& b) { return key(a) == key(b); }),
               merges.end());
  return merges;
}

}  // namespace lode
