// What a thing is called where a statement of its own says the rest.
#pragma once

#include <vector>

#include "loaders/extraction/names/entities.h"
#include "loaders/extraction/words/word_lists.h"
#include "storage/articles/article_record.h"

namespace lode {

// "the states that Novak carried" is called "states" in "Novak -carry-> states": an argument
// holds no second time what its statement says; nor does "a report saying that prices fell"
// which says so, nor "a clerk at the bank" who works for the bank ("told-by-itself" of the
// lists). Where other statements are about the same thing it keeps its whole name for them,
// and the deed has a thing of its own for its object, but for predicates that rules draw on
// ("drawn-on" of the lists). After ArticleEntities::NameByOwners. Cost: linear in statements
// and particulars.
void NameWithoutOwnDeed(std::vector<StatementRecord>& statements, const WordLists& lists,
                        ArticleEntities& entities);

}  // namespace lode
