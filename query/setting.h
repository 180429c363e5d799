// What questions are asked in: the store at one moment and the rules in force. As long as
// neither changes, what was worked out for one question serves the next.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "query/check/check.h"
#include "query/check/definitions.h"
#include "query/check/stratify.h"
#include "query/engine.h"
#include "query/reading.h"
#include "storage/snapshot/snapshot.h"

namespace lode {

// Threads: one at a time.
class Setting {
 public:
  // `rules`: of the store, then of the session. `number` tells settings apart; it is not 0.
  Setting(std::uint64_t number, std::shared_ptr<const Snapshot> snapshot, Rules rules);

  const std::shared_ptr<const Snapshot>& snapshot() const { return snapshot_; }
  const Rules& rules() const { return rules_; }

  // What check says of the text; kept with it for the next time where there is no error.
  const std::vector<Diagnostic>& Check(Reading& reading, const QueryOptions& options) const;
  // What is kept of the text's questions for this setting.
  std::map<const ast::Query*, KeptQuery>& KeptOf(Reading& reading) const;
  // Whether the text has rules that are not in force.
  bool IsAddedTo(const Reading& reading) const;

  // The engine for texts that add no rules, as if new: lent until it is given back.
  std::unique_ptr<Engine> Take(const QueryOptions& options);
  void GiveBack(std::unique_ptr<Engine> engine) { engine_ = std::move(engine); }

 private:
  static bool CheckOtherValues(Reading& reading, const Surroundings& surroundings);

  const std::uint64_t number_;
  const std::shared_ptr<const Snapshot> snapshot_;
  const Rules rules_;
  const Stratification strata_;
  const Definitions definitions_;
  std::unique_ptr<Engine> engine_;
};

}  // namespace lode
