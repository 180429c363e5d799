// Two generations instead of a list in the order of use: a hit among the young is one
// look-up under the lock.

#include "storage/snapshot/statement_cache.h"

#include "storage/terms/key_layout.h"

namespace lode {

namespace {
constexpr std::size_t kYoungBytes = 32 << 20;
constexpr std::size_t kEntryBytes = 512;  // of an open block, beside its bytes
}  // namespace

void StatementCache::Keep(TermId first, std::shared_ptr<const OpenedStatements> block) {
  young_bytes_ += block->bytes.size() + kEntryBytes;
  young_.emplace(first, std::move(block));
  if (young_bytes_ < kYoungBytes) return;
  old_ = std::move(young_);
  young_.clear();
  young_bytes_ = 0;
}

Result<std::shared_ptr<const OpenedStatements>> StatementCache::Get(const KvView& view,
                                                                    TermId statement) {
  const TermId first = FirstOfBlock(statement);
  {
    std::lock_guard lock(mutex_);
    if (auto found = young_.find(first); found != young_.end()) return found->second;
    if (auto found = old_.find(first); found != old_.end()) {
      auto block = found->second;
      old_.erase(found);
      Keep(first, block);
      return block;
    }
  }
  auto bytes = view.Get(KeyOf(Table::kStatement, first));
  if (!bytes.ok()) return bytes.status();
  if (!bytes->has_value()) return std::shared_ptr<const OpenedStatements>();
  auto opened = std::make_shared<OpenedStatements>();
  opened->bytes = **std::move(bytes);
  if (!opened->block.Open(first, opened->bytes)) return DamagedStatements();
  std::lock_guard lock(mutex_);
  Keep(first, opened);
  return std::shared_ptr<const OpenedStatements>(std::move(opened));
}

}  // namespace lode
