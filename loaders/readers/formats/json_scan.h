// Where things stand inside JSON text: what a parser's tree no longer knows.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "loaders/readers/bytes/mapped_text.h"

namespace lode {

// The first place where the text is not one JSON value, and why; `at` is npos for
// well-formed text. Nesting deeper than 1,000 (limit `json-depth`) is an error. No
// recursion.
struct JsonFault {
  std::size_t at = std::string_view::npos;
  std::string why;
};
JsonFault FindJsonFault(std::string_view json);

// Raw text of an object's member, of all its names and members, of an array's elements; views into
// the argument. REQUIRES: well-formed JSON. A missing member gives an empty view.
std::string_view JsonMember(std::string_view object, std::string_view key);
std::vector<std::pair<std::string_view, std::string_view>> JsonMembers(std::string_view object);
std::vector<std::string_view> JsonElements(std::string_view array);

// A raw string token (with its quotes) unescaped; origins count from `base`, the
// place of the token's first byte. Lone surrogates become U+FFFD.
MappedText JsonString(std::string_view raw, std::uint32_t base);

}  // namespace lode
