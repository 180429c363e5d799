// What stands around a sentence that is printed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "loaders/language/sentences/sentence.h"

namespace lode {

// Views must outlive the printing.
struct SentenceContext {
  std::size_t number = 1;       // of the sentence, from 1
  std::string_view text;        // what the spans point into; empty: only forms are known
  std::uint32_t next = 0;       // where the next sentence begins, else the text's end
  std::string_view block = {};  // "title"; may be empty
};

// The sentence on one line: its stretch of the text, or the forms put together.
std::string LineOf(const Sentence& sentence, std::string_view text);

}  // namespace lode
