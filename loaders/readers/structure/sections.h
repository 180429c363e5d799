// Sections with a form of their own: timelines, lists of who is who, summaries,
// paragraphs with their translations.
#pragma once

#include "loaders/readers/structure/draft.h"

namespace lode {

// Date header lines ("July 3, 2024:") become headings, and what stands under them
// timeline entries that carry the date; so do lines that begin with a date and a
// colon. Fewer than two are no timeline.
void MarkTimeline(Drafts& drafts);

// Under a heading like "Who's Who", and wherever name, native name and
// description repeat: the name becomes a heading, the rest list blocks.
void MarkWhosWho(Drafts& drafts);

// What a label ("AI generated", "Summarized by") or a heading ("Summary:") says
// is a machine's or an editor's summary.
void MarkSummaries(Drafts& drafts);

// Sets each block's language where it is not `article_language`, and makes an
// English paragraph that follows its East Asian original a translation.
void MarkLanguages(Drafts& drafts, const std::string& article_language);

}  // namespace lode
