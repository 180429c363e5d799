// The rows of a relation that is kept: sets of tuples of term ids, with how often each is drawn.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "lode/status.h"
#include "storage/disk/overlay.h"
#include "storage/terms/term_id.h"

namespace lode {

// Rows as a view of keys has them, with changes of keys laid over it. A row stands once for each
// of its columns, so that rows are found by any of them. Threads: one.
class KeptRows {
 public:
  // `changes`, if any, outlive it; they may change between two calls.
  KeptRows(std::shared_ptr<const KvView> view, std::uint32_t number, std::uint32_t arity,
           const KeyChanges* changes = nullptr);
  // The same rows, to be read while these are.
  KeptRows Again() const { return {view_, number_, arity_, changes_}; }

  std::uint32_t arity() const { return arity_; }

  // Every row that agrees with `key` where it is set, until `visit` is false. `key`: a term a
  // column, zero where it is free. A row is valid during the call. Cost: a seek, then the rows
  // that agree in the longest run of set columns; `visit` must not change anything.
  using Visit = std::function<bool(std::span<const TermId> row, std::uint64_t derivations)>;
  Status Read(const TermId* key, const Visit& visit) const;
  Status ReadAll(const Visit& visit) const;
  // 0: there is no such row.
  Result<std::uint64_t> DerivationsOf(std::span<const TermId> row) const;

 private:
  std::shared_ptr<const KvView> view_;
  std::uint32_t number_, arity_;
  const KeyChanges* changes_;                     // null: none
  mutable std::unique_ptr<KvIterator> iterator_;  // made when first needed
};

// The keys and values of one row, in every order. `change` puts them where there is a value,
// else takes them away.
using KeyChange = std::function<void(std::string key, std::optional<std::string> value)>;
void PutKeptRow(std::uint32_t number, std::span<const TermId> row, std::uint64_t derivations,
                const KeyChange& change);
void DeleteKeptRow(std::uint32_t number, std::span<const TermId> row, const KeyChange& change);
// The row stays, drawn so often.
void RecountKeptRow(std::uint32_t number, std::span<const TermId> row, std::uint64_t derivations,
                    const KeyChange& change);
// All keys of the relation's rows begin with it.
std::string KeptRowsPrefix(std::uint32_t number);

// The columns that a relation can have to be kept: each row stands so often.
inline constexpr std::uint32_t kMostKeptColumns = 8;

}  // namespace lode
