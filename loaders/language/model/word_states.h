// What the encoder makes of the words of a sentence, for whoever weighs them further.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lode {

// `width` numbers a word, each to be multiplied by the word's scale: what taggers and parser see.
// Empty where no model has read the sentence.
struct WordStates {
  std::size_t width = 0;
  std::vector<std::int8_t> values;  // words x width
  std::vector<float> scales;
};

}  // namespace lode
