// Which groups of rules are kept up to date, and what is known of the relations that these
// keep.
//
//   'R' 'g' name of a group             the group is kept: varint n, varint x n numbers of the
//                                       relations that its rules define
//   'R' 'r' number (4)                  u8 1, string name, varint arity, varint rows,
//                                       string definition, string why it is put aside
//   'K' number (4) u8 column, columns   varint derivations: a row, from that column on
//                                       round to the one before it; empty but from column 0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"
#include "storage/disk/kv.h"

namespace lode {

// A relation whose rows stand in the store.
struct KeptRelation {
  std::uint32_t number = 0;  // of its rows; given once
  std::string name;
  std::uint32_t arity = 0;
  std::uint64_t rows = 0;
  std::string definition;  // what its rules were when the rows were worked out
  std::string aside;       // why it has no rows; empty: it has
  bool is_aside() const { return !aside.empty(); }
};

// Sorted by number. kCorrupt when damaged.
Result<std::vector<KeptRelation>> ReadKeptRelations(const KvView& view);
void PutKeptRelation(KvBatch& batch, const KeptRelation& relation);
// Its entry alone, not its rows.
void DeleteKeptRelation(KvBatch& batch, std::uint32_t number);

// A group of rules that are kept.
struct KeptGroup {
  std::string name;
  std::vector<std::uint32_t> relations;  // numbers of those that it defines
};
Result<std::vector<KeptGroup>> ReadKeptGroups(const KvView& view);  // sorted by name
void PutKeptGroup(KvBatch& batch, const KeptGroup& group);
void DeleteKeptGroup(KvBatch& batch, std::string_view name);

}  // namespace lode
