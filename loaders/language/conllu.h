// CoNLL-U in and out (https://universaldependencies.org/format.html).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "loaders/language/sentence.h"
#include "lode/status.h"

namespace lode {

// What stands around the sentences: written as comments.
struct ConlluOptions {
  // The text that the spans point into: `# text`, and SpacesAfter= where more or
  // other white space than one blank follows a token. Empty: rebuilt from forms.
  std::string_view text;
  // Name of the block kind of each sentence (`# block = title`); may be empty.
  std::vector<std::string> block_kinds;
};

// Prints sentences with all ten columns; mentions go into MISC as
// Mention=B-person, I-person. Cost: linear.
std::string WriteConllu(const std::vector<Sentence>& sentences, const ConlluOptions& options = {});

// Reads a whole analysis back. Spans are offsets into the `# text` lines joined by
// line breaks. kInvalidInput names the line.
Result<std::vector<Sentence>> ReadConllu(std::string_view conllu);

// Reads forms, ranges, SpaceAfter and sentence breaks and nothing else; spans are
// offsets into the text those make, sentences joined by line breaks.
Result<std::vector<Sentence>> ReadConlluTokens(std::string_view conllu);

}  // namespace lode
