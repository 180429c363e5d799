// An analysed sentence as JSON.
#pragma once

#include <string>

#include "loaders/language/sentences/sentence.h"
#include "loaders/language/sentences/sentence_context.h"

namespace lode {

// Appends one object and a line break: sentence, tokens with every field and their
// enhanced arcs, multi-word tokens, names and entities. `begin` and `end` are bytes of
// the text, `id`, `head`, `first` and `last` words from 1. docs/analysis.md lists the
// keys. Cost: linear.
void AppendJson(const Sentence& sentence, const SentenceContext& context, std::string* out);

}  // namespace lode
