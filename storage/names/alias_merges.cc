// Why names are one: what the articles say is read from them, likenesses are kept with their
// scores, and short forms are looked up as they were when the entities were made.

#include <algorithm>
#include <tuple>

#include "storage/names/alias_table.h"
#include "storage/names/entity_of.h"
#include "storage/names/name_likeness.h"
#include "storage/names/short_forms.h"

namespace lode {

namespace {

class Merging {
 public:
  Merging(const AliasTable& table, const KvView& view, const Schema& schema)
      : table_(table), view_(view), state_(view, view, schema), short_forms_(state_, nullptr) {
    auto apart = ReadApart(view);
    if (apart.ok())
      state_.KeepApart(*std::move(apart));
    else
      state_.Fail(apart.status());
  }

  void AddAll() {
    auto it = view_.Iterate(KeyOf(Table::kNames));
    for (; it->valid(); it->Next())
      if (const auto names = ReadNames(view_, ByteReader(it->key().substr(1)).Big64());
          names.ok() && names->has_value())
        for (const ArticleNames::Evidence& alias : (*names)->aliases) AddSaid(**names, alias);
    if (!it->status().ok()) state_.Fail(it->status());
    AddAlike(KeyOf(Table::kAlike));
    std::string shorts = KeyOf(Table::kNameIndex);
    shorts.push_back(static_cast<char>(NameIndex::kShortSound));
    std::vector<NameNode> nodes;
    for (it = view_.Iterate(shorts); it->valid(); it->Next())
      nodes.push_back(NodeOfIndexKey(it->key()));
    if (!it->status().ok()) state_.Fail(it->status());
    for (const NameNode node : nodes) AddShort(node);
  }

  void AddOf(NameNode member) {
    auto it = view_.Iterate(KeyOf(Table::kSaidOne, std::uint64_t{member}));
    for (; it->valid(); it->Next())
      if (const auto said = ReadSaidOne(it->key(), it->value()); said && said->forward > 0)
        for (const auto& names : state_.NamesOfArticle(said->article))
          for (const ArticleNames::Evidence& alias : names->aliases)
            if (names->nodes[alias.node].number == member) AddSaid(*names, alias);
    if (!it->status().ok()) state_.Fail(it->status());
    AddAlike(KeyOf(Table::kAlike, std::uint64_t{member}));
    AddShort(member);
  }

  std::vector<MergeInfo> Take() { return std::move(merges_); }
  const Status& status() const { return state_.status(); }

 private:
  void Add(NameNode node, MergeInfo info) {
    info.entity_id = table_.EntityOf(table_.RepresentativeOf(node))->id;
    merges_.push_back(std::move(info));
  }
  std::string NameOf(NameNode node) { return DisplayName({&state_.FactsOf(node)}); }

  void AddSaid(const ArticleNames& names, const ArticleNames::Evidence& alias) {
    const ArticleNames::Node& node = names.nodes[alias.node];
    if (state_.IsApart(node.number, alias.other)) return;
    Add(node.number,
        {{}, OwnNameOf(node), alias.other_name, alias.reason, names.article_id, alias.sentence});
  }

  void AddAlike(const std::string& prefix) {
    auto it = view_.Iterate(prefix);
    for (; it->valid(); it->Next()) {
      ByteReader key(it->key().substr(1)), value(it->value());
      const auto node = static_cast<NameNode>(key.Big64()),
                 other = static_cast<NameNode>(key.Big64());
      const std::uint8_t likeness = value.Byte();
      const double score = value.Double();
      if (!key.ok() || !value.ok() || likeness >= std::size(kNameLikenesses)) {
        state_.Fail({Code::kCorrupt, "what the store keeps of names that are alike is damaged"});
        continue;
      }
      const auto reason = lode::NameOf(static_cast<NameLikeness>(likeness));
      Add(node, {{}, NameOf(node), NameOf(other), std::string(reason), {}, 0, score});
    }
    if (!it->status().ok()) state_.Fail(it->status());
  }

  void AddShort(NameNode node) {
    const NodeFacts& facts = state_.FactsOf(node);
    if (!facts.is_short()) return;
    const std::optional<NameNode> lister = short_forms_.ListerOf(node);
    if (!lister) return;
    for (const std::uint32_t article : state_.ArticlesOf(node))
      for (const auto& names : state_.NamesOfArticle(article))
        for (const ArticleNames::Node& one : names->nodes)
          if (one.number == node && one.is_short)
            Add(node, {{}, NameOf(*lister), NameOf(node), "short-form", names->article_id, 0});
  }

  const AliasTable& table_;
  const KvView& view_;
  NameState state_;
  ShortForms short_forms_;
  std::vector<MergeInfo> merges_;
};

}  // namespace

std::vector<MergeInfo> AliasTable::Merges(std::string_view entity_id) const {
  Merging merging(*this, *view_, *schema_);
  if (entity_id.empty()) merging.AddAll();
  for (const Node representative : FindId(entity_id))
    for (const Node member : MembersOf(representative)) merging.AddOf(member);
  if (!merging.status().ok()) Fail(merging.status());
  std::vector<MergeInfo> merges = merging.Take();
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
