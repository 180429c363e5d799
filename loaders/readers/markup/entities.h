// Character references of HTML, in text that is not parsed as HTML.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lode {

// The character that "eacute" stands for; 0 where HTML 4 has no such name.
std::int32_t EntityNamed(std::string_view name);

// "AT&amp;T&#8217;s" -> "AT&T’s"; what is no reference stays. Twice encoded text ("&amp;amp;")
// is decoded twice. Cost: linear.
std::string DecodeEntities(std::string_view text);

}  // namespace lode
