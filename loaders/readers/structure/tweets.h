// Posts quoted in running text.
#pragma once

#include "loaders/readers/structure/draft.h"

namespace lode {

// Joins the lines of a quoted post (its words, links, and the author line
// "— Name (@handle) July 3, 2024") into one kTweet block with its date. Lines
// inside the block are divided by single line breaks.
void JoinTweets(Drafts& drafts);

}  // namespace lode
