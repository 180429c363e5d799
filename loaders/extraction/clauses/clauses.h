// Clauses: one frame for each predicate of a sentence.
#pragma once

#include <string>
#include <vector>

#include "loaders/extraction/clauses/control.h"
#include "loaders/extraction/words/predicates.h"
#include "loaders/extraction/words/sentence_graph.h"
#include "loaders/extraction/words/word_lists.h"

namespace lode {

enum class ClauseKind {
  kVerb,     // "Northwind sells sails"
  kCopula,   // "the boat is new", "parts crucial for repair"
  kNominal,  // "Northwind's sale of sails", "curbs on fishing"
};

// An argument with a preposition: "to Norway". `word` heads the phrase.
struct Oblique {
  int word = 0;
  std::string preposition;  // "to"; empty for a bare phrase ("last week", "6%")
  int first = 0;            // the first of the phrases it is joined to
};

struct Clause {
  ClauseKind kind = ClauseKind::kVerb;
  int predicate = 0;     // the head word
  std::string lemma;     // "push"; for a nominal, that of its verb ("sell")
  std::string particle;  // "back"
  bool passive = false;
  std::vector<int> subjects;  // surface subjects, antecedents and shared ones resolved
  bool own_subject = false;   // the subject is written in this clause
  std::vector<int> objects;
  std::vector<int> recipients;  // indirect objects
  std::vector<int> agents;      // "by" phrases of a passive
  std::vector<Oblique> obliques;
  std::vector<int> bare;    // phrases without preposition: times, amounts
  int complement = 0;       // head of a clausal complement with a subject of its own
  int open_complement = 0;  // head of an infinitive or predicate complement
};

// The clauses of a sentence by position of their predicates. `lists` gives the
// nouns that stand for verbs and the verbs that lend their subject (light.list).
std::vector<Clause> FindClauses(const SentenceGraph& graph, const WordLists& lists);

}  // namespace lode
