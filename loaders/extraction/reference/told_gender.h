// Whether a surname is his or hers, by the words round it.
#pragma once

#include "loaders/extraction/names/mention_finding.h"

namespace lode {

// "Mrs. Moe": what the title tells; unknown where it tells nothing.
Gender TitleGender(const ArticleText& text, const MentionDraft& mention);

// "Moe said that she": what the next subject of the sentence tells, if it is a pronoun.
Gender PronounGender(const ArticleText& text, const MentionDraft& mention);

// "Moe said that she": what it tells where whoever speaks means himself, as he mostly does.
Gender OwnWordsGender(const ArticleText& text, const MentionDraft& mention);

}  // namespace lode
