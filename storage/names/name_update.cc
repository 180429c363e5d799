// Three steps out from what changed. The region: nodes that names or articles may join with
// a changed one. The short forms whose listers lie in it. The entities, old and new, that
// these belong to. The hard bit is that each step is complete, so that what is computed
// here is what a computation of everything gives there; tests compare the two, byte by byte.

#include "storage/names/name_update.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "storage/names/name_form.h"
#include "storage/names/name_index.h"
#include "storage/names/name_spelling.h"

namespace lode {

namespace {

// Whether two states of a node have the same index keys, as far as can be told quickly.
bool HasSameNames(const NodeFacts& a, const NodeFacts& b) {
  const auto same_form = [](const auto& x, const auto& y) {
    return x.first == y.first && (x.second.name_refs > 0) == (y.second.name_refs > 0);
  };
  const auto same_name = [](const auto& x, const auto& y) { return x.first == y.first; };
  return a.is_known() == b.is_known() && a.stands_in_full() == b.stands_in_full() &&
         a.is_short() == b.is_short() &&
         std::equal(a.forms.begin(), a.forms.end(), b.forms.begin(), b.forms.end(), same_form) &&
         std::equal(a.short_forms.begin(), a.short_forms.end(), b.short_forms.begin(),
                    b.short_forms.end(), same_name);
}

// Whether short forms that name it may find another answer: what it lists, or whether enough
// articles list it.
bool ListsTheSame(const NodeFacts& a, const NodeFacts& b) {
  const auto same = [](const auto& x, const auto& y) {
    return x.first == y.first && std::min(x.second, ShortForms::kLeastListers) ==
                                     std::min(y.second, ShortForms::kLeastListers);
  };
  return a.stands_in_full() == b.stands_in_full() &&
         std::equal(a.short_forms.begin(), a.short_forms.end(), b.short_forms.begin(),
                    b.short_forms.end(), same);
}

}  // namespace

Status NameUpdate::Finish() {
  ChangeIndex();
  Seed();
  for (const NameNode node : seeds_) region_.Grow(node);
  region_.Join();
  FindShorts();
  Widen();
  MakeEntities();
  PutFacts();
  PutJoined();
  PutShared();
  PutChunks();
  return state_.status();
}

// In the order of the keys: many go among the others more quickly so.
void NameUpdate::ChangeIndex() {
  std::vector<std::pair<std::string, bool>> changed;  // a key, and whether it is there
  for (const auto& [node, state] : state_.nodes()) {
    if (!state.is_touched || HasSameNames(state.before, state.now)) continue;
    if (auto added = IndexKeysAdded(state.before, state.now, node, state_.schema())) {
      for (const std::string& key : *added) changed.emplace_back(key, true);
      continue;
    }
    const std::set<std::string> before = IndexKeysOf(state.before, node, state_.schema());
    const std::set<std::string> after = IndexKeysOf(state.now, node, state_.schema());
    for (const std::string& key : before)
      if (!after.contains(key)) changed.emplace_back(key, false);
    for (const std::string& key : after)
      if (!before.contains(key)) changed.emplace_back(key, true);
  }
  std::sort(changed.begin(), changed.end());
  for (auto& [key, is_there] : changed) {
    if (is_there)
      state_.keys().Put(std::move(key), {});
    else
      state_.keys().Delete(std::move(key));
  }
}

void NameUpdate::Seed() {
  const auto shared = state_.keys().base().Iterate(KeyOf(Table::kSharedBy));
  if (!shared->status().ok()) state_.Fail(shared->status());
  std::vector<NameNode> touched;
  for (const auto& [node, state] : state_.nodes())
    if (state.is_touched || state.has_new_edges) touched.push_back(node);
  std::sort(touched.begin(), touched.end());
  for (const NameNode node : touched) {
    NameState::Node& state = state_.At(node);
    if (IsSeed(node, state)) seeds_.insert(node);
    if (shared->valid()) SeedSharers(node, state);
  }
}

// Whether the node itself may be joined with others, or parted, by what changed.
bool NameUpdate::IsSeed(NameNode node, NameState::Node& state) {
  const NodeFacts &before = state.before, &now = state.now;
  if (before.is_known() != now.is_known() || before.stands_in_full() != now.stands_in_full())
    return true;
  if (state.has_new_edges) {
    const NameState::Others others = state_.OthersOf(node);
    if (others.before != others.after) return true;
  }
  // A plural joins by type, and what is joined to it by its letters has a say in that.
  if ((now.links & NodeFacts::kLinked) != 0 && IdentityOfKey(now.key) == IdentityClass::kTerm &&
      before.types != now.types)
    return true;
  if ((now.links & NodeFacts::kLinked) == 0 || !state_.SampleChanged(node)) return false;
  return (now.links & NodeFacts::kContested) != 0 || IsOneWithContested(node);
}

// Whether its articles count as context of a name that is contested: of one that is joined
// with it already. (What is to be joined is a seed by itself.)
bool NameUpdate::IsOneWithContested(NameNode node) {
  for (const std::vector<NameNode>& part : state_.EntityBefore(node))
    for (const NameNode member : part)
      if ((state_.FactsOf(member).links & NodeFacts::kContested) != 0) return true;
  return false;
}

// Names whose articles share this one with those of like names: it may count differently.
void NameUpdate::SeedSharers(NameNode node, const NameState::Node& state) {
  if (WeightOfShared(state.before.named) == WeightOfShared(state.now.named)) return;
  const Status status =
      state_.keys().Scan(KeyOf(Table::kSharedBy, std::uint64_t{node}), [&](auto& seen) {
        seeds_.insert(static_cast<NameNode>(ByteReader(seen.key.substr(9)).Big64()));
        return true;
      });
  if (!status.ok()) state_.Fail(status);
}

void NameUpdate::FindShorts() {
  std::set<NameNode> nodes;
  for (const auto& [node, facts] : region_.nodes()) nodes.insert(node);
  for (const auto& [node, state] : state_.nodes())
    if (state.is_touched && (!HasSameNames(state.before, state.now) ||
                             !ListsTheSame(state.before, state.now) || state.now.is_short()))
      nodes.insert(node);
  for (const NameNode node : nodes) {
    const NameState::Node& state = state_.At(node);
    if (state.before.is_short() || state.now.is_short()) shorts_.insert(node);
    FindShortsOf(state.before);
    FindShortsOf(state.now);
  }
}

void NameUpdate::FindShortsOf(const NodeFacts& facts) {
  if (!facts.stands_in_full()) return;
  for (const auto& [form, refs] : facts.short_forms) {
    const std::string text = CalledKey(facts.key, SoundOf(form, state_.schema()));
    const Status status =
        state_.keys().Scan(IndexPrefix(NameIndex::kShortSound, text), [&](auto& seen) {
          if (seen.after) shorts_.insert(NodeOfIndexKey(seen.key));
          return true;
        });
    if (!status.ok()) state_.Fail(status);
  }
}

// Every entity of which a part or a short form may have changed, with all its nodes; and
// the entities that its short forms go to.
void NameUpdate::Widen() {
  for (const auto& [node, facts] : region_.nodes()) Include(node);
  for (const NameNode node : shorts_) Include(node);
  std::set<NameNode> looked_at;
  for (bool more = true; more;) {
    more = false;
    const std::vector<NameNode> all(included_.begin(), included_.end());
    for (const NameNode node : all) {
      if (!looked_at.insert(node).second || !state_.FactsOf(node).is_short()) continue;
      const std::optional<NameNode> lister = short_forms_.ListerOf(node);
      if (!lister) continue;
      short_edges_.emplace_back(node, *lister);
      more = !included_.contains(*lister) || more;
      Include(*lister);
    }
  }
}

void NameUpdate::Include(NameNode node) {
  if (!included_.insert(node).second) return;
  for (const std::vector<NameNode>& part : state_.EntityBefore(node))
    included_.insert(part.begin(), part.end());
}

}  // namespace lode
