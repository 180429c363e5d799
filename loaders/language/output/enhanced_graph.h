// Enhanced dependencies: what a tree leaves unsaid.
#pragma once

#include <string>
#include <vector>

#include "loaders/language/sentences/sentence.h"

namespace lode {

// Word `word` stands under `head` (0 = root), words from 1.
struct EnhancedArc {
  int word = 0, head = 0;
  std::string relation;  // "obl:in", "nsubj:xsubj", "ref"

  bool operator==(const EnhancedArc&) const = default;
};

// No word gets more heads than this, however many conjuncts there are.
inline constexpr std::size_t kMaxEnhancedHeads = 12;

// Derives the graph from a sentence's tree, by the conventions of UD English-EWT
// (https://universaldependencies.org/u/overview/enhanced-syntax.html): relations named
// by their markers (obl:in, nmod:of, conj:and, advcl:if; obl:agent stays), heads and
// subjects shared by conjuncts, subjects of controlled and raised verbs
// (nsubj:xsubj), and antecedents in the place of their relative pronouns (ref). No
// empty nodes: what is left out by ellipsis stays out. Sorted by word, head and
// relation; every word but those without a relation has at least one arc.
// Any heads are allowed, also those that make no tree. Threads: a pure function.
// Cost: linear in the words for a bounded number of conjuncts.
std::vector<EnhancedArc> EnhancedArcs(const Sentence& sentence);

}  // namespace lode
