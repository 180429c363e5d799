// Where many keys go that come in order.
#pragma once

#include <string_view>

#include "lode/status.h"
#include "storage/disk/kv.h"

namespace lode {

// Keys of each table ascend; no key comes twice, and nobody else changes it. Threads: one.
class SortedKeys {
 public:
  virtual ~SortedKeys() = default;
  // kIo: the disk has no room.
  virtual Status Put(std::string_view key, std::string_view value) = 0;
};

// Into a batch, as any other keys. The batch must outlive it.
class KeysOfBatch : public SortedKeys {
 public:
  explicit KeysOfBatch(KvBatch& batch) : batch_(batch) {}
  Status Put(std::string_view key, std::string_view value) override {
    batch_.Put(key, value);
    return {};
  }

 private:
  KvBatch& batch_;
};

}  // namespace lode
