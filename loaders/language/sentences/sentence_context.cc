// A sentence's own text, with every line break and tab a blank.

#include "loaders/language/sentences/sentence_context.h"

#include <algorithm>

namespace lode {
namespace {

std::string JoinForms(const Sentence& sentence) {
  std::string text;
  std::size_t range = 0;
  for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
    const Token* token = &sentence.tokens[i];
    if (range < sentence.multiword.size() &&
        sentence.multiword[range].first == static_cast<int>(i) + 1) {
      text += sentence.multiword[range].form;
      i = static_cast<std::size_t>(sentence.multiword[range].last) - 1;
      token = &sentence.tokens[i];
      ++range;
    } else {
      text += token->form;
    }
    if (token->space_after && i + 1 < sentence.tokens.size()) text += ' ';
  }
  return text;
}

}  // namespace

std::string LineOf(const Sentence& sentence, std::string_view text) {
  std::string line =
      text.empty()
          ? JoinForms(sentence)
          : std::string(text.substr(sentence.span.begin, sentence.span.end - sentence.span.begin));
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return line;
}

}  // namespace lode
