// Which words beside a name belong to it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "loaders/extraction/words/entity_lexicon.h"
#include "loaders/language/sentences/sentence.h"

namespace lode {

// What the model calls names all through the article, as written -> how often; for a
// person's full name its last word too.
using SeenNames = std::map<std::string, int>;
SeenNames CollectNames(const std::vector<Sentence>& sentences);

// Joins mentions of the sentence that are parts of one name, and words that the model left
// out of one: names with "&", firms of partners, bodies of several fields, laws of a year,
// hyphened places. Gives the numbers (from 0) of the mentions that were made so.
std::vector<std::size_t> JoinNames(Sentence& sentence, const EntityLexicon& lexicon,
                                   const SeenNames& seen);

}  // namespace lode
