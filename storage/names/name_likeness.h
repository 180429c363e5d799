// How two names can be alike.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "storage/names/node_facts.h"

namespace lode {

class Schema;

// In the order in which they are tried.
enum class NameLikeness : std::uint8_t {
  kLetters = 0,        // "São Paulo", "Sao Paulo"; "Xi Jin-ping", "Xi Jinping"
  kPlaceSpelling = 1,  // of places: "Odesa", "Odessa"
  kSpelling = 2,       // of other names: "Tchaikovsky", "Chaikovskii"
  kMiddle = 3,         // "Ana M. Rivera", "Ana Rivera"
  kPlural = 4,         // "chip", "chips"
};
inline constexpr NameLikeness kNameLikenesses[] = {
    NameLikeness::kLetters, NameLikeness::kPlaceSpelling, NameLikeness::kSpelling,
    NameLikeness::kMiddle, NameLikeness::kPlural};
std::string_view NameOf(NameLikeness likeness);  // "same-letters", "spelling" ...

// What names that are alike have in common, with their class; empty: the name of this key
// is like no other in this way. Terms that are alike by kPlural must have one type, too.
std::string LikenessKey(NameLikeness likeness, std::string_view node_key, const Schema& schema);

// How much the names alone say, and from where on they are joined. Set by hand: two
// articles that share one other name that no third article has come to 0.75.
double ScoreOfNames(NameLikeness likeness);
inline constexpr double kSafeScore = 0.6;
// Whether the articles must have something in common, too.
inline bool NeedsContext(NameLikeness likeness) {
  return ScoreOfNames(likeness) < kSafeScore;
}

// Whether what stands between the first name and the last is none, the same, or an
// initial of it.
bool MiddlesAgree(std::string_view node_key, std::string_view other);

}  // namespace lode
