// What values and words are compared by, for programs that compare them without the library.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lode/value.h"

namespace lode {

// A value in the terms that questions compare it in (docs/language.md, "Comparing and
// computing"). Threads: a value, copy it.
struct Compared {
  // Of measured values: those of one dimension compare by `number`, others not at all.
  // "number", "percent", "money USD", "mass", "unit chip" where the unit is not known; with
  // "/" and the dimension of what it is per.
  std::string dimension;
  std::optional<double> number;  // in the base unit of the dimension: kilograms, seconds, kelvin
  // Of dates, and of whole numbers that may be years: days from 1970-01-01, both included.
  std::optional<std::int64_t> first_day, last_day;
};

// Units and factors: SI brochure (BIPM, 9th edition), NIST Handbook 44. Cost: some look-ups.
Compared ComparedBy(const Value& value);

// The value as a term: what it means, without how it was written. Equal terms are one thing in
// questions, and are shown as `Display` of this. Spans, raw text and unit words are left out.
Value AsTerm(const Value& value);

// The key of a value in tables: an entity's id, "st:...", "a:...", "p:supplies" of a predicate,
// else "v:KIND:" and the term as it is shown. One key for one term. REQUIRES: no path.
std::string KeyOfTerm(const Value& value);

// Whether a question takes the two for one value: "3 days" and "72 hours".
bool AreWorthTheSame(const Value& a, const Value& b);

// The order in which answers stand, over all values; negative, zero or positive.
int OrderInAnswers(const Value& a, const Value& b);

// Words without case and kinds of quotation marks and dashes, as metadata compare by them.
std::string FoldedWords(std::string_view words);

}  // namespace lode
