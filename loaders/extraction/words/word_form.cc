// One way to compare words as written: ASCII lower case and plain apostrophes.
// Names keep their own folding in storage; this is for cue words and lemmas only.
#include "loaders/extraction/words/word_form.h"

namespace lode {

std::string FoldWord(std::string_view word) {
  std::string out;
  out.reserve(word.size());
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word.substr(i, 3) == "\xE2\x80\x99" || word.substr(i, 3) == "\xE2\x80\x98") {
      out += '\'';
      i += 2;
    } else {
      out += word[i] >= 'A' && word[i] <= 'Z' ? static_cast<char>(word[i] - 'A' + 'a') : word[i];
    }
  }
  return out;
}

}  // namespace lode
