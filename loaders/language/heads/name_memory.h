// What a document's earlier sentences made clear of its names.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "loaders/language/sentences/sentence.h"

namespace lode {

// A model that reads sentence by sentence takes "Brandt" for a person here and for a
// company there. This remembers how sure each reading of a name was, and what full names
// say of their short forms ("Lena Brandt" of "Brandt", "Orrin Motors" of "Orrin", "World
// Grain Board" of "WGB"), and lets the sum of that outweigh a later, less sure reading.
// Only earlier sentences count, so that sentences can be handed out as they come.
// Threads: one. Memory: at most kMaxNames names.
class NameMemory {
 public:
  static constexpr std::size_t kMaxNames = 20000;

  // Changes types of sentence->mentions, adds names of a known short form that were
  // overlooked, then remembers the sentence's names.
  void Settle(Sentence* sentence);

  // What comes next is another document.
  void Clear() { known_.clear(); }

 private:
  using Evidence = std::map<std::string, float>;  // by type

  const Evidence* Find(const std::string& name) const;
  void Retype(const Sentence& sentence, Mention* mention) const;
  void AddOverlooked(Sentence* sentence) const;
  void Remember(const Sentence& sentence, const Mention& mention);
  void Add(const std::string& name, const std::string& type, float weight);

  std::map<std::string, Evidence> known_;  // by the words as written
};

}  // namespace lode
