// Terms <-> 64-bit ids. Numbers, dates and booleans that fit are their own ids;
// names and words get the next number of their kind, measured values one by worth (worth.h).
//
// A term is what a value means, without how it was written: "twelve" and "12"
// are one term, "12 kg" and "about 12 kg" are two. How it was written stays in
// the statement.
//
//   kInteger payload  value + 2^55                   whole numbers below 2^55
//   kDate payload     (day + 2^40) << 3 | precision  day: first day of the period,
//                     from 1970-01-01; precision 0 year, 1 half, 2 quarter,
//                     3 month, 4 day. Top bit set: words of the dictionary.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lode/status.h"
#include "lode/value.h"
#include "storage/disk/kv.h"
#include "storage/terms/term_id.h"

namespace lode {

// A term before it has an id: either `id` is set (inline) or `bytes` are to be
// looked up under `tag`.
struct TermKey {
  TermTag tag = TermTag::kNone;
  std::string bytes;
  TermId id;
};

TermKey TermOfValue(const Value& value);  // REQUIRES: a literal
TermKey TermOfNode(std::string_view node_key);
TermKey TermOfPredicate(std::string_view name);
TermKey TermOfText(std::string_view text);

// The value that an inline id, or dictionary bytes under a tag, stand for.
// Nodes give an entity with only its key set.
Value ValueOfInline(TermId id);
Value ValueOfBytes(TermId id, std::string_view bytes);
// Whether the id carries its value in itself.
bool IsInline(TermId id);

// The first day of an inline date, from 1970-01-01.
std::int64_t DayOf(TermId date);

// Inline ids sort like what they stand for. The ends of all of a kind, and the id before which
// all lesser ones stand and behind which all others: of whole numbers from `number` on, of dates
// that begin on `day` or later. Beyond what is inline, an end.
struct InlineIds {
  TermId begin, end;
};
InlineIds InlineIntegers();
InlineIds InlineDates();
TermId IntegerFrom(double number);
TermId DateFrom(std::int64_t day);

// A date's first day from 1970-01-01 and its precision, if it has the form
// YYYY, YYYY-H1, YYYY-Q3, YYYY-MM or YYYY-MM-DD and exists.
struct DateParts {
  std::int64_t first_day = 0;
  unsigned precision = 0;
};
std::optional<DateParts> ParseIsoDate(std::string_view iso);

// Looks up and hands out ids for one write, all at once: add every term, then
// Resolve, then ask. Numbers it hands out are taken back if the batch is dropped.
class TermBatch {
 public:
  using Slot = std::size_t;
  Slot Add(TermKey term);
  // Looks all terms up in one sorted pass; new ones are numbered and put into `batch`.
  Status Resolve(const KvView& view, KvBatch& batch);
  TermId at(Slot slot) const { return ids_[slot]; }

 private:
  std::unordered_map<std::string, Slot> slots_;  // by their keys in the store
  std::vector<TermId> ids_;
};

// One term's id, none when it was never stored.
Result<std::optional<TermId>> FindTerm(const KvView& view, const TermKey& term);
// The terms of all numbers without unit that are this one (also "about 12" and "12 to 20" for
// 12), and of all dates that begin on this day, given from 1970-01-01. Inline ids are given
// whether they are stored or not; ids of the dictionary may also be of others.
Result<std::vector<TermId>> TermsNear(const KvView& view, std::optional<double> number,
                                      std::optional<std::int64_t> day);
// The bytes behind an id of the dictionary.
Result<std::string> BytesOfTerm(const KvView& view, TermId id);

}  // namespace lode
