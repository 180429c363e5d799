// Two walks side by side, as in overlay.cc; the upper layer counts where both have a key. The
// hard bit is walking back onto a key that was taken away: then both go on backwards.

#include "storage/disk/layers.h"

#include <utility>

namespace lode {

std::optional<std::string_view> Unmarked(std::string_view value) {
  if (value.empty() || value.front() == KvBatch::kGone) return std::nullopt;
  return value.substr(1);
}

namespace {

class LayersIterator : public KvIterator {
 public:
  LayersIterator(std::unique_ptr<KvIterator> base, std::unique_ptr<KvIterator> top)
      : base_(std::move(base)), top_(std::move(top)) {}

  void Seek(std::string_view key) override {
    base_->Seek(key);
    top_->Seek(key);
    Settle();
  }
  void SeekBack(std::string_view key) override {
    base_->SeekBack(key);
    top_->SeekBack(key);
    SettleBack();
  }
  bool valid() const override { return at_ != nullptr; }
  void Next() override {
    if (at_ == top_.get() && HaveOneKey()) base_->Next();
    at_->Next();
    Settle();
  }
  void Prev() override {
    const std::string key(at_->key());
    for (KvIterator* one : {base_.get(), top_.get()}) {
      one->SeekBack(key);
      if (one->valid() && one->key() == key) one->Prev();
    }
    SettleBack();
  }
  std::string_view key() const override { return at_->key(); }
  std::string_view value() const override {
    return at_ == top_.get() ? *Unmarked(top_->value()) : base_->value();
  }
  Status status() const override { return top_->status().ok() ? base_->status() : top_->status(); }

 private:
  bool HaveOneKey() const { return base_->valid() && top_->valid() && base_->key() == top_->key(); }
  bool IsGone() const { return !Unmarked(top_->value()).has_value(); }

  // The first key that is there, from where the two stand.
  void Settle() {
    while (top_->valid() && (!base_->valid() || top_->key() <= base_->key())) {
      at_ = top_.get();
      if (!IsGone()) return;
      if (HaveOneKey()) base_->Next();
      top_->Next();
    }
    at_ = base_->valid() ? base_.get() : nullptr;
  }
  // The last one likewise; then the other stands where a walk ahead finds it.
  void SettleBack() {
    while (top_->valid() && (!base_->valid() || top_->key() >= base_->key())) {
      at_ = top_.get();
      if (!IsGone()) return base_->Seek(std::string(top_->key()));
      if (HaveOneKey()) base_->Prev();
      top_->Prev();
    }
    at_ = base_->valid() ? base_.get() : nullptr;
    if (at_ != nullptr) top_->Seek(std::string(base_->key()));
  }

  std::unique_ptr<KvIterator> base_, top_;
  KvIterator* at_ = nullptr;  // the one whose key counts; null: behind the last
};

class LayersView : public KvView {
 public:
  LayersView(std::shared_ptr<const KvView> base, std::shared_ptr<const KvView> top)
      : base_(std::move(base)), top_(std::move(top)) {}

  Result<std::optional<std::string>> Get(std::string_view key) const override {
    auto found = top_->Get(key);
    if (!found.ok() || found->has_value()) return Upper(std::move(found));
    return base_->Get(key);
  }

  Result<std::vector<std::optional<std::string>>> MultiGet(
      const std::vector<std::string>& keys) const override {
    auto found = top_->MultiGet(keys);
    if (!found.ok()) return found;
    std::vector<std::string> missing;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      std::optional<std::string>& value = (*found)[i];
      if (!value) {
        missing.push_back(keys[i]);
        places.push_back(i);
      } else if (Unmarked(*value)) {
        value->erase(0, 1);
      } else {
        value.reset();
      }
    }
    auto below = base_->MultiGet(missing);
    if (!below.ok()) return below;
    for (std::size_t i = 0; i < places.size(); ++i) (*found)[places[i]] = std::move((*below)[i]);
    return found;
  }

  std::unique_ptr<KvIterator> Iterate(std::string_view prefix) const override {
    auto iterator = Walk(prefix);
    iterator->Seek(prefix);
    return iterator;
  }
  std::unique_ptr<KvIterator> Walk(std::string_view prefix) const override {
    return std::make_unique<LayersIterator>(base_->Walk(prefix), top_->Walk(prefix));
  }

 private:
  static Result<std::optional<std::string>> Upper(Result<std::optional<std::string>> found) {
    if (!found.ok()) return found;
    if (!Unmarked(**found)) return std::optional<std::string>();
    (*found)->erase(0, 1);
    return found;
  }

  const std::shared_ptr<const KvView> base_, top_;
};

}  // namespace

std::shared_ptr<const KvView> LayOver(std::shared_ptr<const KvView> base,
                                      std::shared_ptr<const KvView> top) {
  return std::make_shared<LayersView>(std::move(base), std::move(top));
}

}  // namespace lode
