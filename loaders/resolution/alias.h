// Which other names of an article's nodes hold in other articles too.
//
// The article's own clusters join mentions; across articles nothing is joined but by
// name, and this decides which names: a surname as a short form that may be claimed by
// several people, "Orrin" and "Orrin Inc." as one. Each piece of evidence stands in the
// article's record, so that taking the article away takes its joins away.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "loaders/extraction/words/entity_lexicon.h"
#include "storage/articles/article_record.h"

namespace lode {

// Fills short_forms and is_short of the nodes and adds alias evidence for legal forms,
// names of countries and other full names. Idempotent. Cost: linear in the forms.
void AddNameVariants(const EntityLexicon& lexicon, ArticleRecord& record);

// Is it the name of a body that many states, towns or firms have one of ("Senate",
// "Ministry of Health", "City Council"), or a given name or frequent surname alone? Such a
// name tells nobody which is meant, so it holds in its own article only.
bool IsSharedName(const EntityLexicon& lexicon, const EntityNode& node);

// The surname with its particles: "van der Berg" of "Anna van der Berg"; the name
// itself if it is one word. Without "Jr.", "III".
std::string SurnameOf(std::string_view name);

}  // namespace lode
