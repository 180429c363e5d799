// Puts nodes together into entities: union-find over the strong edges, then over the
// names that are written in two ways (alias_candidates), then one look for every short
// form, all against the components so far and before any of them is joined, so that no
// order of articles can matter. The hard bit is to let nothing but the set decide: every
// tie is broken by bytes or by the schema's order, and sums replace "first seen".

#include "storage/names/alias_table.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "storage/disk/content_hash.h"
#include "storage/names/alias_candidates.h"
#include "storage/names/name_form.h"
#include "storage/names/name_spelling.h"
#include "storage/names/short_forms.h"
#include "storage/schema/schema.h"

namespace lode {

namespace {

// Whether a folded name has marks or hyphens beside its letters, and not only spaces.
bool HasMore(const std::string& folded, const std::string& letters) {
  const auto spaces = static_cast<std::size_t>(std::count(folded.begin(), folded.end(), ' '));
  return letters.size() + spaces != folded.size();
}

}  // namespace

struct AliasTable::Builder::Impl {
  std::vector<NodeFacts> facts;  // by node
  std::vector<std::vector<Node>> nodes_of_article;
  std::vector<std::pair<Node, Node>> edges;
  std::vector<Merge> merges;
  KeyPairs apart;
  std::vector<Node> parent;  // union-find

  bool IsApart(Node a, Node b) const {
    return !apart.empty() && apart.contains(KeyPair(facts[a].key, facts[b].key));
  }

  NodeFacts& At(Node node) {
    if (node >= facts.size()) facts.resize(node + 1);
    return facts[node];
  }

  Node Root(Node node) {
    while (parent[node] != node) node = parent[node] = parent[parent[node]];
    return node;
  }
  void Join(Node a, Node b) {
    a = Root(a), b = Root(b);
    if (a != b) parent[std::max(a, b)] = std::min(a, b);
  }

  void JoinStated();
  void JoinNearNames(const Schema& schema);
  void JoinShortForms(const Schema& schema);
  ShortForms ListShortForms(const Schema& schema);
  Entity MakeEntity(const std::vector<Node>& members, const Schema& schema) const;
  EntityKind KindOf(const std::vector<Node>& members) const;
  std::string DisplayName(const std::vector<Node>& members) const;
  void Index(AliasTable& table, Node representative, const std::vector<Node>& members) const;
};

AliasTable::Builder::Builder() : impl_(std::make_unique<Impl>()) {}
AliasTable::Builder::~Builder() = default;

void AliasTable::Builder::Add(const ArticleNames& names) {
  const auto article = static_cast<std::uint32_t>(impl_->nodes_of_article.size());
  std::vector<Node>& named = impl_->nodes_of_article.emplace_back();
  for (const ArticleNames::Node& node : names.nodes) {
    NodeFacts& facts = impl_->At(node.number);
    facts.known = true;
    facts.articles.push_back(article);
    named.push_back(node.number);
    facts.key = node.key;
    (node.is_short ? facts.is_short : facts.is_full) = true;
    if (node.is_short) facts.short_in.push_back(names.article_id);
    std::uint64_t weight = 0;
    for (const ArticleNames::Form& form : node.forms) {
      ArticleNames::Form& sum =
          facts.forms.try_emplace(form.text, ArticleNames::Form{form.text, form.folded, 0, false})
              .first->second;
      sum.count += form.count;
      sum.is_name = sum.is_name || form.is_name;
      weight += form.count;
    }
    if (!node.type.empty()) facts.types[node.type] += std::max<std::uint64_t>(weight, 1);
    facts.short_forms.insert(node.short_forms.begin(), node.short_forms.end());
  }
  for (const ArticleNames::Evidence& alias : names.aliases) {
    const ArticleNames::Node& node = names.nodes[alias.node];
    NodeFacts& other = impl_->At(alias.other);
    other.known = true;
    other.key = alias.other_key;
    const std::string folded(NameOfKey(alias.other_key));
    other.forms.try_emplace(alias.other_name, ArticleNames::Form{alias.other_name, folded, 0, true})
        .first->second.is_name = true;
    impl_->edges.emplace_back(node.number, alias.other);
    auto own = std::find_if(node.forms.begin(), node.forms.end(),
                            [&](const auto& form) { return form.folded == NameOfKey(node.key); });
    const std::string& name = own == node.forms.end() ? node.key : own->text;
    impl_->merges.push_back(
        {node.number,
         {{}, name, alias.other_name, alias.reason, names.article_id, alias.sentence}});
  }
}

void AliasTable::Builder::KeepApart(KeyPairs pairs) {
  impl_->apart = std::move(pairs);
}

// Rule 1. Until here there is one merge for each edge.
void AliasTable::Builder::Impl::JoinStated() {
  std::vector<Merge> joined;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    const auto [a, b] = edges[i];
    if (IsApart(a, b)) continue;
    Join(a, b);
    joined.push_back(std::move(merges[i]));
  }
  merges = std::move(joined);
}

