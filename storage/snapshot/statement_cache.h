// Blocks of statements that were read last, kept open: a scan asks for the statements of
// many articles over and over, some of each.
#pragma once

#include <memory>
#include <string>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/snapshot/generations.h"
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
  Generations<TermId, OpenedStatements, TermIdHash> blocks_{32 << 20};
};

}  // namespace lode
