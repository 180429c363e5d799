// The questions of this language that a question in English may stand for.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "lode/query.h"
#include "query/syntax/english_question.h"

namespace lode {

// What is known of words; each may be empty.
struct WordKnowledge {
  SensesOf senses;                      // the predicates that a verb means
  std::vector<std::string> predicates;  // all there are: what a noun may be part of the name of
  std::function<bool(const std::string& predicate)> is_speech;
  // The predicate with those beside it, as a path: "(owns | ^subsidiary-of)"; "" where none are.
  std::function<std::string(const std::string& predicate)> with_near;
};

// A line to type.
struct MeantLine {
  std::string text;        // "supplies(Who, "Fernhill")?"
  std::string test;        // has rows where the line has an answer; empty: the line itself does
  bool asks_less = false;  // something of what was said is left away
};

// The likeliest first; each can be read. Whether they hold of a store is for the caller to try:
// later ones ask for less of what was said.
std::vector<MeantLine> LinesFor(const EnglishQuestion& question, const WordKnowledge& knowledge);

// A sentence that says so with the first of the lines; "" where the words are no such question.
std::string ExplainEnglish(std::span<const QueryToken> words, const SensesOf& senses);
// The same with the line that was chosen.
std::string ExplainEnglish(const std::string& line);

}  // namespace lode