// Rule 2. Names that are one however they are written; each way of comparing looks at
// the components that the ways before it left.
void AliasTable::Builder::Impl::JoinNearNames(const Schema& schema) {
  for (NameLikeness likeness : kNameLikenesses) {
    std::vector<Node> roots(facts.size());
    for (Node node = 0; node < facts.size(); ++node) roots[node] = Root(node);
    const NameCandidates candidates(facts, roots, nodes_of_article, schema);
    for (const NearNames& near : candidates.Alike(likeness)) {
      if (IsApart(near.node, near.other)) continue;
      Join(near.node, near.other);
      merges.push_back({near.node,
                        {{},
                         DisplayName({near.node}),
                         DisplayName({near.other}),
                         std::string(NameOf(likeness)),
                         {},
                         0,
                         near.score}});
    }
  }
}

// Rule 3. Every short node looks at the components of rules 1 and 2 alone.
void AliasTable::Builder::Impl::JoinShortForms(const Schema& schema) {
  const ShortForms short_forms = ListShortForms(schema);
  std::vector<std::pair<Node, Node>> joins;
  for (Node node = 0; node < facts.size(); ++node) {
    const NodeFacts& f = facts[node];
    if (!f.known || !f.is_short) continue;
    const std::optional<Node> lister = short_forms.OnlyLister(f.key, schema);
    if (!lister || Root(*lister) == Root(node) || IsApart(node, *lister)) continue;
    joins.emplace_back(node, *lister);
    for (const std::string& article : f.short_in)
      merges.push_back(
          {node, {{}, DisplayName({*lister}), DisplayName({node}), "short-form", article, 0}});
  }
  for (auto [node, lister] : joins) Join(node, lister);
}

ShortForms AliasTable::Builder::Impl::ListShortForms(const Schema& schema) {
  ShortForms listed;
  for (Node node = 0; node < facts.size(); ++node) {
    const NodeFacts& f = facts[node];
    if (!f.known || (f.is_short && !f.is_full)) continue;
    for (const std::string& form : f.short_forms) listed.Add(form, node, f.key, Root(node), schema);
  }
  return listed;
}

// The most frequent of the full forms; descriptions only where there is no name.
std::string AliasTable::Builder::Impl::DisplayName(const std::vector<Node>& members) const {
  const bool any_full =
      std::any_of(members.begin(), members.end(), [&](Node n) { return facts[n].is_full; });
  std::map<std::string, std::uint64_t> counts, descriptions;
  for (Node node : members) {
    const NodeFacts& f = facts[node];
    if (any_full && !f.is_full) continue;
    for (const auto& [text, form] : f.forms) {
      if (form.is_name && form.folded == NameOfKey(f.key))
        counts[text] += form.count;
      else
        descriptions[text] += form.count;
    }
  }
  const auto& from = counts.empty() ? descriptions : counts;
  const std::pair<const std::string, std::uint64_t>* best = nullptr;
  for (const auto& entry : from)
    if (best == nullptr || entry.second > best->second) best = &entry;  // a tie keeps the first
  return best == nullptr ? std::string(NameOfKey(facts[members.front()].key)) : best->first;
}

// What its full names say; letters alone ("NWC") do not tell a name from a kind.
EntityKind AliasTable::Builder::Impl::KindOf(const std::vector<Node>& members) const {
  bool any_term = false, any_name = false;
  for (Node node : members) {
    const IdentityClass identity = IdentityOfKey(facts[node].key);
    if (identity == IdentityClass::kParticular) return EntityKind::kParticular;
    if (facts[node].is_short && !facts[node].is_full && members.size() > 1) continue;
    (identity == IdentityClass::kTerm ? any_term : any_name) = true;
  }
  return any_term && !any_name ? EntityKind::kKind : EntityKind::kName;
}

