// Names of one word, of which the model knows least: what the text itself says they
// are, and which longer name they are short for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "loaders/extraction/reference/coreference.h"

namespace lode {

// Does the text use this mention as a place is used: "in Orrin", "Orrin, Finland",
// "the port of Orrin"?
bool IsUsedAsPlace(const ArticleText& text, const MentionDraft& draft);

// "Orrin" of "Orrin Industries Inc.": the name without legal form and line of
// business; the whole name if nothing tells them apart ("General Motors", "Bank Ltd").
// Words for a part of something bigger ("Orrin Cloud") are left on.
std::string DistinctiveName(std::string_view name, const EntityLexicon& lexicon);

// Gives clusters of one word a type that the text bears out: a person without a full
// name, title, first name or "he" or "she" is an organization in news; a place that
// acts and that nothing happens in is one too.
void DoubtBareNames(const ArticleText& text, const std::vector<MentionDraft>& drafts,
                    std::vector<NameCluster>& clusters);

}  // namespace lode
