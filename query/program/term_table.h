// Values behind term ids, and ids for values that a query makes.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "lode/value.h"
#include "storage/snapshot/snapshot.h"

namespace lode {

// Decoded values are kept, so that a term is read from the store once. Equal values
// get one id: the store's where it has one, else a kLocal one.
// Threads: one at a time.
class TermTable {
 public:
  explicit TermTable(const Snapshot& snapshot) : snapshot_(snapshot) {}
  // Another one that knows the ids made so far, for a thread of its own.
  TermTable ForThread() const;

  // Valid while the table lives, or until Trim. Articles show outlet and title in `entity.name`.
  // Costs a look into a table, and what the store takes the first time.
  const Value& ValueOf(TermId term);
  // As ValueOf, for a value that is looked at once: a whole number is put into `number`, of
  // which nothing else is ever used, and is not kept.
  const Value& ShownValueOf(TermId term, Value& number);
  // As ShownValueOf, for rows that are handed out: entities are read into `entity`, of which
  // nothing else is ever used, and are not kept either.
  const Value& PassingValueOf(TermId term, Value& number, Value& entity);
  // The value of a term into one of the asker's own: nothing new is kept of entities.
  void ReadInto(TermId term, Value& value);
  // That the values of these are about to be asked for: Snapshot::ExpectValues.
  void Expect(std::span<const TermId> terms) const { snapshot_.ExpectValues(terms); }

  // The id of a value other than an entity.
  TermId Intern(const Value& value);
  TermId InternText(std::string_view text);
  TermId InternNumber(double number);
  // As Intern, but makes no id.
  std::optional<TermId> Find(const Value& value) const;

  // How many ids were made so far; Rewind forgets those that were made since.
  std::size_t locals() const { return locals_.size(); }
  void Rewind(std::size_t locals);

  // Forgets the decoded values of the store when there are more than `most`, and says so:
  // whatever ValueOf gave before is invalid then, but for values that a query made.
  bool Trim(std::size_t most);
  // Asks the processor for what PassingValueOf will look at: first for where the value stands,
  // then, some rows later, for the value.
  void FetchPlace(TermId term) const;
  void FetchValue(TermId term) const;
  // Ids of the quantities, sums of money, shares and durations that are equal to this one,
  // as `=` has it ("3 days", "72 hours"), with itself. Empty where there is no other, and
  // for all other terms. The first call reads the store's measures; `go_on` is asked on
  // the way, and where it is false the answer is worth nothing.
  std::vector<TermId> AlikeTo(TermId term, const std::function<bool()>& go_on);

  const Snapshot& snapshot() const { return snapshot_; }

 private:
  struct Known {
    TermId term;
    const Value* value = nullptr;  // null: the place is free
  };
  bool Measures(TermId term) const;
  void Learn(TermId term, const Value& value);
  Value Decode(TermId term) const;
  std::size_t PlaceOf(TermId term) const;
  std::optional<TermId> FindStored(const Value& value) const;
  void Grow();

  const Snapshot& snapshot_;
  std::deque<Value> values_;
  std::vector<Known> known_;  // open addressing, twice as large as it must be
  // Words that were looked for in the store, by their kind: a name is looked for as words too.
  using Words = std::unordered_map<std::string, std::optional<TermId>>;
  mutable Words texts_, quotes_;
  std::deque<Value> locals_;
  std::unordered_map<std::string, TermId> local_ids_;           // by a key of all that counts
  std::unordered_map<std::string, std::vector<TermId>> alike_;  // by worth, nearly
  std::uint64_t learned_locals_ = 0;
  bool learned_stored_ = false;
};

// Makes values of the common kinds.
Value TextValue(std::string_view text);
Value NumberValue(double number);
Value PredicateValue(std::string_view name);

}  // namespace lode
