// Changed keys over a store against one map of what both should show.

#include "storage/disk/layers.h"

#include <map>
#include <random>

#include "fixture.h"
#include "storage/disk/overlay.h"

namespace lode {
namespace {

class LayersTest : public testing::Test {
 protected:
  std::string Key() {
    std::string key;
    for (std::size_t i = 1 + random_() % 3; i > 0; --i)
      key += static_cast<char>('a' + random_() % 3);
    return key;
  }
  // Some keys below, some changed, and one map of both.
  void Make() {
    KeyChanges base, top;
    shown_.clear();
    for (auto i = random_() % 12; i > 0; --i) base[Key()] = "b" + std::to_string(i);
    for (const auto& [key, value] : base) shown_[key] = *value;
    for (auto i = random_() % 12; i > 0; --i) {
      const std::string key = Key(), value = i % 5 == 0 ? "" : "t" + std::to_string(i);
      const bool goes = random_() % 2 == 0;
      top[key] = goes ? std::string(1, KvBatch::kGone) : std::string(1, KvBatch::kThere) + value;
      if (goes)
        shown_.erase(key);
      else
        shown_[key] = value;
    }
    view_ = LayOver(MemoryView(base), MemoryView(top));
  }
  void ExpectAt(const KvIterator& it, std::map<std::string, std::string>::const_iterator at) {
    ASSERT_EQ(it.valid(), at != shown_.end());
    if (!it.valid()) return;
    EXPECT_EQ(it.key(), at->first);
    EXPECT_EQ(it.value(), at->second);
  }

  std::mt19937 random_{3};
  std::map<std::string, std::string> shown_;
  std::shared_ptr<const KvView> view_;
};

TEST_F(LayersTest, WalksForwardsAndBackwardsFromAnyKey) {
  for (int round = 0; round < 500; ++round) {
    Make();
    const auto it = view_->Walk({});
    for (int step = 0; step < 8; ++step) {
      const std::string key = Key();
      auto at = shown_.lower_bound(key);
      if (random_() % 2 == 0) {
        it->Seek(key);
      } else {
        it->SeekBack(key);
        at = shown_.upper_bound(key);
        at = at == shown_.begin() ? shown_.end() : std::prev(at);
      }
      ExpectAt(*it, at);
      for (auto moves = random_() % 6; moves > 0 && at != shown_.end(); --moves) {
        if (random_() % 3 == 0) {
          it->Prev();
          at = at == shown_.begin() ? shown_.end() : std::prev(at);
        } else {
          it->Next();
          ++at;
        }
        ExpectAt(*it, at);
      }
    }
  }
}

TEST_F(LayersTest, GivesKeysOneByOneAndTogether) {
  for (int round = 0; round < 300; ++round) {
    Make();
    std::vector<std::string> keys;
    for (int i = 0; i < 10; ++i) keys.push_back(Key());
    const auto values = Must(view_->MultiGet(keys));
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const auto at = shown_.find(keys[i]);
      const auto expected = at == shown_.end() ? std::nullopt : std::optional(at->second);
      EXPECT_EQ(values[i], expected);
      EXPECT_EQ(Must(view_->Get(keys[i])), expected);
    }
  }
}

TEST_F(LayersTest, AWalkStaysInItsPrefix) {
  for (int round = 0; round < 300; ++round) {
    Make();
    std::vector<std::string> walked, expected;
    for (auto it = view_->Iterate("b"); it->valid(); it->Next()) walked.emplace_back(it->key());
    for (const auto& [key, value] : shown_)
      if (key.starts_with("b")) expected.push_back(key);
    EXPECT_EQ(walked, expected);
  }
}

TEST(ManyKeys, AreReadInTheirOrderHoweverMany) {
  test::TempFolder folder;
  KvOptions options;
  options.create_if_missing = true;
  const auto kv = Must(Kv::Open(folder / "kv", options));
  KvBatch batch;
  std::vector<std::string> keys;
  for (int i = 0; i < 3000; ++i) {  // more than RocksDB is asked for at once
    keys.push_back("k" + std::to_string(i * 7919 % 3000));
    if (i % 3 != 0) batch.Put(keys.back(), keys.back() + "'s");
  }
  ASSERT_TRUE(kv->Commit(batch).ok());
  const auto values = Must(kv->View()->MultiGet(keys));
  ASSERT_EQ(values.size(), keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i)
    EXPECT_EQ(values[i], i % 3 != 0 ? std::optional(keys[i] + "'s") : std::nullopt) << i;
}

}  // namespace
}  // namespace lode
