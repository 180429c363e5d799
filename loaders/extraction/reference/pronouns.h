// Which noun phrase a pronoun goes back to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

#include "loaders/extraction/reference/antecedents.h"

namespace lode {

// The antecedent of the personal or possessive pronoun at `word`, or null where the
// text leaves too much doubt. "I" and "we" have none. `speaker` is whoever says it, where it
// stands in quotation marks, else null; `candidates` as FindAntecedents gave them, with
// nodes filled in for what is known by now. `named` are the nodes that the pronoun does not
// mean: those named in what it says.
const Antecedent* AntecedentOf(const ArticleText& text, std::uint32_t sentence, int word,
                               bool in_quotes, const Antecedent* speaker,
                               std::set<std::uint32_t> named,
                               const std::vector<std::vector<Antecedent>>& candidates);

// Is the word a pronoun that stands for a noun phrase ("they", "its"), by its form?
bool IsPersonalPronoun(const SentenceGraph& graph, int word, const EntityLexicon& lexicon);

}  // namespace lode
