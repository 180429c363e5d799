// Blocks of statements that were read last, kept open: a scan asks for the statements of
// many articles over and over, some of each.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/statements/statement_block.h"

namespace lode {

struct OpenedStatements {
  std::string bytes;
  StatementBlock block;  // of bytes
};

// Of one view. Threads: any. Keeps some 64 MiB.
class StatementCache {
 public:
  // The block that holds the statement; null when there is none. kCorrupt when damaged.
  Result<std::shared_ptr<const OpenedStatements>> Get(const KvView& view, TermId statement);

 private:
  using Blocks = std::unordered_map<TermId, std::shared_ptr<const OpenedStatements>, TermIdHash>;
  void Keep(TermId first, std::shared_ptr<const OpenedStatements> block);

  std::mutex mutex_;  // guards what follows
  // What was asked for since `young_` was empty, and what was before: when the young are
  // half of what may be kept, the old ones go and the young become old.
  Blocks young_, old_;
  std::size_t young_bytes_ = 0;
};

}  // namespace lode
