// Runs checked queries against a snapshot: the door between check and execution.
#pragma once

#include <memory>
#include <vector>

#include "lode/query.h"
#include "query/check/stratify.h"
#include "query/kept_query.h"
#include "query/syntax/ast.h"
#include "storage/snapshot/snapshot.h"

namespace lode {

// Answers queries over one snapshot and one set of rules; relations that rules
// define are computed when first needed and kept for the next query of the text.
// REQUIRES: rules and query passed check without errors. Threads: one at a time.
class Engine {
 public:
  // REQUIRES: the options outlive what is asked with them.
  Engine(std::shared_ptr<const Snapshot> snapshot, Stratification rules,
         const QueryOptions& options);
  ~Engine();

  // Begins the next text. Answers, their order and limits are those of a new engine; only
  // what was read of the store and decoded is not read again.
  void Begin(const QueryOptions& options);

  // kLimit and kCancelled name the limit that was met. Notes about the answer (an
  // ambiguous name, say) are check's business, not the engine's.
  Result<Answer> Ask(const ast::Query& query);
  // The same for a question that is asked again in this setting: `kept` is of this question,
  // filled the first time and used from then on.
  Result<Answer> Ask(const ast::Query& query, KeptQuery& kept);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lode
