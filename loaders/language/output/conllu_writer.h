// CoNLL-U out (https://universaldependencies.org/format.html).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "loaders/language/sentences/sentence.h"
#include "loaders/language/sentences/sentence_context.h"

namespace lode {

// Appends one sentence with all ten columns and the blank line behind it. DEPS is
// derived from the tree (enhanced_graph.h). In MISC: names as Mention=B-person and
// Mention=I-person; all mentions in GUM's brackets, Entity=(person(place)person);
// SpaceAfter=No, or SpacesBefore= and SpacesAfter= where more or other white space
// than one blank stands, so that the text can be rebuilt to the character.
// Cost: linear.
void AppendConllu(const Sentence& sentence, const SentenceContext& context, std::string* out);

// Sentences of `text`, numbered from 1.
std::string WriteConllu(const std::vector<Sentence>& sentences, std::string_view text = {});

}  // namespace lode
