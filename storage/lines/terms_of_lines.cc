// Names and predicates have dense numbers, so where one's bytes begin stands at its number.

#include "storage/lines/terms_of_lines.h"

#include <algorithm>

#include "storage/disk/coding.h"
#include "storage/terms/key_layout.h"

namespace lode {

namespace {

std::string PrefixOf(TermTag tag) {
  return KeyOf(Table::kTermBytes).append(1, static_cast<char>(tag));
}

TermId TermOfKey(std::string_view key) {
  return {ByteReader(key.substr(1)).Big64()};
}

}  // namespace

Result<TermsOfLines> TermsOfLines::Read(const KvView& view) {
  TermsOfLines terms;
  Status status = terms.ReadDense(view, TermTag::kEntity, terms.names_);
  if (status.ok()) status = terms.ReadDense(view, TermTag::kPredicate, terms.predicates_);
  if (status.ok()) status = terms.ReadDecimals(view);
  if (!status.ok()) return status;
  return terms;
}

Status TermsOfLines::ReadDense(const KvView& view, TermTag tag, Places& places) {
  constexpr std::uint64_t kWidestGap = 1 << 24;  // a damaged key must not take all memory
  auto it = view.Iterate(PrefixOf(tag));
  for (; it->valid(); it->Next()) {
    const std::uint64_t number = TermOfKey(it->key()).payload();
    if (number < places.size() || number - places.size() > kWidestGap) continue;
    places.resize(static_cast<std::size_t>(number) + 1, bytes_.size());
    bytes_.append(it->value());
  }
  places.push_back(bytes_.size());
  return it->status();
}

Status TermsOfLines::ReadDecimals(const KvView& view) {
  auto it = view.Iterate(PrefixOf(TermTag::kDecimal));
  for (; it->valid(); it->Next()) {
    decimal_ids_.push_back(TermOfKey(it->key()));
    decimals_.push_back(bytes_.size());
    bytes_.append(it->value());
  }
  decimals_.push_back(bytes_.size());
  return it->status();
}

std::string_view TermsOfLines::Find(TermId term) const {
  if (term.tag() == TermTag::kDecimal) {
    const auto at = std::lower_bound(decimal_ids_.begin(), decimal_ids_.end(), term);
    if (at == decimal_ids_.end() || *at != term) return {};
    return At(decimals_, static_cast<std::size_t>(at - decimal_ids_.begin()));
  }
  if (term.tag() != TermTag::kEntity && term.tag() != TermTag::kPredicate) return {};
  const Places& places = term.tag() == TermTag::kEntity ? names_ : predicates_;
  if (term.payload() + 1 >= places.size()) return {};
  return At(places, static_cast<std::size_t>(term.payload()));
}

}  // namespace lode
