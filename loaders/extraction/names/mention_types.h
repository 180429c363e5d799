// What kind of thing a name names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "loaders/extraction/names/mention_finding.h"

namespace lode {

// "company" -> "organization", "city" -> "place"; other types stand for themselves.
std::string_view FamilyOf(std::string_view type);

// Could one entity have both types? An unknown type goes with every other.
bool AreCompatible(std::string_view a, std::string_view b);

IdentityClass IdentityOf(std::string_view type, bool is_name);

// The common noun that the text puts beside a name to say what it is ("chipmaker
// Orrin", "Orrin, a chipmaker", "chipmakers such as Orrin", "Orrin is a chipmaker");
// 0 if none.
int ClassNounOf(const SentenceGraph& graph, const MentionDraft& draft,
                const EntityLexicon& lexicon);

// Types every name by the model's label, the word lists and the words beside it, one
// type for all mentions of the same words. Afterwards no type is empty.
void TypeNames(const ArticleText& text, std::vector<MentionDraft>& drafts);

}  // namespace lode
