// Which letter runs the tokenizer treats in their own way.
#pragma once

#include <string_view>

namespace lode {

// "anti", "co": stays with the word behind its hyphen. Any case.
bool IsHyphenPrefix(std::string_view word);

// "w/o", "s/he": one token in spite of the slash. Any case.
bool IsSlashWord(std::string_view word);

// "mm", "AM": cut from the number it is written onto. As written.
bool IsCutUnit(std::string_view letters);

// "The", "He": begins a sentence rather than a name. As written.
bool IsSentenceStarter(std::string_view word);

}  // namespace lode
