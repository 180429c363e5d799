// A block is read outside of the lock: two may read it at once.

#include "storage/snapshot/statement_cache.h"

#include "storage/terms/key_layout.h"

namespace lode {

namespace {
constexpr std::size_t kOpenBlockBytes = 512;  // beside what is stored of it
}

Result<std::shared_ptr<const OpenedStatements>> StatementCache::Get(const KvView& view,
                                                                    TermId statement) {
  const TermId first = FirstOfBlock(statement);
  if (auto kept = blocks_.Find(first)) return kept;
  auto bytes = view.Get(KeyOf(Table::kStatement, first));
  if (!bytes.ok()) return bytes.status();
  if (!bytes->has_value()) return std::shared_ptr<const OpenedStatements>();
  auto opened = std::make_shared<OpenedStatements>();
  opened->bytes = **std::move(bytes);
  if (!opened->block.Open(first, opened->bytes)) return DamagedStatements();
  blocks_.Keep(first, opened, opened->bytes.size() + kOpenBlockBytes);
  return std::shared_ptr<const OpenedStatements>(std::move(opened));
}

}  // namespace lode
