// What could stand at the cursor of a question: predicates, words, entities of the store.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lode/lode.h"

namespace lode::views {

struct Completion {
  std::size_t begin = 0;                // bytes of the text before the word to complete
  std::vector<std::string> candidates;  // what the word could become, sorted
  std::string end;                      // follows the word once it is the only one
};

// `text` up to the cursor: names of entities inside quotation marks (those that stand in this place
// of the predicate's statements; where none does, of all), roles behind the second argument of an
// atom, else predicates and words. Cost: a walk over the predicate's statements, 300 ms at most.
Completion CompleteText(const Store& store, const QuerySession& session, std::string_view text);

// Whether the text ends inside quotation marks.
bool InString(std::string_view text);

// The longest front that all candidates share.
std::string CommonFront(const std::vector<std::string>& candidates);

// -- for who completes more than questions

// Adds the candidate where it begins with the word, in any case.
void AddMatching(std::vector<std::string>& to, std::string_view candidate, std::string_view word);
// Names of entities and their other names that have the word in them, in any case.
void AddEntities(std::vector<std::string>& to, const Store& store, std::string_view word);
// Sorts the candidates, each once.
void Settle(Completion& completion);

}  // namespace lode::views
