// What the operators of a running query share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "query/program/ir.h"
#include "query/program/term_table.h"
#include "query/rows/budget.h"
#include "query/rows/expression.h"
#include "query/rows/grouped_rows.h"
#include "query/rows/neighbours.h"
#include "query/rows/relation.h"
#include "storage/snapshot/snapshot.h"

namespace lode {

class Workers;

// Rows [from, to) of a relation, as an atom sees it in one round of a recursion.
struct RowWindow {
  std::uint32_t from = 0;
  std::uint32_t to = ~std::uint32_t{0};  // clipped to the size
};

// A stored pattern that was asked so often that it was read into memory, or counts
// towards it. Lives as long as the engine. What was read for an earlier text is used only
// from the probe on at which it would be read anew, so that the order of rows does not tell,
// but where no order of theirs shows.
struct StoredRead {
  std::uint64_t probes = 0;
  std::unique_ptr<Relation> rows;                                 // null: not read yet
  std::map<ColumnMask, std::unique_ptr<GroupedRows>> grouped;     // the same, for probes
  std::map<std::size_t, std::unique_ptr<Neighbours>> neighbours;  // by column
  bool is_used = false;                                           // by the text under way

  std::uint64_t bytes() const {
    std::uint64_t sum = rows == nullptr ? 0 : rows->bytes();
    for (const auto& [mask, group] : grouped) sum += group->bytes();
    for (const auto& [column, beside] : neighbours) sum += beside->bytes();
    return sum;
  }
};

// A relation whose rows stand in the store. Those that are asked for so often that reading all
// costs no more are read into memory, unless they change under way.
struct KeptRead {
  std::unique_ptr<KeptRows> rows;
  std::uint64_t count = 0;
  bool may_change = false;
  std::uint64_t probes = 0;
  std::unique_ptr<Relation> read;  // null: not read

  // A row that cannot be read stops the budget.
  bool Has(std::span<const TermId> row, Budget& budget) const {
    if (read != nullptr) return read->Find(row.data()) != Relation::kNoRow;
    const Result<std::uint64_t> derivations = rows->DerivationsOf(row);
    return derivations.ok() ? *derivations > 0 : budget.Stop(derivations.status());
  }
};

// Rows whose values do not go together where all else holds.
struct LeftOut {
  std::uint64_t rows = 0;
  std::string why;  // of the first
};

// What one operator did: rows that it passed on, and its own time.
struct OperatorProfile {
  std::uint64_t rows = 0;
  double seconds = 0;
};
using Profile = std::unordered_map<const ir::Literal*, OperatorProfile>;

// REQUIRES: everything it points to outlives it. Threads: one at a time.
struct Execution {
  const Snapshot& snapshot;
  TermTable& terms;
  Evaluator& evaluator;
  Budget& budget;
  const ir::Program& program;
  std::vector<std::unique_ptr<Relation>>& relations;  // by RelationId
  std::map<std::string, StoredRead>& stored_reads;
  std::size_t batch_rows = 1024;
  LeftOut left_out = {};
  Profile* profile = nullptr;                    // null: nobody wants one
  double min_confidence = 0;                     // stored atoms see no statement of a lower one
  std::map<ir::RelationId, KeptRead> kept = {};  // in the place of `relations`
  bool uses_kept = true;
  bool joined_alike = false;   // values that are equal and not the same term met in a join
  Workers* workers = nullptr;  // threads that help; null: none

  KeptRead* KeptOf(ir::RelationId relation) {
    const auto found = uses_kept ? kept.find(relation) : kept.end();
    return found == kept.end() ? nullptr : &found->second;
  }
};

}  // namespace lode
