// Acronyms of common nouns: "rare metal oxides (RMO)" … "RMO output".
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "loaders/extraction/names/entities.h"

namespace lode {

// Where the article says what the letters stand for.
struct TermAcronym {
  std::uint32_t sentence = 0;  // index
  int spelled = 0, head = 0;   // the words that it abbreviates; the last is the head
  int at = 0;                  // the word in parentheses
  std::string text;            // as written: "RMOs"
};

// Those of terms, not of names, each once, in the order of the text.
std::vector<TermAcronym> FindTermAcronyms(const ArticleText& text);

// Is the word one of these acronyms, in singular or plural? Null if not.
const TermAcronym* TermAcronymAt(const std::vector<TermAcronym>& acronyms, const std::string& form);

// The node of the words that it abbreviates.
std::uint32_t TermNodeOf(const ArticleText& text, const TermAcronym& acronym,
                         ArticleEntities& entities);

}  // namespace lode
