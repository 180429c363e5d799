// Names, short forms and acronyms of one article -> clusters.
#pragma once

#include <string>
#include <vector>

#include "loaders/extraction/names/mention_finding.h"

namespace lode {

// One entity of the article, known by name.
struct NameCluster {
  std::string name;  // the fullest proper name
  std::string type;
  std::vector<std::size_t> drafts;  // indexes, in the order of the text
  Gender gender = Gender::kUnknown;
  bool plural = false;
};

// Links names by sieves, the most precise first: the same words; names of one
// country; a person's surname; a company without its legal form; an acronym and what
// it stands for. Sets the drafts' clusters. Abstains where two longer names fit, and
// none of them is the nearest before it.
std::vector<NameCluster> LinkNames(const ArticleText& text, std::vector<MentionDraft>& drafts);

}  // namespace lode
