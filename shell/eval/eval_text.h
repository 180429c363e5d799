// How words are compared when facts are scored: docs/evaluation.md says it for people.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lode::shell {

// The comparable words of a text: compatibility forms, case folded, without determiners,
// possessive 's, thousands separators and punctuation; "U.S." is "United States", "per
// cent" is "%", every Chinese character is a word.
using Words = std::vector<std::string>;
Words WordsOf(std::string_view text);

bool Contains(const Words& words, const Words& part);
// Without the demonstratives in front: "these chips".
Words Bare(Words words);

// Does the name equal the accepted one, or end with it behind a title ("Trade Minister Ana
// Rivera")? An accepted name with a leading "~" may stand anywhere inside.
bool IsName(std::string_view name, std::string_view accepted);

// The one number that a text states: "1.2 million", "twelve". None if there are several.
std::optional<double> NumberIn(std::string_view text);

// A predicate with each word cut to its stem: "pushed-back-on" -> "push-back-on".
std::string Canonical(std::string_view predicate);
// Is the predicate in the list, in any inflection? "verb*" takes any continuation, but no
// passive "-by".
bool IsPredicate(std::string_view predicate, const std::vector<std::string>& accepted);
bool IsSymmetric(std::string_view predicate);
// Does it say that somebody says something?
bool IsSpeech(std::string_view predicate);

}  // namespace lode::shell
