// Ids for new measured values, in the order of what they are worth.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"
#include "lode/value.h"
#include "storage/disk/kv.h"
#include "storage/terms/term_id.h"

namespace lode {

// Of one write: add every value, then Resolve, then take their ids in the same order.
class MeasureNumbers {
 public:
  explicit MeasureNumbers(const KvView& view) : view_(view) {}  // which must outlive it

  void Add(TermTag tag, const Value& value);
  // Looks for free places, all values at once; new dimensions are put into `batch`.
  Status Resolve(KvBatch& batch);
  // The next value's id, none where there is no place for it (worth.h).
  TermId Next() { return wanted_[taken_++].id; }

 private:
  struct Wanted {
    TermTag tag = TermTag::kNone;
    std::string dimension;  // empty: has no order
    double worth = 0;
    TermId id;
  };
  Status NumberDimensions(KvBatch& batch);

  const KvView& view_;
  std::vector<Wanted> wanted_;
  std::size_t taken_ = 0;
  std::map<std::string, std::uint16_t> dimensions_;
};

// The number of a dimension (worth.h), none where it has none.
Result<std::optional<std::uint16_t>> FindDimension(const KvView& view, std::string_view dimension);

}  // namespace lode
