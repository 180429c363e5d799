// From the names of an article to its entities, with all that stands for them.
#pragma once

#include <vector>

#include "loaders/extraction/names/entities.h"

namespace lode {

// Finds mentions (the model's named ones and nominal ones), types them document-wide,
// and links names, short forms, acronyms, roles and pronouns.
ArticleEntities FindEntities(const Article& article, const std::vector<Sentence>& sentences,
                             const EntityLexicon& lexicon);

}  // namespace lode
