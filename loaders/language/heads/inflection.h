// What English spelling says about the base of an inflected word.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

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

// The regular forms of a base in lower case: "carries", "carried", "carrying".
std::string WithS(const std::string& base);
std::string WithEd(const std::string& base);
std::string WithIng(const std::string& base);

// All forms of all bases that `word` may be a form of, without itself, each once. What is too
// short to have lost an ending is taken for a base. `word` is in lower case.
std::vector<std::string> FormsLike(std::string_view word);

}  // namespace lode
