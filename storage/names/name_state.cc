// Facts are loaded once and changed in memory; lists that grow with the number of articles
// (further articles of a node, who says that two are one) stand by themselves and are
// changed key by key.

#include "storage/names/name_state.h"

#include <algorithm>

#include "storage/articles/article_table.h"
#include "storage/disk/coding.h"
#include "storage/disk/content_hash.h"

namespace lode {

namespace {

Status Unfit() {
  return {Code::kCorrupt, "what the store keeps of its names does not fit its articles"};
}

std::uint32_t Big32At(std::string_view key, std::size_t at) {
  std::uint32_t value = 0;
  for (const char c : key.substr(at, 4)) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

constexpr std::size_t kMostRead = 1024;  // articles kept decoded

}  // namespace

std::string NodeArticleKey(NameNode node, std::uint32_t article) {
  std::string key = KeyOf(Table::kNodeArticle, std::uint64_t{node});
  PutBig32(key, article);
  return key;
}

std::string SaidOneKey(NameNode node, NameNode other, std::uint32_t article) {
  std::string key = KeyOf(Table::kSaidOne, std::uint64_t{node});
  PutBig64(key, other);
  PutBig32(key, article);
  return key;
}

std::optional<SaidOne> ReadSaidOne(std::string_view key, std::string_view value) {
  if (key.size() != 21) return std::nullopt;
  ByteReader in(value);
  SaidOne said;
  said.other = static_cast<NameNode>(ByteReader(key.substr(9)).Big64());
  said.article = Big32At(key, 17);
  said.forward = in.Varint();
  said.backward = in.Varint();
  return in.ok() ? std::optional(said) : std::nullopt;
}

NameState::NameState(const KvView& kept, const KvView& articles, const Schema& schema)
    : articles_(articles), schema_(schema), keys_(kept) {}

void NameState::Load(Node& state, const std::optional<std::string>& bytes) {
  if (!bytes) return;
  auto facts = DecodeFacts(*bytes);
  if (!facts.ok()) return Fail(facts.status());
  state.kept = *bytes;
  state.before = *std::move(facts);
  state.now = state.before;
}

NameState::Node& NameState::At(NameNode node) {
  const auto [found, is_new] = nodes_.try_emplace(node);
  if (!is_new || !status_.ok() || HasNoFacts()) return found->second;
  auto bytes = keys_.base().Get(KeyOf(Table::kNodeFacts, std::uint64_t{node}));
  if (bytes.ok())
    Load(found->second, *bytes);
  else
    Fail(bytes.status());
  return found->second;
}

void NameState::Prefetch(std::vector<NameNode> nodes) {
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  std::erase_if(nodes, [&](NameNode node) { return nodes_.contains(node); });
  if (HasNoFacts()) return;
  std::vector<std::string> keys;
  for (const NameNode node : nodes) keys.push_back(KeyOf(Table::kNodeFacts, std::uint64_t{node}));
  nodes_.reserve(nodes_.size() + nodes.size());
  const auto found = keys_.base().MultiGet(keys);
  if (!found.ok()) return Fail(found.status());
  for (std::size_t i = 0; i < nodes.size(); ++i) Load(nodes_[nodes[i]], (*found)[i]);
}

void NameState::Count(const ArticleNames& names, bool add, bool is_in_articles) {
  const std::uint32_t article = ShortIdOf(names.article_id);
  if (!is_in_articles && add) Show(names);
  if (!is_in_articles && !add) LeaveOut(names.article_id);
  for (const ArticleNames::Node& one : names.nodes) {
    Node& node = At(one.number);
    node.is_touched = true;
    if (!node.now.Count(one, add)) Fail(Unfit());
    if (!names.is_lines && ListsArticle(one)) ListArticle(one.number, article, add);
  }
  for (const ArticleNames::Evidence& alias : names.aliases) {
    const NameNode named = names.nodes[alias.node].number;
    Node& other = At(alias.other);
    other.is_touched = other.has_new_edges = At(named).has_new_edges = true;
    if (!other.now.Count(alias, add)) Fail(Unfit());
    CountEdge(named, alias.other, article, true, add);
    CountEdge(alias.other, named, article, false, add);
  }
}

void NameState::Count(const CountedName& name) {
  Node& node = At(name.number);
  node.is_touched = true;
  node.now.Add(name);
}

void NameState::Show(const ArticleNames& names) {
  added_.emplace(ShortIdOf(names.article_id), &names);
  LeaveOut(names.article_id);
}

void NameState::ListArticle(NameNode node, std::uint32_t article, bool add) {
  Node& state = At(node);
  state.moved.push_back(article);
  if (state.now.many > 0) return ListElsewhere(node, state, article, add);
  auto& here = state.now.articles;
  if (!add) {
    const auto found = here.find(article);
    if (found == here.end()) return Fail(Unfit());
    if (--found->second == 0) here.erase(found);
    return;
  }
  ++here[article];
  if (here.size() <= NodeFacts::kMostHere) return;
  state.now.many = here.size();
  for (const auto& [one, times] : here) {
    std::string bytes;
    PutVarint(bytes, times);
    keys_.Put(NodeArticleKey(node, one), std::move(bytes));
  }
  here.clear();
}

void NameState::ListElsewhere(NameNode node, Node& state, std::uint32_t article, bool add) {
  std::string key = NodeArticleKey(node, article);
  const auto stored = keys_.Get(key);
  if (!stored.ok()) return Fail(stored.status());
  const std::uint64_t before = stored->has_value() ? ByteReader(**stored).Varint() : 0;
  if (!add && before == 0) return Fail(Unfit());
  const std::uint64_t after = add ? before + 1 : before - 1;
  if (after > 0) {
    std::string bytes;
    PutVarint(bytes, after);
    keys_.Put(std::move(key), std::move(bytes));
  } else {
    keys_.Delete(std::move(key));
  }
  state.now.many += (before == 0 ? 1 : 0);
  state.now.many -= (after == 0 ? 1 : 0);
  if (state.now.many > NodeFacts::kMostHere) return;
  std::vector<std::string> gone;
  const Status status =
      keys_.Scan(KeyOf(Table::kNodeArticle, std::uint64_t{node}), [&](auto& seen) {
        if (seen.after) {
          state.now.articles[Big32At(seen.key, 9)] = ByteReader(*seen.after).Varint();
          gone.emplace_back(seen.key);
        }
        return true;
      });
  if (!status.ok()) return Fail(status);
  for (std::string& one : gone) keys_.Delete(std::move(one));
  state.now.many = 0;
}

void NameState::CountEdge(NameNode node, NameNode other, std::uint32_t article, bool forward,
                          bool add) {
  std::string key = SaidOneKey(node, other, article);
  const auto stored = keys_.Get(key);
  if (!stored.ok()) return Fail(stored.status());
  SaidOne said;
  if (stored->has_value()) said = ReadSaidOne(key, **stored).value_or(SaidOne());
  std::uint64_t& times = forward ? said.forward : said.backward;
  if (!add && times == 0) return Fail(Unfit());
  times = add ? times + 1 : times - 1;
  if (said.forward + said.backward == 0) return keys_.Delete(std::move(key));
  std::string bytes;
  PutVarint(bytes, said.forward);
  PutVarint(bytes, said.backward);
  keys_.Put(std::move(key), std::move(bytes));
}

// Thousands of articles may say the same of two names: as soon as it is clear that they did before
// and do afterwards, the others that say it are passed over.
NameState::Others NameState::OthersOf(NameNode node) {
  Others others;
  const std::string prefix = KeyOf(Table::kSaidOne, std::uint64_t{node});
  std::string from = prefix;
  for (std::optional<NameNode> other = NameNode{}; other && status_.ok();) {
    other.reset();
    bool before = false, after = false;
    const Status status = keys_.ScanFrom(prefix, from, [&](auto& seen) {
      const auto next = static_cast<NameNode>(ByteReader(seen.key.substr(9)).Big64());
      if (other && *other != next) return false;
      other = next;
      before = before || seen.before.has_value();
      after = after || seen.after.has_value();
      return !(before && after);
    });
    if (!status.ok()) Fail(status);
    if (!other) continue;
    if (before && *other != node) others.before.insert(*other);
    if (after && *other != node) others.after.insert(*other);
    from = prefix;
    PutBig64(from, std::uint64_t{*other} + 1);
  }
  return others;
}

bool NameState::IsApart(NameNode a, NameNode b) {
  return !apart_.empty() && apart_.contains(KeyPair(FactsOf(a).key, FactsOf(b).key));
}

std::vector<std::uint32_t> NameState::FirstArticles(NameNode node, std::size_t most) {
  std::vector<std::uint32_t> sample;
  const NodeFacts& facts = FactsOf(node);
  for (const auto& [article, times] : facts.articles) sample.push_back(article);
  if (facts.many == 0) return sample;
  const Status status =
      keys_.Scan(KeyOf(Table::kNodeArticle, std::uint64_t{node}), [&](auto& seen) {
        if (seen.after) sample.push_back(Big32At(seen.key, 9));
        return sample.size() < most;
      });
  if (!status.ok()) Fail(status);
  return sample;
}

bool NameState::HasArticle(NameNode node, std::uint32_t article) {
  const NodeFacts& facts = FactsOf(node);
  if (facts.many == 0) return facts.articles.contains(article);
  const auto found = keys_.Get(NodeArticleKey(node, article));
  if (!found.ok()) Fail(found.status());
  return found.ok() && found->has_value();
}

bool NameState::SampleChanged(NameNode node) {
  const Node& state = At(node);
  if (state.moved.empty()) return false;
  if (state.before.many == 0 || state.now.many == 0) return true;
  bool changed = false;
  std::size_t rank = 0;
  const Status status =
      keys_.Scan(KeyOf(Table::kNodeArticle, std::uint64_t{node}), [&](auto& seen) {
        changed = seen.before.has_value() != seen.after.has_value();
        return !changed && ++rank < kSample;
      });
  if (!status.ok()) Fail(status);
  return changed;
}

std::vector<std::shared_ptr<const ArticleNames>> NameState::NamesOfArticle(std::uint32_t article) {
  if (read_.size() > kMostRead) read_.clear();
  const auto [found, is_new] = read_.try_emplace(article);
  if (!is_new) return found->second;
  const auto [from, to] = added_.equal_range(article);
  for (auto it = from; it != to; ++it)
    found->second.emplace_back(std::shared_ptr<const ArticleNames>(), it->second);
  auto it =
      articles_.Iterate(KeyOf(Table::kArticleById, "a:" + Hex(std::uint64_t{article} << 32, 8)));
  for (; it->valid() && status_.ok(); it->Next()) {
    const std::string_view key = it->key();
    if (key.size() < 10 || left_out_.contains(key.substr(1, key.size() - 10))) continue;
    const std::uint64_t number = ByteReader(key.substr(key.size() - 8)).Big64();
    auto names = ReadNames(articles_, number);
    // One that is damaged is left out here as it is everywhere.
    if (!names.ok() && names.status().code() != Code::kCorrupt) Fail(names.status());
    if (names.ok() && names->has_value())
      found->second.push_back(std::make_shared<const ArticleNames>(**std::move(names)));
  }
  if (!it->status().ok()) Fail(it->status());
  return found->second;
}

const NodeChunk& NameState::ChunkBefore(NameNode node) {
  const auto [found, is_new] = chunks_.try_emplace(node / kNodesOfChunk);
  if (!is_new || !status_.ok()) return found->second;
  const auto bytes = keys_.base().Get(ChunkKey(node));
  if (!bytes.ok()) Fail(bytes.status());
  if (!bytes.ok() || !bytes->has_value()) return found->second;
  auto chunk = DecodeChunk(**bytes, node / kNodesOfChunk * kNodesOfChunk);
  if (chunk.ok())
    found->second = *std::move(chunk);
  else
    Fail(chunk.status());
  return found->second;
}

EntityParts NameState::EntityBefore(NameNode node) {
  const NodeChunk& chunk = ChunkBefore(node);
  if (chunk.kinds[node % kNodesOfChunk] == 0) return {};
  const auto other = chunk.representatives.find(node);
  const NameNode representative = other == chunk.representatives.end() ? node : other->second;
  const NodeChunk& home = ChunkBefore(representative);
  const auto entity = home.entities.find(representative);
  if (entity == home.entities.end()) return {{node}};
  return entity->second;
}

}  // namespace lode
