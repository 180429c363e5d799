// Asking the alias table: what a name means, and what it may have been meant to be. A name is
// folded once for each identity class, since what belongs to a name differs between persons and
// companies.

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <utility>

#include "storage/names/alias_table.h"
#include "storage/names/entity_of.h"
#include "storage/names/name_form.h"
#include "storage/names/name_spelling.h"
#include "storage/names/stored_names.h"
#include "storage/schema/schema.h"
#include "storage/terms/dictionary.h"
#include "storage/terms/key_layout.h"

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

// Which letters a text has. An edit adds or takes one, or does both.
std::uint64_t LettersIn(std::string_view text) {
  std::uint64_t letters = 0;
  for (const char c : text) letters |= std::uint64_t{1} << (static_cast<unsigned char>(c) & 63);
  return letters;
}
// Whether EditDistance may be no more than the limit.
bool MayBeNear(std::uint64_t a, std::uint64_t b, std::size_t limit) {
  return static_cast<std::size_t>(std::popcount(a ^ b)) <= 2 * limit;
}

// Whether as many neighbouring words of the name as `words` has are nearly these.
bool HasNearWord(std::string_view name, std::string_view words) {
  const std::size_t most = std::max<std::size_t>(1, words.size() / 4);
  const std::uint64_t letters = LettersIn(words);
  const auto count = static_cast<std::size_t>(std::count(words.begin(), words.end(), ' '));
  for (std::size_t begin = 0; begin < name.size();) {
    std::size_t end = begin;
    for (std::size_t i = 0; i <= count && end < name.size(); ++i)
      end = std::min(name.find(' ', end + (i > 0 ? 1 : 0)), name.size());
    const std::string_view some = name.substr(begin, end - begin);
    if (MayBeNear(letters, LettersIn(some), most) && EditDistance(words, some, most) <= most)
      return true;
    begin = std::min(name.find(' ', begin), name.size() - 1) + 1;
  }
  return false;
}

// Every name of the store. Cost: a walk over what is known of all nodes.
Status VisitAllNames(const KvView& view, const VisitStoredName& visit) {
  auto it = view.Iterate(KeyOf(Table::kNodeFacts));
  for (; it->valid(); it->Next())
    if (!VisitStoredNames(it->value(), visit))
      return {Code::kCorrupt, "what the store keeps of a name is damaged"};
  return it->status();
}

constexpr std::size_t kLeastLetters = 4;
constexpr std::size_t kLettersOfSpelling = 4;  // that another spelling may have more or fewer
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

std::vector<std::string> AliasTable::Suggest(std::string_view name, std::size_t limit) const {
  const std::string folded = FoldText(name);
  if (folded.empty()) return {};
  const std::string sound = SoundOf(folded, *schema_), within = " " + folded + " ";
  const std::size_t most = std::max<std::size_t>(1, folded.size() / 3);
  const std::size_t longest_apart = std::max(most, kLettersOfSpelling);
  const std::uint64_t letters = LettersIn(folded);
  const auto distance_of = [&](std::string_view candidate) {
    std::size_t distance = MayBeNear(letters, LettersIn(candidate), most)
                               ? EditDistance(folded, candidate, most)
                               : most + 1;
    // A longer name that has all of this one's words is near too.
    if (distance > most && folded.size() >= 3 && candidate.size() > folded.size() &&
        (" " + std::string(candidate) + " ").find(within) != std::string::npos)
      distance = most;
    // The same name in another spelling is nearest of all.
    const bool may_sound_so = candidate.size() <= folded.size() + longest_apart &&
                              folded.size() <= candidate.size() + longest_apart;
    return distance > 0 && may_sound_so && SoundOf(candidate, *schema_) == sound ? std::size_t{0}
                                                                                 : distance;
  };
  // By class and name: how far it is, and the first way of writing it.
  std::map<std::pair<std::string, std::string>, std::pair<std::size_t, std::string>> names, others;
  // Where no name is near as a whole: those with a word that is, since many know one name of
  // a person.
  std::set<std::pair<std::size_t, std::string>> by_word;
  const auto keep = [&](auto& near, std::string identity, std::string_view one,
                        std::size_t distance, std::string_view text) {
    auto& best =
        near.try_emplace({std::move(identity), std::string(one)}, distance, std::string(text))
            .first->second;
    best.second = std::min(best.second, std::string(text));
  };
  Status status = VisitAllNames(*view_, [&](std::string_view key, std::string_view one,
                                            std::string_view text, bool is_short) {
    const IdentityClass identity = IdentityOfKey(key);
    if (!is_short && identity == IdentityClass::kParticular) return;  // that describes it
    const std::size_t distance = distance_of(one);
    const bool by_its_word =
        distance > most && folded.size() >= kLeastLetters && HasNearWord(one, folded);
    if ((distance > most && !by_its_word) || (!is_short && Describes(key, one))) return;
    if (by_its_word)
      by_word.emplace(one.size(), text);
    else
      keep(names, std::string(NameOf(identity)), one, distance, text);
  });
  if (status.ok() && names.empty() && by_word.empty())
    status = VisitAllNames(*view_, [&](std::string_view key, std::string_view one,
                                       std::string_view text, bool is_short) {
      if (is_short) return;
      if (const std::size_t distance = distance_of(one); distance <= most && Describes(key, one))
        keep(others, "", one, distance, text);
    });
  if (!status.ok()) Fail(status);
  std::set<std::pair<std::size_t, std::string>> nearest;
  for (const auto& [key, one] : names.empty() && by_word.empty() ? others : names)
    nearest.insert(one);
  if (nearest.empty()) nearest = std::move(by_word);
  std::vector<std::string> texts;
  for (const auto& [distance, text] : nearest)
    if (texts.size() < limit && std::find(texts.begin(), texts.end(), text) == texts.end())
      texts.push_back(text);
  return texts;
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
