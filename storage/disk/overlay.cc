// Two sorted sequences are walked side by side: the view's keys and the changes, of which
// the latter count where both have one.

#include "storage/disk/overlay.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace lode {

KeyOverlay::KeyOverlay(const KvView& base) : base_(base) {}

Result<std::optional<std::string>> KeyOverlay::Get(std::string_view key) const {
  if (const auto changed = changes_.find(key); changed != changes_.end()) return changed->second;
  return base_.Get(key);
}

Status ScanChanged(KvIterator& base, const KeyChanges& changes, std::string_view prefix,
                   std::string_view from, const VisitKey& visit) {
  base.Seek(from);
  auto changed = changes.lower_bound(from);
  while (true) {
    const bool has_base = base.valid() && base.key().starts_with(prefix);
    const bool has_change = changed != changes.end() && changed->first.starts_with(prefix);
    if (!has_base && !has_change) break;
    const int order = !has_base ? 1 : !has_change ? -1 : base.key().compare(changed->first);
    SeenKey seen;
    if (order <= 0) seen.key = base.key(), seen.before = base.value();
    if (order < 0) seen.after = seen.before;
    if (order >= 0) {
      seen.key = changed->first;
      if (changed->second) seen.after = *changed->second;
    }
    if ((seen.before || seen.after) && !visit(seen)) return {};
    if (order <= 0) base.Next();
    if (order >= 0) ++changed;
  }
  return base.status();
}

bool KeyOverlay::IsEmptyBefore(char table) const {
  const auto [at, is_new] = is_empty_.try_emplace(table);
  if (!is_new) return at->second;
  const auto it = base_.Iterate({&table, 1});
  return at->second = !it->valid() && it->status().ok();
}

Status KeyOverlay::ScanFrom(std::string_view prefix, std::string_view from,
                            const VisitKey& visit) const {
  if (!prefix.empty() && IsEmptyBefore(prefix.front())) {
    for (auto at = changes_.lower_bound(from);
         at != changes_.end() && at->first.starts_with(prefix); ++at)
      if (at->second && !visit({at->first, std::nullopt, *at->second})) break;
    return {};
  }
  if (iterator_ == nullptr) iterator_ = base_.Walk({});
  return ScanChanged(*iterator_, changes_, prefix, from, visit);
}

namespace {

using Keys = std::vector<std::pair<std::string, std::string>>;

class KeysIterator : public KvIterator {
 public:
  KeysIterator(std::shared_ptr<const Keys> keys, std::string_view prefix)
      : keys_(std::move(keys)), prefix_(prefix), at_(keys_->end()) {}

  void Seek(std::string_view key) override { at_ = NotBefore(key); }
  void SeekBack(std::string_view key) override {
    at_ = NotBefore(key);
    if (at_ != keys_->end() && at_->first == key) return;
    at_ = at_ == keys_->begin() ? keys_->end() : std::prev(at_);
  }
  bool valid() const override { return at_ != keys_->end() && at_->first.starts_with(prefix_); }
  void Next() override { ++at_; }
  void Prev() override { at_ = at_ == keys_->begin() ? keys_->end() : std::prev(at_); }
  std::string_view key() const override { return at_->first; }
  std::string_view value() const override { return at_->second; }
  Status status() const override { return {}; }

 private:
  Keys::const_iterator NotBefore(std::string_view key) const {
    return std::lower_bound(keys_->begin(), keys_->end(), key,
                            [](const auto& entry, std::string_view k) { return entry.first < k; });
  }

  std::shared_ptr<const Keys> keys_;
  std::string prefix_;
  Keys::const_iterator at_;
};

class KeysView : public KvView {
 public:
  explicit KeysView(Keys keys) : keys_(std::make_shared<const Keys>(std::move(keys))) {}

  Result<std::optional<std::string>> Get(std::string_view key) const override {
    KeysIterator at(keys_, key);
    at.Seek(key);
    if (!at.valid() || at.key() != key) return std::optional<std::string>();
    return std::optional<std::string>(at.value());
  }
  Result<std::vector<std::optional<std::string>>> MultiGet(
      const std::vector<std::string>& keys) const override {
    std::vector<std::optional<std::string>> values;
    for (const std::string& key : keys) values.push_back(*Get(key));
    return values;
  }
  std::unique_ptr<KvIterator> Iterate(std::string_view prefix) const override {
    auto iterator = Walk(prefix);
    iterator->Seek(prefix);
    return iterator;
  }
  std::unique_ptr<KvIterator> Walk(std::string_view prefix) const override {
    return std::make_unique<KeysIterator>(keys_, prefix);
  }

 private:
  std::shared_ptr<const Keys> keys_;
};

}  // namespace

std::shared_ptr<const KvView> MemoryView(const KeyChanges& keys) {
  Keys there;
  for (const auto& [key, value] : keys)
    if (value) there.emplace_back(key, *value);
  return std::make_shared<KeysView>(std::move(there));
}

}  // namespace lode
