// Kept relations brought from one state of the store to the next.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "query/kept/literal_changes.h"
#include "query/kept/touched.h"
#include "query/kept/world.h"
#include "storage/kept/kept_table.h"

namespace lode {

// Limits of one kept relation and of one bringing up to date; beyond them a relation is put
// aside, and questions evaluate its rules as they do those that are not kept.
struct KeptLimits {
  std::uint64_t rows = 5'000'000;           // of a relation
  std::uint64_t memory_bytes = 1ull << 30;  // each of the state before and after
  std::uint64_t timeout_ms = 60'000;
};

// What becomes of one relation: rows by their terms in the world after. Its changes.gained are
// the new rows, with how often each is drawn.
struct RelationUpdate {
  KeptRelation relation;  // as it is to be known
  std::uint32_t arity = 0;
  TupleChanges changes;
  std::vector<std::uint64_t> derivations;  // by row of changes.gained
  std::vector<TermId> recounted;           // rows that stay, drawn so often:
  std::vector<std::uint64_t> counts;
};

// Computes what becomes of every relation that the world after keeps. Threads: one.
//
// A relation whose rules are what they were is changed by what its literals gained and lost:
// counting where it is no part of a recursion (Gupta, Mumick and Subrahmanian, SIGMOD 1993:
// bindings that held before and hold no longer are taken from the counts, those that hold now
// are added), deleting and rederiving where it is (DRed, ibid.; its weak side and what is better
// in Hu, Motik and Horrocks, AAAI 2018). Others are worked out anew where something that they
// read was touched.
class KeptUpdate {
 public:
  // `before`: null where there is nothing to go on from. `stored`: what is known of the relations
  // before. `retries`: those that were put aside are tried again.
  KeptUpdate(KeptWorld* before, KeptWorld& after, const Touched& touched,
             const std::vector<KeptRelation>& stored, bool retries, const KeptLimits& limits = {});

  // What was worked out anew since the store as it was is damaged, a sentence each.
  const std::vector<std::string>& notes() const { return notes_; }

  // A whole list, in the order of evaluation; what fails is put aside. kIo: the store cannot be
  // read, and nothing of this is known. Call once.
  Result<std::vector<RelationUpdate>> Run();

 private:
  using Row = std::vector<TermId>;
  struct Rows;
  enum class Way : std::uint8_t { kNothing, kCount, kRederive, kAnew };

  void RunComponent(const Component& component);
  Way WayOf(const Component& component) const;
  bool IsSteady(const Component& component) const;
  Status Count(const Component& component);
  Status Rederive(const Component& component);
  Status Delete(const Component& component, Rows& gone);
  Status Insert(const Component& component, const Rows& gone, Rows& come);
  Status WorkOutAnew(const Component& component);
  Status AnewCounted(const KeptWorld::Part& part, Relation& rows,
                     std::vector<std::uint64_t>& counts);
  Status Compare(const KeptWorld::Part& part, std::unique_ptr<Relation> rows,
                 std::vector<std::uint64_t> counts);
  void PutAside(const Component& component, const std::string& why);
  void Finish(const Component& component);

  std::string NamesOf(const Component& component) const;
  std::string ReadsAside(const Component& component) const;
  bool IsKeptComponent(const Component& component) const;
  bool HasBestRows(const Component& component) const;
  RelationUpdate& UpdateOf(const KeptWorld::Part& part) { return updates_.at(part.id); }

  KeptWorld* before_;
  KeptWorld& after_;
  const Touched& touched_;
  const KeptLimits limits_;
  bool retries_;
  std::map<std::pair<std::string, std::uint32_t>, KeptRelation> stored_;
  KeyChanges overlay_;  // of rows in the world after
  RelationChanges changed_;
  LiteralChanges literals_;
  std::map<ir::RelationId, RelationUpdate> updates_;  // of the world after
  std::vector<ir::RelationId> order_;
  std::uint32_t next_number_ = 1;
  std::vector<std::string> notes_;
  Status fault_;  // the store cannot be read
};

// What a user is told of damage that a change of the store met and mended: `what` was it.
std::string WorkedOutAnew(const std::string& what, const Status& damage);

// The slots that positive literals and computed values bind: a binding of them is one way to draw
// the head.
std::vector<ir::Term> BoundSlots(const ir::Rule& rule);

}  // namespace lode
