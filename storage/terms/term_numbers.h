// Numbers of terms as the store has them: for those who write the dictionary.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "lode/status.h"
#include "storage/disk/kv.h"
#include "storage/terms/term_id.h"

namespace lode {

// A term of the dictionary without an id, and where its id goes.
struct TermToNumber {
  TermTag tag = TermTag::kNone;
  std::string_view bytes;
  TermId* id = nullptr;
  std::uint64_t word = 0;  // for who sorts them
};
// Gives new terms their ids: measured values by what they are worth, the others, and those for
// which there is no such id, the next of their kind, in the order given. Counters and dimensions
// go into the batch, the terms themselves do not. REQUIRES: the store has none of them.
Status NumberTerms(const KvView& view, std::span<const TermToNumber> terms, KvBatch& batch);

// A term in the store: its key, and the value that is its number; under KeyOf(Table::kTermBytes,
// id) stand its bytes.
std::string TermKeyBytes(TermTag tag, std::string_view bytes);
std::string TermNumberBytes(TermId id);
TermId TermOfNumberBytes(TermTag tag, std::string_view bytes);

}  // namespace lode
