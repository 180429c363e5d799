// What English spelling says about the base of an inflected word.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace lode {

using IsWord = std::function<bool(std::string_view)>;

// Whether `xpos` is the tag of a form that BaseForm can say something about.
bool Inflected(std::string_view xpos);

// The base of a verb's past, participle or -ing form (xpos VBD, VBN, VBG) and of
// a comparative or superlative (JJR, JJS, RBR, RBS), where `guess` cannot be it:
// where the guess is the inflected form itself, is no word, or
// would have doubled its last letter ("fad" made "fadded", so "faded" is from
// "fade"). The guess in every other case.
// `form` is in lower case.
std::string BaseForm(std::string_view form, std::string_view xpos, std::string guess,
                     const IsWord& is_word);

}  // namespace lode
