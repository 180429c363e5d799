// A row of n columns is n keys, each beginning with another column and going round. So whatever
// columns are known, there is an order in which some of them stand in front; the rest is
// compared. Two columns, the common case, are found by either and by both.

#include "storage/kept/kept_rows.h"

#include <algorithm>
#include <array>

#include "storage/disk/coding.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

std::string OrderPrefix(std::uint32_t number, std::uint32_t order) {
  std::string key = KeptRowsPrefix(number);
  PutByte(key, static_cast<std::uint8_t>(order));
  return key;
}

std::string RowKey(std::uint32_t number, std::span<const TermId> row, std::uint32_t order) {
  std::string key = OrderPrefix(number, order);
  for (std::size_t i = 0; i < row.size(); ++i) PutBig64(key, row[(order + i) % row.size()].bits);
  return key;
}

std::uint32_t OrdersOf(std::size_t arity) {
  return static_cast<std::uint32_t>(std::max<std::size_t>(1, arity));
}

std::string CountBytes(std::uint64_t derivations) {
  std::string bytes;
  PutVarint(bytes, derivations);
  return bytes;
}

}  // namespace

std::string KeptRowsPrefix(std::uint32_t number) {
  std::string key = KeyOf(Table::kKeptRow);
  PutBig32(key, number);
  return key;
}

KeptRows::KeptRows(std::shared_ptr<const KvView> view, std::uint32_t number, std::uint32_t arity,
                   const KeyChanges* changes)
    : view_(std::move(view)), number_(number), arity_(arity), changes_(changes) {}

Status KeptRows::Read(const TermId* key, const Visit& visit) const {
  std::uint32_t order = 0, longest = 0;
  for (std::uint32_t start = 0; start < arity_; ++start) {
    std::uint32_t run = 0;
    while (run < arity_ && key[(start + run) % arity_]) ++run;
    if (run > longest) longest = run, order = start;
  }
  std::string prefix = OrderPrefix(number_, order);
  for (std::uint32_t i = 0; i < longest; ++i) PutBig64(prefix, key[(order + i) % arity_].bits);
  std::array<TermId, kMostKeptColumns> row;
  Status fault;
  static const KeyChanges kNone;
  if (iterator_ == nullptr) iterator_ = view_->Walk({});
  const KeyChanges& changes = changes_ == nullptr ? kNone : *changes_;
  Status status = ScanChanged(*iterator_, changes, prefix, prefix, [&](const SeenKey& seen) {
    if (!seen.after) return true;
    ByteReader columns(seen.key.substr(6));
    for (std::uint32_t i = 0; i < arity_; ++i) row[(order + i) % arity_] = {columns.Big64()};
    if (!columns.ok() || !columns.at_end()) {
      fault = {Code::kCorrupt, "a kept row is damaged; run `lode check --mend`"};
      return false;
    }
    for (std::uint32_t i = 0; i < arity_; ++i)
      if (key[i] && key[i] != row[i]) return true;
    const std::uint64_t derivations = order == 0 ? ByteReader(*seen.after).Varint() : 0;
    return visit({row.data(), arity_}, derivations);
  });
  return fault.ok() ? status : fault;
}

Status KeptRows::ReadAll(const Visit& visit) const {
  const std::array<TermId, kMostKeptColumns> any{};
  return Read(any.data(), visit);
}

Result<std::uint64_t> KeptRows::DerivationsOf(std::span<const TermId> row) const {
  const std::string key = RowKey(number_, row, 0);
  if (changes_ != nullptr)
    if (const auto changed = changes_->find(key); changed != changes_->end())
      return changed->second ? ByteReader(*changed->second).Varint() : std::uint64_t{0};
  const auto value = view_->Get(key);
  if (!value.ok()) return value.status();
  return value->has_value() ? ByteReader(**value).Varint() : std::uint64_t{0};
}

void PutKeptRow(std::uint32_t number, std::span<const TermId> row, std::uint64_t derivations,
                const KeyChange& change) {
  RecountKeptRow(number, row, derivations, change);
  for (std::uint32_t order = 1; order < OrdersOf(row.size()); ++order)
    change(RowKey(number, row, order), "");
}

void DeleteKeptRow(std::uint32_t number, std::span<const TermId> row, const KeyChange& change) {
  for (std::uint32_t order = 0; order < OrdersOf(row.size()); ++order)
    change(RowKey(number, row, order), std::nullopt);
}

void RecountKeptRow(std::uint32_t number, std::span<const TermId> row, std::uint64_t derivations,
                    const KeyChange& change) {
  change(RowKey(number, row, 0), CountBytes(derivations));
}

}  // namespace lode
