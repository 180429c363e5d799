// What is kept of an article's text beside its words: how long it is, whose it is, and a sketch
// by which copies are found.
//
//   'D' article number    varint sentences, varint words, string agency, varint shingles,
//                         5 bytes for each hash of the sketch, ascending
//   'F' hash(5) short id of the article(4) article number(8)    empty: its least hashes
//
// A shingle is a run of words (Broder, On the resemblance and containment of documents, 1997);
// the sketch is the smallest hashes of all of them, a fair sample, so that the likeness of two
// texts is that of their sketches.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lode/statement.h"
#include "lode/status.h"

namespace lode {

inline constexpr std::size_t kShingleWords = 3, kSketchHashes = 64, kLookedHashes = 16;
inline constexpr std::size_t kSketchHashBytes = 5;
// Texts that are so alike are of one origin.
inline constexpr double kOneOrigin = 0.15;
// A text with fewer shingles is too short to tell.
inline constexpr std::size_t kLeastSketch = 12;

struct TextTraits {
  std::uint64_t sentences = 0, words = 0;  // as they are looked for
  std::string agency;                      // folded; empty: none is credited
  std::uint64_t shingles = 0;              // in all
  std::vector<std::uint64_t> sketch;       // of 40 bits, ascending, all different
  bool operator==(const TextTraits&) const = default;
};

// Of the running text: without boilerplate, title, byline and blocks that repeat others.
// `sentences` and `words` are left. Cost: linear.
TextTraits TraitsOf(const Article& article);

std::string EncodeTraits(const TextTraits& traits);
Result<TextTraits> DecodeTraits(std::string_view bytes);
// The sketch of stored traits, kSketchHashBytes a hash, big end first. None: they are damaged; of
// the hashes themselves only their number is looked at.
std::optional<std::string_view> SketchBytesOf(std::string_view traits);

// The share of shingles that both have of all that the two have together, 0 to 1, by their
// sketches: sure to some 6 in 100.
double LikenessOf(std::span<const std::uint64_t> one, std::span<const std::uint64_t> other);
// Whether that is enough to say that one was made of the other, or both of a third.
bool AreOfOneOrigin(std::span<const std::uint64_t> one, std::span<const std::uint64_t> other);

// The keys of 'F', without a value.
std::vector<std::string> SketchKeys(const TextTraits& traits, std::string_view article_id,
                                    std::uint64_t number);
inline constexpr std::size_t kSketchKeyBytes = 1 + 5 + 4 + 8;

}  // namespace lode