Entity AliasTable::Builder::Impl::MakeEntity(const std::vector<Node>& members,
                                             const Schema& schema) const {
  Entity entity;
  entity.name = DisplayName(members);
  std::map<std::string, std::uint64_t> types;
  std::set<std::string> names;
  const std::string* smallest = nullptr;
  for (Node node : members) {
    const NodeFacts& f = facts[node];
    if (smallest == nullptr || f.key < *smallest) smallest = &f.key;
    for (const auto& [type, weight] : f.types) types[type] += weight;
    for (const auto& [text, form] : f.forms)
      if (form.is_name) names.insert(text);
  }
  entity.id = "e:" + HexHash(*smallest, 12);
  entity.kind = KindOf(members);
  std::uint64_t best = 0;
  for (const auto& [type, weight] : types) {
    const bool earlier = weight == best && schema.TypeOrder(type) < schema.TypeOrder(entity.type);
    if (weight > best || earlier) entity.type = type, best = weight;
  }
  if (entity.type.empty()) entity.type = "topic";
  names.erase(entity.name);
  entity.aliases.assign(names.begin(), names.end());
  return entity;
}

void AliasTable::Builder::Impl::Index(AliasTable& table, Node representative,
                                      const std::vector<Node>& members) const {
  std::set<std::string> folded;
  auto list = [&](Named& named, const std::string& text) {
    if (named.text.empty() || text < named.text) named.text = text;
    if (named.representatives.empty() || named.representatives.back() != representative)
      named.representatives.push_back(representative);
  };
  auto add = [&](std::string_view identity, const std::string& form, const std::string& text) {
    list(table.names_[std::string(identity) + "|" + form], text);
    folded.insert(form);
    if (const std::string letters = LettersOf(form); HasMore(form, letters))
      table.by_letters_[letters].insert(representative);
  };
  for (Node node : members) {
    const NodeFacts& f = facts[node];
    const IdentityClass of_key = IdentityOfKey(f.key);
    const std::string_view identity = NameOf(of_key), own = NameOfKey(f.key);
    table.node_of_key_.emplace(f.key, node);
    for (const auto& [text, form] : f.forms) {
      if (!form.is_name && form.folded != own) continue;
      const bool describes = of_key == IdentityClass::kParticular ||
                             (of_key == IdentityClass::kTerm && IsShorterForm(form.folded, own));
      if (!describes) {
        add(identity, form.folded, text);
        continue;
      }
      list(table.descriptions_[form.folded], text);
      folded.insert(form.folded);
    }
    for (const std::string& form : f.short_forms) add(identity, form, form);
  }
  table.folded_names_[representative].assign(folded.begin(), folded.end());
}

std::shared_ptr<const AliasTable> AliasTable::Builder::Build(const Schema& schema) {
  Impl& impl = *impl_;
  impl.parent.resize(impl.facts.size());
  std::iota(impl.parent.begin(), impl.parent.end(), Node{0});
  impl.JoinStated();
  impl.JoinNearNames(schema);
  impl.JoinShortForms(schema);

  auto table = std::make_shared<AliasTable>();
  table->representative_of_.resize(impl.facts.size());
  table->members_.resize(impl.facts.size());
  for (Node node = 0; node < impl.facts.size(); ++node) {
    const Node root = table->representative_of_[node] = impl.Root(node);
    if (!impl.facts[node].known) continue;
    if (root == node) table->representatives_.push_back(node);  // roots are smallest
    table->members_[root].push_back(node);
  }
  for (Node root : table->representatives_) {
    const std::vector<Node>& members = table->members_[root];
    Entity entity = impl.MakeEntity(members, schema);
    table->by_id_[entity.id].push_back(root);
    table->entities_.emplace(root, std::move(entity));
    impl.Index(*table, root, members);
  }
  for (auto* names : {&table->names_, &table->descriptions_})
    for (auto& [key, named] : *names) {
      std::vector<Node>& all = named.representatives;
      std::sort(all.begin(), all.end());
      all.erase(std::unique(all.begin(), all.end()), all.end());
    }
  table->merges_ = std::move(impl.merges);
  return table;
}

}  // namespace lode
