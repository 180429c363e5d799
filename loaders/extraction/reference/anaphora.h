// What pronouns and descriptions ("the company") stand for.
#pragma once

#include <vector>

#include "loaders/extraction/names/entities.h"
#include "loaders/extraction/names/mention_finding.h"
#include "loaders/extraction/reference/coreference.h"

namespace lode {

// Adds to `entities` a mention for every personal and possessive pronoun, resolved
// where the text leaves little doubt, and for every description that stands for a
// named entity. "I" and "we" are left to who knows the speaker.
void ResolveAnaphora(const ArticleText& text, const std::vector<MentionDraft>& names,
                     const std::vector<NameCluster>& clusters, ArticleEntities& entities);

}  // namespace lode
