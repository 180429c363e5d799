// The word that somebody who misspelt one may have meant.
#pragma once

#include <string>
#include <vector>

namespace lode::shell {

// The nearest of `names`, or the one that begins as the word does; empty where none is nearer
// than a third of its letters.
std::string NearestWord(const std::string& word, const std::vector<std::string>& names);

}  // namespace lode::shell
