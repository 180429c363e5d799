// One walk over the hashes, which stand sorted with the least ids first. Most articles of a
// hash lean on its first one, so few pairs are compared.

#include "storage/text/near_articles.h"

#include <unordered_map>

#include "storage/disk/coding.h"
#include "storage/terms/key_layout.h"
#include "storage/text/text_traits.h"

namespace lode {

namespace {

struct Member {
  std::uint32_t id = 0;  // short
  std::uint64_t number = 0;
};

using AllTraits = std::unordered_map<std::uint64_t, TextTraits>;

Result<AllTraits> ReadAllTraits(const KvView& view) {
  AllTraits all;
  auto it = view.Iterate(KeyOf(Table::kTraits));
  for (; it->valid(); it->Next())
    if (auto traits = DecodeTraits(it->value()); traits.ok() && it->key().size() == 9)
      all.emplace(ByteReader(it->key().substr(1)).Big64(), *std::move(traits));
  if (Status status = it->status(); !status.ok()) return status;
  return all;
}

class Leaning {
 public:
  explicit Leaning(const AllTraits& traits) : traits_(traits) {}

  // The articles of one hash, least ids first.
  void Take(const std::vector<Member>& members) {
    for (std::size_t i = 1; i < members.size(); ++i) {
      const Member& own = members[i];
      Member& best = best_[own.number];
      for (std::size_t j = 0; j < i && j < kMostOfHash; ++j) {
        const Member& other = members[j];
        if (other.id >= own.id || (best.number != 0 && best.id <= other.id)) break;
        if (!AreOne(own.number, other.number)) continue;
        best = other;
        break;
      }
    }
  }

  std::uint64_t RootOf(std::uint64_t article) const {
    for (auto at = best_.find(article); at != best_.end() && at->second.number != 0;
         at = best_.find(article))
      article = at->second.number;
    return article;
  }

  const std::unordered_map<std::uint64_t, Member>& best() const { return best_; }

 private:
  bool AreOne(std::uint64_t a, std::uint64_t b) const {
    const auto one = traits_.find(a), other = traits_.find(b);
    return one != traits_.end() && other != traits_.end() &&
           AreOfOneOrigin(one->second, other->second);
  }

  const AllTraits& traits_;
  std::unordered_map<std::uint64_t, Member> best_;
};

}  // namespace

Result<std::map<std::uint64_t, std::uint64_t>> OriginsOfAll(const KvView& view) {
  const auto traits = ReadAllTraits(view);
  if (!traits.ok()) return traits.status();
  Leaning leaning(*traits);
  std::vector<Member> members;
  std::string hash;
  auto it = view.Iterate(KeyOf(Table::kSketchHash));
  for (; it->valid(); it->Next()) {
    const std::string_view key = it->key();
    if (key.size() != kSketchKeyBytes) continue;
    const std::string_view prefix = key.substr(0, key.size() - 12);
    if (prefix != hash) {
      leaning.Take(members);
      members.clear();
      hash = prefix;
    }
    ByteReader in(key.substr(prefix.size()));
    std::uint32_t id = 0;
    for (int i = 0; i < 4; ++i) id = id << 8 | in.Byte();
    members.push_back({id, in.Big64()});
  }
  if (Status status = it->status(); !status.ok()) return status;
  leaning.Take(members);
  std::map<std::uint64_t, std::uint64_t> roots;
  for (const auto& [article, best] : leaning.best())
    if (best.number != 0) {
      const std::uint64_t root = leaning.RootOf(article);
      roots[article] = root;
      roots[root] = root;
    }
  return roots;
}

}  // namespace lode
