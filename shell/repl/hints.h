// Commands of other shells, and ours without their mark.
#pragma once

#include <string>
#include <string_view>

namespace lode::shell {

// What is to be typed instead, where a whole input is a command without its ':' or one of
// another shell (`show Lovik`, `load x`, `\\q`, `.tables`). Empty when it is none.
std::string HintFor(std::string_view input);

// `MATCH (n) RETURN n` of `:MATCH (n) RETURN n`: a question of another language, which has no ':'
// before it. Empty where the input is no such thing.
std::string QuestionBehindColon(std::string_view input);

}  // namespace lode::shell
