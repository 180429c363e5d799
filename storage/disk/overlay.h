// Keys that are being changed, seen as they will be; and keys that are nowhere but in memory.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "lode/status.h"
#include "storage/disk/kv.h"

namespace lode {

// By key: its value, or none where it goes.
using KeyChanges = std::map<std::string, std::optional<std::string>, std::less<>>;

// A key as it was and as it is; at least one of the two is there.
struct SeenKey {
  std::string_view key;
  std::optional<std::string_view> before, after;
};
using VisitKey = std::function<bool(const SeenKey&)>;
// Every key that begins with the prefix and is not before `from`, ascending, as a walk over all
// keys and changes laid over them show it, until `visit` is false.
Status ScanChanged(KvIterator& base, const KeyChanges& changes, std::string_view prefix,
                   std::string_view from, const VisitKey& visit);

// Changes of keys laid over a view. Threads: one.
class KeyOverlay {
 public:
  explicit KeyOverlay(const KvView& base);  // which must outlive it

  // As after the changes.
  Result<std::optional<std::string>> Get(std::string_view key) const;

  using Seen = SeenKey;
  // Every key that begins with the prefix, ascending, until `visit` is false. `visit` must
  // not change anything. Costs a seek in the view.
  Status Scan(std::string_view prefix, const VisitKey& visit) const {
    return ScanFrom(prefix, prefix, visit);
  }
  // Those of them that are not before `from`. REQUIRES: it begins with the prefix.
  Status ScanFrom(std::string_view prefix, std::string_view from, const VisitKey& visit) const;

  // Whether the view has no key that begins with this byte: scans of such need no seek.
  bool IsEmptyBefore(char table) const;

  void Put(std::string key, std::string value) { changes_[std::move(key)] = std::move(value); }
  void Delete(std::string key) { changes_[std::move(key)] = std::nullopt; }

  const KvView& base() const { return base_; }
  const KeyChanges& changes() const { return changes_; }
  KeyChanges Take() { return std::exchange(changes_, {}); }

 private:
  const KvView& base_;
  mutable std::unique_ptr<KvIterator> iterator_;  // over all of base_; made when first needed
  mutable std::map<char, bool> is_empty_;         // by first byte, where it was asked for
  KeyChanges changes_;
};

// The face of a store over keys in memory. Threads: immutable, any.
std::shared_ptr<const KvView> MemoryView(const KeyChanges& keys);

}  // namespace lode
