// What different spellings of one name have in common: the letters behind marks and
// hyphens, and the name behind its romanisations.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lode {

class Schema;

// Without accents and other marks on letters: "são paulo" is "sao paulo".
std::string WithoutMarks(std::string_view text);

// A folded name as bare letters and digits: no marks ("são" is "sao"), no hyphens,
// apostrophes or spaces, except between two digits: "xi jin-ping" and "xi jinping" are
// one. Letters that are no Latin ones stay. Cost: linear, nothing but a copy for ASCII.
std::string LettersOf(std::string_view folded);

// LettersOf, after each word of the folded name was given one spelling of the many that
// romanisation makes: the schema's (Schema::SpellingOf), the endings of Slavic names
// ("-sky", "-skiy", "-skii"), the article of Arabic ones ("al-", "el-"), and "ue" for "ü".
std::string SoundOf(std::string_view folded, const Schema& schema);

// What stands between the spaces of a text.
std::vector<std::string> WordsOf(std::string_view text);

}  // namespace lode
