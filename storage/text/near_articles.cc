// Articles come in the order of their ids, so who shares a hash with one that comes, and may be
// leaned on, is there already: the first kMostOfHash of each hash are remembered.

#include "storage/text/near_articles.h"

#include <algorithm>
#include <bit>
#include <span>

#include "storage/text/sketches.h"

namespace lode {

namespace {

constexpr std::uint32_t kNone = UINT32_MAX;
constexpr std::size_t kAhead = 2;  // whose sketch is on its way while another is compared

// Gives hashes numbers, in the order of their first times.
class HashNumbers {
 public:
  std::uint32_t Of(std::uint64_t hash) {
    Slot* slot = &Find(hash);
    if (slot->number != kNone) return slot->number;
    if (std::size_t{count_} * 2 >= slots_.size()) {
      Grow();
      slot = &Find(hash);
    }
    *slot = {hash, count_};
    return count_++;
  }
  std::uint32_t count() const { return count_; }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t number = kNone;
  };

  Slot& Find(std::uint64_t hash) {
    const int shift = 64 - std::countr_zero(slots_.size());
    std::size_t at = hash * 0x9E3779B97F4A7C15u >> shift;  // Fibonacci hashing, Knuth
    while (slots_[at].number != kNone && slots_[at].hash != hash) at = (at + 1) % slots_.size();
    return slots_[at];
  }

  void Grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old)
      if (slot.number != kNone) Find(slot.hash) = slot;
  }

  std::vector<Slot> slots_ = std::vector<Slot>(1 << 10);
  std::uint32_t count_ = 0;
};

// By hash: those that have it among their least, the first kMostOfHash of them.
class Sharers {
 public:
  explicit Sharers(const Sketches& sketches) : numbers_(kLookedHashes * sketches.count(), kNone) {
    HashNumbers hashes;
    std::vector<std::uint32_t> counts;
    for (std::uint32_t i = 0; i < sketches.count(); ++i)
      for (std::size_t at = 0; at < std::min(kLookedHashes, sketches.SizeOf(i)); ++at) {
        const std::uint32_t number = hashes.Of(sketches.HashOf(i, at));
        counts.resize(hashes.count());
        if (counts[number] < kMostOfHash) ++counts[number];
        numbers_[kLookedHashes * i + at] = number;
      }
    begins_.reserve(counts.size() + 1);
    begins_.push_back(0);
    for (const std::uint32_t count : counts) begins_.push_back(begins_.back() + count);
    ends_.assign(begins_.begin(), begins_.end() - 1);
    members_.resize(begins_.back());
  }

  // Those that came before and share the hash at `at` of `i`, ascending. Valid until Add.
  std::span<const std::uint32_t> Earlier(std::uint32_t i, std::size_t at) const {
    const std::uint32_t number = numbers_[kLookedHashes * i + at];
    return {members_.data() + begins_[number], ends_[number] - begins_[number]};
  }

  // `i` has come. REQUIRES: ascending; `size`: of its sketch.
  void Add(std::uint32_t i, std::size_t size) {
    for (std::size_t at = 0; at < std::min(kLookedHashes, size); ++at) {
      const std::uint32_t number = numbers_[kLookedHashes * i + at];
      if (ends_[number] < begins_[number + 1]) members_[ends_[number]++] = i;
    }
  }

 private:
  std::vector<std::uint32_t> numbers_;  // of the hashes of each
  std::vector<std::size_t> begins_, ends_;
  std::vector<std::uint32_t> members_;
};

class Leaning {
 public:
  explicit Leaning(const Sketches& sketches)
      : sketches_(sketches), sharers_(sketches), looked_at_(sketches.count(), kNone) {}

  // On whom each leans, kNone: on nobody.
  std::vector<std::uint32_t> All() {
    std::vector<std::uint32_t> all;
    for (std::uint32_t i = 0; i < sketches_.count(); ++i) {
      all.push_back(sketches_.SizeOf(i) < kLeastSketch ? kNone : LeastLike(i));
      sharers_.Add(i, sketches_.SizeOf(i));
    }
    return all;
  }

 private:
  std::uint32_t LeastLike(std::uint32_t own) {
    std::uint32_t least = kNone;
    own_is_set_ = false;
    const std::size_t looked = std::min(kLookedHashes, sketches_.SizeOf(own));
    for (std::size_t at = 0; at < looked; ++at) {
      const std::span<const std::uint32_t> earlier = sharers_.Earlier(own, at);
      for (std::size_t i = 0; i < earlier.size() && earlier[i] < least; ++i) {
        if (i + kAhead < earlier.size()) sketches_.Prepare(earlier[i + kAhead]);
        if (looked_at_[earlier[i]] == own) continue;
        looked_at_[earlier[i]] = own;
        if (AreOne(own, earlier[i])) least = earlier[i];
      }
    }
    return least;
  }

  bool AreOne(std::uint32_t own, std::uint32_t other) {
    if (!own_is_set_) {
      sieve_.Set(sketches_.BytesOf(own), sketches_.SizeOf(own));
      sketches_.Get(own, own_);
      own_is_set_ = true;
    }
    if (!sieve_.MayBeAlike(sketches_.BytesOf(other), sketches_.SizeOf(other))) return false;
    sketches_.Get(other, other_);
    return AreOfOneOrigin(own_.span(), other_.span());
  }

  const Sketches& sketches_;
  Sharers sharers_;
  std::vector<std::uint32_t> looked_at_;  // by whom at last
  SketchSieve sieve_;
  Sketch own_, other_;
  bool own_is_set_ = false;
};

}  // namespace

Result<std::vector<std::vector<std::uint64_t>>> OriginsOfAll(const KvView& view) {
  const auto sketches = Sketches::Read(view);
  if (!sketches.ok()) return sketches.status();
  std::vector<std::uint32_t> root = Leaning(*sketches).All();
  // Who is leaned on comes first, so its root is known already.
  std::vector<std::uint32_t> sizes(root.size(), 0);
  for (std::uint32_t i = 0; i < root.size(); ++i) {
    root[i] = root[i] == kNone ? i : root[root[i]];
    ++sizes[root[i]];
  }
  std::vector<std::vector<std::uint64_t>> groups;
  std::vector<std::uint32_t> group_of(root.size(), kNone);  // of a root
  for (std::uint32_t i = 0; i < root.size(); ++i) {
    if (sizes[root[i]] < 2) continue;
    std::uint32_t& group = group_of[root[i]];
    if (group == kNone) {
      group = static_cast<std::uint32_t>(groups.size());
      groups.emplace_back().reserve(sizes[root[i]]);
    }
    groups[group].push_back(sketches->ArticleOf(i));
  }
  for (std::vector<std::uint64_t>& group : groups) std::sort(group.begin(), group.end());
  return groups;
}

}  // namespace lode
