// The vocabulary that articles are read with: predicates, the words that mean them, and
// what is drawn from them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lode/status.h"
#include "lode/store.h"

namespace lode {

// A predicate of the schema, and how it is said.
struct PredicateEntry {
  std::string name, family;
  std::string meaning;                         // what it says of X and Y
  std::vector<std::string> parents, children;  // nearest ones
  std::vector<std::string> domain, range;      // types; empty: anything
  bool symmetric = false;
  std::vector<std::string> ways;      // "verb rely on", "is part of"; as in news.frames
  std::vector<std::string> examples;  // sentences that give it
  std::vector<std::string> counter_examples;
  std::vector<std::string> rules;  // that draw it, as text
};

// Forms of the words that `word` (in lower case) may be a form of, by spelling and the irregular
// verbs, without itself: "import", "imported", "importing" of "imports". Some are no words.
std::vector<std::string> OtherForms(const std::string& word);

// What was found wrong with a schema file's examples, and what it holds.
struct SchemaReport {
  std::uint64_t predicates = 0, frames = 0, rules = 0, examples = 0;
  std::vector<std::string> failures;  // a sentence each, with file and line
};

// Threads: immutable, copies are cheap.
class Vocabulary {
 public:
  // The built-in vocabulary, with the user's schema file on top where one is named.
  // kInvalidInput names the place in it that is wrong. Cost: about 10 ms.
  static Result<Vocabulary> Open(const std::string& schema_path = {},
                                 const std::string& data_directory = {});

  const std::vector<PredicateEntry>& predicates() const;  // in the order of the schema
  const PredicateEntry* Find(std::string_view name) const;
  std::vector<std::string> rule_names() const;
  // Predicates whose frames have this word, or the first of these hyphened words, in any of
  // its forms: "suspends" for "halted". In the order of the frames, each once.
  std::vector<std::string> PredicatesMeaning(std::string_view word) const;

 private:
  struct Impl;
  explicit Vocabulary(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
  std::shared_ptr<const Impl> impl_;
};

// Puts the types and predicates of a schema file on top of those that the store keeps, in
// the place of an earlier version of the file. Open the store anew to see them.
Status AddSchema(Store& store, const std::string& schema_path);

// Reads a schema file and its examples. kInvalidInput where it cannot be used at all.
Result<SchemaReport> CheckSchemaFile(const std::string& schema_path,
                                     const std::string& data_directory = {});

}  // namespace lode
