// 64-bit typed ids of the terms of the graph.
//
//   bits 63..56  tag (TermTag)      bits 55..0  payload
//
// kInteger, kDate and kBoolean are inline and sort inside their tag; kDecimal and
// kMeasure sort by worth (worth.h); the others are dense numbers given by the
// dictionary. Ids never leave the program. The tags are part of the store's format.
#pragma once

#include <cstdint>
#include <functional>

namespace lode {

enum class TermTag : std::uint8_t {
  kNone = 0,
  kEntity = 1,  // node of the alias table; scans give the entity's representative
  kPredicate = 2,
  kQuote = 3,
  kText = 4,
  kInteger = 5,  // payload: value + 2^55
  kDecimal = 6,  // dictionary
  kMeasure = 7,  // dictionary: quantity, money, percent, duration
  kDate = 8,     // payload: days and precision, see dictionary.h
  kBoolean = 9,
  kArticle = 10,
  kStatement = 11,  // article number and index in it
  kLocal = 12,      // made by a query (V = X + 1); means nothing outside it
};

struct TermId {
  std::uint64_t bits = 0;

  static constexpr TermId Make(TermTag tag, std::uint64_t payload) {
    return {static_cast<std::uint64_t>(tag) << 56 | payload};
  }
  constexpr TermTag tag() const { return static_cast<TermTag>(bits >> 56); }
  constexpr std::uint64_t payload() const { return bits & ((1ull << 56) - 1); }
  constexpr explicit operator bool() const { return bits != 0; }
  constexpr auto operator<=>(const TermId&) const = default;
};

struct TermIdHash {
  std::size_t operator()(TermId id) const {
    return std::hash<std::uint64_t>{}(id.bits * 0x9E3779B97F4A7C15ull);
  }
};

}  // namespace lode
