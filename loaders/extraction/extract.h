// Analysed text -> names and statements of one article.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "loaders/extraction/confidence.h"
#include "loaders/language/model/word_states.h"
#include "loaders/language/sentences/sentence.h"
#include "lode/statement.h"
#include "lode/status.h"
#include "storage/articles/article_record.h"

namespace lode {

// The lexical frames of the schema and everything else that reading needs
// beside the model. Threads: immutable, shared.
class ExtractionRules;

// Reads one article. `sentences` are those of all its blocks but boilerplate and
// duplicates, in order, each with its block. A pure function: the same bytes in,
// the same record out. Takes the article over. `sink`, if there is one, is told the signs that
// confidence is judged by, also of statements that a surer one of the same words replaces.
// `states` are what the encoder made of each sentence: one for each of them, or none.
ArticleRecord ExtractStatements(Article article, const std::vector<Sentence>& sentences,
                                const ExtractionRules& rules, const SignSink& sink = {},
                                std::span<const WordStates> states = {});

}  // namespace lode
