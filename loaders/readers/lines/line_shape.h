// What a single line of a page looks like, by its own shape and words.
#pragma once

#include <string>
#include <string_view>

namespace lode {

// Words by white space; a run of CJK letters counts one word for two letters.
std::size_t WordCount(std::string_view line);

// Ends like a sentence: . ! ? … or their wide forms, before closing marks.
bool EndsSentence(std::string_view line);

// Short, begins with a capital or a digit, does not end like a sentence.
bool LooksLikeHeading(std::string_view line);

// Could be the headline of an article: four to thirty words, no full stop.
bool LooksLikeHeadline(std::string_view line);

// The bytes of a list mark ("- ", "• ", "3) ") at the begin, else 0.
std::size_t ListMark(std::string_view line);

// "00:00", "00:00/12:31", "1x": what an audio player leaves behind.
bool IsPlayerClock(std::string_view line);

// "21 hrs ago", "3 days ago".
bool IsAgeStamp(std::string_view line);

// One to three capitalised words and nothing else: a name may stand here.
bool LooksLikeName(std::string_view line);

}  // namespace lode
