// Written-short words: which full stops belong to the word before them.
#pragma once

#include <cstdint>
#include <string_view>

namespace lode {

enum class Abbreviation : std::uint8_t {
  kNone,
  kTitle,         // "Mr.", "Gen.", "vs.": something always follows
  kGeneral,       // "Inc.", "etc.", "p.m.": may end a sentence too
  kBeforeNumber,  // "No.", "p.": only with a number after it
  kBeforeName,    // "Sun.", "Rep.", "Mass.": only with a capital or a number after it
};

// `word` without its full stop, any case: "Mr", "inc".
Abbreviation AbbreviationOf(std::string_view word);

}  // namespace lode
