// What an import notes for itself: keys that its own changes see, and that no store keeps.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"

namespace lode {

// Notes lie in memory until the change is made, and among the import's keys afterwards
// (Table::kStaged, which goes with the import); an import of a single change keeps them in
// memory to its end. Threads: one.
class ImportMarks {
 public:
  enum class Kind : char { kPlace = 1, kUrl = 2, kPathOfStore = 3 };

  // `view`: what the import sees before its change.
  Result<std::optional<std::string>> Get(const KvView& view, Kind kind,
                                         std::string_view name) const;
  void Put(Kind kind, std::string_view name, std::string value);
  // Up to `most` names of a kind behind `last`, ascending; `last`: the last of them.
  Result<std::vector<std::string>> Names(const KvView& view, Kind kind, std::size_t most,
                                         std::string& last) const;
  // The import is of several changes: what was noted since the last one goes with this batch.
  void Flush(KvBatch& batch);

 private:
  std::map<std::string, std::string, std::less<>> fresh_;  // by key
};

}  // namespace lode
