// The hard bit is to depend on nothing but the set of articles, and on little of it: what is
// far away must not count, or one article would change everything. So context is counted in
// names and not in entities, over a sample of articles, with weights that change by steps.

#include "storage/names/name_region.h"

#include <algorithm>
#include <bit>
#include <tuple>

#include "storage/names/name_form.h"
#include "storage/names/name_index.h"
#include "storage/schema/schema.h"

namespace lode {

namespace {

constexpr std::size_t kMostAlike = 64;    // under one text; more are a common word
constexpr std::size_t kMostInGroup = 16;  // likewise, of one key
constexpr std::uint64_t kExact = 8;       // so many articles count as they are

bool CountsAsContext(std::string_view key) {
  const IdentityClass identity = IdentityOfKey(key);
  return identity != IdentityClass::kTerm && identity != IdentityClass::kParticular;
}

}  // namespace

double WeightOfShared(std::uint64_t articles) {
  if (articles >= NameState::kSample) return 0;
  if (articles > kExact) articles = std::bit_ceil(articles);
  return 1.0 / static_cast<double>(std::max<std::uint64_t>(articles, 1));
}

void NameRegion::Grow(NameNode node) {
  std::vector<NameNode> next = {node};
  while (!next.empty()) {
    const NameNode one = next.back();
    next.pop_back();
    if (!nodes_.contains(one)) Reach(one, next);
  }
}

void NameRegion::Reach(NameNode node, std::vector<NameNode>& next) {
  NameState::Node& state = state_.At(node);
  nodes_[node] = &state.now;
  bool said_one = false;
  if ((state.before.links & NodeFacts::kLinked) != 0 || state.has_new_edges) {
    const NameState::Others others = state_.OthersOf(node);
    next.insert(next.end(), others.before.begin(), others.before.end());
    next.insert(next.end(), others.after.begin(), others.after.end());
    said_one = !others.after.empty();
    for (const NameNode other : others.after)
      if (node < other) edges_.emplace_back(node, other);
  }
  auto& likenesses = likenesses_[node];
  const NodeFacts& shown = state.now.is_known() ? state.now : state.before;
  if (state.now.stands_in_full() || state.before.stands_in_full())
    for (const NameLikeness likeness : kNameLikenesses)
      if (std::string key = LikenessKey(likeness, shown.key, state_.schema()); !key.empty()) {
        const Text& text = Expand(AlikeText(key), next);
        if (text.count > 1) likenesses.push_back({likeness, std::move(key), text.is_alive});
      }
  if (!state.now.stands_in_full()) likenesses.clear();
  SetLinks(node, state.now, said_one);
  if (likenesses.empty()) likenesses_.erase(node);
}

const NameRegion::Text& NameRegion::Expand(const std::string& text, std::vector<NameNode>& next) {
  const auto [found, is_new] = texts_.try_emplace(text);
  if (!is_new) return found->second;
  std::size_t before = 0, after = 0;
  std::vector<NameNode> nodes;
  const Status status = state_.keys().Scan(IndexPrefix(NameIndex::kAlike, text), [&](auto& seen) {
    before += seen.before ? 1 : 0;
    after += seen.after ? 1 : 0;
    nodes.push_back(NodeOfIndexKey(seen.key));
    return before <= kMostAlike || after <= kMostAlike;
  });
  if (!status.ok()) state_.Fail(status);
  found->second = {after, after <= kMostAlike};
  if (before <= kMostAlike || after <= kMostAlike)
    next.insert(next.end(), nodes.begin(), nodes.end());
  return found->second;
}

void NameRegion::SetLinks(NameNode node, NodeFacts& facts, bool said_one) {
  unsigned links = said_one ? unsigned{NodeFacts::kLinked} : 0U;
  if (const auto found = likenesses_.find(node); found != likenesses_.end())
    for (const Likeness& likeness : found->second) {
      links |= NodeFacts::kLinked;
      if (NeedsContext(likeness.likeness)) links |= NodeFacts::kContested;
      if (likeness.likeness == NameLikeness::kPlural) links |= NodeFacts::kPlural;
    }
  facts.links = static_cast<std::uint8_t>(links);
}

void NameRegion::Join() {
  for (const auto& [node, facts] : nodes_) parent_[node] = node;
  JoinStated();
  for (const NameLikeness likeness : kNameLikenesses) JoinAlike(likeness);
  MakeParts();
}

void NameRegion::JoinStated() {
  for (const auto& [a, b] : edges_)
    if (!state_.IsApart(a, b)) Unite(a, b);
}

void NameRegion::JoinAlike(NameLikeness likeness) {
  MakeParts();
  std::vector<Joined> pairs;
  for (Group& group : Groups(likeness)) {
    std::sort(group.begin(), group.end(),
              [&](NameNode a, NameNode b) { return KeyOf(a) < KeyOf(b); });
    // Of each component the first name stands for it.
    Group firsts;
    for (const NameNode node : group)
      if (std::none_of(firsts.begin(), firsts.end(),
                       [&](NameNode first) { return RootOf(first) == RootOf(node); }))
        firsts.push_back(node);
    if (firsts.size() < 2) continue;
    const std::vector<Joined> safe = SafePairs(likeness, firsts);
    pairs.insert(pairs.end(), safe.begin(), safe.end());
  }
  for (const Joined& pair : pairs) {
    if (state_.IsApart(pair.node, pair.other)) continue;
    Unite(pair.node, pair.other);
    joined_.push_back(pair);
  }
}

std::vector<NameRegion::Group> NameRegion::Groups(NameLikeness likeness) {
  std::map<std::string, Group> by_key;
  for (const auto& [node, likenesses] : likenesses_)
    for (const Likeness& one : likenesses)
      if (one.likeness == likeness && one.is_alive)
        by_key[likeness == NameLikeness::kPlural
                   ? one.key + "|" + TypeOf(MembersOf(RootOf(node)), state_.schema())
                   : one.key]
            .push_back(node);
  std::vector<Group> groups;
  for (auto& [key, group] : by_key)
    if (group.size() > 1 && group.size() <= kMostInGroup) groups.push_back(std::move(group));
  return groups;
}

std::vector<NameRegion::Joined> NameRegion::SafePairs(NameLikeness likeness, const Group& group) {
  const double names_alone = ScoreOfNames(likeness);
  if (NeedsContext(likeness) && KeptApart(group)) return {};
  std::vector<Joined> pairs;
  for (std::size_t i = 0; i < group.size(); ++i)
    for (std::size_t j = i + 1; j < group.size(); ++j) {
      const NameNode a = group[i], b = group[j];
      if (likeness == NameLikeness::kMiddle && !MiddlesAgree(KeyOf(a), KeyOf(b))) return {};
      double score = names_alone;
      if (NeedsContext(likeness)) score += (1 - score) * Context(a, b);
      if (score >= kSafeScore) pairs.push_back({a, b, likeness, score});
    }
  return pairs;
}

std::vector<std::uint32_t> NameRegion::SampleOf(NameNode root) {
  std::set<std::uint32_t> all;
  for (const NameNode member : PartOf(root)) {
    const std::vector<std::uint32_t> some = state_.SampleOf(member);
    all.insert(some.begin(), some.end());
  }
  std::vector<std::uint32_t> sample(all.begin(), all.end());
  if (sample.size() > NameState::kSample) sample.resize(NameState::kSample);
  return sample;
}

// Does an article name two of them, and not as one?
bool NameRegion::KeptApart(const Group& group) {
  for (const NameNode one : group)
    for (const std::uint32_t article : SampleOf(RootOf(one)))
      for (const NameNode other : group) {
        if (one == other) continue;
        for (const NameNode member : PartOf(RootOf(other)))
          if (state_.HasArticle(member, article)) return true;
      }
  return false;
}

// The proper names in a sample of the articles of a component, but those of itself and of
// the other one.
std::set<NameNode> NameRegion::NamedWith(NameNode root, NameNode other) {
  std::set<NameNode> named;
  for (const std::uint32_t article : SampleOf(root))
    for (const auto& names : state_.NamesOfArticle(article)) {
      const bool is_meant = std::any_of(names->nodes.begin(), names->nodes.end(), [&](auto& node) {
        return Has(node.number) && RootOf(node.number) == root;
      });
      if (!is_meant) continue;
      for (const ArticleNames::Node& node : names->nodes) {
        const NameNode at = Has(node.number) ? RootOf(node.number) : 0;
        if (at != root && at != other && CountsAsContext(node.key)) named.insert(node.number);
      }
    }
  return named;
}

double NameRegion::Context(NameNode a, NameNode b) {
  const NameNode root_a = RootOf(a), root_b = RootOf(b);
  const std::set<NameNode> near_a = NamedWith(root_a, root_b), near_b = NamedWith(root_b, root_a);
  std::vector<double> weights;
  for (const NameNode name : near_a)
    if (near_b.contains(name)) {
      shared_[a].insert(name);
      weights.push_back(WeightOfShared(state_.FactsOf(name).named));
    }
  std::sort(weights.begin(), weights.end());  // a sum depends on its order
  double context = 0;
  for (const double weight : weights) context += weight;
  return std::min(1.0, context);
}

Members NameRegion::MembersOf(NameNode root) {
  Members members;
  for (const NameNode node : PartOf(root)) members.push_back(nodes_.at(node));
  return members;
}

NameNode NameRegion::RootOf(NameNode node) const {
  NameNode root = node;
  while (parent_.at(root) != root) root = parent_.at(root);
  return root;
}

void NameRegion::Unite(NameNode a, NameNode b) {
  a = RootOf(a), b = RootOf(b);
  if (a != b) parent_[std::max(a, b)] = std::min(a, b);
}

// Afterwards every node's parent is its root.
void NameRegion::MakeParts() {
  parts_.clear();
  for (const auto& [node, facts] : nodes_)
    if (facts->is_known()) parts_[parent_[node] = RootOf(node)].push_back(node);
}

}  // namespace lode
