// How one word of a sentence stands to another.
#pragma once

#include <vector>

#include "loaders/extraction/patterns/node_tests.h"

namespace lode {

// The words that a link proposes from the words of its nodes, in order. Empty for links that
// only sift. `other`: the second node of "between".
std::vector<int> Proposed(const Link& link, const WordView& view, int to, int other);

// Does the word stand so? (Negation is the caller's.)
bool Stands(const Link& link, const WordView& view, int word, int to, int other);

// Who acts in the clause of a verb: its subject, or that of the clause it shares one with.
std::vector<int> SubjectsOf(const SentenceGraph& graph, int verb);

// Could a noun like this say what a thing of that type is?
bool FitsType(const WordView& view, int noun, std::string_view type);

}  // namespace lode
