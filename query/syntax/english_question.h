// A question in English, taken apart.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "query/syntax/token.h"

namespace lode {

// A name, or a word in lower case.
struct EnglishPart {
  std::string text;
  bool is_name = false;
  bool is_small = false;        // says nothing of its own: "the", "did", "of"
  bool has_apostrophe = false;  // "'s" stood behind it
};

struct EnglishQuestion {
  std::string asks;                // "who", "what", "how much", "did" ...
  std::vector<EnglishPart> parts;  // what follows, in order

  std::vector<std::string> NamesIn(std::size_t from, std::size_t to) const;
  std::vector<std::string> names() const { return NamesIn(0, parts.size()); }
  bool Has(std::string_view word) const;
};

// Whether the words begin as a question or a wish does and are no question of this language.
bool IsEnglish(std::span<const QueryToken> words);

// `is_name` tells of words in lower case that they are one, and of "Bank of Oduya" that it is; it
// may be empty. REQUIRES: IsEnglish(words).
using IsKnownName = std::function<bool(const std::string& words)>;
EnglishQuestion ReadEnglish(std::span<const QueryToken> words, const IsKnownName& is_name = {});

}  // namespace lode
