// Reads the lines that only mends have: changes of the tree, and examples written as trees.
#pragma once

#include <string>
#include <string_view>

#include "loaders/extraction/patterns/tree_change.h"
#include "loaders/language/sentences/sentence.h"
#include "lode/status.h"

namespace lode {

// "x on y as obl", behind the word that the line begins with: "hang", "place", "call", "tag"
// or "lemma". Nodes stay unresolved. An error's message says what would be right.
Result<TreeChange> ReadTreeChange(std::string_view word, std::string_view rest);

// A tree in one line: words "form/TAG:relation>head", the head by its number or its form, the
// lemma behind "=" where it is not the form in lower case.
//   "took=take/VBD:root>0 place/NN:obj>took in/IN:case>Oslo Oslo/NNP:nmod>place"
// A form that stands twice is meant by its number.
Result<Sentence> ReadTree(std::string_view text);

// What the tree is after the changes "Oslo:obl>took, in:case>4/ADP": relation and head of the
// words named, their universal tag behind "/" if it changes.
Result<Sentence> ReadChangedTree(const Sentence& tree, std::string_view changes);

}  // namespace lode
