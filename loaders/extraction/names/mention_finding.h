// The named mentions of an article: the model's, repaired, and those it missed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "loaders/extraction/names/entities.h"
#include "loaders/extraction/words/article_text.h"

namespace lode {

// A mention on its way into a cluster.
struct MentionDraft {
  std::uint32_t sentence = 0;         // index
  int head = 0, first = 0, last = 0;  // words, from 1; without titles
  MentionKind kind = MentionKind::kName;
  std::string type;  // schema type; empty while nothing is known
  bool from_model = false;
  std::string text;    // the words that name it
  std::string titled;  // with the title before it: "Trade Minister Ana Rivera"; may be empty
  int role = 0;        // head word of the title, 0 if none
  Gender gender = Gender::kUnknown;
  bool plural = false;
  int cluster = -1;
};

// "R4bn", "US$3": letters of a currency before a sum, which name nothing.
bool IsSumOfMoney(std::string_view form);

// Names in the order of the text, not nested except that a name inside a longer one
// ("Rivera" in "the Rivera government") has a mention of its own. Types are those of
// the model, or empty. Cost: linear in the text, but for the look-up of known names.
std::vector<MentionDraft> FindNames(const ArticleText& text);

}  // namespace lode
