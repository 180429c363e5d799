// Facts that a user wrote, and whether a statement says one.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lode/status.h"
#include "lode/store.h"

namespace lode::shell {

// One way to put a fact: accepted subjects, predicates, objects.
struct FactForm {
  std::vector<std::string> subjects, predicates, objects;
  std::string in;        // only in this qualifier; empty = object or any qualifier
  std::string polarity;  // only with this polarity; empty = with any
};

struct Fact {
  std::string id, kind, evidence, sentence;
  std::vector<FactForm> forms;  // the fact's own first
  // Accepted speakers; empty = the article's own voice; "" in it: unattributed is right too.
  std::vector<std::string> speakers;
  std::vector<std::string> polarities, modalities;  // accepted, the best first
  double weight = 1;
  bool hard = false, must = false;
  std::optional<bool> ended;  // none = either is right
};

// Text that must not yield statements.
struct Snippet {
  std::string text;
  bool whole = false;  // only where the sentence lies inside the snippet
};

struct GoldDocument {
  std::vector<Fact> facts;
  std::vector<Snippet> boilerplate;
};

// The documents of a file of gold facts, by the name of the article's file, and their order.
struct Gold {
  std::vector<std::string> order;
  std::map<std::string, GoldDocument> documents;
};

// Errors name file and line.
Result<Gold> ReadGold(const std::string& path);

// A node or literal as the matching sees it.
struct ScoredValue {
  std::vector<std::string> names;  // name and aliases; of a literal its value and text
  std::string kind, unit;
  std::optional<double> number;
};

// A statement as the matching sees it.
struct ScoredStatement {
  std::string id, predicate, text, polarity = "affirmed", modality = "actual", extractor, article;
  double confidence = 0;
  bool ended = false;
  ScoredValue subject, object, said_by;
  std::vector<std::pair<std::string, ScoredValue>> qualifiers;
  std::vector<std::string> times;  // in every form that it has
  std::string time;                // as it is printed
};

// The statements of the store, in the order of an export, by the name of the article's file.
Result<std::map<std::string, std::vector<ScoredStatement>>> StatementsByFile(const Store& store);

// Does the statement say the fact in one of its forms?
bool Says(const ScoredStatement& statement, const Fact& fact);
// Does an entity of the statement carry both names of an also-known-as fact?
bool HasBothNames(const ScoredStatement& statement, const Fact& fact);
bool SpeakerIsRight(const ScoredStatement& statement, const Fact& fact);
// Was the statement read in the fact's own sentence?
bool SharesWords(const ScoredStatement& statement, const Fact& fact);

}  // namespace lode::shell
