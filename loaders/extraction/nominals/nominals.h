// Statements that noun phrases carry.
#pragma once

#include <vector>

#include "loaders/extraction/names/entities.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

// Statements that noun phrases carry: roles before names, appositions, possessives,
// "X's chief executive Y", "Y of X", parentheses, "X-based", "acquisition of A by B".
// and last what is inside the particulars that were asked for until now.
// Sentence numbers count from 1. Attribution and factuality are filled in by the caller.
std::vector<StatementRecord> NominalStatements(const Article& article,
                                               const std::vector<Sentence>& sentences,
                                               const EntityLexicon& lexicon, const WordLists& lists,
                                               ArticleEntities& entities);

}  // namespace lode
